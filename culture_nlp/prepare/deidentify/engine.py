"""Recognisers in their order, the token model after them, and a text without what they found.

The design is Presidio's (one small recogniser a kind, the surer before the less sure, a validation where a number has
one); its engine is not used: it logs candidates that fail a check, and holds no Dutch recogniser.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from culture_nlp.prepare.deidentify.addresses import addresses, postcodes
from culture_nlp.prepare.deidentify.ages import ages
from culture_nlp.prepare.deidentify.bank_accounts import ibans
from culture_nlp.prepare.deidentify.citizen_numbers import bsns, rijksregisternummers
from culture_nlp.prepare.deidentify.dates import dates
from culture_nlp.prepare.deidentify.events import events
from culture_nlp.prepare.deidentify.functions import functions
from culture_nlp.prepare.deidentify.names import listed_names, names, repeated_names
from culture_nlp.prepare.deidentify.phones import phones
from culture_nlp.prepare.deidentify.placeholders import PLACEHOLDER, name_placeholders
from culture_nlp.prepare.deidentify.plates import plates
from culture_nlp.prepare.deidentify.reference_numbers import reference_numbers
from culture_nlp.prepare.deidentify.spans import Recogniser, Span, settle
from culture_nlp.prepare.deidentify.token_model import find_by_model
from culture_nlp.prepare.deidentify.vocabulary import idioms
from culture_nlp.prepare.deidentify.web import emails, urls

PATTERNS: Final[tuple[Recogniser, ...]] = (
    emails,
    urls,
    ibans,
    rijksregisternummers,
    bsns,
    phones,
    plates,
    addresses,
    postcodes,
    dates,
    reference_numbers,
    ages,
)

_WORD: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Deidentified:
    """A text with placeholders, and where in the text as it was handed in something was taken out."""

    text: str = field(repr=False)
    spans: tuple[Span, ...]


def deidentify(text: str) -> Deidentified:
    """Replace what tells who wrote a Dutch text or whom it is about: "[naam]", "[functie]", "[datum]".

    Doing it again changes nothing: what is left is looked at until nothing more is found. No promise is made that
    all is found: see ``evaluation/deidentification.py``.
    """
    spans: list[Span] = []
    while True:
        masked, shifts = _replace(text, spans)
        more = [_back(span, shifts) for span in find(masked)]
        if not more:
            return Deidentified(masked, tuple(spans))
        spans = sorted([*spans, *more])


def find(text: str) -> list[Span]:
    """Return what is to be masked, in order and without overlap; placeholders that stand in the text are left alone."""
    kept = [Span(match.start(), match.end(), "name") for match in PLACEHOLDER.finditer(text)]
    patterns = find_by_pattern(text)
    left = [*kept, *idioms(text)]
    spans = [
        *patterns,
        *left,
        *names(text),
        *listed_names(text),
        *find_by_model(text, patterns),
        *functions(text),
        *events(text),
    ]
    again = repeated_names(text, [span for span in spans if span not in left])
    settled = (_trim(text, span) for span in settle([*kept, *spans, *again]) if span not in left)
    return _joined(text, [span for span in settled if _WORD.search(text, span.start, span.end)])


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Make one span of two of a kind with only a blank between: "mevrouw" and "Jansen" are one person."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and last.kind == span.kind and not text[last.end : span.start].strip(" "):
            joined[-1] = Span(last.start, span.end, span.kind)
        else:
            joined.append(span)
    return joined


def _trim(text: str, span: Span) -> Span:
    inside = text[span.start : span.end]
    return Span(span.end - len(inside.lstrip()), span.start + len(inside.rstrip()), span.kind)


def find_by_pattern(text: str) -> list[Span]:
    """Return what the recognisers of one kind each find."""
    return settle(span for recogniser in PATTERNS for span in recogniser(text))


def _replace(text: str, spans: Sequence[Span]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with placeholders and, from each place on, how far it lies behind the text as it came."""
    pieces: list[str] = []
    shifts = [(0, 0)]
    end = length = 0
    for span, placeholder in zip(spans, name_placeholders(text, spans), strict=True):
        pieces += [text[end : span.start], placeholder]
        length += span.start - end + len(placeholder)
        end = span.end
        shifts.append((length, end - length))
    return "".join([*pieces, text[end:]]), shifts


def _back(span: Span, shifts: Sequence[tuple[int, int]]) -> Span:
    shift = next(shift for place, shift in reversed(shifts) if place <= span.start)
    return Span(span.start + shift, span.end + shift, span.kind)
