"""Shares to whole people: counts of all groups that add up over the tree.

A release is read as a table of people (R3), so its figures must be one: the count of a group is the sum of those of
its children and of its rest. Shares are estimated group by group and need not add up. Each group's count is therefore
divided over its parts near their own estimates, from the whole down, and rounded by largest remainders: the whole stays
what it was estimated to be and no part moves by more than it must.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from culture_nlp.protect.visible import Layout
from culture_nlp.records import TeamPath

Floats = npt.NDArray[np.floating[Any]]
Ints = npt.NDArray[np.int64]


def whole_counts(
    shown: Layout, people: Mapping[TeamPath, int], shares: Mapping[TeamPath, Floats]
) -> tuple[dict[TeamPath, Ints], dict[TeamPath, Ints]]:
    """Counts [columns] of every visible group and of every rest.

    Args:
        people: respondents of every group.
        shares: estimated shares [columns] in [0, 1] of every visible group.
    """
    groups: dict[TeamPath, Ints] = {}
    rests: dict[TeamPath, Ints] = {}
    for group in sorted(shown.children):
        if group not in groups:
            groups[group] = np.rint(shares[group] * people[group]).astype(np.int64)
        below = shown.children[group]
        sizes = [people[c] for c in below]
        wanted = [shares[c] * people[c] for c in below]
        if rest := shown.rests.get(group):
            sizes.append(rest.people)
            wanted.append(np.clip(shares[group] * people[group] - sum(wanted), 0, rest.people))
        parts = divide(groups[group], np.array(wanted), np.array(sizes))
        groups.update(zip(below, parts, strict=False))
        if rest:
            rests[group] = parts[-1]
    return groups, rests


def divide(total: Ints, wanted: Floats, sizes: Ints) -> Ints:
    """Divide totals [columns] over parts [parts, columns] near ``wanted``, each between 0 and its size."""
    missing = total - wanted.sum(axis=0)
    room = np.where(missing >= 0, sizes[:, None] - wanted, wanted)
    fitted = wanted + missing * room / np.maximum(room.sum(axis=0), 1e-9)
    whole = np.floor(np.clip(fitted, 0, sizes[:, None]) + 1e-9).astype(np.int64)
    left = total - whole.sum(axis=0)
    remainder = np.where(whole < sizes[:, None], fitted - whole, -1.0)
    rank = np.argsort(np.argsort(-remainder, axis=0, kind="stable"), axis=0, kind="stable")
    return np.asarray(whole + (rank < left))
