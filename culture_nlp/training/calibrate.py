"""Fit calibration and thresholds on development units; they are never looked at for weights of the network."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import minimize, minimize_scalar

from culture_nlp.measure.bootstrap import resamples
from culture_nlp.measure.metrics import Bools, Gold, best_threshold, gold_labels, micro_f1
from culture_nlp.score.probabilities import (
    NGRAM_OUTPUTS,
    Array,
    Blend,
    Blends,
    Calibration,
    Platt,
    Probabilities,
    Thresholds,
    blended,
    encoder_probabilities,
    ngram_parts,
    not_sure,
    probabilities,
    softmax,
)
from culture_nlp.score.quantification import Quantification

LEFT_OPEN = 0.15
"""Share of the labels of development units that may be told as not sure."""


def fit_calibration(logits: Mapping[str, Array], gold: Gold) -> Calibration:
    """Platt scaling of each group of binary outputs, temperature scaling of each scale, then the blends."""
    theme, facet = gold["themes"], gold["facets"]
    present, facet_present = theme.max(-1) > 0, facet.max(-1) > 0
    evidence = gold["level"] >= 0
    alone = Calibration(
        theme=fit_platt(logits["theme"], present),
        theme_pole=fit_platt(logits["theme_pole"][present], theme[present]),
        facet=fit_platt(logits["facet"], facet_present),
        facet_pole=fit_platt(logits["facet_pole"][facet_present], facet[facet_present]),
        evidence=fit_platt(logits["evidence"], gold["evidence"]),
        sentiment=fit_temperature(logits["sentiment"], gold["sentiment"]),
        sentiment_label=fit_temperature(logits["sentiment_label"], gold["sentiment_label"]),
        level=fit_temperature(logits["level"][evidence], gold["level"][evidence]),
    )
    if "ngrams" not in logits:
        return alone
    return alone.model_copy(update={"blends": fit_blends(logits, alone, gold)})


def fit_blends(logits: Mapping[str, Array], calibration: Calibration, gold: Gold) -> Blends:
    """How much encoder and n-gram model each count, by maximum likelihood on development units."""
    found = encoder_probabilities(logits, calibration)
    parts = ngram_parts(logits["ngrams"], found)
    return Blends(
        **{
            name: _blend(getattr(found, name), parts[name], gold[name], classes is not None)
            for name, classes in NGRAM_OUTPUTS.items()
        }
    )


def _blend(p: Array, ngrams: Array, gold: Array, scale: bool) -> Blend:
    known = gold >= 0 if scale else np.ones(len(gold), dtype=bool)
    if not known.any():
        return Blend()
    p, ngrams, gold = p[known], ngrams[known], gold[known]

    def cost(parameters: Array) -> float:
        encoder, weight, shift = (float(x) for x in parameters)
        q = blended(p, ngrams, Blend(encoder=encoder, ngrams=weight, shift=shift), scale)
        right = q[np.arange(len(gold)), gold.astype(np.int64)] if scale else np.where(gold > 0, q, 1 - q)
        return float(-np.mean(np.log(np.maximum(right, 1e-9))))

    encoder, weight, shift = minimize(cost, np.array([0.7, 0.5, 0.0]), method="Nelder-Mead").x
    return Blend(encoder=round(float(encoder), 4), ngrams=round(float(weight), 4), shift=round(float(shift), 4))


def fit_thresholds(p: Probabilities, gold: Gold) -> Thresholds:
    """One threshold for all themes, one for all facets, one for evidence, one ratio of poles: highest micro-F1."""
    labels = gold_labels(gold)
    evidence = best_threshold(p.evidence, labels.evidence)

    def only_near(mixed: float) -> Array:
        return np.where(p.themes >= mixed * p.themes[..., ::-1], p.themes, 0.0)

    ratios = np.arange(0.0, 0.95, 0.1)
    limits = [best_threshold(only_near(r), labels.themes) for r in ratios]
    scores = [micro_f1(only_near(r) >= t, labels.themes) for r, t in zip(ratios, limits, strict=True)]
    best = int(np.argmax(scores))
    theme = round(limits[best], 2)
    facets = np.where(p.facets >= ratios[best] * p.facets[..., ::-1], p.facets, 0.0)
    return Thresholds(
        theme=theme,
        facet=round(best_threshold(facets * (p.evidence >= evidence)[:, None, None], labels.facets), 2),
        evidence=round(evidence, 2),
        mixed=round(float(ratios[best]), 2),
        unsure=fit_unsure(p.themes, labels.themes, theme),
    )


def fit_unsure(p: Array, gold: Bools, threshold: float) -> float:
    """The widest band around the threshold, in log odds, that leaves at most :data:`LEFT_OPEN` of the labels open."""
    widths = np.arange(0.0, 2.01, 0.1)
    shares = [float((not_sure(p, threshold, w) & gold).sum() / max(int(gold.sum()), 1)) for w in widths]
    return round(float(max(w for w, share in zip(widths, shares, strict=True) if share <= LEFT_OPEN)), 2)


def fit_platt(logits: Array, gold: Array) -> Platt:
    """Maximum likelihood scale and shift of binary logits (any equal shapes); as they are where there are none."""
    if not gold.size:
        return Platt()
    x, y = logits.ravel().astype(np.float64), gold.ravel().astype(np.float64)

    def cost(parameters: Array) -> float:
        z = parameters[0] * x + parameters[1]
        return float(np.mean(np.logaddexp(0.0, z) - y * z))

    scale, shift = minimize(cost, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return Platt(scale=round(float(scale), 5), shift=round(float(shift), 5))


def fit_temperature(logits: Array, gold: Array) -> float:
    """Maximum likelihood temperature of class logits [n, c] with class indices [n]; one where there are none."""
    if not gold.size:
        return 1.0
    rows = np.arange(len(gold))

    def cost(log_temperature: float) -> float:
        p = softmax(logits.astype(np.float64) / np.exp(log_temperature))
        return float(-np.mean(np.log(p[rows, gold] + 1e-12)))

    return round(float(np.exp(minimize_scalar(cost, bounds=(-2, 2), method="bounded").x)), 5)


def calibrated(logits: Mapping[str, Array], calibration: Calibration, gold: Gold) -> Thresholds:
    """Thresholds for calibrated probabilities."""
    return fit_thresholds(probabilities(logits, calibration), gold)


def fit_quantification(p: Array, gold: Array, writers: Sequence[str], seed: int = 0) -> Quantification:
    """How the classifier measures shares: from theme probabilities and labels [n, themes, 2] of development units.

    The drift is the standard deviation over a bootstrap of writers, times the square root of two: the people that are
    measured later are as much a sample of writers as the development units are.
    """
    y, shape = gold.reshape(len(gold), -1) > 0, gold.shape[1:]
    x = p.reshape(len(p), -1).astype(np.float64)
    n = len(y)
    prior = (y.sum(0) + 0.5) / (n + 1)
    present, absent = _means(x, y)
    distance = np.maximum(present - absent, 0.05)
    explained = distance**2 * prior * (1 - prior) / np.maximum(x.var(axis=0), 1e-9)
    means = [_means(x[s], y[s]) for s in resamples(writers, seed, count=200)]
    drift_present, drift_absent = (np.sqrt(2) * np.std([m[i] for m in means], axis=0) / distance for i in (0, 1))

    def cells(values: Array) -> tuple[tuple[float, float], ...]:
        return tuple((round(float(a), 5), round(float(b), 5)) for a, b in values.reshape(shape))

    return Quantification(
        prior=cells(prior),
        reliability=cells(np.clip(explained, 0.05, 1.0)),
        drift_present=cells(drift_present),
        drift_absent=cells(drift_absent),
    )


def _means(x: Array, y: Bools) -> tuple[Array, Array]:
    """Mean probability of units with and without each label; one half and zero stand in for labels without units."""
    present = (np.where(y, x, 0).sum(0) + 0.5) / (y.sum(0) + 1)
    return present, np.where(y, 0, x).sum(0) / np.maximum((~y).sum(0), 1)
