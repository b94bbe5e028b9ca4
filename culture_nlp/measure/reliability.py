"""Do probabilities mean what they say? The bins of a reliability diagram (DeGroot & Fienberg 1983)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from culture_nlp.measure.bootstrap import resamples
from culture_nlp.measure.metrics import Bools

BINS = 15


def bin_of(p: npt.NDArray[Any], bins: int = BINS) -> npt.NDArray[np.int64]:
    """Which of so many equal-width bins each probability falls in; same shape."""
    return np.minimum((p * bins).astype(np.int64), bins - 1)


def reliability(p: npt.NDArray[Any], gold: Bools, clusters: Sequence[str], seed: int = 0) -> list[dict[str, Any]]:
    """Per bin the mean probability against the share of cells that are gold, with a 95 % interval over writers.

    Args:
        p, gold: [units, ...], one probability and one truth for each cell.
        clusters: writer of each unit, what is resampled.

    Returns:
        For each of the bins ``low`` and ``high`` (its borders), ``cells``, and ``probability``, ``share`` and
        ``interval``, which are None without cells.
    """
    bins, hit = bin_of(p).reshape(len(p), -1), gold.reshape(len(gold), -1)
    cells, hits, sums = (
        np.stack([np.where(bins == b, value, 0).sum(axis=1, dtype=np.float64) for b in range(BINS)], axis=1)
        for value in (np.ones(hit.shape), hit, p.reshape(hit.shape))
    )
    spread = np.array([_shares(hits[s].sum(axis=0), cells[s].sum(axis=0)) for s in resamples(clusters, seed)])
    total, shares, means = cells.sum(axis=0), _shares(hits.sum(0), cells.sum(0)), _shares(sums.sum(0), cells.sum(0))
    return [
        {
            "low": round(b / BINS, 4),
            "high": round((b + 1) / BINS, 4),
            "cells": int(total[b]),
            "probability": round(float(means[b]), 4) if total[b] else None,
            "share": round(float(shares[b]), 4) if total[b] else None,
            "interval": [round(float(v), 4) for v in np.nanpercentile(spread[:, b], [2.5, 97.5])] if total[b] else None,
        }
        for b in range(BINS)
    ]


def _shares(part: npt.NDArray[np.float64], whole: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Part of the whole; not a number in a bin without cells, which a sample may have."""
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)
