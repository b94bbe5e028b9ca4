"""The groups of a release as a tree of disjoint pieces, and what sums along it allow.

Nodes are groups; the people directly in a group (``own``); and what is left of a group without the published groups
inside it (``rest``). A published group hangs below the next published group above it, a hidden one stands for its
people who are in no published group. So every node is the sum of the nodes below it, and its bounds follow exactly
from two passes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from culture_nlp.attack.documents import GroupPath

Kind = Literal["group", "rest", "own"]
Node = tuple[Kind, GroupPath]
Ints = npt.NDArray[np.int64]
Bounds = dict[Node, tuple[Ints, Ints]]

MANY: Final = 10**7
"""More people than any organisation has: no limit."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes with the nodes below them, in an order in which parents come first."""

    below: Mapping[Node, tuple[Node, ...]]
    visible: frozenset[GroupPath]

    @property
    def pieces(self) -> list[Node]:
        """The smallest disjoint pieces."""
        return [node for node in self.below if node[0] == "own"]

    def inside(self, node: Node) -> list[Node]:
        """The pieces that a node consists of."""
        if node[0] == "own":
            return [node]
        return [piece for child in self.below[node] for piece in self.inside(child)]

    @property
    def above(self) -> Mapping[Node, Node]:
        """The node above each node but the whole."""
        return {child: node for node, children in self.below.items() for child in children}


def make_tree(paths: Iterable[GroupPath], visible: Iterable[GroupPath]) -> Tree:
    """The tree of these groups and all groups above them."""
    shown = frozenset(visible)
    every = sorted({path[:depth] for path in paths for depth in range(len(path) + 1)} | {()})
    below: dict[Node, list[Node]] = {}
    for path in every:
        below[("group", path)], below[("rest", path)], below[("own", path)] = [("rest", path)], [("own", path)], []
    for path in every:
        if not path:
            continue
        if path in shown:
            above = next((path[:d] for d in range(len(path) - 1, 0, -1) if path[:d] in shown), ())
            below[("group", above)].append(("group", path))
        else:
            below[("rest", path[:-1])].append(("group", path))
    ordered: list[Node] = []
    waiting: list[Node] = [("group", ())]
    while waiting:
        node = waiting.pop()
        ordered.append(node)
        waiting.extend(below[node])
    return Tree({node: tuple(below[node]) for node in ordered}, shown)


def tighten(
    tree: Tree, start: Mapping[Node, tuple[Any, Any]], columns: int = 1
) -> tuple[Bounds, npt.NDArray[np.bool_]]:
    """Exact bounds [columns] of every node, from bounds of some; and where nothing fits.

    Bounds of the sums along a tree are exact after one pass up and one down, in whole numbers as well.
    """
    low = {node: np.zeros(columns, dtype=np.int64) for node in tree.below}
    high = {node: np.full(columns, MANY, dtype=np.int64) for node in tree.below}
    for node, (a, b) in start.items():
        low[node], high[node] = low[node] + a, np.minimum(high[node], b)
    wrong = np.zeros(columns, dtype=np.bool_)
    sums: dict[Node, tuple[Ints, Ints]] = {}
    for node in reversed(list(tree.below)):
        if children := tree.below[node]:
            sums[node] = sum(low[c] for c in children), sum(high[c] for c in children)  # type: ignore[assignment]
            low[node] = np.maximum(low[node], sums[node][0])
            high[node] = np.minimum(high[node], sums[node][1])
        wrong |= low[node] > high[node]
    for node, children in tree.below.items():
        for child in children:
            least, most = sums[node][0] - low[child], sums[node][1] - high[child]
            low[child], high[child] = (
                np.maximum(low[child], low[node] - most),
                np.minimum(high[child], high[node] - least),
            )
    return {node: (low[node], high[node]) for node in tree.below}, wrong
