"""Hard labels in the shape of the annotation guideline, for research on annotated or invented texts."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from culture_nlp.records import Polarity, Unit
from culture_nlp.score.evidence import Evidence, evidence
from culture_nlp.score.probabilities import Array, Probabilities, Thresholds, given, not_sure
from culture_nlp.score.scorer import SENTIMENT_LABELS, OnnxScorer


def unit_labels(scorer: OnnxScorer, units: Sequence[Unit], *, with_evidence: bool = False) -> list[dict[str, Any]]:
    """Per unit ``themes``, ``not_sure``, ``sentiment``, ``sentiment_label``, ``safety`` or None, and ``probabilities``.

    ``not_sure`` names the poles of themes so near to the threshold that the model should not be relied on for them.
    On request also ``evidence``: theme -> pole -> [start, end], the clause of the cleaned text that carried it.
    """
    if not units:
        return []
    p, bundle = scorer.probabilities(units), scorer.bundle
    labels = []
    for row in range(len(units)):
        safety = None
        if p.evidence[row] >= bundle.thresholds.evidence:
            level = int(np.rint(p.level[row] @ np.arange(-2, 3)))
            safety = {
                "level": level,
                "facets": polarities(bundle.facets, p.facets[row], bundle.thresholds.facet, bundle.thresholds.mixed),
            }
        labels.append(
            {
                "themes": _themes(scorer, p, row),
                "not_sure": _unsure(bundle.themes, p.themes[row], bundle.thresholds),
                "sentiment": int(np.rint(p.sentiment[row] @ np.arange(-2, 3))),
                "sentiment_label": SENTIMENT_LABELS[int(p.sentiment_label[row].argmax())],
                "safety": safety,
                "probabilities": {
                    "themes": _pairs(bundle.themes, p.themes[row])
                    | _pairs(list(p.own), [poles[row] for poles in p.own.values()]),
                    "facets": _pairs(bundle.facets, p.facets[row]),
                    "sentiment": _rounded(p.sentiment[row]),
                    "sentiment_label": dict(zip(SENTIMENT_LABELS, _rounded(p.sentiment_label[row]), strict=True)),
                    "evidence": round(float(p.evidence[row]), 4),
                    "level": _rounded(p.level[row]),
                },
            }
        )
    if with_evidence:
        for row_labels, found in zip(labels, evidence(scorer, units, p), strict=True):
            row_labels["evidence"] = _spans(found)
    return labels


def polarities(ids: Sequence[str], poles: Array, threshold: float, mixed: float = 0.0) -> dict[str, Polarity]:
    """Labels whose negative or positive probability reaches the threshold; both, and near each other, is mixed."""
    found: dict[str, Polarity] = {}
    for label, (negative, positive) in zip(ids, given(poles, threshold, mixed), strict=True):
        if negative or positive:
            found[label] = "mixed" if negative and positive else "negative" if negative else "positive"
    return found


def _unsure(ids: Sequence[str], poles: Array, limits: Thresholds) -> dict[str, list[str]]:
    open_ = not_sure(poles, limits.theme, limits.unsure)
    names = np.array(["negative", "positive"])
    return {label: names[row].tolist() for label, row in zip(ids, open_, strict=True) if row.any()}


def _themes(scorer: OnnxScorer, p: Probabilities, row: int) -> dict[str, Polarity]:
    """The themes of one unit; the organisation's own last, each at its own threshold."""
    limits = scorer.bundle.thresholds
    found = polarities(scorer.bundle.themes, p.themes[row], limits.theme, limits.mixed)
    for theme in scorer.own_themes:
        found |= polarities([theme.id], p.own[theme.id][[row]], theme.threshold, limits.mixed)
    return found


def _spans(found: Sequence[Evidence]) -> dict[str, dict[str, list[int]]]:
    spans: dict[str, dict[str, list[int]]] = {}
    for e in found:
        spans.setdefault(e.theme, {})[e.pole] = [e.start, e.end]
    return spans


def _pairs(ids: Sequence[str], poles: Array | Sequence[Array]) -> dict[str, dict[str, float]]:
    return {
        label: {"negative": round(float(n), 4), "positive": round(float(q), 4)}
        for label, (n, q) in zip(ids, poles, strict=True)
    }


def _rounded(values: Array) -> list[float]:
    return [round(float(v), 4) for v in values]
