"""Voices to sums per team, and up the tree: every figure of a group is made of such sums."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from culture_nlp.aggregate.voices import Array, Voice
from culture_nlp.records import TeamPath


@dataclass(slots=True)
class Sums:
    """Sums over the people of a group.

    ``respondents`` counts unique people: those counted on the longest roll (survey or one retrospective) of each
    team, as the same people may be on several. ``weight`` counts people over all rolls; the other sums are over it.
    """

    poles: Array
    respondents: int = 0
    units: int = 0
    weight: float = 0.0
    sentiment: float = 0.0
    sentiment_squared: float = 0.0
    evidence: float = 0.0
    level: float = 0.0
    rolls: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add_voice(self, voice: Voice) -> None:
        """Add a voice of this very team."""
        self.rolls[voice.roll] += voice.counted
        self.respondents = max(self.rolls.values())
        self.units += voice.units
        self.weight += voice.people
        self.poles += voice.people * voice.poles
        self.sentiment += voice.people * voice.sentiment
        self.sentiment_squared += voice.people * voice.sentiment**2
        self.evidence += voice.evidence
        self.level += voice.evidence * voice.level

    def add_group(self, other: "Sums") -> None:
        """Add a group below this one."""
        self.respondents += other.respondents
        self.units += other.units
        self.weight += other.weight
        self.poles += other.poles
        self.sentiment += other.sentiment
        self.sentiment_squared += other.sentiment_squared
        self.evidence += other.evidence
        self.level += other.level


def sum_tree(voices: Iterable[Voice], themes: int) -> dict[TeamPath, Sums]:
    """Sums of every group from the root ``()`` down, parents before children, siblings by name."""
    own: dict[TeamPath, Sums] = {}
    for voice in voices:
        own.setdefault(voice.path, Sums(np.zeros((themes, 2)))).add_voice(voice)
    tree: dict[TeamPath, Sums] = {}
    for group in sorted({path[:depth] for path in own for depth in range(len(path) + 1)}):
        tree[group] = Sums(np.zeros((themes, 2)))
    for path, sums in own.items():
        for depth in range(len(path) + 1):
            tree[path[:depth]].add_group(sums)
    return tree


def children(paths: Sequence[TeamPath]) -> dict[TeamPath, list[TeamPath]]:
    """The direct children of every path."""
    below: dict[TeamPath, list[TeamPath]] = {path: [] for path in paths}
    for path in paths:
        if path:
            below[path[:-1]].append(path)
    return below
