"""Fit calibration and thresholds on development units; they are never looked at for weights of the network."""

from collections.abc import Mapping

import numpy as np
from scipy.optimize import minimize, minimize_scalar

from culture_nlp.measure.metrics import Gold, best_threshold, gold_labels
from culture_nlp.score.probabilities import (
    Array,
    Calibration,
    Platt,
    Probabilities,
    Thresholds,
    probabilities,
    softmax,
)


def fit_calibration(logits: Mapping[str, Array], gold: Gold) -> Calibration:
    """Platt scaling of each group of binary outputs, temperature scaling of each scale."""
    theme, facet = gold["themes"], gold["facets"]
    present, facet_present = theme.max(-1) > 0, facet.max(-1) > 0
    evidence = gold["level"] >= 0
    return Calibration(
        theme=fit_platt(logits["theme"], present),
        theme_pole=fit_platt(logits["theme_pole"][present], theme[present]),
        facet=fit_platt(logits["facet"], facet_present),
        facet_pole=fit_platt(logits["facet_pole"][facet_present], facet[facet_present]),
        evidence=fit_platt(logits["evidence"], gold["evidence"]),
        sentiment=fit_temperature(logits["sentiment"], gold["sentiment"]),
        sentiment_label=fit_temperature(logits["sentiment_label"], gold["sentiment_label"]),
        level=fit_temperature(logits["level"][evidence], gold["level"][evidence]),
    )


def fit_thresholds(p: Probabilities, gold: Gold) -> Thresholds:
    """One threshold for all themes, one for all facets, one for evidence: highest micro-F1."""
    labels = gold_labels(gold)
    evidence = best_threshold(p.evidence, labels.evidence)
    facets = p.facets * (p.evidence >= evidence)[:, None, None]
    return Thresholds(
        theme=round(best_threshold(p.themes, labels.themes), 2),
        facet=round(best_threshold(facets, labels.facets), 2),
        evidence=round(evidence, 2),
    )


def fit_platt(logits: Array, gold: Array) -> Platt:
    """Maximum likelihood scale and shift of binary logits (any equal shapes)."""
    x, y = logits.ravel().astype(np.float64), gold.ravel().astype(np.float64)

    def cost(parameters: Array) -> float:
        z = parameters[0] * x + parameters[1]
        return float(np.mean(np.logaddexp(0.0, z) - y * z))

    scale, shift = minimize(cost, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return Platt(scale=round(float(scale), 5), shift=round(float(shift), 5))


def fit_temperature(logits: Array, gold: Array) -> float:
    """Maximum likelihood temperature of class logits [n, c] with class indices [n]."""
    rows = np.arange(len(gold))

    def cost(log_temperature: float) -> float:
        p = softmax(logits.astype(np.float64) / np.exp(log_temperature))
        return float(-np.mean(np.log(p[rows, gold] + 1e-12)))

    return round(float(np.exp(minimize_scalar(cost, bounds=(-2, 2), method="bounded").x)), 5)


def calibrated(logits: Mapping[str, Array], calibration: Calibration, gold: Gold) -> Thresholds:
    """Thresholds for calibrated probabilities."""
    return fit_thresholds(probabilities(logits, calibration), gold)
