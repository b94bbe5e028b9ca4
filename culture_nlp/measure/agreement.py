"""Krippendorff's alpha between two readers, for everything that is labelled.

Nominal alpha for labels that are there or not, interval alpha for sentiment and safety level (Krippendorff 2011,
"Computing Krippendorff's alpha-reliability"); intervals are bootstraps over writers.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, targets
from culture_nlp.measure.bootstrap import resamples
from culture_nlp.taxonomy import Taxonomy

Values = npt.NDArray[np.floating[Any]]


def alpha(first: Values, second: Values) -> float | None:
    """Krippendorff's alpha of two readers without missing values, with squared differences [n].

    For 0/1 labels this is nominal alpha. None where both readers give one and the same value throughout.
    """
    values = np.concatenate([first, second])
    expected = 2 * np.var(values, ddof=1)
    if expected == 0:
        return None
    return float(1 - np.mean((first - second) ** 2) / expected)


def agreement(
    first: Sequence[AnnotatedUnit], second: Sequence[AnnotatedUnit], taxonomy: Taxonomy, seed: int
) -> dict[str, Any]:
    """Alpha of themes, facets, sentiment and safety over the same units, read by two."""
    a, b = targets(first, taxonomy), targets(second, taxonomy)
    samples = resamples([u.writer or u.id for u in first], seed)
    evidence = (a["level"] >= 0) & (b["level"] >= 0)
    level_a, level_b = a["level"].astype(float), b["level"].astype(float)
    level = with_interval(level_a, level_b, [s[evidence[s]] for s in samples])
    level["alpha"] = _rounded(alpha(level_a[evidence], level_b[evidence]))
    result: dict[str, Any] = {
        "units": len(first),
        "data_sha256": data_hash(first),
        "themes_overall": with_interval(a["themes"].ravel(), b["themes"].ravel(), _cells(samples, a["themes"])),
        "facets_overall": with_interval(a["facets"].ravel(), b["facets"].ravel(), _cells(samples, a["facets"])),
        "sentiment": with_interval(a["sentiment"].astype(float), b["sentiment"].astype(float), samples),
        "safety_evidence": with_interval(a["evidence"], b["evidence"], samples),
        "safety_level": level,
    }
    for name, ids in (("themes", taxonomy.theme_ids), ("facets", taxonomy.facet_ids)):
        result[name] = [
            {"id": label, "pole": pole} | with_interval(a[name][:, i, side], b[name][:, i, side], samples)
            for i, label in enumerate(ids)
            for side, pole in enumerate(("negative", "positive"))
        ]
    return result


def with_interval(first: Values, second: Values, samples: list[np.ndarray]) -> dict[str, Any]:
    """Alpha, its 95 % interval and how often each reader gave the label."""
    values = [a for s in samples if len(s) > 1 and (a := alpha(first[s], second[s])) is not None]
    return {
        "alpha": _rounded(alpha(first, second)),
        "interval": [round(float(v), 3) for v in np.percentile(values, [2.5, 97.5])] if values else None,
        "first": int((first > 0).sum()),
        "second": int((second > 0).sum()),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _cells(samples: list[np.ndarray], labels: Values) -> list[np.ndarray]:
    """Indices into the flattened label array for samples of units."""
    width = int(np.prod(labels.shape[1:]))
    return [(s[:, None] * width + np.arange(width)).ravel() for s in samples]
