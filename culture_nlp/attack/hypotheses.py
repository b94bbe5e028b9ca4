"""R3 where sizes are not all known: every hidden group is tried with every size from 1 to 4 that fits.

Whoever works there knows how large a group is; so what would follow if it had that size is a leak. The attacker knows
the rules as well: what published groups leave over of a published group is nobody or at least the minimum, and the
people of a small group have others beside them.

Of a group of s people in a rest of which at most X said it and at most Y did not, at most X said it and at least s -
Y.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from culture_nlp.attack.documents import Column, GroupPath, Interval
from culture_nlp.attack.findings import FLOOR, WIDTH, Finding, Outcome, verdict
from culture_nlp.attack.program import column_program, rest_cells
from culture_nlp.attack.situation import Situation
from culture_nlp.attack.tree import Node

ATTACK: Final = "lp_bounds"


@dataclass(frozen=True, slots=True)
class Left:
    """What one column leaves for a rest: most people who said it, and most who did not."""

    said: int
    silent: int


@dataclass(frozen=True, slots=True)
class Guess:
    """So many people, of whom one may know their own answer, or one beside them; None: nobody does."""

    size: int
    said: bool | None = None
    inside: bool = True

    def left(self, left: Left) -> tuple[Interval, int]:
        """How many of the people of whom nothing is known said it, and how many they are."""
        others = self.size - (self.said is not None and self.inside)
        most_said, most_silent = left.said - (self.said is True), left.silent - (self.said is False)
        return (max(0, others - most_silent), min(others, most_said)), others

    def sure(self, guessed: bool) -> str:
        """Who would know; ``guessed``: only if this is the size."""
        if self.said is None:
            return "if_size" if guessed else "certain"
        member = "member_yes" if self.said else "member_no"
        return f"{'if_size_' if guessed else 'if_'}{member}{'' if self.inside else '_elsewhere'}"


def try_sizes(situation: Situation) -> Outcome:
    """Every rest by itself, and every hidden group in it with every size, for every column."""
    every: list[Node] = [("rest", group) for group in situation.document.visible]
    guesses = {rest: each for rest in every if (each := list(_guesses(situation, rest)))}
    rests = list(guesses)
    lefts = _lefts(situation, rests)
    found = [f for rest in rests for part, guess in guesses[rest] for f in _findings(part, guess, lefts[rest])]
    return Outcome(ATTACK, sum(len(guesses[rest]) * len(lefts[rest]) for rest in rests), found)


def _lefts(situation: Situation, rests: Sequence[Node]) -> Mapping[Node, Mapping[tuple[Column, ...], Left]]:
    """What every column leaves for each rest: one program a column."""
    found: dict[Node, dict[tuple[Column, ...], Left]] = {rest: {} for rest in rests}
    cells = rest_cells(situation)
    for columns in _distinct(situation) if rests else ():
        program = column_program(situation, columns[0], cells)
        said = [program.said(rest) for rest in rests]
        silent = [program.people(rest) - program.said(rest) for rest in rests]
        ends = program.most([*said, *silent])
        if ends:
            for rest, most_said, most_silent in zip(rests, ends, ends[len(rests) :], strict=False):
                found[rest][columns] = Left(most_said, most_silent)
    return found


def _guesses(situation: Situation, rest: Node) -> Iterator[tuple[Node, Guess]]:
    """The rest itself where its size is certain, and sizes of the hidden groups in it."""
    low, high = situation.sizes[rest]
    if low == high:
        yield from ((rest, guess) for guess in _members(situation, Guess(low)) if guess.inside)
    minimum = int(situation.document.raw.get("minimum_group") or FLOOR)
    waiting = list(situation.tree.below[rest])
    while waiting:
        node = waiting.pop()
        waiting.extend(situation.tree.below[node])
        if node[0] != "group":
            continue
        least, most = situation.sizes[node]
        for size in range(max(least, 1), min(most, FLOOR - 1, high) + 1):
            if high < FLOOR or max(minimum, size + 1 + min(size, WIDTH)) <= high:
                yield from ((node, guess) for guess in _members(situation, Guess(size)))


def _members(situation: Situation, guess: Guess) -> Iterator[Guess]:
    yield guess
    if situation.coalition >= 1:
        for said in (True, False):
            if guess.size > 1:
                yield Guess(guess.size, said)
            yield Guess(guess.size, said, inside=False)


def _findings(part: Node, guess: Guess, lefts: Mapping[tuple[Column, ...], Left]) -> Iterator[Finding]:
    by_kind: dict[str, tuple[Column, ...]] = {}
    shown: dict[str, Interval] = {}
    for columns, left in lefts.items():
        interval, others = guess.left(left)
        if kind := verdict(interval, others, guess.size < FLOOR):
            by_kind[kind] = (*by_kind.get(kind, ()), *columns)
            shown.setdefault(kind, interval)
    for kind, columns in by_kind.items():
        (low, high), others = shown[kind], guess.size - (guess.said is not None and guess.inside)
        values = {"low": low, "high": high, "others": others, "size": guess.size}
        yield Finding(f"lp_{kind}", part[1], part[0], guess.size, values, guess.sure(part[0] == "group"), "lp", columns)


def _distinct(situation: Situation) -> list[tuple[Column, ...]]:
    """Columns that are told alike."""
    alike: dict[object, list[Column]] = {}
    visible: list[GroupPath] = situation.document.visible
    for column in situation.document.columns:
        figures = tuple(situation.figure(group, column) for group in visible)
        known = tuple((a.person, a.said) for a in situation.known if a.column == column)
        alike.setdefault((figures, known), []).append(column)
    return [tuple(columns) for columns in alike.values()]
