"""Numbers that point at a person or a case: staff, client, student, file, ticket, branch and login numbers."""

import re
from collections.abc import Iterator
from typing import Final

from culture_nlp.prepare.deidentify.spans import Span

_NAMED: Final = re.compile(
    r"\b(?:\w*nummers?|\w*nr\.?|dossiers?|zaak|ticket|melding|polis|filiaal|factuur|login|badge|pv|bezwaar|beschikking|"
    r"cliënt|client|klant|student|leerling|contract|incident|id|account|inlog|pasje|sleutel|kast|werkplek|dock|zaal|klas)"
    r"[:\s]{1,2}(?:is |was |nr\.? ?|nummer |id |# ?|hier |nu )?((?:[A-Za-z]{1,5}[-/_. ]?)?\d[\w/.-]*(?: \d{2,})*)",
    re.IGNORECASE,
)
_CODE: Final = re.compile(
    r"(?<![\w.,/@-])(?:[A-Za-z]{1,6}[-/_.]?\d[\dA-Za-z./_-]*|\d[\d./_-]*[A-Za-z]{1,4}[\dA-Za-z./_-]*|\d{4}[/-]\w[\w/-]+)(?![\w@])"
)
_ROOM: Final = re.compile(
    r"\b(?:kamer|zaal|lokaal|klas|dock|gate|unit|kluis|locker|bed|gemaal|machine|wagen|bus|tram|lijn|route|loket|werkplek|vestiging)"
    r"(?: nr\.?| nummer)? ([A-Z]?\d[\w.-]*)",
    re.IGNORECASE,
)
_SHORT_CODE: Final = re.compile(r"(?<![\w-])(?!COVID)[A-Z]{1,6}-\d{2,}(?![\w-])")
# Ten years and more somewhere: few in a team share that.
_YEARS: Final = re.compile(r"(?<![\w.,])([1-4]\d)(?= jaar(?!\w)(?! (?:geleden|ouder|jonger|oud|garantie)))")
_LONG: Final = re.compile(r"(?<![\w.,€-])\d{5,}(?![\w-]|[.,]\d)(?! ?(?:euro|eur\b|km|stuks|€))")
_HASHED: Final = re.compile(r"(?<!\w)#\d{2,}(?!\w)")
_FEWEST_DIGITS: Final = 4
_CLOSING: Final = ".,/-_"


def reference_numbers(text: str) -> Iterator[Span]:
    """Find numbers after a word that says what they are, codes, rooms, long numbers and long years of service."""
    for match in _NAMED.finditer(text):
        yield Span(match.start(1), match.start(1) + len(match[1].rstrip(_CLOSING)), "number")
    for match in _CODE.finditer(text):
        code = match[0].rstrip(_CLOSING)
        if sum(sign.isdigit() for sign in code) >= _FEWEST_DIGITS:
            yield Span(match.start(), match.start() + len(code), "number")
    for pattern in (_ROOM, _YEARS):
        for match in pattern.finditer(text):
            yield Span(match.start(1), match.start(1) + len(match[1].rstrip(_CLOSING)), "number")
    for pattern in (_SHORT_CODE, _LONG, _HASHED):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "number")
