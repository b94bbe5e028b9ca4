"""What the token model looks at: the word, its shape, the lists it stands in, and the words around it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log2
from typing import Final

from culture_nlp.prepare.deidentify.lists import first_names, ordinary_words, places, surnames
from culture_nlp.prepare.deidentify.spans import Kind, Span
from culture_nlp.prepare.deidentify.tokens import Token
from culture_nlp.prepare.deidentify.vocabulary import is_event, is_nobody, is_role

_SENTENCE_ENDS: Final = frozenset(".!?…\"'“”‘’()-–*•:")
_WINDOW: Final = range(-2, 3)
_LONGEST_PLACE: Final = 3
_NOTHING: Final = "∅"
# Counts above this one say the same: an ordinary word.
_MOST: Final = 9
_SHORTEST_PART: Final = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a token: ``looks`` in short, for its neighbours too."""

    looks: str
    by_themselves: Mapping[str, str]


def features(text: str, tokens: Sequence[Token], spans: Sequence[Span]) -> list[list[str]]:
    """Return the attributes of each token; ``spans`` is what the patterns have found."""
    kinds = _kinds(tokens, spans)
    chat = not any(token.text[0].isupper() for token in tokens)
    starts = _sentence_starts(text, tokens)
    facts = [
        _facts(token.text, kind, in_place, start=start, chat=chat)
        for token, kind, in_place, start in zip(tokens, kinds, _in_places(tokens), starts, strict=True)
    ]
    words = [_word(token.text, kind) for token, kind in zip(tokens, kinds, strict=True)]
    return [_around(i, words, facts) for i in range(len(tokens))]


def _around(i: int, words: Sequence[str], facts: Sequence[Facts]) -> list[str]:
    here = facts[i]
    before, after = _at(words, i - 1), _at(words, i + 1)
    found = [
        "bias",
        *(f"{name}={value}" for name, value in here.by_themselves.items()),
        f"before={before}|{here.looks}",
        f"after={after}|{here.looks}",
        f"between={before}|{after}",
        f"two={_at(words, i - 2)}|{before}",
        f"pair={before}|{words[i]}",
    ]
    for offset in _WINDOW:
        found.append(f"w{offset}={_at(words, i + offset)}")
        if offset and 0 <= i + offset < len(words):
            found.append(f"looks{offset}={facts[i + offset].looks}")
    return found


def _at(words: Sequence[str], i: int) -> str:
    return words[i] if 0 <= i < len(words) else _NOTHING


def _facts(word: str, kind: Kind | None, in_place: bool, *, start: bool, chat: bool) -> Facts:
    lower = word.lower()
    count = ordinary_words().get(lower, 0)
    lists = _lists(lower) + ("P" if in_place else "")
    where = "chat" if chat else "start" if start else "in"
    looks = f"{_shape(word)}|{where}|{lists}|{_knows(lower)}"
    common = min(_MOST, int(log2(count))) if count else -1
    return Facts(
        looks,
        {
            "looks": looks,
            "common": f"{looks}{common}",
            "pattern": kind or "",
            "first": lower[:3],
            "last2": lower[-2:],
            "last3": lower[-3:],
            "last4": lower[-4:],
            "last6": lower[-6:],
        },
    )


def _lists(lower: str) -> str:
    parts = lower.split("-") if "-" in lower else [lower]
    first = any(part in first_names() for part in parts)
    last = any(part in surnames() for part in parts)
    flags = (first, last, is_role(lower), is_event(lower), is_nobody(lower))
    return "".join(letter for letter, flag in zip("FSJEN", flags, strict=True) if flag)


def _knows(lower: str) -> str:
    """An ordinary word, one made of two of them ("sleutelbeheer"), or none we know."""
    if lower in ordinary_words():
        return "c"
    for i in range(_SHORTEST_PART, len(lower) - _SHORTEST_PART + 1):
        end = lower[i:].lstrip("-")
        if any(lower[:i].removesuffix(link) in _parts() for link in ("", "s", "-")) and end in _parts():
            return "k"
    return "n"


@cache
def _parts() -> frozenset[str]:
    return frozenset(word for word in ordinary_words() if len(word) >= _SHORTEST_PART)


def _word(word: str, kind: Kind | None) -> str:
    if kind is not None:
        return f"<{kind}>"
    if word[0].isdigit():
        return "0" * len(word)
    if len(word) > 1 and word[0] == "[":
        return "<masked>"
    return word.lower()


def _shape(word: str) -> str:
    if word.isdigit():
        return "0" * min(len(word), 5)
    if len(word) > 1 and word[0] == "[":
        return "[]"
    if not word[0].isalpha():
        return word
    if word.islower():
        return "x" if len(word) > 1 else "x1"
    if word.isupper():
        return "XX" if len(word) > 1 else "X"
    return "Xx" if word[1:].islower() else "xX"


def _sentence_starts(text: str, tokens: Sequence[Token]) -> list[bool]:
    if not tokens:
        return []
    later = [
        before.text[-1] in _SENTENCE_ENDS or before.is_placeholder or "\n" in text[before.end : token.start]
        for before, token in pairwise(tokens)
    ]
    return [True, *later]


def _kinds(tokens: Sequence[Token], spans: Sequence[Span]) -> list[Kind | None]:
    kinds: list[Kind | None] = []
    for token in tokens:
        kinds.append(next((span.kind for span in spans if span.start < token.end and token.start < span.end), None))
    return kinds


def _in_places(tokens: Sequence[Token]) -> list[bool]:
    words = [token.text.lower() for token in tokens]
    found = [False] * len(words)
    for start, end in _stretches(len(words)):
        if " ".join(words[start:end]) in places():
            found[start:end] = [True] * (end - start)
    return found


def _stretches(length: int) -> Iterator[tuple[int, int]]:
    for start in range(length):
        for size in range(1, _LONGEST_PLACE + 1):
            if start + size <= length:
                yield start, start + size
