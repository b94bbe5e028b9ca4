"""From scored units to voices: what each respondent said, over all of their answers.

A respondent voices a pole if at least one of their units does: 1 - prod(1 - p). Retrospective items without an
author are the voice of their session: m items spread at random over P participants are expected to be voiced by
P x (1 - prod(1 - p / P)) people. P is the number of participants the notes tell, never more than there are items,
and one where they tell nothing.

For the size of a group people are never counted twice. Somebody who answers for several teams is a voice in each and
counts in the first of them by name; items without an author add to the authors that are named only the participants
who are left.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from culture_nlp.records import ScoredUnit, TeamPath

Array = npt.NDArray[np.floating[Any]]
SURVEY = "survey"


@dataclass(slots=True)
class Voice:
    """One respondent, or the unnamed part of one retrospective, within one team.

    Attributes:
        path: the team.
        roll: the list of people it stands on: the survey, or one retrospective.
        people: how many people it stands for: its weight in the figures.
        counted: how many of those count for the size of the team, as they are counted nowhere else.
        poles: [themes, 2] expected share of those people who voice the pole.
        sentiment: mean over the units, -2 ... +2.
        evidence, level: weight of the safety evidence in [0, people], and its mean level, -2 ... +2.
        units: number of scored units.
    """

    path: TeamPath
    roll: str
    people: int
    counted: int
    poles: Array
    sentiment: float
    evidence: float
    level: float
    units: int


@dataclass(slots=True)
class _Units:
    poles: list[Array] = field(default_factory=list)
    sentiment: list[float] = field(default_factory=list)
    evidence: list[float] = field(default_factory=list)
    level: list[float] = field(default_factory=list)
    participants: int = 1


def voices(units: Iterable[ScoredUnit]) -> list[Voice]:
    """Gather units by team and respondent (or session). The order is that of first appearance."""
    gathered: dict[tuple[TeamPath, str, str | None], _Units] = {}
    for unit in units:
        roll = SURVEY if unit.kind == "survey" or unit.session is None else unit.session
        group = gathered.setdefault((unit.team, roll, unit.respondent), _Units())
        group.poles.append(np.array([(s.negative, s.positive) for s in unit.themes.values()], dtype=np.float32))
        group.sentiment.append(unit.sentiment.value)
        group.evidence.append(unit.safety.evidence)
        group.level.append(unit.safety.level)
        if unit.respondent is None:
            group.participants = max(group.participants, unit.participants or 1)
    home: dict[str, TeamPath] = {}
    for path, _, respondent in gathered:
        if respondent is not None:
            home[respondent] = min(path, home.get(respondent, path))
    named = Counter((path, roll) for path, roll, respondent in gathered if respondent is not None)
    found = []
    for (path, roll, respondent), group in gathered.items():
        if respondent is not None:
            counted = int(home[respondent] == path)
        else:
            counted = max(min(group.participants - named[path, roll], len(group.poles)), 0)
        found.append(_voice(path, roll, counted, group))
    return found


def _voice(path: TeamPath, roll: str, counted: int, group: _Units) -> Voice:
    people = min(group.participants, len(group.poles))
    evidence = np.array(group.evidence)
    weight = float(evidence.sum())
    return Voice(
        path=path,
        roll=roll,
        people=people,
        counted=counted,
        poles=1.0 - np.prod(1.0 - np.stack(group.poles) / people, axis=0),
        sentiment=float(np.mean(group.sentiment)),
        evidence=float(people * (1.0 - np.prod(1.0 - evidence / people))),
        level=float(evidence @ np.array(group.level) / weight) if weight else 0.0,
        units=len(group.poles),
    )
