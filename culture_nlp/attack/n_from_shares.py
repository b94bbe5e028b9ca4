"""R8, E9: the size of a group, told as a range, follows from its figures: only one size fits them all."""

from typing import Final

from culture_nlp.attack.documents import GroupPath
from culture_nlp.attack.findings import FLOOR, Finding, Outcome
from culture_nlp.attack.meaning import fits
from culture_nlp.attack.situation import Situation

ATTACK: Final = "n_from_shares"
LARGEST: Final = 200
"""Sizes tried where nothing is told."""


def attack(situation: Situation) -> Outcome:
    """Try every size of every group whose size is not told exactly."""
    if situation.roster and situation.roster.answered is not None:
        return Outcome(ATTACK, skipped="sizes_known")
    found, notes, tried = [], [], 0
    for group in situation.document.visible:
        told = situation.document.groups[group].people or (1, LARGEST)
        if told[0] == told[1]:
            continue
        possible = _within_roster(situation, group, told)
        tried += len(possible)
        left = [n for n in possible if _all_fit(situation, group, n)]
        if len(left) == 1 and len(possible) > 1:
            found.append(Finding("size_found", group, people=left[0], values={"size": left[0]}, evidence="all_shares"))
        elif len(possible) > 1 and situation.size(group)[0] == situation.size(group)[1]:
            size = situation.size(group)[0]
            notes.append(Finding("size_by_sums", group, people=size, values={"size": size}, evidence="sizes"))
    return Outcome(ATTACK, tried, found, notes)


def _within_roster(situation: Situation, group: GroupPath, told: tuple[int, int]) -> range:
    """Sizes as told, not more than were asked and not less than a group needs to be published."""
    most = told[1]
    if situation.roster and not situation.contradicts:
        most = min(most, sum(n for path, n in situation.roster.invited.items() if path[: len(group)] == group))
    return range(max(told[0], FLOOR), most + 1)


def _all_fit(situation: Situation, group: GroupPath, people: int) -> bool:
    figures = situation.document.groups[group].figures.values()
    return all(fits(figure, people, situation.document.decimals) for figure in figures)
