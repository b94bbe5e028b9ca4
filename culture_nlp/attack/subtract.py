"""R1, R2: a published group, or what is left of one without the published groups inside it, is 1 to 4 people."""

from collections.abc import Iterator
from typing import Final

from culture_nlp.attack.documents import Column, GroupPath
from culture_nlp.attack.findings import FLOOR, Finding, Outcome
from culture_nlp.attack.situation import Situation

ATTACK: Final = "subtract"


def attack(situation: Situation) -> Outcome:
    """Subtract published groups from the published group around them."""
    visible = situation.document.visible
    found = [finding for group in visible for finding in (*_group(situation, group), *_rest(situation, group))]
    return Outcome(ATTACK, 2 * len(visible), found)


def _group(situation: Situation, group: GroupPath) -> Iterator[Finding]:
    people = situation.document.groups[group].people
    if people and people[1] < FLOOR:
        yield Finding("small_published", group, people=people[1], evidence="told_size")
    if situation.roster and not situation.contradicts:
        asked = sum(n for path, n in situation.roster.invited.items() if path[: len(group)] == group)
        if 0 < asked < FLOOR:
            yield Finding("few_invited", group, people=asked, evidence="roster")


def _rest(situation: Situation, group: GroupPath) -> Iterator[Finding]:
    children = situation.tree.below["group", group]
    low, high = situation.sizes["rest", group]
    if len(children) < 2 or not 1 <= low <= high < FLOOR:
        return
    values = {"low": low, "high": high, "inside": len(children) - 1}
    solved = _solved(situation, group) if situation.exact else ()
    yield Finding("rest_small", group, "rest", high, values, evidence="subtraction", columns=solved)


def _solved(situation: Situation, group: GroupPath) -> tuple[Column, ...]:
    """Columns of which the count of the rest follows exactly."""
    bounds, wrong = situation.tight_counts()
    low, high = bounds["rest", group]
    return tuple(c for c, known in zip(situation.document.columns, ~wrong & (low == high), strict=True) if known)
