"""Postcodes and street addresses."""

import re
from collections.abc import Iterator
from typing import Final

from culture_nlp.prepare.deidentify.lists import places
from culture_nlp.prepare.deidentify.spans import Span

# The letter pairs SA, SD and SS are not given out.
_DUTCH: Final = re.compile(
    r"(?<![\w.,-])[1-9]\d{3} ?(?!S[ADS])[A-Z]{2}(?![\w-])|(?<![\w.,-])[1-9]\d{3}[a-z]{2}(?![\w-])"
)
_TWO_LETTER_WORDS: Final = "en|de|of|in|is|op|te|ik|je|we|ze|al|na|om|er|zo|nu|km|kg|eu|ex|bv|nv|ge|ca|st"
_DUTCH_IN_CHAT: Final = re.compile(rf"(?<![\w.,-])[1-9]\d{{3}} (?!(?:{_TWO_LETTER_WORDS})\b)[a-z]{{2}}(?=[,.)]|$)")
_NAMED: Final = re.compile(r"\bpostcode\W{1,3}(?:is )?([1-9]\d{3})(?!\w)", re.IGNORECASE)
_BELGIAN: Final = re.compile(r"(?<![\w.,-])(?:B-)?([1-9]\d{3}) (?=([A-Z][\w'’-]+))")

_KINDS: Final = (
    "straat|straatje|laan|lei|dreef|steenweg|weg|baan|plein|pleintje|kade|kaai|dijk|singel|gracht|vest|hof|steeg|pad|"
    "plantsoen|markt|brink|wal|burgwal|hoek|akker|kamp|park|ring|vaart|haven|boulevard|allee|oever|zoom"
)
_HOUSE: Final = (
    r"(?:nr\.? ?)?\d{1,4}(?: ?[-/]? ?[a-zA-Z]{1,2}\b|-\d{1,3}\b)?"
    r"(?: ?(?:bus|bte) ?\w{1,4}| ?(?:t/m|tot en met|-|–) ?\d{1,4})?(?!\w)"
)
_BEFORE: Final = r"(?:(?:[A-Z][\w'’.-]+|van|de|den|der|het|ter|ten|op|'t) ){0,3}"
_WITH_NUMBER: Final = re.compile(
    rf"(?<!\w)(?:{_BEFORE}[A-Z][\w'’-]*?(?:{_KINDS})|\w{{3,}}(?:straat|laan|plein|kade|steenweg|dreef|singel|gracht)"
    rf"|[Ss]teenweg op [A-Z]\w+|(?:[A-Z]\w+ ){{1,2}}(?:{_KINDS}|{_KINDS.title()})) {_HOUSE}"
)
_STREET: Final = re.compile(
    r"(?<!\w)(?:[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)*(?:straat|laan|plein|kade|steenweg|dreef|singel|gracht|kaai)"
    r"|Grote Markt|[Ss]teenweg op [A-Z]\w+)(?!\w)"
)
_LOWER_WORDS: Final = re.compile(r"^(?:van|de|den|der|het|ter|ten|op|'t) ")
_ORDINARY: Final = frozenset(("Werkstraat", "Wasstraat", "Productiestraat", "Teststraat", "Zijstraat", "Hoofdstraat"))


def postcodes(text: str) -> Iterator[Span]:
    """Find Dutch postcodes, and Belgian ones that stand before a place."""
    for pattern in (_DUTCH, _DUTCH_IN_CHAT):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "postcode")
    for match in _NAMED.finditer(text):
        yield Span(match.start(1), match.end(1), "postcode")
    for match in _BELGIAN.finditer(text):
        if match[2].casefold() in places():
            yield Span(match.start(), match.end(1), "postcode")


def addresses(text: str) -> Iterator[Span]:
    """Find streets with a house number, and names of streets."""
    for match in _WITH_NUMBER.finditer(text):
        start = match.start()
        while lower := _LOWER_WORDS.match(text[start : match.end()]):
            start += lower.end()
        yield Span(start, match.end(), "address")
    for match in _STREET.finditer(text):
        if match[0] not in _ORDINARY:
            yield Span(match.start(), match.end(), "address")
