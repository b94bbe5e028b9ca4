"""R12, E5: two groupings of the same people: where they cross, few people are alone, and both tell of them."""

from collections import Counter
from typing import Final

from culture_nlp.attack.crossing import Atom, cross_interval
from culture_nlp.attack.documents import Column
from culture_nlp.attack.findings import FLOOR, Finding, Outcome, verdict
from culture_nlp.attack.situation import Situation

ATTACK: Final = "overlaps"


def attack(first: Situation, second: Situation) -> Outcome:
    """Every piece of people who share their place in both trees."""
    if not (first.roster and second.roster and first.roster.teams and second.roster.teams):
        return Outcome(ATTACK, skipped="no_rosters")
    one, other = first.roster.teams, second.roster.teams
    atoms = Counter((one[person], other[person]) for person in one.keys() & other.keys())
    found = [f for atom, people in sorted(atoms.items()) if (f := _atom(first, second, atoms, atom, people))]
    return Outcome(ATTACK, len(atoms), found)


def _atom(first: Situation, second: Situation, atoms: Counter[Atom], atom: Atom, people: int) -> Finding | None:
    shown = atom[0] in first.document.visible and atom[1] in second.document.visible
    learned: dict[str, list[Column]] = {}
    for column in first.document.columns:
        if column in second.document.columns:
            left = cross_interval(first, second, atoms, atom, column)
            if left and (kind := verdict(left, people, people < FLOOR)):
                learned.setdefault(kind, []).append(column)
    if not learned and not (shown and people < FLOOR):
        return None
    columns = tuple(column for each in learned.values() for column in each)
    values = {"other": " / ".join(atom[1])}
    return Finding("crossing", atom[0], "own", people, values, "certain", "two_trees", columns)
