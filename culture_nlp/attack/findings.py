"""What an attack gives back: things learned, told by a key of ``texts.toml`` and the values to fill in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from culture_nlp.attack.documents import Column, GroupPath, Interval
from culture_nlp.attack.tree import Kind

FLOOR: Final = 5
"""Groups below this size must not be learned of."""
WIDTH: Final = 3
"""Counts that must stay possible for a group below the floor, beside one; all of them where it is smaller."""

Value = str | int | float


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing learned.

    Attributes:
        key: the sentence, in ``texts.toml``.
        group: whom it is about; None for the file as a whole.
        part: the whole group, the people directly in it, or what published groups inside it leave over.
        people: how many people that are, where known.
        values: what the sentence is filled with.
        sure: key of how sure it is: ``certain``, ``if_size``, ``if_member`` ...
        evidence: key of how it was computed.
        columns: the themes and poles it holds for.
    """

    key: str
    group: GroupPath | None = None
    part: Kind = "group"
    people: int | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    sure: str = "certain"
    evidence: str = ""
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one attack tried and found. ``notes`` are worth knowing and no leak; ``skipped`` says why it did not run."""

    attack: str
    tried: int = 0
    findings: Sequence[Finding] = ()
    notes: Sequence[Finding] = ()
    skipped: str | None = None


def verdict(left: Interval, people: int, small: bool) -> str | None:
    """What an interval of ``people`` people gives away: ``nobody``, ``everybody``, ``narrow`` or nothing."""
    if people < 1 or left[0] > left[1]:
        return None
    if left[1] <= 0:
        return "nobody"
    if left[0] >= people:
        return "everybody"
    return "narrow" if small and left[1] - left[0] < min(people, WIDTH) else None
