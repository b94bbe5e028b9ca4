"""E-mail and web addresses."""

import re
from collections.abc import Iterator
from typing import Final

from culture_nlp.prepare.deidentify.spans import Span

_EMAIL: Final = re.compile(r"[\w.+-]+ ?(?:@|\[at\]|\(at\)) ?[\w-]+(?:\.[\w-]+)+")
_DOMAINS: Final = "nl|be|com|net|org|eu|example|info|io|gent|brussels|vlaanderen|amsterdam|fr|de|uk|local|intern|test"
_URL: Final = re.compile(
    rf"(?:https?://|www\.)[^\s<>\"]+|(?<![\w@.])(?:[\w-]+\.)+(?:{_DOMAINS})\b(?:\.\w+)*(?:[:/][^\s<>\"]*)?",
    re.IGNORECASE,
)
_CLOSING: Final = ".,;:!?)]}'’\"…"


def emails(text: str) -> Iterator[Span]:
    """Find e-mail addresses."""
    for match in _EMAIL.finditer(text):
        yield Span(match.start(), match.start() + len(match[0].rstrip(".-")), "email")


def urls(text: str) -> Iterator[Span]:
    """Find web addresses, also without "https://"; closing punctuation does not belong to them."""
    for match in _URL.finditer(text):
        yield Span(match.start(), match.start() + len(match[0].rstrip(_CLOSING)), "url")
