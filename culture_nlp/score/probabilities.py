"""From logits to calibrated probabilities, and from probabilities to labels.

A pole's probability is P(theme is present) x P(pole | present). Calibration is Platt scaling (Platt 1999) of the
binary logits and temperature scaling (Guo et al. 2017) of the scales, one pair of numbers per group of outputs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field
from scipy.special import expit, logit

Array = npt.NDArray[np.floating[Any]]
SMALLEST: Final = 1e-5


class Platt(BaseModel):
    """Logit -> scale x logit + shift."""

    model_config = ConfigDict(frozen=True)
    scale: float = 1.0
    shift: float = 0.0

    def __call__(self, logits: Array) -> Array:
        return np.asarray(expit(self.scale * logits + self.shift))


class Blend(BaseModel):
    """Log odds of encoder and n-gram model -> encoder x the one + ngrams x the other + shift (stacking, Wolpert 1992).

    For a scale the two are log probabilities, and the shift is not used.
    """

    model_config = ConfigDict(frozen=True)
    encoder: float = 1.0
    ngrams: float = 0.0
    shift: float = 0.0


NGRAM_OUTPUTS: Final[dict[str, int | None]] = {
    "themes": None,
    "facets": None,
    "evidence": None,
    "sentiment": 5,
    "sentiment_label": 4,
    "level": 5,
}
"""What the n-gram model gives out, in order: binary cells (None) or the classes of a scale."""


class Blends(BaseModel):
    """One blend for each group of outputs."""

    model_config = ConfigDict(frozen=True)
    themes: Blend = Blend()
    facets: Blend = Blend()
    evidence: Blend = Blend()
    sentiment: Blend = Blend()
    sentiment_label: Blend = Blend()
    level: Blend = Blend()


class Calibration(BaseModel):
    """Numbers fitted on development units."""

    model_config = ConfigDict(frozen=True)
    theme: Platt = Platt()
    theme_pole: Platt = Platt()
    facet: Platt = Platt()
    facet_pole: Platt = Platt()
    evidence: Platt = Platt()
    sentiment: float = Field(1.0, gt=0, description="temperature")
    sentiment_label: float = Field(1.0, gt=0, description="temperature")
    level: float = Field(1.0, gt=0, description="temperature")
    blends: Blends | None = Field(None, description="how the n-gram model comes in; none where the bundle has none")


class Thresholds(BaseModel):
    """A label is given at or above these probabilities; chosen on development units."""

    model_config = ConfigDict(frozen=True)
    theme: float = Field(0.4, gt=0, lt=1)
    facet: float = Field(0.4, gt=0, lt=1)
    evidence: float = Field(0.5, gt=0, lt=1)
    mixed: float = Field(0.0, ge=0, le=1, description="the weaker pole counts from this share of the stronger one")
    unsure: float = Field(0.0, ge=0, description="a theme nearer to its threshold than this, in log odds, is not sure")


def given(p: Array, threshold: float, mixed: float = 0.0) -> npt.NDArray[np.bool_]:
    """Which poles [..., 2] are given: those that reach the threshold and are not far behind the other pole."""
    return np.asarray((p >= threshold) & (p >= mixed * p[..., ::-1]))


def not_sure(p: Array, threshold: float, width: float) -> npt.NDArray[np.bool_]:
    """Which labels lie within ``width``, in log odds, of the threshold: neither given nor denied with confidence."""
    return np.asarray(np.abs(logit(np.clip(p, SMALLEST, 1 - SMALLEST)) - logit(threshold)) < width)


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Calibrated probabilities of n units.

    ``themes`` [n, t, 2] and ``facets`` [n, f, 2]: negative and positive pole; ``sentiment`` [n, 5] on -2 ... +2;
    ``sentiment_label`` [n, 4]; ``evidence`` [n]; ``level`` [n, 5] given evidence. ``own`` [n, 2] of each theme of the
    organisation's own, by its id.
    """

    themes: Array
    facets: Array
    sentiment: Array
    sentiment_label: Array
    evidence: Array
    level: Array
    own: Mapping[str, Array] = field(default_factory=dict)


def probabilities(logits: Mapping[str, Array], calibration: Calibration) -> Probabilities:
    """Apply the calibration to the outputs: the network's by their names, those of the n-gram model as ``ngrams``."""
    found = encoder_probabilities(logits, calibration)
    if calibration.blends is None:
        return found
    parts = ngram_parts(logits["ngrams"], found)
    both: dict[str, Any] = {
        name: blended(getattr(found, name), parts[name], getattr(calibration.blends, name), classes is not None)
        for name, classes in NGRAM_OUTPUTS.items()
    }
    return Probabilities(**both)


def encoder_probabilities(logits: Mapping[str, Array], calibration: Calibration) -> Probabilities:
    """Probabilities from the network's outputs alone."""
    evidence = calibration.evidence(logits["evidence"])
    return Probabilities(
        themes=calibration.theme(logits["theme"])[..., None] * calibration.theme_pole(logits["theme_pole"]),
        facets=calibration.facet(logits["facet"])[..., None] * calibration.facet_pole(logits["facet_pole"]),
        sentiment=softmax(logits["sentiment"] / calibration.sentiment),
        sentiment_label=softmax(logits["sentiment_label"] / calibration.sentiment_label),
        evidence=evidence,
        level=softmax(logits["level"] / calibration.level),
    )


def ngram_parts(outputs: Array, shapes: Probabilities) -> dict[str, Array]:
    """The columns of the n-gram model by group, each in the shape of the network's probabilities."""
    parts, start = {}, 0
    for name in NGRAM_OUTPUTS:
        shape = getattr(shapes, name).shape
        width = int(np.prod(shape[1:]))
        parts[name] = outputs[:, start : start + width].reshape(shape)
        start += width
    return parts


def blended(p: Array, ngrams: Array, blend: Blend, scale: bool) -> Array:
    """Encoder probabilities and outputs of the n-gram model as one; over the last axis where it is a scale."""
    if scale:
        return softmax(blend.encoder * np.log(np.maximum(p, SMALLEST)) + blend.ngrams * ngrams)
    inside = np.clip(p, SMALLEST, 1 - SMALLEST)
    return np.asarray(expit(blend.encoder * logit(inside) + blend.ngrams * ngrams + blend.shift))


def softmax(logits: Array) -> Array:
    """Softmax over the last dimension."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))
