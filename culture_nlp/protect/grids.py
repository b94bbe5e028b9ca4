"""How precisely a count of people may be told: a grid of intervals for every group size.

A count c of n people is told as the interval of the grid that holds it, and every count inside an interval is told
alike. At both ends an interval spans :data:`EDGE` + 1 counts, so that nobody learns "nobody" or "everybody", nor,
knowing their own answer, "none of the others" or "all of the others" (R5: exact only if ``m < c < n - m``, ``m = 2``).
Between them small groups have words and no numbers: whole per cents are one to one with counts up to 100 people (R8).

A rest that holds a group below the minimum has wider ends, ``WIDTH + COALITION``: a hidden group of h people keeps an
interval of at least ``min(h, WIDTH)`` whatever the count of the rest, also for one of the others who knows their own.
"""

from typing import Final

from culture_nlp.protect.visible import COALITION, WIDTH
from culture_nlp.records import Word

Interval = tuple[int, int]

EDGE: Final = COALITION + 1
"""Counts up to this far from nobody and from everybody are not told apart."""
GUARDED_EDGE: Final = WIDTH + COALITION
"""The same for a rest that holds a group below the minimum."""
EXACT_FROM: Final = 21
"""Smallest group with exact counts, and with its size told exactly."""
SIZES: Final[tuple[Interval, ...]] = ((5, 7), (8, 10), (11, 20))
"""Sizes of small groups that are not told apart."""


def size_interval(people: int) -> Interval:
    """The number of respondents as it may be told: exact from :data:`EXACT_FROM` people on."""
    return next(((low, high) for low, high in SIZES if low <= people <= high), (people, people))


def told_as(people: int, count: int) -> Interval:
    """The interval as which the count of a group is told."""
    if people >= EXACT_FROM:
        return _with_ends(people, count, EDGE)
    return next((low, high) for (low, high), _ in words(people) if low <= count <= high)


def words(people: int) -> list[tuple[Interval, Word]]:
    """The grid of a group below :data:`EXACT_FROM` people in words: few, some, many (from half of them on), most."""
    first, last = EDGE + 1, people - EDGE - 1
    middle: list[tuple[Interval, Word]] = []
    if people > SIZES[1][1]:
        half = (people + 1) // 2
        middle = [((first, half - 1), "some"), ((half, last), "many")]
    elif first <= last:
        middle = [((first, last), "some")]
    return [((0, EDGE), "few"), *middle, ((people - EDGE, people), "most")]


def _with_ends(people: int, count: int, edge: int) -> Interval:
    if count <= edge:
        return 0, edge
    return (people - edge, people) if count >= people - edge else (count, count)
