"""Does the release as a whole narrow what is known of any of its cells? The last gate; it fails closed.

Everything told about one column is a system ``A x = s, a <= s <= b, 0 <= x <= n`` over the people of the rests' parts.
For a tree of sums the interval of every cell follows exactly from passing bounds up and down the tree
(:func:`bounds`); a sample of the cells is computed again by linear programming with HiGHS, which knows nothing of trees
(:func:`lp_bounds`, R3). Every rest must keep its own interval, and every part below the minimum an interval of
``min(part, WIDTH)``, also for somebody who sits in another part and knows their own answer (t = 0, 1).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from culture_nlp.errors import DisclosureError
from culture_nlp.protect.grids import Interval
from culture_nlp.protect.told import Told
from culture_nlp.protect.visible import COALITION, WIDTH, Layout, Rest
from culture_nlp.records import TeamPath

PROGRAMS: Final = 200
"""How many linear programs the audit of one release solves at most."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What was checked: intervals of cells by bounds, those of guarded parts, and cells solved by HiGHS as well."""

    cells: int
    guarded: int
    programs: int


def audit(shown: Layout, columns: Sequence[Told]) -> Audit:
    """Check all columns.

    Raises:
        DisclosureError: something told would narrow a cell, or the solver does not agree; nothing may be published.
    """
    if not shown.rests:
        return Audit(0, 0, 0)
    cells = guarded = programs = 0
    stride = max(1, -(-2 * len(shown.rests) * len(columns) // PROGRAMS))
    rows = sums(shown)
    for told in columns:
        found = bounds(shown, told)
        for group, rest in shown.rests.items():
            cells += 1
            if not told.rests[group].safe(*found[group]):
                raise DisclosureError("A figure would narrow what is known of a part of its group.")
            guarded += _check_parts(rest, found[group])
            if cells % stride == 0:
                programs += 2
                if lp_bounds(shown, told, group, rows) != found[group]:
                    raise DisclosureError("The audit's two ways of solving do not agree.")
    return Audit(cells, guarded, programs)


def bounds(shown: Layout, told: Told) -> dict[TeamPath, Interval]:
    """The interval that everything told together leaves for the count of every rest, by its group."""
    tight: dict[TeamPath, Interval] = {}
    for group in sorted(shown.children, key=len, reverse=True):
        parts = _parts(shown, told, group, tight)
        low, high = sum(p[0] for p in parts), sum(p[1] for p in parts)
        tight[group] = max(told.groups[group][0], low), min(told.groups[group][1], high)
    rests: dict[TeamPath, Interval] = {}
    for group in sorted(shown.children, key=len):
        parts = _parts(shown, told, group, tight)
        low, high = sum(p[0] for p in parts), sum(p[1] for p in parts)
        a, b = tight[group]
        narrowed = [(max(p[0], a - (high - p[1])), min(p[1], b - (low - p[0]))) for p in parts]
        tight.update(zip(shown.children[group], narrowed, strict=False))
        if group in shown.rests:
            rests[group] = narrowed[-1]
    return rests


def sums(shown: Layout) -> csr_array:
    """Which rests [columns] each visible group [rows] is the sum of."""
    groups, cells = {group: row for row, group in enumerate(shown.children)}, list(shown.rests)
    pairs = [(groups[c[:depth]], column) for column, c in enumerate(cells) for depth in range(len(c) + 1)]
    rows, columns = zip(*pairs, strict=True)
    return csr_array((np.ones(len(pairs)), (rows, columns)), shape=(len(groups), len(cells)))


def lp_bounds(shown: Layout, told: Told, target: TeamPath, rows: csr_array) -> Interval:
    """The same for one rest, by two linear programs over all rests; ``rows`` as :func:`sums` gives them.

    Raises:
        DisclosureError: the solver fails; what cannot be checked is not published.
    """
    cells = list(shown.rests)
    low, high = (np.array([told.groups[g][i] for g in shown.children], dtype=np.float64) for i in (0, 1))
    objective = np.array([cell == target for cell in cells], dtype=np.float64)
    ends = []
    for sign in (1, -1):
        solved = linprog(  # type: ignore[call-overload]
            sign * objective,
            A_ub=vstack([rows, -rows]),
            b_ub=np.concatenate([high, -low]),
            bounds=[told.rests[cell][:2] for cell in cells],
            method="highs",
        )
        if solved.status != 0 or solved.fun is None:
            raise DisclosureError("The audit could not be solved.")
        ends.append(round(sign * solved.fun))
    return ends[0], ends[1]


def part_interval(rest: Rest, part: int, told: Interval, known: int | None = None) -> Interval:
    """What an interval of the rest leaves for one of its parts; ``known``: the answer of somebody in another part."""
    own = rest.parts[part].people
    others, said = rest.people - own, 0
    if known is not None:
        others, said = others - COALITION, known
    return max(0, told[0] - said - others), min(own, told[1] - said)


def _check_parts(rest: Rest, told: Interval) -> int:
    checked = 0
    for index, part in enumerate(rest.parts):
        if not part.guarded or not part.people:
            continue
        elsewhere = rest.people > part.people
        for known in (None, 0, 1) if elsewhere else (None,):
            low, high = part_interval(rest, index, told, known)
            if high - low < min(part.people, WIDTH) and high >= low:
                raise DisclosureError("A group below the minimum could be computed from others.")
        checked += 1
    return checked


def _parts(shown: Layout, told: Told, group: TeamPath, tight: Mapping[TeamPath, Interval]) -> list[Interval]:
    below = [tight[child] for child in shown.children[group]]
    return below + ([told.rests[group][:2]] if group in shown.rests else [])
