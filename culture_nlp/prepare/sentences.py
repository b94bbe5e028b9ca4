"""Where sentences begin as people type them: after stops, line breaks, bullets, emoji; no capitals needed."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

_ENDS: Final = frozenset(".!?…")
_SEPARATORS: Final = frozenset(("-", "--", "–", "—", "*", "•", "·", "●", "‣", "▪", "|"))
_QUOTES: Final = frozenset("\"'’”»")
_CLOSERS: Final = frozenset(")]}")
_SEMICOLON: Final = ";"
_INNER: Final = frozenset((",", ":", _SEMICOLON))
# Pictures, their joiners and skin tones; arrows are left out, they stand between words.
_EMOJI: Final = re.compile("[\u2600-\u27bf\u2b00-\u2bff\u200d\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f]+")
_EMOTICON: Final = re.compile(r"[:;=8][-'^o]?[()/|DPp]+|<3")


def sentence_starts(tokens: Sequence[str], spaced: Sequence[bool]) -> list[bool]:
    """For each token, tell whether a sentence begins there.

    ``spaced`` tells for each token whether a blank follows. Marks that end or part sentences stay with the
    sentence before them; only a word, an opening mark, or a picture at the beginning of a line opens one.
    """
    starts = [False] * len(tokens)
    ended = seen = False
    line_start = True
    for i, token in enumerate(tokens):
        if "\n" in token:
            ended, line_start = ended or seen, True
            continue
        picture = _is_picture(token)
        attached = i > 0 and not spaced[i - 1]
        if _stays_left(token, attached=attached) or (picture and not line_start):
            ended = ended or (seen and (picture or _parts(i, tokens, spaced, line_start=line_start)))
            continue
        starts[i] = ended
        seen, ended = not picture, not picture and _word_ends_sentence(i, tokens, line_start=line_start)
        line_start = line_start and (picture or token.isdigit())
    return starts


def _is_picture(token: str) -> bool:
    return bool(_EMOJI.fullmatch(token) or _EMOTICON.fullmatch(token))


def _stays_left(mark: str, *, attached: bool) -> bool:
    """Marks that cannot begin a sentence: ends, separators, closing brackets and quotes, commas."""
    if mark in _QUOTES:
        return attached
    return set(mark) <= _ENDS or mark in _SEPARATORS or mark in _CLOSERS or mark in _INNER


def _parts(i: int, tokens: Sequence[str], spaced: Sequence[bool], *, line_start: bool) -> bool:
    """Tell whether the mark at ``i`` ends or parts a sentence."""
    mark = tokens[i]
    if mark in _SEPARATORS:
        return spaced[i] and (i == 0 or spaced[i - 1])
    if mark != ".":
        return mark == _SEMICOLON or set(mark) <= _ENDS
    number_of_a_list = line_start and tokens[i - 1].isdigit()
    return not (number_of_a_list or _is_abbreviation(tokens[i - 1] + "."))


def _word_ends_sentence(i: int, tokens: Sequence[str], *, line_start: bool) -> bool:
    """Tell whether a word with its own full stop ends a sentence: "top." does, "bijv." and "J." do not."""
    token = tokens[i]
    if not token.endswith(".") or line_start:
        return False
    following = tokens[i + 1] if i + 1 < len(tokens) else ""
    if token.lower() in _words("closing_abbreviations"):
        return following.istitle()
    return not (_is_abbreviation(token) or (len(token) == len("J.") and token[0].isupper()))


def _is_abbreviation(token: str) -> bool:
    return token.lower() in _words("abbreviations") or "." in token[:-1]


@cache
def _words(name: str) -> frozenset[str]:
    lists = tomllib.loads(Path(__file__).with_name("clause_words.toml").read_text(encoding="utf-8"))
    return frozenset(lists[name].split())
