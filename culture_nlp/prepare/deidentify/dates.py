"""Dates: days, months, weeks, years, written in any of the usual ways. Feast days and "vorige week" are the model's."""

import re
from collections.abc import Iterator
from typing import Final

from culture_nlp.prepare.deidentify.spans import Span

_MONTHS: Final = (
    "januari|februari|maart|april|juni|juli|augustus|september|oktober|november|december|"
    r"jan\.|feb\.|mrt|apr\.|jun\.|jul\.|aug\.|sept?\.|okt\.?|nov\.|dec\."
)
_DAYS: Final = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
_YEAR: Final = r"(?:19[4-9]|20[0-4])\d"
_PARTS: Final = "half|begin|eind|einde|midden|medio"
_DAY_OF_MONTH: Final = (
    rf"\d{{1,2}}(?:e|ste|de)?(?: ?(?:,|en|of|op|tot|-|–|t/m) ?\d{{1,2}}(?:e|ste|de)?){{0,2}} (?:{_MONTHS}|mei|maart)"
)
_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\w)(?:(?:{_DAYS}) )?{_DAY_OF_MONTH}(?!\w)(?: {_YEAR}(?!\w)| '?\d\d(?!\w))?",
        rf"(?<!\w)(?:(?:{_PARTS}) )?(?:{_MONTHS})(?!\w)(?: {_YEAR}(?!\w))?",
        rf"(?<!\w)(?:(?:{_PARTS}) |(?<=in )|(?<=van )|(?<=sinds )|(?<=tot )|(?<=vanaf )|(?<=voor ))mei(?!\w)(?: {_YEAR}(?!\w))?",
        r"(?<![\w/.,-])(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|1[0-2])\1(?:\d{4}|\d{2})(?![\w/-]|[.,]\d)",
        r"(?<![\w/.,-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w/-])",
        r"(?:(?<=\bop )|(?<=\bvan )|(?<=\bvóór )|(?<=\bsinds )|(?<=\btot )|(?<=\bdd ))(?:0?[1-9]|[12]\d|3[01])[-/](?:0?[1-9]|1[0-2])(?![\w/-])",
        r"(?<!\w)(?:week|wk\.?) \d{1,2}(?: ?(?:t/m|tot en met|tot|en|-|–) ?\d{1,2})?(?!\w)",
        rf"(?<![\w.,-]){_YEAR}(?![\w-]|[.,]\d)(?! (?:euro|stuks|keer|man|mensen|kilo|km|uur|cliënten|treffers))",
        r"(?<!\w)(?:q[1-4]|kwartaal [1-4]) (?:19|20)\d\d(?!\w)",
        rf"(?<!\w)(?:lente|zomer|herfst|winter|voorjaar|najaar|lente) (?:van )?{_YEAR}(?!\w)",
    )
)


def dates(text: str) -> Iterator[Span]:
    """Find dates; the longest reading of a place wins."""
    found = {match.span() for pattern in _PATTERNS for match in pattern.finditer(text)}
    for start, end in sorted(found, key=lambda place: place[0] - place[1]):
        yield Span(start, end, "date")
