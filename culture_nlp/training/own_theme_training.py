"""Fit the head of a theme of one's own: minutes of a person's work, a second of a processor, no torch.

Whether a unit is about the theme: linear discriminant analysis with a shrunk covariance (Friedman 1989) on the mean
embedding, between the examples and ordinary units, plus the direction from ordinary units to the examples in the n-gram
sketch. Closed form and few free numbers, so that sixteen examples suffice and ordinary units that happen to be about
the theme do little harm. Which pole: the feeling of the unit, as learned on the known themes, moved by the examples.
Log odds are calibrated on scores of examples that were left out (Platt 1999) and set to the assumed share of units; the
threshold is half of the highest F1 that can be expected (Lipton et al. 2014). How the constants were chosen:
``evaluation/own_themes.py``.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit

from culture_nlp.score.own_theme import Check, Linear, Readings
from culture_nlp.score.probabilities import given
from culture_nlp.training.background import Background, logistic

PRIOR: Final = 0.03
"""Assumed share of units that are about the theme; each of the known themes is in 2.6 to 10 % of the test units."""
SHRINKAGE: Final = 0.8
SKETCH_WEIGHT: Final = 0.4
"""Spread of the n-gram score on ordinary units, against 1 for the embedding's."""
POLE_WEIGHT: Final = 0.5
COUNTER_WEIGHT: Final = 0.3
"""At full weight, eight counter-examples chosen for their nearness to sixteen examples cost a quarter of the average
precision: they take away what the theme has in common with its neighbours too."""
LEAST_OF_POLE: Final = 4
"""Fewer examples of a pole say nothing on how the poles of this theme differ."""

Array = npt.NDArray[np.floating[Any]]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Head:
    """A fitted head, without the names of its theme; ``check.missed`` are row numbers from 0."""

    present: Linear
    negative: Linear
    positive: Linear
    threshold: float
    check: Check


@dataclass(frozen=True, slots=True)
class Examples:
    """n examples of a theme: ``readings`` as they will be scored, ``taught`` as they shape the head.

    ``poles`` [n, 2], which poles each carries; a counter-example carries none.
    """

    readings: Readings
    taught: Readings
    poles: Bools

    @classmethod
    def of(cls, readings: Readings, bare: Readings, contexts: Sequence[str | None], poles: Bools) -> Self:
        """Examples that do not teach a question or heading which another example has too.

        Such a question is the survey's, and not the theme: with it, whatever is answered to it would seem to be about
        the theme.

        Args:
            readings, bare: of the n units, and of the same without question and heading.
            contexts: their questions or headings.
            poles: [n, 2].
        """
        counts = Counter(contexts)
        alone = np.array([counts[context] > 1 for context in contexts]) | readings.bare
        taught = Readings(
            np.where(alone[:, None], bare.embedding, readings.embedding),
            np.where(alone[:, None], bare.sketch, readings.sketch),
            readings.feeling,
            alone,
        )
        return cls(readings, taught, poles)


@dataclass(frozen=True, slots=True)
class _Centred:
    """Readings less the mean of ordinary units, of those without question and heading where the unit has none.

    Else examples written without a question would teach the head that a question is what the theme is not.
    """

    embedding: Array
    sketch: Array

    @classmethod
    def of(cls, readings: Readings, background: Background) -> Self:
        bare, ordinary = readings.bare[:, None], background.readings
        return cls(
            readings.embedding - np.where(bare, background.bare_embedding, ordinary.embedding.mean(axis=0)),
            readings.sketch - np.where(bare, background.bare_sketch, ordinary.sketch.mean(axis=0)),
        )


class _Space:
    """Where examples lie, seen from ordinary units.

    A direction is a mixture [n + 1] of the examples and, last, the description; several are columns [n + 1, k]. Scores
    along it have a spread of one on ordinary units, separately for embedding and sketch.
    """

    def __init__(self, background: Background, examples: Examples, description: Readings) -> None:
        self.ordinary = _Centred.of(background.readings, background)
        parts = [_Centred.of(readings, background) for readings in (examples.taught, description)]
        scored = _Centred.of(examples.readings, background)
        self.embedding = np.concatenate([part.embedding for part in parts])
        self.sketch = np.concatenate([part.sketch for part in parts])
        covariance = self.ordinary.embedding.T @ self.ordinary.embedding / len(self.ordinary.embedding)
        scale = np.trace(covariance) / len(covariance)
        shrunk = (1 - SHRINKAGE) * covariance + SHRINKAGE * scale * np.eye(len(covariance))
        self.white = scale * np.linalg.solve(shrunk, self.embedding.T).T
        self._ordinary = self.ordinary.embedding @ self.white.T, self.ordinary.sketch @ self.sketch.T
        self._examples = scored.embedding @ self.white.T, scored.sketch @ self.sketch.T

    def spreads(self, mixtures: Array) -> tuple[Array, Array]:
        """Of the scores of ordinary units by embedding and by sketch: [k] each."""
        first, second = (np.maximum((scores @ mixtures).std(axis=0), 1e-9) for scores in self._ordinary)
        return first, second

    def present(self, mixtures: Array) -> tuple[Array, Array]:
        """Scores of ordinary units [m, k] and of the examples [n, k]."""
        spreads = self.spreads(mixtures)
        weights = [1 / spreads[0], SKETCH_WEIGHT / spreads[1]]
        ordinary, examples = (
            sum(scores @ mixtures * weight for scores, weight in zip(both, weights, strict=True))
            for both in (self._ordinary, self._examples)
        )
        return np.asarray(ordinary), np.asarray(examples)

    def tilted(self, mixtures: Array) -> tuple[Array, Array]:
        """Places between the poles, negative up, of ordinary units [m, k] and of the examples [n, k]."""
        weight = POLE_WEIGHT / self.spreads(mixtures)[0]
        return self._ordinary[0] @ mixtures * weight, self._examples[0] @ mixtures * weight

    def directions(self, present: Array, pole: Array) -> tuple[Array, Array, Array]:
        """Weights of mixtures [n + 1, 1]: embedding and sketch for presence, embedding between the poles."""
        spreads = self.spreads(present)
        return (
            self.white.T @ present[:, 0] / spreads[0],
            SKETCH_WEIGHT * self.sketch.T @ present[:, 0] / spreads[1],
            POLE_WEIGHT * self.white.T @ pole[:, 0] / self.spreads(pole)[0],
        )


def _mixtures(poles: Bools, kept: Bools) -> tuple[Array, Array]:
    """How the kept examples and the description mix, for presence and between the poles: [n + 1] each."""
    theme, counter = kept & poles.any(axis=1), kept & ~poles.any(axis=1)
    present, pole = np.zeros(len(poles) + 1), np.zeros(len(poles) + 1)
    present[:-1][theme] = present[-1] = 1 / (theme.sum() + 1)
    present[:-1][counter] = -COUNTER_WEIGHT / max(1, kept.sum())
    one_pole = poles & (poles.sum(axis=1) == 1)[:, None]
    if (one_pole.sum(axis=0) >= LEAST_OF_POLE).all():
        for side, sign in ((0, 1), (1, -1)):
            rows = kept & one_pole[:, side]
            pole[:-1][rows] = sign / rows.sum()
    return present, pole


def fit_head(background: Background, examples: Examples, description: Readings, prior: float, mixed: float) -> Head:
    """Fit a head.

    Args:
        background: ordinary units of the bundle that the readings are from.
        examples: of the theme, and counter-examples if any.
        description: one reading, of the theme's description.
        prior: assumed share of units that are about the theme.
        mixed: the weaker pole counts from this share of the stronger one, as in the bundle's thresholds.
    """
    space, poles = _Space(background, examples, description), examples.poles
    whole = [mixture[:, None] for mixture in _mixtures(poles, np.ones(len(poles), dtype=bool))]
    left_out = [_mixtures(poles, np.arange(len(poles)) != row) for row in range(len(poles))]
    score = space.present(np.stack([present for present, _ in left_out], axis=1))[1].diagonal()
    tilt = space.tilted(np.stack([pole for _, pole in left_out], axis=1))[1].diagonal()
    ordinary, ordinary_tilt = space.present(whole[0])[0][:, 0], space.tilted(whole[1])[0][:, 0]
    scale, shift = _calibrated(score[poles.any(axis=1)], ordinary, prior)
    middle = _middle(space.tilted(whole[1])[1][:, 0], poles)

    def odds(present: Array, tilted: Array, feeling: Array) -> Array:
        each = feeling @ background.pole_weights + background.pole_bias + np.stack([tilted, -tilted], axis=1)
        return np.asarray(expit(scale * present + shift)[:, None] * expit(each))

    p = odds(score, tilt - middle, examples.readings.feeling)
    p_ordinary = odds(ordinary, ordinary_tilt - middle, background.readings.feeling)
    threshold = _threshold(p[poles.any(axis=1)], poles[poles.any(axis=1)], p_ordinary, prior, mixed)
    check = _check(given(p, threshold, mixed), poles, given(p_ordinary, threshold, mixed))
    embedding, sketch, pole = space.directions(*whole)
    folded = _Folded(background)
    negative, positive = (
        folded(sign * pole, float(bias) - sign * middle, feeling=weights)
        for sign, bias, weights in zip((1, -1), background.pole_bias, background.pole_weights.T, strict=True)
    )
    return Head(folded(scale * embedding, shift, sketch=scale * sketch), negative, positive, threshold, check)


def _middle(tilt: Array, poles: Bools) -> float:
    """Where between the poles neither is favoured; 0 where a pole has no examples."""
    if not poles.any(axis=0).all():
        return 0.0
    return float(np.mean([tilt[poles[:, side]].mean() for side in (0, 1)]))


def _calibrated(examples: Array, ordinary: Array, prior: float) -> tuple[float, float]:
    """Scale and shift from scores to log odds: fitted with equal weight for both sides, then moved to the prior."""
    x, y = np.concatenate([examples, ordinary]), np.arange(len(examples) + len(ordinary)) < len(examples)
    weights, bias = logistic(x[:, None], y, np.where(y, 0.5 / len(examples), 0.5 / len(ordinary)))
    return float(weights[0]), bias + float(logit(prior))


def _threshold(p: Array, poles: Bools, ordinary: Array, prior: float, mixed: float) -> float:
    """Half of the highest F1 over poles, where a share ``prior`` of the units is as the examples are."""
    best = 0.0
    for limit in np.arange(0.02, 0.98, 0.02):
        found, alarms = given(p, limit, mixed), given(ordinary, limit, mixed)
        hits = prior * (found & poles).sum(axis=1).mean()
        total = prior * (found.sum(axis=1) + poles.sum(axis=1)).mean() + (1 - prior) * alarms.sum(axis=1).mean()
        best = max(best, 2 * hits / total)
    return round(max(best / 2, 0.05), 3)


def _check(found: Bools, poles: Bools, alarms: Bools) -> Check:
    theme = np.asarray(poles.any(axis=1))
    right = np.asarray((found | ~poles).all(axis=1))

    def share(cases: Bools, rows: Bools) -> float | None:
        return round(float(cases[rows].mean()), 4) if rows.any() else None

    return Check(
        examples=int(theme.sum()),
        recall=share(right, theme) or 0.0,
        recall_negative=share(found[:, 0], poles[:, 0]),
        recall_positive=share(found[:, 1], poles[:, 1]),
        false_alarms=round(float(alarms.any(axis=1).mean()), 4),
        ordinary_units=len(alarms),
        counter_examples=int((~theme).sum()),
        counter_alarms=share(np.asarray(found.any(axis=1)), ~theme),
        missed=tuple(np.flatnonzero(theme & ~right).tolist()),
    )


class _Folded:
    """Weights on readings as they are, from weights on centred ones: the means go into the biases."""

    def __init__(self, background: Background) -> None:
        ordinary = background.readings
        self.means = [
            (ordinary.embedding.mean(axis=0), ordinary.sketch.mean(axis=0)),
            (background.bare_embedding, background.bare_sketch),
        ]

    def __call__(
        self, embedding: Array, bias: float, sketch: Array | None = None, feeling: Array | None = None
    ) -> Linear:
        biases = [
            bias - float(mean @ embedding) - (float(other @ sketch) if sketch is not None else 0.0)
            for mean, other in self.means
        ]
        return Linear(
            embedding=_rounded(embedding),
            sketch=_rounded(sketch) if sketch is not None else (),
            feeling=_rounded(feeling) if feeling is not None else (),
            bias=round(biases[0], 6),
            bias_bare=round(biases[1], 6),
        )


def _rounded(weights: Sequence[float] | Array) -> tuple[float, ...]:
    return tuple(round(float(w), 6) for w in weights)
