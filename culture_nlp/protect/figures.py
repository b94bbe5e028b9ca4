"""Intervals of counts, and means, to the figures that a release holds. Every figure follows from what is told alone.

The 95 % interval of a share is that of the told count, not of the estimate behind it; those of sentiment and safety
take a fixed spread between people, because the spread itself would tell about single ones (R9: no standard deviation).
"""

import math
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from scipy.special import betaincinv

from culture_nlp.protect.counts import Floats
from culture_nlp.protect.grids import EDGE, EXACT_FROM, SIZES, Interval, words
from culture_nlp.records import Estimate, Level, PublishedFigure

Bounds = Callable[[Floats, int], tuple[Floats, Floats]]
"""95 % interval of the shares [columns] of so many people."""

SENTIMENT_STEP: Final = 0.1
SENTIMENT_MOST: Final = 1.5
"""A mean beyond this is told as this: only a group in which nearly everybody feels alike has one."""
SENTIMENT_SD: Final = 1.0
"""Standard deviation between people, on -2 ... +2, from which the interval is made."""
SAFETY_STEP: Final = 5.0
SAFETY_MOST: Final = 90.0
SAFETY_SD: Final = 30.0
"""Standard deviation between people who tell about safety, on 0-100."""
SAFETY_VOICES: Final = 0.15
"""Share of people who tell about safety, from which the interval is made; and three voices of the neutral prior."""
LEVELS: Final[tuple[Level, ...]] = ("very_low", "low", "middle", "high", "very_high")
SENTIMENT_BORDERS: Final = (-2.0, -1.2, -0.4, 0.4, 1.2, 2.0)
SAFETY_BORDERS: Final = (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)


def jeffreys(shares: Floats, people: int) -> tuple[Floats, Floats]:
    """Jeffreys intervals of shares (Brown, Cai & DasGupta 2001)."""
    a, b = people * shares + 0.5, people * (1 - shares) + 0.5
    return np.minimum(betaincinv(a, b, 0.025), shares), np.maximum(betaincinv(a, b, 0.975), shares)


def share_figures(people: int, told: Sequence[Interval], bounds: Bounds) -> list[PublishedFigure]:
    """The shares of a group's people whose counts are told as intervals, one a column."""
    if people < EXACT_FROM:
        return [_in_words(people, each) for each in told]
    first, last = (np.array([each[end] for each in told], dtype=np.float64) / people for end in (0, 1))
    lows, highs = bounds(first, people)[0], bounds(last, people)[1]
    return [_in_numbers(people, *each) for each in zip(told, lows.tolist(), highs.tolist(), strict=True)]


def sentiment_figure(people: int, mean: Estimate) -> PublishedFigure:
    """Mean sentiment on -2 ... +2: one of five levels for a small group, else in tenths."""
    if people < EXACT_FROM:
        return _level(mean.value, SENTIMENT_BORDERS)
    value = _stepped(min(max(mean.value, -SENTIMENT_MOST), SENTIMENT_MOST), SENTIMENT_STEP)
    half = 1.96 * SENTIMENT_SD / math.sqrt(people)
    return PublishedFigure(value, value, value, max(value - half, -2.0), min(value + half, 2.0))


def safety_figure(people: int, score: Estimate) -> PublishedFigure:
    """Psychological safety 0-100: one of five levels for a small group, else in steps of five points."""
    if people < EXACT_FROM:
        return _level(score.value, SAFETY_BORDERS)
    value = _stepped(min(max(score.value, 100 - SAFETY_MOST), SAFETY_MOST), SAFETY_STEP)
    half = 1.96 * SAFETY_SD / math.sqrt(SAFETY_VOICES * people + 3)
    return PublishedFigure(value, value, value, max(value - half, 0.0), min(value + half, 100.0))


def _in_numbers(people: int, told: Interval, low: float, high: float) -> PublishedFigure:
    first, last = told[0] / people, told[1] / people
    word = {(0, EDGE): "few", (people - EDGE, people): "most"}.get(told)
    words = (word, word) if word else None
    return PublishedFigure(first if first == last else None, first, last, low, high, words)


def _in_words(people: int, told: Interval) -> PublishedFigure:
    """Words, and the shares they mean in any group of about this size."""
    named = [word for (low, high), word in words(people) if low <= told[1] and told[0] <= high]
    alike = next(range(low, high + 1) for low, high in SIZES if low <= people <= high)
    meant = [(low / n, high / n) for n in alike for (low, high), word in words(n) if word in (named[0], named[-1])]
    low, high = min(m[0] for m in meant), max(m[1] for m in meant)
    return PublishedFigure(None, low, high, low, high, (named[0], named[-1]))


def _level(value: float, borders: tuple[float, ...]) -> PublishedFigure:
    step = sum(value >= border for border in borders[1:-1])
    low, high = borders[step], borders[step + 1]
    return PublishedFigure(None, low, high, low, high, (LEVELS[step], LEVELS[step]))


def _stepped(value: float, step: float) -> float:
    return step * round(value / step)
