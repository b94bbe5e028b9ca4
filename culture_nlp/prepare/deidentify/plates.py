"""Dutch and Belgian licence plates, by their shape."""

import re
from collections.abc import Iterator
from typing import Final

from culture_nlp.prepare.deidentify.spans import Span

_GROUPS: Final = re.compile(r"(?<![\w-])(?:\d{1,3}|[A-Za-z]{1,3})(?:-(?:\d{1,3}|[A-Za-z]{1,3})){2}(?![\w-])")
_OLD_BELGIAN: Final = re.compile(r"(?<![\w-])[A-Z]{3}-\d{3}(?![\w-])")
_SPACED: Final = re.compile(r"(?<![\w-])(?:[1-9] [A-Z]{3} \d{3}|[A-Z]{2} \d{3} [A-Z]|[A-Z] \d{3} [A-Z]{2})(?![\w-])")
_NAMED: Final = re.compile(r"\b(?:kenteken|nummerplaat|plaat)\W{1,3}((?=\w*\d)(?=\w*[A-Za-z])\w{6,8})\b", re.IGNORECASE)
_SIGNS: Final = range(5, 9)


def plates(text: str) -> Iterator[Span]:
    """Find licence plates: three groups of letters or digits, the older Belgian two, or one after "kenteken"."""
    for match in _GROUPS.finditer(text):
        signs = match[0].replace("-", "")
        if len(signs) in _SIGNS and not signs.isdigit() and not signs.isalpha():
            yield Span(match.start(), match.end(), "plate")
    for pattern in (_OLD_BELGIAN, _SPACED):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "plate")
    for match in _NAMED.finditer(text):
        yield Span(match.start(1), match.end(1), "plate")
