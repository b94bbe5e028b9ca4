"""Bank accounts: IBANs of any country that pass the check, and what has the shape of a Dutch or Belgian one."""

import re
from collections.abc import Iterator
from typing import Final

from culture_nlp.prepare.deidentify.spans import Span

_IBAN: Final = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){10,30}(?!\w)")
_AT_HOME: Final = re.compile(
    r"(?<!\w)(?:NL\d{2}[ .-]?[A-Z]{4}(?:[ .-]?\d){10}|BE\d{2}(?:[ .-]?\d){12})(?!\w)", re.IGNORECASE
)
_LENGTHS: Final = range(15, 35)


def is_iban(value: str) -> bool:
    """Tell whether a value passes ISO 13616: moved four places and read with A = 10, it is 1 modulo 97."""
    compact = re.sub(r"[ .-]", "", value).upper()
    if len(compact) not in _LENGTHS or not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]+", compact):
        return False
    return int("".join(str(int(sign, 36)) for sign in compact[4:] + compact[:4])) % 97 == 1


def ibans(text: str) -> Iterator[Span]:
    """Find bank accounts. A mistyped Dutch or Belgian one is masked too."""
    for match in _AT_HOME.finditer(text):
        yield Span(match.start(), match.end(), "iban")
    for match in _IBAN.finditer(text):
        # Words after the number are in the match too: drop them one by one until the check is passed.
        candidate = match[0]
        while candidate and not is_iban(candidate):
            candidate = candidate.rpartition(" ")[0]
        if candidate:
            yield Span(match.start(), match.start() + len(candidate), "iban")
