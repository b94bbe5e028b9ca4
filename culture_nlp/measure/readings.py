"""Labels that readers gave apart from each other, and what was decided where they differ."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from culture_nlp.errors import TrainingError
from culture_nlp.measure.annotated import AnnotatedSafety, AnnotatedUnit
from culture_nlp.records import Polarity, SentimentLabel


class Reading(BaseModel):
    """One reader's labels of one unit, in the guideline's schema without the text."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    themes: dict[str, Polarity]
    sentiment: Literal[-2, -1, 0, 1, 2]
    sentiment_label: SentimentLabel
    safety: AnnotatedSafety | None

    def labels(self) -> dict[str, object]:
        """The labels alone; two readings agree where these are equal."""
        return {name: getattr(self, name) for name in LABELS}


class Decision(Reading):
    """The labels decided on where two readings differ, and why."""

    reason: str


R = TypeVar("R", bound=Reading)
LABELS = ("themes", "sentiment", "sentiment_label", "safety")


def read_readings(file: Path, kind: type[R]) -> dict[str, R]:
    """Readings by unit id, from JSON lines.

    Raises:
        TrainingError: a line is not a valid reading, or a unit comes twice; names file and line.
    """
    found: dict[str, R] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            reading = kind.model_validate(json.loads(line))
        except (ValidationError, ValueError):
            raise TrainingError(f"{file.name}, line {number}: not a valid reading") from None
        if reading.id in found:
            raise TrainingError(f"{file.name}, line {number}: a second line for one unit")
        found[reading.id] = reading
    return found


def reading_of(unit: AnnotatedUnit) -> Reading:
    """The labels that a unit carries."""
    return Reading(id=unit.id, **{name: getattr(unit, name) for name in LABELS})


def relabelled(units: Iterable[AnnotatedUnit], readings: dict[str, Reading]) -> list[AnnotatedUnit]:
    """The units that were read, with those labels, in the units' order."""
    return [u.model_copy(update=readings[u.id].labels()) for u in units if u.id in readings]


def differing(first: dict[str, Reading], second: dict[str, Reading]) -> Sequence[str]:
    """Ids of the units that both read and labelled differently in any respect."""
    return [i for i in first if i in second and first[i].labels() != second[i].labels()]
