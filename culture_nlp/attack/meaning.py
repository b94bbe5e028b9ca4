"""What a published figure says in people. The rules are open source, so an attacker knows them; written down anew here.

Groups up to 20 people have words: ``few`` is at most two people, ``most`` all but at most two; what lies between is
``some``, and in groups of 11 to 20 ``some`` is less than half and ``many`` the rest. From 21 people on a share is a
count divided by an exact number of people, ``few`` and ``most`` are the same ends, and a range without a word has
told its two counts by its interval.
"""

import math
from dataclasses import dataclass
from typing import Final

from culture_nlp.attack.documents import Figure, Interval

END: Final = 2
"""How far the words ``few`` and ``most`` reach from nobody and from everybody."""
EXACT_FROM: Final = 21
SPLIT_FROM: Final = 11
"""From this size on the middle has two words."""
CLASSES: Final[tuple[Interval, ...]] = ((5, 7), (8, 10), (11, 20))
"""Sizes that are told alike."""
WORDS: Final = ("few", "some", "many", "most")
LEVELS: Final = ("very_low", "low", "middle", "high", "very_high")
SLACK: Final = 0.0005 + 1e-9
"""Half of the last decimal of a range."""


@dataclass(frozen=True, slots=True)
class Linear:
    """``low_slope x n + low <= count <= high_slope x n + high``, for every size n that is possible."""

    low_slope: float
    low: float
    high_slope: float
    high: float


def word_counts(word: str, people: int) -> Interval | None:
    """The counts that a word means in a group of so many people; None where the group has no such word."""
    first, last, half = END + 1, people - END - 1, (people + 1) // 2
    split = SPLIT_FROM <= people < EXACT_FROM
    meant = {
        "few": (0, min(END, people)),
        "most": (max(people - END, 0), people),
        "some": (first, half - 1 if split else last),
        "many": (half, last) if split else (1, 0),
    }.get(word, (1, 0))
    return meant if meant[0] <= meant[1] else None


def counts(figure: Figure | None, people: int, decimals: int) -> Interval | None:
    """The lowest and the highest count that a figure allows; None where no count fits."""
    if figure is None:
        return 0, people
    if figure.value is not None:
        near = 0.5 * 10.0**-decimals + 1e-9
        fit = [c for c in range(people + 1) if abs(c / people - figure.value) <= near] if people else [0]
        return (fit[0], fit[-1]) if fit else None
    if figure.words is not None:
        meant = [word_counts(word, people) for word in _span(figure.words)]
        given = [each for each in meant if each]
        known = [word_counts(word, people) is not None for word in figure.words]
        return (given[0][0], given[-1][1]) if given and all(known) else None
    return _ranged(figure, people)


def linear(figure: Figure | None, sizes: Interval, decimals: int) -> Linear:
    """The same for a group of which only a range of sizes is known; never narrower than :func:`counts` for one."""
    if figure is None:
        return Linear(0, 0, 1, 0)
    if figure.value is not None:
        near = 0.5 * 10.0**-decimals + 1e-9
        return Linear(max(figure.value - near, 0), 0, min(figure.value + near, 1), 0)
    if figure.words is None:
        return Linear(
            max((figure.low or 0) - SLACK, 0), 0, min((1 if figure.high is None else figure.high) + SLACK, 1), 0
        )
    split = sizes[0] >= SPLIT_FROM
    first = {"few": (0, 0), "some": (0, END + 1), "many": (0.5 if split else 0, 0), "most": (1, -END)}
    last = {"few": (0, END), "some": (0.5, -0.5) if split else (1, -END - 1), "many": (1, -END - 1), "most": (1, 0)}
    return Linear(*first.get(figure.words[0], (0, 0)), *last.get(figure.words[1], (1, 0)))


def fits(figure: Figure | None, people: int, decimals: int) -> bool:
    """Whether a group of so many people could have this figure, its printed range included."""
    if counts(figure, people, decimals) is None:
        return False
    if figure is None or figure.value is not None or figure.words is None or people >= EXACT_FROM:
        return True
    alike = next((range(a, b + 1) for a, b in CLASSES if a <= people <= b), range(people, people + 1))
    printed = figure.low, figure.high
    return None in printed or printed in (
        _printed(figure.words, alike),
        _printed(figure.words, range(people, people + 1)),
    )


def _printed(words: tuple[str, str], sizes: range) -> tuple[float, float]:
    meant = [(a / n, b / n) for n in sizes for word in words for a, b in [word_counts(word, n) or (n, 0)] if a <= b]
    return round(min(m[0] for m in meant), 3), round(max(m[1] for m in meant), 3)


def _span(words: tuple[str, str]) -> tuple[str, ...]:
    if not set(words) <= set(WORDS):
        return words
    return WORDS[WORDS.index(words[0]) : WORDS.index(words[1]) + 1]


def _ranged(figure: Figure, people: int) -> Interval | None:
    low, high = figure.low or 0.0, 1.0 if figure.high is None else figure.high
    first = max(math.ceil((low - SLACK) * people), 0)
    last = min(math.floor((high + SLACK) * people), people)
    return (first, last) if first <= last else None
