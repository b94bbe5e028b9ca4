"""Ages: "58-jarige", "16 jaar oud", "ik ben 54", "een man van 63". How long somebody works somewhere is no age."""

import re
from collections.abc import Iterator
from typing import Final

from culture_nlp.prepare.deidentify.spans import Span

_AGE: Final = r"(1\d|[2-9]\d)"
_ONES: Final = "(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_TENS: Final = "twintig|dertig|veertig|vijftig|zestig"
_NO_MEASURE: Final = (
    r"(?! ?(?:%|€|/|:|x\b|keer|uur|u\b|min|man\b|euro|km|kilo|kg|mensen|dagen|weken|maand|jaar(?! oud)|collega|kinderen|"
    r"bewoners|cliënten|patiënten|stuks|minuten|ton|meter|cm|procent|graden))(?![\w/]|[.,:]\d)"
)
_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w.,])(\d{1,3})[ -]?jarigen?(?!\w)",
        r"(?<![\w.,])(\d{1,3})(?: jaar oud| jaar jong|-plusser|-er\b)",
        rf"\b(?:ben|word|werd|wordt|bent|ge zijt|ik zijn) (?:(?!om|op|met|van|tot|voor|na)\w+ ){{0,2}}{_AGE}(?: jaar(?!\w)|{_NO_MEASURE})",
        rf"\b(?:ben|word|werd|wordt|bent) (?:\w+ )?((?:{_ONES}[eë]n)?(?:{_TENS}))(?!\w)",
        rf"\b(?:begin|half|eind|midden|in de) ((?:{_TENS}))(?!\w)",
        rf"(?<!\w)((?:{_TENS})(?:er|sters?|ers))(?!\w)",
        rf"\bmet (?:mijn|m'n|zijn|haar) {_AGE}{_NO_MEASURE}",
        rf"(?<=\w, ){_AGE}(?=,)",
        rf"(?<![\w.,]){_AGE}(?:\+|plus\b)",
        rf"(?:\b(?:zusje|zus|broertje|broer|kind|kindje|baby|peuter|dochtertje|zoontje|jongetje|leerling|cliënt|iemand|eentje)"
        rf"|\](?: \w+)?|(?-i:[a-z],? [A-Z][a-zà-ÿ]+)) van (\d{{1,2}}){_NO_MEASURE}(?! tot)",
        rf"\b(?:is|was) (?:nu |al |ook |pas |ook al )?{_AGE}(?= en\b| geworden|[.,;!?)](?!\d)|$)",
        rf"(?<=\w )(?<!op )(?<!van ){_AGE} (?:ben|bent)\b",
        r"\((\d{1,2})(?= ?[,)])",
        rf"\b(?:man|vrouw|mens|meisje|jongen|collega|dochter|zoon|kind|dame|dametje|heertje|heer|mevrouw|meneer|moeder|vader) van {_AGE}{_NO_MEASURE}",
        r"\bop (?:mijn|zijn|haar|z'n|m'n|d'r) (\d{1,2}(?:e|ste|de))(?!\w)",
        rf"\bleeftijd\W{{1,3}}{_AGE}(?!\w)",
    )
)


def ages(text: str) -> Iterator[Span]:
    """Find ages; the span holds the digits only."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Span(match.start(1), match.end(1), "age")
