"""A scale to draw figures on: where a value lies, and at which values lines are drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

HALVES: Final = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
"""How far an axis of differences may reach to both sides; kappa runs from -1 to 1, so two is the largest."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A linear scale from ``low`` to ``high`` with lines at ``ticks``."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Where a value lies, in per cents of the width; a value off the scale lies at its end."""
        inside = min(max(value, self.low), self.high)
        return round(100 * (inside - self.low) / (self.high - self.low), 2)


def value_axis(values: Iterable[float]) -> Axis:
    """From 0 to 1, or from -1 where a value is below zero, as a kappa may be."""
    if min(values, default=0) < 0:
        return Axis(-1, 1, (-1, -0.5, 0, 0.5, 1))
    return Axis(0, 1, (0, 0.25, 0.5, 0.75, 1))


def difference_axis(values: Iterable[float]) -> Axis:
    """As far to the left as to the right of zero, and just far enough for all values."""
    furthest = max((abs(value) for value in values), default=0)
    half = next((h for h in HALVES if h >= furthest), HALVES[-1])
    return Axis(-half, half, (-half, -half / 2, 0, half / 2, half))
