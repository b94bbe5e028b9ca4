"""Keyboard mashing: "asdfasdf", "jkljkljkl", "aaaa". Careful: "pfff", "hmm" and "zzz" say something."""

import re
from typing import Final

_ROWS: Final = ("asdfghjkl", "zxcvbnm")
_TOP_ROW: Final = "qwertyuiop"
_VOWELS: Final = frozenset("aeiouyáéíóúàèìòùäëïöüâêîôû")
_WORD: Final = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS: Final = 4
_MASHED_SHARE: Final = 0.6
_CONSONANTS_ONLY: Final = 6
_DIFFERENT_CONSONANTS: Final = 4
# Letters that people repeat on purpose: zzz, mmm, hhh.
_SOUNDS: Final = frozenset("zmh")


def _runs(row: str, length: int) -> frozenset[str]:
    both_ways = (row, row[::-1])
    return frozenset(keys[i : i + length] for keys in both_ways for i in range(len(row) - length + 1))


# Three neighbours of the middle or bottom row, four of the top row: "wer" and "ert" are too common in Dutch.
_RUNS: Final = _runs(_ROWS[0], 3) | _runs(_ROWS[1], 3) | _runs(_TOP_ROW, 4)


def is_gibberish(text: str) -> bool:
    """Tell whether every word of the text is mashed on the keyboard."""
    words = _WORD.findall(text)
    return bool(words) and all(_is_mashed(word) for word in words)


def _is_mashed(word: str) -> bool:
    letters = word.lower()
    if len(set(letters)) == 1:
        return len(letters) >= _FEWEST_LETTERS and letters[0] not in _SOUNDS
    if len(letters) < _FEWEST_LETTERS:
        return False
    covered = {
        i + k for i in range(len(letters)) for size in (3, 4) if letters[i : i + size] in _RUNS for k in range(size)
    }
    if len(covered) >= _MASHED_SHARE * len(letters):
        return True
    # Capitals are left alone: they may be an abbreviation.
    return (
        not word.isupper()
        and len(letters) >= _CONSONANTS_ONLY
        and len(set(letters)) >= _DIFFERENT_CONSONANTS
        and not _VOWELS & set(letters)
    )
