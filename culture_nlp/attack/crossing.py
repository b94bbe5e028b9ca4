"""What two releases of the same people over two trees leave for one crossing of them: for HiGHS, as it is no tree."""

from collections import Counter
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp

from culture_nlp.attack.documents import Column, GroupPath, Interval
from culture_nlp.attack.meaning import counts
from culture_nlp.attack.situation import Situation

Atom = tuple[GroupPath, GroupPath]
"""Where people are in the first tree and in the second."""
Floats = npt.NDArray[np.floating[Any]]


def cross_interval(
    first: Situation, second: Situation, atoms: Counter[Atom], atom: Atom, column: Column
) -> Interval | None:
    """Fewest and most people of an atom who said it; None where the two releases contradict each other."""
    order = list(atoms)
    rows: list[tuple[Floats, int, int]] = []
    for which, situation in enumerate((first, second)):
        for group in situation.document.visible:
            inside = np.array([each[which][: len(group)] == group for each in order], dtype=np.float64)
            people = int(inside @ np.array([atoms[each] for each in order]))
            told = situation.document.groups[group].people
            if told is None or told[0] <= people <= told[1]:
                allowed = counts(situation.figure(group, column), people, situation.document.decimals)
                rows.append((inside, *(allowed or (0, people))))
    objective = np.array([each == atom for each in order], dtype=np.float64)
    limits = Bounds(np.zeros(len(order)), np.array([atoms[each] for each in order], dtype=np.float64))
    ends = []
    for sign in (1, -1):
        solved = milp(
            sign * objective,
            constraints=LinearConstraint(np.stack([r[0] for r in rows]), [r[1] for r in rows], [r[2] for r in rows]),
            bounds=limits,
        )
        if solved.fun is None:
            return None
        ends.append(round(sign * solved.fun))  # two trees make a network: the ends are whole
    return ends[0], ends[1]
