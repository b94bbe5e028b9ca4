"""Themes that were missed by themes that were given instead, as a table of shaded counts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from culture_nlp.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Square:
    """One count.

    Attributes:
        count: pairs of a missed and a wrong label, over both poles.
        colour: ``zero``, ``p1``, ``p2`` or ``p3``: how large it is.
        neighbour: whether the taxonomy draws a border between the two themes.
    """

    count: int
    colour: str
    neighbour: bool


def confusion_grid(pairs: Iterable[Mapping[str, Any]], taxonomy: Taxonomy) -> dict[str, list[Square]]:
    """A row of squares for each theme that was missed; the columns are all themes in the order of the taxonomy.

    Shades are thirds of the largest count between two themes; on the diagonal the other pole was given.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        counts[pair["missed"].split()[0], pair["given"].split()[0]] += pair["units"]
    largest = max((count for (one, other), count in counts.items() if one != other), default=0)
    grid = {}
    for one in taxonomy.theme_ids:
        neighbours = taxonomy.neighbours(one)
        grid[one] = [
            Square(counts[one, other], _shade(counts[one, other], largest), other in neighbours)
            for other in taxonomy.theme_ids
        ]
    return grid


def _shade(count: int, largest: int) -> str:
    if not count:
        return "zero"
    return f"p{1 + sum(3 * count > third * largest for third in (1, 2))}"
