"""What a release tells about every count: intervals that are safe together, not only one by one.

The cells are the rests of the visible groups; a group without visible children is all rest. Each cell is told as the
interval of a grid for its size (:mod:`.grids`). A group with visible children is the sum of its parts, and whoever
knows the sum and all parts but one knows that one (R2, E12). What must not be learned about a part in this way is
written as two numbers:

- ``up``: its upper bound may not fall below ``low + up``;
- ``down``: its lower bound may not rise above ``high - down``.

An end of a grid ("at most two", "all but at most two") has to stay as wide as it is, an interval between the ends may
become exact, and a rest with a group below the minimum keeps :data:`~.grids.GUARDED_EDGE` counts at either end. With A
and B the sums of all lows and highs, an interval [a, b] for the sum keeps all that if ``b - A >= up`` and
``B - a >= down`` for the largest of each. So the first interval of the group's own grid is drawn out until it does, and
the last one likewise. Which intervals these are follows from what is told about the parts and from sizes, not from the
count, and every count inside an interval is told alike: how coarse a figure is tells nothing (R17). The group is told
as a part with an ``up`` and ``down`` of its own, so the same holds up the tree; :mod:`.auditing` checks it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from culture_nlp.protect.counts import Ints
from culture_nlp.protect.grids import EDGE, GUARDED_EDGE, Interval, told_as
from culture_nlp.protect.visible import Layout, Rest
from culture_nlp.records import TeamPath


class Piece(NamedTuple):
    """A count told as an interval, and how much of it must stay."""

    low: int
    high: int
    up: int
    down: int

    def safe(self, low: int, high: int) -> bool:
        """Whether it may become known that the count lies in this interval."""
        return high - self.low >= self.up and self.high - low >= self.down


@dataclass(frozen=True, slots=True)
class Told:
    """One column (one pole of one theme): every visible group and every rest."""

    groups: Mapping[TeamPath, Piece]
    rests: Mapping[TeamPath, Piece]


def tell(
    shown: Layout, people: Mapping[TeamPath, int], groups: Mapping[TeamPath, Ints], rests: Mapping[TeamPath, Ints]
) -> list[Told]:
    """The intervals of every column of the counts of :func:`~.counts.whole_counts`."""
    columns = len(groups[()]) if () in groups else 0
    upwards = sorted(shown.children, key=len, reverse=True)
    found = []
    for column in range(columns):
        of_rest = {
            group: tell_rest(rest, int(rests[group][column]), bool(shown.children[group]))
            for group, rest in shown.rests.items()
        }
        of_group: dict[TeamPath, Piece] = {}
        for group in upwards:
            parts = [of_group[child] for child in shown.children[group]]
            parts += [of_rest[group]] if group in of_rest else []
            count = int(groups[group][column])
            of_group[group] = tell_sum(people[group], parts, count) if shown.children[group] else parts[0]
        found.append(Told(of_group, of_rest))
    return found


def tell_rest(rest: Rest, count: int, beside: bool) -> Piece:
    """A rest: known from a sum only, ``beside`` visible children; else it is the group and has the group's grid."""
    if not rest.guarded:
        low, high = told_as(rest.people, count)
        edge = high - low if low == 0 or high == rest.people else 0
        return Piece(low, high, edge, edge)
    if beside:
        return guarded(rest.people, 0, rest.people)
    whole = Piece(0, rest.people, GUARDED_EDGE, GUARDED_EDGE)
    return guarded(rest.people, *coarse(rest.people, whole, count))


def guarded(people: int, low: int, high: int) -> Piece:
    """An interval of a rest that holds a group below the minimum."""
    return Piece(low, high, max(0, GUARDED_EDGE - low), max(0, high - (people - GUARDED_EDGE)))


def tell_sum(people: int, parts: list[Piece], count: int) -> Piece:
    """The sum of parts as a group of ``people`` may be told."""
    possible = Piece(
        sum(p.low for p in parts), sum(p.high for p in parts), max(p.up for p in parts), max(p.down for p in parts)
    )
    low, high = coarse(people, possible, count)
    up, down = possible.low + possible.up - low, high - (possible.high - possible.down)
    edge = min(high - low, EDGE) if low <= EDGE or high >= people - EDGE else 0
    return Piece(low, high, max(up, edge), max(down, edge))


def coarse(people: int, possible: Piece, count: int) -> Interval:
    """The interval of a group's grid within what is possible, its first and last one drawn out until they are safe."""
    low, high = possible.low, possible.high
    first = min(told_as(people, low + possible.up)[1], high) if possible.up else low - 1
    last = max(told_as(people, high - possible.down)[0], low) if possible.down else high + 1
    if first >= last:
        return low, high
    if count <= first:
        return low, first
    if count >= last:
        return last, high
    a, b = told_as(people, count)
    return max(a, first + 1, low), min(b, last - 1, high)
