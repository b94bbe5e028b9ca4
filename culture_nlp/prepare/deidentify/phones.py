"""Dutch and Belgian phone numbers in the ways people write them, foreign ones with a plus, extensions."""

import re
from collections.abc import Iterator
from typing import Final

from culture_nlp.prepare.deidentify.spans import Span

_PHONE: Final = re.compile(r"(?<![\w/.,-])(?:\+\s?\d{1,3}|00\d{2}|\(?0)(?:[\s./()-]{0,3}\d){7,12}(?!\w|[.,]\d)")
_EXTENSION: Final = re.compile(
    r"\b(?:toestel|tst\.?|tel\.?|telefoon|bel|belt|doorkiesnummer|extensie|intern nummer)\W{1,3}(?:nr\.?\s*)?(\d{3,6})\b(?! (?:keer|euro|mensen|man))",
    re.IGNORECASE,
)
_DIGITS: Final = range(9, 15)


def phones(text: str) -> Iterator[Span]:
    """Find phone numbers and, after "toestel" and its like, extensions."""
    for match in _PHONE.finditer(text):
        if sum(sign.isdigit() for sign in match[0]) in _DIGITS:
            yield Span(match.start(), match.end(), "phone")
    for match in _EXTENSION.finditer(text):
        yield Span(match.start(1), match.end(1), "phone")
