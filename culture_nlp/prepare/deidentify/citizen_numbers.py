"""Numbers the state gives a person: the Dutch burgerservicenummer and the Belgian rijksregisternummer.

What has the shape of such a number but fails its check is masked too, as a number: somebody mistyped it.
"""

import re
from collections.abc import Iterator
from typing import Final

from culture_nlp.prepare.deidentify.spans import Span

_BSN: Final = re.compile(r"(?<![\w.,-])(?:\d{8,9}|\d{3}[. -]\d{3}[. -]\d{3}|\d{4}[. -]\d{2}[. -]\d{3})(?![\w-]|[.,]\d)")
_BSN_NAMED: Final = re.compile(r"\b(?:bsn|burgerservice\w*|sofi\w*)\W+(?:\w+\W+){0,3}?$", re.IGNORECASE)
_RRN: Final = re.compile(r"(?<![\w.-])\d{2}([. /-]?)\d{2}\1\d{2}[. -]?\d{3}[. -]?\d{2}(?![\w-]|[.,]\d)")
_BSN_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_BSN_LENGTH: Final = 9
_RRN_LENGTH: Final = 11
# How far before a number the word that says what it is may stand.
_NEAR: Final = 40


def is_bsn(digits: str) -> bool:
    """Tell whether nine digits pass the "elfproef" of the burgerservicenummer; eight get a zero in front."""
    digits = digits.zfill(_BSN_LENGTH)
    if len(digits) != _BSN_LENGTH or not digits.isascii() or not digits.isdecimal() or digits == "0" * _BSN_LENGTH:
        return False
    return sum(weight * int(digit) for weight, digit in zip(_BSN_WEIGHTS, digits, strict=True)) % 11 == 0


def is_rijksregisternummer(digits: str) -> bool:
    """Tell whether the last two of eleven digits are 97 less the rest modulo 97; born from 2000 on, 2 goes in front."""
    if len(digits) != _RRN_LENGTH or not digits.isascii() or not digits.isdecimal():
        return False
    body, check = digits[:-2], int(digits[-2:])
    return check in {97 - int(body) % 97, 97 - int("2" + body) % 97}


def bsns(text: str) -> Iterator[Span]:
    """Find what is, or by the word before it claims to be, a burgerservicenummer."""
    for match in _BSN.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        named = _BSN_NAMED.search(text[max(0, match.start() - _NEAR) : match.start()])
        if named or (len(digits) == _BSN_LENGTH and is_bsn(digits)):
            yield Span(match.start(), match.end(), "bsn")


def rijksregisternummers(text: str) -> Iterator[Span]:
    """Find eleven digits that pass the check, or that are written in the way of a rijksregisternummer."""
    for match in _RRN.finditer(text):
        if match[1] == "." or is_rijksregisternummer(re.sub(r"\D", "", match[0])):
            yield Span(match.start(), match.end(), "rrn")
