"""R11, R13, E19: a few people joined or left a group between two rounds, and both rounds tell its counts.

Certain is only what the second round tells of the joiners whatever the others did. What would follow if the others
said the same again is a note: the attacker has to believe it.
"""

from typing import Final

from culture_nlp.attack.documents import Column, GroupPath, Interval
from culture_nlp.attack.findings import FLOOR, Finding, Outcome, verdict
from culture_nlp.attack.meaning import counts
from culture_nlp.attack.roster import Roster
from culture_nlp.attack.situation import Situation

ATTACK: Final = "rounds"


def attack(first: Situation, second: Situation) -> Outcome:
    """Every group that both rounds publish and that fewer than five people joined or left."""
    if not (first.roster and second.roster and first.roster.teams and second.roster.teams):
        return Outcome(ATTACK, skipped="no_rosters")
    found, notes, tried = [], [], 0
    for group in sorted(set(first.document.visible) & set(second.document.visible)):
        joined, left = _moved(first.roster, second.roster, group)
        if not 0 < joined + left < FLOOR:
            continue
        tried += len(second.document.columns)
        certain, assumed = _learned(first, second, group, joined, left)
        found += [_finding(kind, group, joined, columns, "certain") for kind, columns in certain.items()]
        notes += [_finding(kind, group, joined, columns, "if_same") for kind, columns in assumed.items()]
    for group in sorted(set(first.document.visible) & set(second.document.groups) - set(second.document.visible)):
        notes.append(Finding("shown_before", group, evidence="two_files"))
    return Outcome(ATTACK, tried, found, notes)


def _learned(
    first: Situation, second: Situation, group: GroupPath, joined: int, left: int
) -> tuple[dict[str, tuple[Column, ...]], dict[str, tuple[Column, ...]]]:
    certain: dict[str, tuple[Column, ...]] = {}
    assumed: dict[str, tuple[Column, ...]] = {}
    for column in second.document.columns:
        old, new = _told(first, group, column), _told(second, group, column)
        if new is None or not joined:
            continue
        people = _people(second, group)
        if kind := verdict((max(0, new[0] - people + joined), min(joined, new[1])), joined, small=False):
            certain[kind] = (*certain.get(kind, ()), column)
        elif old:
            same = max(0, new[0] - old[1]), min(joined, new[1] - old[0] + left)
            if kind := verdict(same, joined, small=False):
                assumed[kind] = (*assumed.get(kind, ()), column)
    return certain, assumed


def _told(situation: Situation, group: GroupPath, column: Column) -> Interval | None:
    figure, people = situation.figure(group, column), _people(situation, group)
    told = situation.document.groups[group].people
    if figure is None or not people or (told and not told[0] <= people <= told[1]):
        return None
    return counts(figure, people, situation.document.decimals)


def _people(situation: Situation, group: GroupPath) -> int:
    """People of a group: as told, else everybody on the roster."""
    told = situation.document.groups[group].people
    if told and told[0] == told[1]:
        return told[0]
    return len(_inside(situation.roster, group)) if situation.roster else 0


def _moved(old: Roster, new: Roster, group: GroupPath) -> tuple[int, int]:
    before, after = _inside(old, group), _inside(new, group)
    return len(after - before), len(before - after)


def _inside(roster: Roster, group: GroupPath) -> set[str]:
    return {person for person, path in roster.teams.items() if path[: len(group)] == group}


def _finding(kind: str, group: GroupPath, joined: int, columns: tuple[Column, ...], sure: str) -> Finding:
    return Finding(f"joined_{kind}", group, people=joined, sure=sure, evidence="two_rounds", columns=columns)
