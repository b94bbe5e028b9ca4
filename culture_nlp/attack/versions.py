"""R10, E6, E7: two files of one round differ: whoever came or went between them is what differs."""

from typing import Final

from culture_nlp.attack.documents import Column, Group, GroupPath, Interval
from culture_nlp.attack.findings import FLOOR, Finding, Outcome
from culture_nlp.attack.meaning import counts
from culture_nlp.attack.situation import Situation

ATTACK: Final = "versions"


def attack(first: Situation, second: Situation) -> Outcome:
    """Compare two releases of one round, group by group."""
    groups = sorted(set(first.document.groups) | set(second.document.groups))
    found = [f for path in groups if (f := _compared(first, second, path))]
    return Outcome(ATTACK, len(groups), found)


def _compared(first: Situation, second: Situation, path: GroupPath) -> Finding | None:
    old, new = first.document.groups.get(path), second.document.groups.get(path)
    shown = [bool(group and group.published) for group in (old, new)]
    if not any(shown):
        return None
    if old is None or new is None or shown[0] != shown[1]:
        return Finding("version_pattern", path, evidence="two_files")
    if old == new:
        return None
    low, high = _difference(old.people, new.people)
    if min(abs(low), abs(high)) >= FLOOR and low * high > 0:
        return None
    changed = tuple(sorted(c for c in {*old.figures, *new.figures} if old.figures.get(c) != new.figures.get(c)))
    solved = tuple(c for c in changed if low == high and _solved(first, second, path, c))
    exact = low == high and low != 0
    key = "version_solved" if solved and exact else "version_few" if exact else "version_changed"
    return Finding(key, path, people=abs(low) if exact else None, evidence="two_files", columns=solved or changed)


def _difference(old: Interval | None, new: Interval | None) -> Interval:
    if old is None or new is None:
        return -FLOOR, FLOOR
    return new[0] - old[1], new[1] - old[0]


def _solved(first: Situation, second: Situation, path: GroupPath, column: Column) -> bool:
    """Whether both counts are exact, so that their difference is that of the people who came or went."""
    both = [_exact(s.document.groups[path], column, s) for s in (first, second)]
    return None not in both


def _exact(group: Group, column: Column, situation: Situation) -> int | None:
    if group.people is None or group.people[0] != group.people[1] or group.figures.get(column) is None:
        return None
    fit = counts(group.figures[column], group.people[0], situation.document.decimals)
    return fit[0] if fit and fit[0] == fit[1] else None
