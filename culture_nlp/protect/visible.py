"""Which groups may be shown: decided by the number of people and the tree alone, never by what was said.

1. A group with fewer than the minimum of invited people or of respondents is hidden (R1).
2. What is left of a group when its visible children are taken away, its *rest*, is a cell of the release as well: it
   must hold no answer, or the minimum of people (R2).
3. A part of the rest that is below the minimum needs others to hide among, also from one of them who knows their own
   answer (R3, R4): ``others - COALITION >= min(part, WIDTH)``. A group of which only such a rest can be shown needs
   :data:`SMALLEST_GUARDED` people, or its figures would tell nothing.
4. Where 2 or 3 does not hold, one more child is hidden: first one that was hidden in the round before, else the
   smallest, ties by name (R11, R17). If it does not hold with all children hidden, the group is hidden itself.
5. Below a hidden group everything is hidden.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from culture_nlp.aggregate.tree import children
from culture_nlp.records import TeamPath

COALITION: Final = 1
"""Answers that an attacker knows: their own."""
WIDTH: Final = 3
"""Width that the interval of a small hidden group's count must keep, or all of it where it is smaller."""
SMALLEST_GUARDED: Final = 11
"""A group of which only a rest with a part below the minimum can be shown tells nothing below this size."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many people and answers each group of a tree has, parents included, the root ``()`` too.

    ``respondents`` counts each person in one team only. ``answers`` of a group without respondents are by people who
    are counted elsewhere. ``invited`` may be left out; a group that it does not name was invited as it answered.
    """

    respondents: Mapping[TeamPath, int]
    answers: Mapping[TeamPath, int]
    invited: Mapping[TeamPath, int] = field(default_factory=dict)

    def people(self, group: TeamPath) -> int:
        """The smaller of invited and answered: more answers than invitations are not to be trusted (R18)."""
        answered = self.respondents[group]
        return min(answered, self.invited.get(group, answered))


@dataclass(frozen=True, slots=True)
class Part:
    """People of one hidden group who are in no group below it. ``guarded``: the group is below the minimum."""

    people: int
    guarded: bool


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a visible group when its visible children are taken away, part by part."""

    parts: tuple[Part, ...]

    @property
    def people(self) -> int:
        """Respondents of all parts."""
        return sum(part.people for part in self.parts)

    @property
    def guarded(self) -> bool:
        """Whether one of the parts is below the minimum."""
        return any(part.guarded for part in self.parts)


@dataclass(frozen=True, slots=True)
class Layout:
    """Visible groups with their visible children, parents first, and the rest of each where there is one."""

    children: Mapping[TeamPath, tuple[TeamPath, ...]]
    rests: Mapping[TeamPath, Rest]

    @property
    def visible(self) -> Collection[TeamPath]:
        """The groups that may be shown."""
        return self.children.keys()


def layout(sizes: Sizes, minimum: int, before: Collection[TeamPath] | None = None) -> Layout:
    """Decide what is shown of one tree.

    Args:
        minimum: smallest group.
        before: groups that the release of the round before showed; None where there is none.
    """
    below = children(list(sizes.respondents))
    chosen: dict[TeamPath, tuple[TeamPath, ...] | None] = {}
    for group in sorted(below, key=len, reverse=True):
        chosen[group] = _shown_children(group, below, chosen, sizes, minimum, before)
    shown: dict[TeamPath, tuple[TeamPath, ...]] = {}
    waiting: list[TeamPath] = [()] if chosen.get(()) is not None else []
    while waiting:
        group = waiting.pop()
        shown[group] = chosen[group] or ()
        waiting.extend(shown[group])
    rests = {g: _rest(g, below, shown[g], sizes, minimum) for g in sorted(shown)}
    return Layout({g: shown[g] for g in rests}, {g: rest for g, rest in rests.items() if rest.parts})


def _shown_children(
    group: TeamPath,
    below: Mapping[TeamPath, list[TeamPath]],
    chosen: Mapping[TeamPath, tuple[TeamPath, ...] | None],
    sizes: Sizes,
    minimum: int,
    before: Collection[TeamPath] | None,
) -> tuple[TeamPath, ...] | None:
    """The children to show if the group is shown; None if it cannot be shown."""
    if sizes.people(group) < minimum:
        return None
    shown = [c for c in below[group] if chosen[c] is not None]
    shown.sort(key=lambda c: (before is None or c in before, sizes.respondents[c], c))
    while not _safe(_rest(group, below, shown, sizes, minimum), bool(shown), minimum):
        if not shown:
            return None
        del shown[0]
    return tuple(sorted(shown))


def _rest(
    group: TeamPath,
    below: Mapping[TeamPath, list[TeamPath]],
    shown: Collection[TeamPath],
    sizes: Sizes,
    minimum: int,
) -> Rest:
    """The rest of a group: its own people and those of every group below its hidden children."""
    parts, waiting = [], [group]
    while waiting:
        each = waiting.pop()
        own = sizes.respondents[each] - sum(sizes.respondents[c] for c in below[each])
        if own or sizes.answers[each] > sum(sizes.answers[c] for c in below[each]):
            few = sizes.people(each) < minimum if each != group else own < minimum
            parts.append(Part(own, few or own < minimum))
        waiting.extend(c for c in below[each] if c not in shown)
    return Rest(tuple(parts))


def _safe(rest: Rest, beside: bool, minimum: int) -> bool:
    """Whether a rest may be left: ``beside`` visible children, or as all there is to the group."""
    if not rest.parts:
        return True
    people = rest.people
    if people < minimum:
        return False
    others = (people - part.people - COALITION - min(part.people, WIDTH) for part in rest.parts if part.guarded)
    if any(spare < 0 for spare in others):
        return False
    return beside or not rest.guarded or people >= SMALLEST_GUARDED
