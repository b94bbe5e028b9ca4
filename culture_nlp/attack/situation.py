"""One release together with what the attacker knows: sizes of pieces as far as they follow, and counts they allow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from culture_nlp.attack.documents import Column, Document, Figure, GroupPath, Interval
from culture_nlp.attack.meaning import counts
from culture_nlp.attack.roster import KnownAnswer, Roster
from culture_nlp.attack.tree import MANY, Bounds, Ints, Node, Tree, make_tree, tighten


@dataclass(frozen=True)
class Situation:
    """A release and what is known beside it. ``coalition``: how many members' own answers to try."""

    document: Document
    roster: Roster | None
    known: Sequence[KnownAnswer] = ()
    coalition: int = 1

    @cached_property
    def tree(self) -> Tree:
        """All groups that the release or the roster names."""
        named = [*self.document.groups, *(self.roster.invited if self.roster else ())]
        return make_tree(named, self.document.visible)

    @cached_property
    def sizes(self) -> Mapping[Node, Interval]:
        """How many people answered in every node, as far as it follows from told sizes and the roster."""
        bounds, wrong = tighten(self.tree, self._told_sizes(with_roster=True))
        if wrong.any():
            bounds, _ = tighten(self.tree, self._told_sizes(with_roster=False))
        return {node: (int(low[0]), int(high[0])) for node, (low, high) in bounds.items()}

    @cached_property
    def contradicts(self) -> bool:
        """Whether the roster does not fit the release, and is left out therefore."""
        return bool(tighten(self.tree, self._told_sizes(with_roster=True))[1].any())

    @cached_property
    def exact(self) -> bool:
        """Whether the size of every piece is known."""
        return all(self.sizes[piece][0] == self.sizes[piece][1] for piece in self.tree.pieces)

    @cached_property
    def targets(self) -> Sequence[Node]:
        """Nodes with people, but for those that hold the same people as the node above."""
        above = self.tree.above
        return [
            node
            for node, size in self.sizes.items()
            if size[1] and not (node in above and size[0] == size[1] and size == self.sizes[above[node]])
        ]

    def size(self, group: GroupPath) -> Interval:
        """People of a published group."""
        return self.sizes["group", group]

    def figure(self, group: GroupPath, column: Column) -> Figure | None:
        """The published figure, or None."""
        return self.document.groups[group].figures.get(column)

    @cached_property
    def known_counts(self) -> Mapping[Node, tuple[Ints, Ints]]:
        """Known yes and known no [columns] of every piece of which something is known."""
        teams = self.roster.teams if self.roster else {}
        places = {column: i for i, column in enumerate(self.document.columns)}
        found: dict[Node, tuple[Ints, Ints]] = {}
        for answer in self.known:
            piece: Node = ("own", teams.get(answer.person, ("?",)))
            if piece in self.tree.below and answer.column in places:
                zero = np.zeros(len(places), dtype=np.int64)
                tally = found.setdefault(piece, (zero, zero.copy()))
                tally[0 if answer.said else 1][places[answer.column]] += 1
        return found

    @cached_property
    def told_counts(self) -> Mapping[Node, tuple[Any, Any]]:
        """Bounds [columns] of counts where all sizes are known: pieces by their sizes, groups by their figures."""
        found: dict[Node, tuple[Any, Any]] = {}
        known = self.known_counts
        for piece in self.tree.pieces:
            yes, no = known.get(piece, (0, 0))
            found[piece] = yes, self.sizes[piece][0] - no
        for group in self.document.visible:
            people = self.size(group)[0]
            each = [counts(self.figure(group, c), people, self.document.decimals) for c in self.document.columns]
            pairs = [pair or (0, people) for pair in each]
            found["group", group] = np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])
        return found

    def known_inside(self, node: Node) -> tuple[Ints, Ints]:
        """Known yes and known no [columns] in a node."""
        zero = np.zeros(len(self.document.columns), dtype=np.int64)
        known = self.known_counts
        inside = [known[piece] for piece in self.tree.inside(node) if piece in known]
        return sum((k[0] for k in inside), zero), sum((k[1] for k in inside), zero)

    def tight_counts(self, moved: Mapping[Node, tuple[int, int]] | None = None) -> tuple[Bounds, Any]:
        """Exact bounds of the counts of every node; ``moved`` is added to those of pieces: a member's own answer."""
        start = dict(self.told_counts)
        for piece, (low, high) in (moved or {}).items():
            start[piece] = start[piece][0] + low, start[piece][1] + high
        return tighten(self.tree, start, len(self.document.columns))

    def _told_sizes(self, with_roster: bool) -> dict[Node, tuple[int, int]]:
        start: dict[Node, tuple[int, int]] = {}
        if with_roster and (roster := self.roster):
            for piece in self.tree.pieces:
                asked = roster.invited.get(piece[1], 0)
                start[piece] = (0, asked) if roster.answered is None else (roster.answered.get(piece[1], 0),) * 2
        for group in self.document.visible:
            start["group", group] = self.document.groups[group].people or (0, MANY)
        return start
