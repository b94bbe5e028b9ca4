"""Dates: days, months, weeks, years, written in any of the usual ways. Feast days too; a bare "dinsdag" is the model's."""

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
_FEASTS: Final = (
    r"(?:eerste |tweede )?(?:kerst(?:mis|avond|nacht|dag)?|pasen|paas(?:maandag|zondag)|pinkster(?:en|maandag|dag)|oud en nieuw|"
    r"oudejaars(?:avond|nacht|dag)|oudjaar|nieuwjaar(?:sdag|sborrel|sreceptie)?|allerheiligen|hemelvaart(?:sdag)?|koningsdag|"
    r"carnaval|bouwverlof|offerfeest|(?:herfst|kerst|krokus|mei|zomer|paas|voorjaars)vakantie)"
)
_AGO: Final = r"(?:\d{1,2}|een|twee|drie|vier|vijf|zes|acht|tien|paar|aantal) (?:dagen|weken|maanden|jaar) geleden"
_STEPS: Final = r"(?! (?:verdieping|etage|keer|plaats|jaar|klas|graad))"
_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\w)(?:de |het )?{_FEASTS}(?!\w)(?: {_YEAR}(?!\w))?",
        rf"(?<!\w)(?:vorige|volgende|afgelopen|verleden|komende) (?:week(?: (?:{_DAYS}))?|maand|weekend|{_DAYS}|{_MONTHS}|mei)(?!\w)",
        rf"(?<!\w)een (?:{_DAYS}) in (?:{_MONTHS}|mei)(?!\w)",
        rf"(?<!\w){_AGO}(?!\w)",
        r"(?<!\w)(?:q[1-4]|(?:eerste|tweede|derde|vierde) kwartaal)(?!\w)",
        rf"(?<!\w)den? (?:[12]?\d|3[01])(?:e|ste|de)(?!\w){_STEPS}",
        r"(?<!\w)(?:mijn|zijn|haar) (?:\d{1,2}(?:e|ste|de) )?verjaardag(?!\w)",
        rf"(?:^|(?<=[.!?] ))(?:{_DAYS})(?= (?:\d|werd|was|is|had|heeft|om|stond|ging|kwam))",
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
