"""R3, R4: what all figures together leave for every hidden group, rest and published cell, also for one who knows one
answer.

Where all sizes are known, bounds along the tree are exact (:mod:`.tree`) and quick enough to try a member of every
piece; what they find is solved again by HiGHS. Where they are not, every hidden group is tried with 1 to 4 people
(:mod:`.hypotheses`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Final

import numpy as np

from culture_nlp.attack.documents import Column, Interval
from culture_nlp.attack.findings import FLOOR, WIDTH, Finding, Outcome, verdict
from culture_nlp.attack.hypotheses import try_sizes
from culture_nlp.attack.meaning import END
from culture_nlp.attack.program import column_program, piece_cells
from culture_nlp.attack.situation import Situation
from culture_nlp.attack.tree import Bounds, Node

ATTACK: Final = "lp_bounds"
PAIR: Final = 2
MIDDLE: Final = "lp_middle"


@dataclass(frozen=True)
class Member:
    """``count`` people in one piece whose answers are known: all said it, or none did."""

    piece: Node
    said: bool
    count: int = 1


def attack(situation: Situation) -> Outcome:
    """Bounds of every cell, also with a member's own answer."""
    if not situation.document.columns:
        return Outcome(ATTACK, skipped="no_figures")
    if not situation.exact:
        return try_sizes(situation)
    alone = list(_alone(situation))
    found, notes = [f for f in alone if f.key != MIDDLE], [f for f in alone if f.key == MIDDLE]
    members = list(_members(situation, 1)) if situation.coalition >= 1 else []
    found += [finding for member in members for finding in _with(situation, member)]
    tried = len(situation.targets) * len(situation.document.columns) * (1 + len(members))
    return Outcome(ATTACK, tried, _once(found), [*notes, *_pairs(situation, found)])


def _alone(situation: Situation) -> Iterator[Finding]:
    """Without any own answer; what is found is solved again by HiGHS."""
    bounds, wrong = situation.tight_counts()
    nobody = Member(("own", ()), said=False, count=0)
    for node in situation.targets:
        judged = [*_judged(situation, node, bounds, wrong, nobody), *_undone(situation, node, bounds, wrong)]
        confirmed = [each for each in judged if _agrees(situation, node, each[1], bounds)]
        yield from _findings(situation, node, confirmed, "certain")


def _with(situation: Situation, member: Member) -> Iterator[Finding]:
    """With own answers of members of one piece: about the others of every node."""
    moved = (member.count, 0) if member.said else (0, -member.count)
    bounds, wrong = situation.tight_counts({member.piece: moved})
    sure = "if_member_yes" if member.said else "if_member_no"
    for node in situation.targets:
        inside = member.piece in situation.tree.inside(node)
        judged = _judged(situation, node, bounds, wrong, member)
        yield from _findings(situation, node, judged, sure if inside else f"{sure}_elsewhere")


Judged = tuple[str, Column, Interval, int]
"""Kind, column, what is left for the people of whom nothing is known, and how many they are."""


def _judged(situation: Situation, node: Node, bounds: Bounds, wrong: Any, member: Member) -> Iterator[Judged]:
    """Verdict on the people of a node of whom nothing is known."""
    yes, no = situation.known_inside(node)
    if member.count and member.piece in situation.tree.inside(node):
        yes, no = yes + member.count * member.said, no + member.count * (not member.said)
    people = situation.sizes[node][0]
    for i in np.flatnonzero(~wrong):
        others = people - int(yes[i] + no[i])
        left = int(bounds[node][0][i] - yes[i]), int(bounds[node][1][i] - yes[i])
        small = (others if _hidden(situation, node) else people) < FLOOR
        if kind := verdict(left, others, small):
            yield kind, situation.document.columns[i], left, others


def _undone(situation: Situation, node: Node, bounds: Bounds, wrong: Any) -> Iterator[Judged]:
    """A published group of which other groups tell more than its own figure does (E12): a leak only near an end."""
    if node[0] != "group" or node[1] not in situation.tree.visible:
        return
    low, high = situation.told_counts[node]
    people = situation.sizes[node][0]
    for i in np.flatnonzero(~wrong):
        left = int(bounds[node][0][i]), int(bounds[node][1][i])
        width = left[1] - left[0]
        if width < min(int(high[i] - low[i]), people, WIDTH) and not verdict(left, people, people < FLOOR):
            at_end = (left[0] <= END or left[1] >= people - END) and width < END
            yield "undone" if at_end else "middle", situation.document.columns[i], left, people


def _agrees(situation: Situation, node: Node, column: Column, bounds: Bounds) -> bool:
    place = situation.document.columns.index(column)
    program = column_program(situation, column, piece_cells(situation))
    return program.interval(program.said(node)) == (int(bounds[node][0][place]), int(bounds[node][1][place]))


def _members(situation: Situation, count: int) -> Iterator[Member]:
    for piece, said in product(situation.tree.pieces, (True, False)):
        if situation.sizes[piece][0] >= count:
            yield Member(piece, said, count)


def _hidden(situation: Situation, node: Node) -> bool:
    return node[0] == "group" and node[1] not in situation.tree.visible


def _findings(situation: Situation, node: Node, judged: Iterable[Judged], sure: str) -> Iterator[Finding]:
    by_kind: dict[str, list[Judged]] = {}
    for each in judged:
        by_kind.setdefault(each[0], []).append(each)
    for kind, group in by_kind.items():
        _, _, (low, high), others = group[0]
        values = {"low": low, "high": high, "others": others}
        columns = tuple(each[1] for each in group)
        yield Finding(f"lp_{kind}", node[1], node[0], situation.sizes[node][0], values, sure, "lp", columns)


def _once(found: list[Finding]) -> list[Finding]:
    """Each node and column once, with the least that has to be known for it."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for finding in found:
        new = tuple(c for c in finding.columns if (finding.part, finding.group, c) not in seen)
        seen.update((finding.part, finding.group, c) for c in new)
        if new:
            kept.append(replace(finding, columns=new))
    return kept


def _pairs(situation: Situation, found: list[Finding]) -> list[Finding]:
    """Two members of one piece who tell each other: more than the rules promise, so only noted."""
    if situation.coalition < PAIR:
        return []
    known = {(f.group, column) for f in found for column in f.columns}
    pairs = [finding for member in _members(situation, PAIR) for finding in _with(situation, member)]
    groups = {f.group for f in pairs if any((f.group, column) not in known for column in f.columns)}
    return [Finding("pairs", values={"groups": len(groups)}, sure="if_pair", evidence="lp")] if groups else []
