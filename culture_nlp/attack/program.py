"""Everything known of one column as one program for HiGHS: sizes and counts of disjoint cells together.

Variables are, for every cell, its people n and how many of them said it, x, with ``0 <= x <= n``. A figure of a group
is two inequalities between the sums of x and of n over it (:func:`~.meaning.linear`), so sizes need not be known.

It is solved in real numbers and rounded inwards: exact where all sizes are known (sums along a tree are totally
unimodular), else at most too wide, so that nothing is found that is not there.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, kron

from culture_nlp.attack.documents import Column, Interval
from culture_nlp.attack.meaning import counts, linear
from culture_nlp.attack.situation import Situation
from culture_nlp.attack.tree import Node

Floats = npt.NDArray[np.floating[Any]]
Row = tuple[Floats, float, float]
"""``low <= coefficients @ variables <= high``."""
INFEASIBLE: Final = 2
ROUNDING: Final = 1e-6
"""What HiGHS may be off."""


@dataclass(frozen=True)
class Cells:
    """Disjoint cells: their sizes, the people in them of whom something is known, and the cells of every node."""

    sizes: Sequence[Interval]
    known: Sequence[tuple[Any, Any]]
    parts: Mapping[Node, Sequence[int]]


@dataclass(frozen=True)
class Program:
    """The program of one column. Objectives and rows are made of :meth:`people` and :meth:`said`, a node's two sums."""

    cells: Cells
    rows: Sequence[Row]

    def people(self, node: Node) -> Floats:
        """Coefficients of the number of people in a node."""
        return _sum(self.cells, node, 0)

    def said(self, node: Node) -> Floats:
        """Coefficients of how many of them said it."""
        return _sum(self.cells, node, 1)

    def most(self, objectives: Sequence[Floats]) -> list[int] | None:
        """The largest value of each objective in whole people, by one run of HiGHS; None where nothing fits.

        Copies of the program side by side, one for each objective, do not touch each other: the largest sum is that of
        the largest values. Raises ``ArithmeticError`` if HiGHS fails.
        """
        count, sizes = len(objectives), np.array(self.cells.sizes, dtype=np.float64)
        matrix = kron(eye_array(count), csr_array(np.stack([row[0] for row in self.rows])), format="csr")
        low, high = (np.tile([row[end] for row in self.rows], count) for end in (1, 2))
        solved = milp(
            -np.concatenate(objectives),
            constraints=LinearConstraint(matrix, low, high),
            bounds=Bounds(
                np.tile(np.concatenate([sizes[:, 0], 0 * sizes[:, 0]]), count), np.tile(sizes[:, 1], 2 * count)
            ),
        )
        if solved.status == INFEASIBLE:
            return None
        if solved.status != 0 or solved.x is None:
            raise ArithmeticError("HiGHS found no answer")
        values = (np.stack(objectives) * solved.x.reshape(count, -1)).sum(axis=1)
        return [math.floor(value + ROUNDING) for value in values.tolist()]

    def interval(self, objective: Floats) -> Interval | None:
        """Smallest and largest value in whole people; None where nothing fits."""
        ends = self.most([-objective, objective])
        return None if ends is None else (-ends[0], ends[1])


def piece_cells(situation: Situation) -> Cells:
    """The smallest pieces as cells."""
    tree = situation.tree
    place = {piece: i for i, piece in enumerate(tree.pieces)}
    parts = {node: [place[piece] for piece in tree.inside(node)] for node in tree.below}
    sizes = [situation.sizes[piece] for piece in tree.pieces]
    return Cells(sizes, [situation.known_inside(piece) for piece in tree.pieces], parts)


def rest_cells(situation: Situation) -> Cells:
    """The rests of published groups as cells, which is all that figures tell apart."""
    rests: list[Node] = [("rest", group) for group in situation.document.visible]
    parts: dict[Node, list[int]] = {each: [i] for i, each in enumerate(rests)}
    for group in reversed(situation.document.visible):
        below = [child for child in situation.tree.below["group", group] if child[0] == "group"]
        parts["group", group] = [i for child in (("rest", group), *below) for i in parts[child]]
    known = [situation.known_inside(rest) for rest in rests]
    return Cells([situation.sizes[rest] for rest in rests], known, parts)


def column_program(situation: Situation, column: Column, cells: Cells) -> Program:
    """The program of one column of a release."""
    document = situation.document
    place, count = document.columns.index(column), len(cells.sizes)
    rows: list[Row] = []
    for cell in range(count):
        n, x = np.zeros(2 * count), np.zeros(2 * count)
        n[cell] = x[count + cell] = 1
        yes, no = (int(known[place]) for known in cells.known[cell])
        rows += [(x, yes, np.inf), (n - x, no, np.inf)]
    for group in document.visible:
        sizes, node = situation.size(group), ("group", group)
        people, said = _sum(cells, node, 0), _sum(cells, node, 1)  # type: ignore[arg-type]
        rows.append((people, *sizes))
        figure = situation.figure(group, column)
        if sizes[0] == sizes[1]:
            rows.append((said, *(counts(figure, sizes[0], document.decimals) or sizes)))
        else:
            told = linear(figure, sizes, document.decimals)
            rows.append((said - told.low_slope * people, told.low, np.inf))
            rows.append((said - told.high_slope * people, -np.inf, told.high))
    return Program(cells, rows)


def _sum(cells: Cells, node: Node, which: int) -> Floats:
    row = np.zeros((2, len(cells.sizes)))
    row[which, list(cells.parts[node])] = 1
    return row.ravel()
