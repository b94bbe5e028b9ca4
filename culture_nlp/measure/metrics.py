"""How good labels are against gold labels, in the field's standard measures."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from culture_nlp.score.probabilities import (
    Array,
    Calibration,
    Probabilities,
    Thresholds,
    given,
    not_sure,
    probabilities,
)

Bools = npt.NDArray[np.bool_]
Gold = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Measures:
    """Quality on a set of units.

    ``theme_pole_*``: F1 over theme x pole (a mixed theme counts on both poles); ``theme_micro_f1``: of the theme
    whatever its pole; ``no_theme_f1``: of "this unit carries no theme"; ``sentiment_kappa`` and ``level_kappa``:
    quadratically weighted kappa (Cohen 1968); ``level_kappa`` over units where both see evidence.
    """

    units: int
    theme_pole_micro_f1: float
    theme_pole_macro_f1: float
    theme_micro_f1: float
    no_theme_f1: float
    sentiment_kappa: float
    sentiment_label_macro_f1: float
    evidence_f1: float
    level_kappa: float
    facet_pole_micro_f1: float

    def as_dict(self) -> dict[str, float]:
        """Rounded to four decimals."""
        return {name: round(value, 4) for name, value in asdict(self).items()}

    def line(self) -> str:
        """The main figures on one line."""
        return (
            f"theme x pole F1 {self.theme_pole_micro_f1:.3f} (macro {self.theme_pole_macro_f1:.3f}, "
            f"theme {self.theme_micro_f1:.3f}), no theme {self.no_theme_f1:.3f}, "
            f"sentiment kappa {self.sentiment_kappa:.3f}, evidence {self.evidence_f1:.3f}, "
            f"facet {self.facet_pole_micro_f1:.3f}"
        )


@dataclass(frozen=True, slots=True)
class Labels:
    """Hard labels of n units, from a model or a reader; shapes as in :class:`Probabilities`.

    ``sentiment`` [n] in 0 ... 4, ``sentiment_label`` [n], ``level`` [n] in 0 ... 4 and -1 without evidence.
    """

    themes: Bools
    facets: Bools
    sentiment: npt.NDArray[np.int64]
    sentiment_label: npt.NDArray[np.int64]
    evidence: Bools
    level: npt.NDArray[np.int64]


def gold_labels(gold: Gold) -> Labels:
    """Gold targets as labels."""
    return Labels(
        themes=gold["themes"] > 0,
        facets=gold["facets"] > 0,
        sentiment=gold["sentiment"],
        sentiment_label=gold["sentiment_label"],
        evidence=gold["evidence"] > 0,
        level=gold["level"],
    )


def decide(p: Probabilities, limits: Thresholds) -> Labels:
    """Labels at the given thresholds; scales by their expected value, rounded."""
    found = p.evidence >= limits.evidence
    level = np.rint(p.level @ np.arange(5)).astype(np.int64)
    return Labels(
        themes=given(p.themes, limits.theme, limits.mixed),
        facets=given(p.facets, limits.facet, limits.mixed) & found[:, None, None],
        sentiment=np.rint(p.sentiment @ np.arange(5)).astype(np.int64),
        sentiment_label=p.sentiment_label.argmax(-1),
        evidence=found,
        level=np.where(found, level, -1),
    )


def compare(given: Labels, gold: Labels) -> Measures:
    """Measure labels against gold labels."""
    both = given.evidence & gold.evidence
    return Measures(
        units=len(gold.evidence),
        theme_pole_micro_f1=micro_f1(given.themes, gold.themes),
        theme_pole_macro_f1=macro_f1(given.themes, gold.themes),
        theme_micro_f1=micro_f1(_any(given.themes), _any(gold.themes)),
        no_theme_f1=micro_f1(~_any(_any(given.themes)), ~_any(_any(gold.themes))),
        sentiment_kappa=quadratic_kappa(given.sentiment, gold.sentiment, 5),
        sentiment_label_macro_f1=macro_f1(
            given.sentiment_label[:, None] == np.arange(4), gold.sentiment_label[:, None] == np.arange(4)
        ),
        evidence_f1=micro_f1(given.evidence, gold.evidence),
        level_kappa=quadratic_kappa(given.level[both], gold.level[both], 5),
        facet_pole_micro_f1=micro_f1(given.facets, gold.facets),
    )


def left_open(p: Array, gold: Bools, limits: Thresholds) -> dict[str, float]:
    """What telling labels near the threshold as not sure does: how many there are, and F1 of all others.

    Args:
        p, gold: theme x pole [n, t, 2].
    """
    unsure = not_sure(p, limits.theme, limits.unsure)
    decided = given(p, limits.theme, limits.mixed) & ~unsure
    return {
        "band": limits.unsure,
        "labels_per_100_units": round(100 * float(unsure.sum()) / max(len(p), 1), 1),
        "gold_labels_left_open": round(float((gold & unsure).sum()) / max(int(gold.sum()), 1), 4),
        "micro_f1_of_the_rest": round(micro_f1(decided, gold & ~unsure), 4),
    }


def measure(logits: Mapping[str, Array], gold: Gold) -> Measures:
    """Uncalibrated measures at the best single threshold for themes, facets and evidence (development only)."""
    p, labels = probabilities(logits, Calibration()), gold_labels(gold)
    theme = best_threshold(p.themes, labels.themes)
    evidence = best_threshold(p.evidence, labels.evidence)
    facet = best_threshold(p.facets * (p.evidence >= evidence)[:, None, None], labels.facets)
    return compare(decide(p, Thresholds(theme=theme, facet=facet, evidence=evidence)), labels)


def best_threshold(p: Array, gold: Bools) -> float:
    """The threshold, in steps of 0.02, with the highest micro-F1."""
    grid = np.arange(0.1, 0.9, 0.02)
    return float(grid[int(np.argmax([micro_f1(p >= t, gold) for t in grid]))])


def micro_f1(given: Bools, gold: Bools) -> float:
    """F1 over all cells together; 0 if nothing is given nor gold."""
    total = int(given.sum()) + int(gold.sum())
    return 2 * int((given & gold).sum()) / total if total else 0.0


def _any(cells: Bools) -> Bools:
    return np.asarray(cells.any(axis=-1), dtype=np.bool_)


def macro_f1(given: Bools, gold: Bools) -> float:
    """Mean F1 of the labels (all dimensions but the first) that occur in given or gold."""
    given, gold = given.reshape(len(given), -1), gold.reshape(len(gold), -1)
    hits = (given & gold).sum(0)
    totals = given.sum(0) + gold.sum(0)
    return float(np.mean(2 * hits[totals > 0] / totals[totals > 0])) if (totals > 0).any() else 0.0


def quadratic_kappa(given: npt.NDArray[np.int64], gold: npt.NDArray[np.int64], classes: int) -> float:
    """Quadratically weighted kappa; 0 where it is not defined (no units, or one class only)."""
    weights = (np.arange(classes)[:, None] - np.arange(classes)) ** 2
    counts = np.zeros((classes, classes))
    np.add.at(counts, (given, gold), 1)
    total = counts.sum()
    expected = np.outer(counts.sum(1), counts.sum(0)) / total if total else counts
    chance = float((weights * expected).sum())
    return 1.0 - float((weights * counts).sum()) / chance if chance else 0.0
