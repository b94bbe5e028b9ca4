"""From logits to calibrated probabilities, and from probabilities to labels.

A pole's probability is P(theme is present) x P(pole | present). Calibration is Platt scaling (Platt 1999) of the
binary logits and temperature scaling (Guo et al. 2017) of the scales, one pair of numbers per group of outputs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field
from scipy.special import expit

Array = npt.NDArray[np.floating[Any]]


class Platt(BaseModel):
    """Logit -> scale x logit + shift."""

    model_config = ConfigDict(frozen=True)
    scale: float = 1.0
    shift: float = 0.0

    def __call__(self, logits: Array) -> Array:
        return np.asarray(expit(self.scale * logits + self.shift))


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


class Thresholds(BaseModel):
    """A label is given at or above these probabilities; chosen on development units."""

    model_config = ConfigDict(frozen=True)
    theme: float = Field(0.4, gt=0, lt=1)
    facet: float = Field(0.4, gt=0, lt=1)
    evidence: float = Field(0.5, gt=0, lt=1)


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Calibrated probabilities of n units.

    ``themes`` [n, t, 2] and ``facets`` [n, f, 2]: negative and positive pole; ``sentiment`` [n, 5] on -2 ... +2;
    ``sentiment_label`` [n, 4]; ``evidence`` [n]; ``level`` [n, 5] given evidence.
    """

    themes: Array
    facets: Array
    sentiment: Array
    sentiment_label: Array
    evidence: Array
    level: Array


def probabilities(logits: Mapping[str, Array], calibration: Calibration) -> Probabilities:
    """Apply the calibration to the network's logits (names as in the exported model)."""
    evidence = calibration.evidence(logits["evidence"])
    return Probabilities(
        themes=calibration.theme(logits["theme"])[..., None] * calibration.theme_pole(logits["theme_pole"]),
        facets=calibration.facet(logits["facet"])[..., None] * calibration.facet_pole(logits["facet_pole"]),
        sentiment=softmax(logits["sentiment"] / calibration.sentiment),
        sentiment_label=softmax(logits["sentiment_label"] / calibration.sentiment_label),
        evidence=evidence,
        level=softmax(logits["level"] / calibration.level),
    )


def softmax(logits: Array) -> Array:
    """Softmax over the last dimension."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))
