"""What recognisers hand over: stretches of a text with their kind, and how overlapping ones are settled."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

Kind = Literal[
    "name",
    "function",
    "organisation",
    "place",
    "address",
    "postcode",
    "phone",
    "email",
    "url",
    "bsn",
    "rrn",
    "iban",
    "plate",
    "date",
    "age",
    "number",
    "event",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text[start:end]`` tells something of this kind about somebody. It holds places, never the value."""

    start: int
    end: int
    kind: Kind


Recogniser = Callable[[str], Iterable[Span]]


def settle(spans: Iterable[Span]) -> list[Span]:
    """Return spans that do not overlap, in order; a span given earlier wins, a later one keeps what is left."""
    settled: list[Span] = []
    for span in spans:
        for start, end in _uncovered(span, settled):
            settled.append(Span(start, end, span.kind))
    return sorted(settled)


def _uncovered(span: Span, settled: Iterable[Span]) -> list[tuple[int, int]]:
    pieces = [(span.start, span.end)]
    for other in settled:
        pieces = [
            (start, end)
            for a, b in pieces
            for start, end in ((a, min(b, other.start)), (max(a, other.end), b))
            if start < end
        ]
    return pieces
