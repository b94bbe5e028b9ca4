"""Hard labels in the shape of the annotation guideline, for research on annotated or invented texts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from culture_nlp.prepare.clauses import find_clauses
from culture_nlp.records import Polarity, Unit
from culture_nlp.score.probabilities import Array, given
from culture_nlp.score.scorer import SENTIMENT_LABELS, OnnxScorer


def unit_labels(scorer: OnnxScorer, units: Sequence[Unit]) -> list[dict[str, Any]]:
    """Per unit ``themes``, ``sentiment``, ``sentiment_label``, ``safety`` (or None) and ``probabilities``."""
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
                "themes": polarities(bundle.themes, p.themes[row], bundle.thresholds.theme, bundle.thresholds.mixed),
                "sentiment": int(np.rint(p.sentiment[row] @ np.arange(-2, 3))),
                "sentiment_label": SENTIMENT_LABELS[int(p.sentiment_label[row].argmax())],
                "safety": safety,
                "probabilities": {
                    "themes": _pairs(bundle.themes, p.themes[row]),
                    "facets": _pairs(bundle.facets, p.facets[row]),
                    "sentiment": _rounded(p.sentiment[row]),
                    "sentiment_label": dict(zip(SENTIMENT_LABELS, _rounded(p.sentiment_label[row]), strict=True)),
                    "evidence": round(float(p.evidence[row]), 4),
                    "level": _rounded(p.level[row]),
                },
            }
        )
    return labels


def clause_themes(scorer: OnnxScorer, units: Sequence[Unit]) -> list[dict[str, Any]]:
    """Per unit ``evidence``: its clauses with the themes that each carries on its own, under the same question.

    A clause is ``text[start:end]`` of the cleaned unit. It is read without its neighbours, so a theme that needs two
    clauses is missed here though the unit has it.
    """
    spans = [find_clauses(unit.text) for unit in units]
    parts = [
        replace(unit, text=unit.text[c.start : c.end])
        for unit, clauses in zip(units, spans, strict=True)
        for c in clauses
    ]
    labels = iter(unit_labels(scorer, parts))
    return [
        {"evidence": [{"start": c.start, "end": c.end, "themes": next(labels)["themes"]} for c in clauses]}
        for clauses in spans
    ]


def polarities(ids: Sequence[str], poles: Array, threshold: float, mixed: float = 0.0) -> dict[str, Polarity]:
    """Labels whose negative or positive probability reaches the threshold; both, and near each other, is mixed."""
    found: dict[str, Polarity] = {}
    for label, (negative, positive) in zip(ids, given(poles, threshold, mixed), strict=True):
        if negative or positive:
            found[label] = "mixed" if negative and positive else "negative" if negative else "positive"
    return found


def _pairs(ids: Sequence[str], poles: Array) -> dict[str, dict[str, float]]:
    return {
        label: {"negative": round(float(n), 4), "positive": round(float(q), 4)}
        for label, (n, q) in zip(ids, poles, strict=True)
    }


def _rounded(values: Array) -> list[float]:
    return [round(float(v), 4) for v in values]
