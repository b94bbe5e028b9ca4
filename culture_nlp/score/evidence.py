"""Which clause carried a theme: for review, and for a researcher who asks why.

Each clause is left out in turn and the rest scored again under the same question or heading (occlusion, Zeiler and
Fergus 2014), and each clause is scored alone: the two sides of a faithful rationale (comprehensiveness and sufficiency,
DeYoung et al. 2020).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
from scipy.special import logit

from culture_nlp.prepare.clauses import find_clauses
from culture_nlp.records import Clause, Unit
from culture_nlp.score.probabilities import SMALLEST, Array, Probabilities, given
from culture_nlp.score.scorer import OnnxScorer

Pole = Literal["negative", "positive"]
POLES: Final[tuple[Pole, Pole]] = ("negative", "positive")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The clause ``text[start:end]`` that carried one pole of one theme.

    ``drop``: by how much the pole's log odds fall when the clause is left out; near 0 or below where another clause
    says the same. ``alone``: the pole's probability when nothing but the clause is read.
    """

    theme: str
    pole: Pole
    start: int
    end: int
    drop: float
    alone: float


@dataclass(frozen=True, slots=True)
class Occlusion:
    """Probabilities of a unit's themes: ``whole`` [t, 2], ``without`` and ``alone`` each of its c clauses [c, t, 2].

    ``given`` [t, 2] tells which poles the unit is given.
    """

    clauses: tuple[Clause, ...]
    whole: Array
    without: Array
    alone: Array
    given: npt.NDArray[np.bool_]


def evidence(scorer: OnnxScorer, units: Sequence[Unit], p: Probabilities | None = None) -> list[list[Evidence]]:
    """For each unit, each pole of a theme that it is given, with its clause; the bundle's themes first, then own ones.

    The clause is the one with the highest :func:`support`, of equal ones the first. A unit of one clause gives that
    clause, its ``drop`` being against an empty text. ``p`` saves scoring the units once more.
    """
    themes = (*scorer.bundle.themes, *(theme.id for theme in scorer.own_themes))
    return [list(_chosen(themes, found)) for found in occlude(scorer, units, p)]


def support(alone: Array, without: Array) -> Array:
    """How much clauses carry: log odds of a label with nothing but the clause, less those without it.

    Leaving out misses a clause that is said twice, reading alone one that needs its neighbours; the sum of both was the
    most faithful on development units (``evaluation/faithfulness.py``).
    """
    return _log_odds(alone) - _log_odds(without)


def occlude(scorer: OnnxScorer, units: Sequence[Unit], p: Probabilities | None = None) -> list[Occlusion]:
    """Score every unit without and with nothing but each clause, in one call; a unit without a theme has no clauses."""
    if not units:
        return []
    p = p or scorer.probabilities(units)
    whole, is_given = _all_themes(p), _all_given(scorer, p)
    clauses = [
        (unit.clauses or find_clauses(unit.text)) if poles.any() else ()
        for unit, poles in zip(units, is_given, strict=True)
    ]
    variants = [
        variant for unit, parts in zip(units, clauses, strict=True) if parts for variant in _variants(unit, parts)
    ]
    scores = _all_themes(scorer.probabilities(variants)) if variants else whole[:0]
    found, start = [], 0
    for row, parts in enumerate(clauses):
        middle, end = start + len(parts), start + 2 * len(parts)
        found.append(Occlusion(parts, whole[row], scores[start:middle], scores[middle:end], is_given[row]))
        start = end
    return found


def _all_themes(p: Probabilities) -> Array:
    """Poles of the bundle's themes and of the organisation's own [n, t, 2]."""
    return np.concatenate([p.themes, *(poles[:, None] for poles in p.own.values())], axis=1)


def _all_given(scorer: OnnxScorer, p: Probabilities) -> npt.NDArray[np.bool_]:
    """Which of them are given [n, t, 2], own themes at their own thresholds."""
    limits = scorer.bundle.thresholds
    own = [given(p.own[theme.id], theme.threshold, limits.mixed)[:, None] for theme in scorer.own_themes]
    return np.concatenate([given(p.themes, limits.theme, limits.mixed), *own], axis=1)


def _variants(unit: Unit, clauses: Sequence[Clause]) -> Iterator[Unit]:
    """The unit without each of its clauses, then each of its clauses alone."""
    for i in range(len(clauses)):
        yield replace(unit, text=_without(unit.text, clauses, i), clauses=())
    for clause in clauses:
        yield replace(unit, text=unit.text[clause.start : clause.end], clauses=())


def _without(text: str, clauses: Sequence[Clause], i: int) -> str:
    """The text from its first to its last clause but for one, with what stands between the others.

    Of two clauses the other is left just as it is scored alone, and is run once for both.
    """
    if i == len(clauses) - 1:
        return text[clauses[0].start : clauses[i - 1].end] if i else ""
    return text[clauses[0].start : clauses[i].start] + text[clauses[i + 1].start : clauses[-1].end]


def _chosen(themes: Sequence[str], found: Occlusion) -> Iterator[Evidence]:
    if not found.clauses:
        return
    best = support(found.alone, found.without).argmax(axis=0)
    drop = _log_odds(found.whole) - _log_odds(found.without)
    for theme, pole in zip(*np.nonzero(found.given), strict=True):
        cell = (best[theme, pole], theme, pole)
        clause = found.clauses[cell[0]]
        yield Evidence(
            themes[theme], POLES[pole], clause.start, clause.end, float(drop[cell]), float(found.alone[cell])
        )


def _log_odds(p: Array) -> Array:
    return np.asarray(logit(np.clip(p, SMALLEST, 1 - SMALLEST)))
