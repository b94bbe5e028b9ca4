"""Ordinary units that a bundle carries, so that a theme of one's own needs examples of itself only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit

from culture_nlp.errors import BundleError
from culture_nlp.measure.annotated import AnnotatedUnit
from culture_nlp.score.bundle import read_bundle
from culture_nlp.score.ngrams import FILE as NGRAMS
from culture_nlp.score.own_theme import Readings
from culture_nlp.score.scorer import OnnxScorer

FILE: Final = "background.npz"
SIZE: Final = 1000
"""Units kept: with twice as many the average precision of held-out themes does not grow, with half it falls by 0.01."""
RIDGE: Final = 1e-3

Array = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Background:
    """Readings of n ordinary units, and what follows from labelled ones.

    ``bare_embedding`` [hidden] and ``bare_sketch`` [SKETCH]: means of the same units without question and heading.
    ``pole_weights`` [9, 2] and ``pole_bias`` [2]: from the feeling of a unit to the log odds of the poles of whatever
    theme it is about; learned on the known themes, as how a unit feels tells much of the pole of a new one.
    """

    readings: Readings
    bare_embedding: Array
    bare_sketch: Array
    pole_weights: Array
    pole_bias: Array

    @classmethod
    def of(cls, readings: Readings, bare: Readings, feeling: Array, themes: Array) -> Self:
        """From readings of ordinary units, of the same without question and heading, and of units with labels.

        Args:
            readings, bare: n units each.
            feeling: [m, 9] of other, annotated units that the network was not trained on.
            themes: their labels [m, themes, 2].
        """
        rows, columns = np.nonzero(themes.max(-1) > 0)
        poles = [logistic(feeling[rows], themes[rows, columns, pole] > 0) for pole in (0, 1)]
        return cls(
            readings,
            bare.embedding.mean(axis=0),
            bare.sketch.mean(axis=0),
            np.stack([weights for weights, _ in poles], axis=1),
            np.array([bias for _, bias in poles]),
        )

    def save(self, path: Path) -> None:
        """Write to an ``.npz`` file, readings in half precision."""
        half = {name: getattr(self.readings, name).astype(np.float16) for name in ("embedding", "sketch", "feeling")}
        rest = {name: getattr(self, name).astype(np.float32) for name in self.__slots__ if name != "readings"}
        np.savez_compressed(path, bare=self.readings.bare, **half, **rest)


def load_background(bundle: Path) -> Background:
    """The background of a verified bundle.

    Raises:
        BundleError: missing, damaged, or of before own themes.
    """
    if FILE not in read_bundle(bundle).files:
        raise BundleError(
            f"The bundle {bundle.name!r} has no {FILE} and cannot take themes of your own. "
            "Use a newer bundle, or make one with `culture-nlp train --reuse`."
        )
    with np.load(bundle / FILE, allow_pickle=False) as stored:
        found = {name: stored[name] for name in stored.files}
    embedding, sketch, feeling = (found.pop(n).astype(np.float32) for n in ("embedding", "sketch", "feeling"))
    return Background(Readings(embedding, sketch, feeling, found.pop("bare")), **found)


def write_background(
    bundle: Path, training: Sequence[AnnotatedUnit], development: dict[str, Array], themes: Array, path: Path
) -> None:
    """Write the background of a bundle: training units by chance, poles from the outputs for development units.

    Nothing is written for a bundle without n-grams.
    """
    scorer = OnnxScorer(bundle)
    if NGRAMS not in scorer.bundle.files:
        return
    chosen = np.random.default_rng(0).permutation(len(training))[:SIZE]
    units = [training[i].unit() for i in chosen]
    feeling = np.concatenate([development["sentiment"], development["sentiment_label"]], axis=1)
    bare = scorer.readings([replace(unit, question=None, heading=None) for unit in units])
    Background.of(scorer.readings(units), bare, feeling, themes).save(path)


def logistic(x: Array, y: npt.NDArray[np.bool_], weight: Array | None = None) -> tuple[Array, float]:
    """Weights [k] and bias of a logistic regression on features [n, k]; a slight ridge keeps them finite."""
    share = np.full(len(y), 1 / max(1, len(y))) if weight is None else weight

    def cost(parameters: Array) -> tuple[float, Array]:
        z = x @ parameters[:-1] + parameters[-1]
        error = share * (expit(z) - y)
        value = share @ (np.logaddexp(0, z) - y * z) + RIDGE / 2 * parameters @ parameters
        return float(value), np.append(x.T @ error, error.sum()) + RIDGE * parameters

    found = minimize(cost, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return found[:-1], float(found[-1])
