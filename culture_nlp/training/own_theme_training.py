"""Fit the head of a theme of one's own: minutes of a person's work, a second of a processor, no torch.

Whether a unit is about the theme: linear discriminant analysis with a shrunk covariance (Friedman 1989) on the mean
embedding, between the examples and ordinary units, plus the direction from ordinary units to the examples in the n-gram
sketch. Closed form and few free numbers, so that sixteen examples suffice and ordinary units that happen to be about
the theme do little harm. Which pole: the feeling of the unit, as learned on the known themes, moved by the examples.
Log odds are calibrated on scores of examples that were left out (Platt 1999) and set to the assumed share of units; the
threshold is half of the highest F1 that can be expected (Lipton et al. 2014). How the constants were chosen:
``evaluation/own_themes.py``.
"""

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
"""Assumed share of units that are about the theme; of the 22 known themes 2.6 to 10 % of natural units carry one."""
SHRINKAGE: Final = 0.8
SKETCH_WEIGHT: Final = 0.4
"""Spread of the n-gram score on ordinary units, against 1 for the embedding's."""
POLE_WEIGHT: Final = 0.5
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
class _Directions:
    """Where the examples lie, seen from ordinary units, and the negative ones from the positive ones."""

    embedding: Array
    sketch: Array
    pole: Array

    def present(self, x: "_Centred") -> Array:
        return np.asarray(x.embedding @ self.embedding + x.sketch @ self.sketch)


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

    def mean(self, rows: Bools) -> tuple[Array, Array]:
        return self.embedding[rows].mean(axis=0), self.sketch[rows].mean(axis=0)


class _Fitter:
    """Directions for any part of the examples, which is what leaving one out needs."""

    def __init__(self, background: Background, examples: Readings, poles: Bools, description: Readings) -> None:
        self.ordinary = _Centred.of(background.readings, background)
        self.examples, self.poles = _Centred.of(examples, background), poles
        self.description = _Centred.of(description, background)
        covariance = self.ordinary.embedding.T @ self.ordinary.embedding / len(self.ordinary.embedding)
        scale = np.trace(covariance) / len(covariance)
        shrunk = (1 - SHRINKAGE) * covariance + SHRINKAGE * scale * np.eye(len(covariance))
        self.whiten = scale * np.linalg.inv(shrunk)
        apart = poles.sum(axis=1) == 1
        self.two_poles = bool(((poles & apart[:, None]).sum(axis=0) >= LEAST_OF_POLE).all())

    def directions(self, kept: Bools) -> _Directions:
        """From the kept examples; the description counts as one more."""
        theme, counter = kept & self.poles.any(axis=1), kept & ~self.poles.any(axis=1)
        count = int(theme.sum())
        means = self.examples.mean(theme)
        wanted = [
            (count * mean + described[0]) / (count + 1)
            for mean, described in zip(means, (self.description.embedding, self.description.sketch), strict=True)
        ]
        if counter.any():
            share = counter.sum() / (counter.sum() + count)
            wanted = [w - share * c for w, c in zip(wanted, self.examples.mean(counter), strict=True)]
        embedding = _spread_one(self.whiten @ wanted[0], self.ordinary.embedding)
        sketch = SKETCH_WEIGHT * _spread_one(wanted[1], self.ordinary.sketch)
        return _Directions(embedding, sketch, self._pole(kept))

    def _pole(self, kept: Bools) -> Array:
        if not self.two_poles:
            return np.zeros(len(self.whiten))
        negative, positive = (
            self.examples.embedding[kept & self.poles[:, side] & ~self.poles[:, 1 - side]].mean(axis=0)
            for side in (0, 1)
        )
        direction = POLE_WEIGHT * _spread_one(self.whiten @ (negative - positive), self.ordinary.embedding)
        return np.asarray(direction)

    def middle(self, pole: Array) -> float:
        """Where on the direction between the poles neither is favoured."""
        if not self.two_poles:
            return 0.0
        place = self.examples.embedding @ pole
        return float(np.mean([place[self.poles[:, side]].mean() for side in (0, 1)]))


def fit_head(
    background: Background, examples: Readings, poles: Bools, description: Readings, prior: float, mixed: float
) -> Head:
    """Fit a head.

    Args:
        background: ordinary units of the bundle that the readings are from.
        examples: n units.
        poles: [n, 2], which poles each carries; a counter-example carries none.
        description: one reading, of the theme's description.
        prior: assumed share of units that are about the theme.
        mixed: the weaker pole counts from this share of the stronger one, as in the bundle's thresholds.
    """
    fitter = _Fitter(background, examples, poles, description)
    everything = np.ones(len(poles), dtype=bool)
    found = fitter.directions(everything)
    ordinary = found.present(fitter.ordinary)
    left_out, tilt = _left_out(fitter)
    scale, shift = _calibrated(left_out[poles.any(axis=1)], ordinary, prior)
    middle = fitter.middle(found.pole)

    def odds(present: Array, tilted: Array, feeling: Array) -> Array:
        each = feeling @ background.pole_weights + background.pole_bias + np.stack([tilted, -tilted], axis=1)
        return np.asarray(expit(scale * present + shift)[:, None] * expit(each))

    p = odds(left_out, tilt - middle, examples.feeling)
    p_ordinary = odds(ordinary, fitter.ordinary.embedding @ found.pole - middle, background.readings.feeling)
    threshold = _threshold(p[poles.any(axis=1)], poles[poles.any(axis=1)], p_ordinary, prior, mixed)
    check = _check(given(p, threshold, mixed), poles, given(p_ordinary, threshold, mixed))
    linear = _Folded(background)
    return Head(
        linear(scale * found.embedding, shift, sketch=scale * found.sketch),
        *(
            linear(
                sign * found.pole,
                background.pole_bias[side] - sign * middle,
                feeling=background.pole_weights[:, side],
            )
            for side, sign in ((0, 1), (1, -1))
        ),
        threshold,
        check,
    )


def _left_out(fitter: _Fitter) -> tuple[Array, Array]:
    """Score, and place between the poles, of each example by the head of all others: [n] and [n]."""
    n = len(fitter.poles)
    present, tilt = np.empty(n), np.empty(n)
    for row in range(n):
        kept = np.arange(n) != row
        found = fitter.directions(kept)
        alone = _Centred(fitter.examples.embedding[[row]], fitter.examples.sketch[[row]])
        present[row] = found.present(alone)[0]
        tilt[row] = alone.embedding[0] @ found.pole
    return present, tilt


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
    theme = poles.any(axis=1)
    right = ~(poles & ~found).any(axis=1)

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
        counter_alarms=share(found.any(axis=1), ~theme),
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


def _spread_one(direction: Array, ordinary: Array) -> Array:
    """The direction, as long as makes the spread of ordinary units along it one."""
    return np.asarray(direction / max(float((ordinary @ direction).std()), 1e-9))
