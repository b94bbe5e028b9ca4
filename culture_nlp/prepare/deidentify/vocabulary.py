"""Words that roles and events end in, and names that are nobody's, from ``words.toml``."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from culture_nlp.prepare.deidentify.spans import Span

_SHORTEST_ENDING: Final = 5


def is_role(word: str) -> bool:
    """Tell whether a word in lower case names what somebody does: "logopediste", "wagenparkbeheerder"."""
    return _ends_in("roles", word)


def is_event(word: str) -> bool:
    """Tell whether a word in lower case names something that happens once: "brand", "bedrijfsongeval"."""
    return _ends_in("events", word)


def is_nobody(word: str) -> bool:
    """Tell whether a word in lower case is a program or another thing with a capital."""
    return word in words("nobody")


def idioms(text: str) -> Iterator[Span]:
    """Find sayings with a name in them that is nobody's: "Jan en alleman", "Joost mag het weten"."""
    for match in _idioms().finditer(text):
        yield Span(match.start(), match.end(), "name")


@cache
def ending_in(name: str) -> str:
    """Return the pattern of a word that ends in one of a list; short endings must be the whole word."""
    endings = sorted(words(name), key=len, reverse=True)
    long = "|".join(re.escape(word) for word in endings if len(word) >= _SHORTEST_ENDING)
    short = "|".join(re.escape(word) for word in endings if len(word) < _SHORTEST_ENDING)
    return rf"(?:[\w-]*(?:{long})|{short})" if short else rf"[\w-]*(?:{long})"


def _ends_in(name: str, word: str) -> bool:
    if word in words(name):
        return True
    return any(word[i:] in words(name) for i in range(2, len(word) - _SHORTEST_ENDING + 1))


@cache
def words(name: str) -> frozenset[str]:
    """Return one list of ``words.toml``."""
    return frozenset(_lists()[name].split())


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@cache
def _idioms() -> re.Pattern[str]:
    sayings = sorted(_lists()["idioms"].strip().splitlines(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sayings))})(?!\w)", re.IGNORECASE)
