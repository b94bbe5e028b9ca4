"""What stands in a text where something was taken out: "[naam]", or "[naam 1]" and "[naam 2]" where they differ."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from culture_nlp.prepare.deidentify.spans import Kind, Span

DUTCH: Final[Mapping[Kind, str]] = {
    "name": "naam",
    "function": "functie",
    "organisation": "organisatie",
    "place": "plaats",
    "address": "adres",
    "postcode": "postcode",
    "phone": "telefoonnummer",
    "email": "e-mailadres",
    "url": "webadres",
    "bsn": "bsn",
    "rrn": "rijksregisternummer",
    "iban": "rekeningnummer",
    "plate": "kenteken",
    "date": "datum",
    "age": "leeftijd",
    "number": "nummer",
    "event": "gebeurtenis",
}
PLACEHOLDER: Final = re.compile(rf"\[(?:{'|'.join(DUTCH.values())})(?: \d+)?\]")


def name_placeholders(text: str, spans: Sequence[Span]) -> list[str]:
    """Return for each span what to put in its place.

    Within a text the same value gets the same placeholder, and "Hilde" that of "Hilde Maes"; numbers are given
    only where values of a kind differ, and go on after those that stand in the text already.
    """
    numbers: dict[Kind, list[int]] = {}
    for kind in {span.kind for span in spans}:
        values = [_key(text[span.start : span.end]) for span in spans if span.kind == kind]
        numbers[kind] = list(_number(values))
    given = {kind: iter(each) for kind, each in numbers.items()}
    return [_write(text, span.kind, next(given[span.kind]), numbers[span.kind]) for span in spans]


def _write(text: str, kind: Kind, number: int, numbers: Sequence[int]) -> str:
    name = DUTCH[kind]
    taken = [int(digits or 1) for digits in re.findall(rf"\[{name}(?: (\d+))?\]", text)]
    if max(numbers) == 1 and not taken:
        return f"[{name}]"
    return f"[{name} {number + max(taken, default=0)}]"


def _key(value: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", value.casefold()))


def _number(values: Sequence[frozenset[str]]) -> Iterator[int]:
    """Number values from 1; one whose words all stand in an earlier one, or the other way round, is the same."""
    seen: list[frozenset[str]] = []
    for value in values:
        same = next((i for i, known in enumerate(seen) if value <= known or known <= value), None)
        if same is None:
            seen.append(value)
            same = len(seen) - 1
        else:
            seen[same] |= value
        yield same + 1
