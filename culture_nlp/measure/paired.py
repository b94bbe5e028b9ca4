"""Is one model better than another on the same units? Paired differences over writers.

Measures as a whole: the difference with a paired bootstrap interval (Efron & Tibshirani 1993). Single labels: a paired
permutation test that swaps both models' labels of whole writers (Yeh 2000), with Holm's (1979) correction over
labels. Writers are resampled and swapped, not units, as units of one writer resemble each other.
"""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import numpy.typing as npt

from culture_nlp.measure.bootstrap import RESAMPLES, resamples, take
from culture_nlp.measure.metrics import Bools, Labels, Measures, compare

PERMUTATIONS = 5_000
Floats = npt.NDArray[np.float64]


def paired_differences(
    first: Labels, second: Labels, gold: Labels, clusters: Sequence[str], seed: int = 0
) -> dict[str, dict[str, Any]]:
    """Second minus first for every measure: both values, the difference and its 95 % interval."""
    samples = resamples(clusters, seed)
    names = [f.name for f in fields(Measures) if f.name != "units"]
    a, b = compare(first, gold).as_dict(), compare(second, gold).as_dict()
    spread: dict[str, list[float]] = {name: [] for name in names}
    for sample in samples:
        wanted = take(gold, sample)
        x, y = compare(take(first, sample), wanted).as_dict(), compare(take(second, sample), wanted).as_dict()
        for name in names:
            spread[name].append(y[name] - x[name])
    return {
        name: {
            "first": a[name],
            "second": b[name],
            "difference": round(b[name] - a[name], 4),
            "interval": [round(float(v), 4) for v in np.percentile(spread[name], [2.5, 97.5])],
        }
        for name in names
    }


def label_tests(first: Bools, second: Bools, gold: Bools, clusters: Sequence[str], seed: int = 0) -> dict[str, Floats]:
    """F1 of each label for both, and the permutation test's p-values, raw and after Holm.

    Args:
        first, second, gold: [units, labels].

    Returns:
        ``first`` and ``second`` (F1), ``p`` and ``p_holm``, each [labels].
    """
    a, b = (_counts(given, gold, clusters) for given in (first, second))
    wanted = _by_writer(gold, clusters)
    observed = np.abs(_f1(b.sum(0), wanted.sum(0)) - _f1(a.sum(0), wanted.sum(0)))
    swap = np.random.default_rng(seed).random((PERMUTATIONS, len(a))) < 0.5
    total = wanted.sum(0)
    moved = np.tensordot(swap.astype(np.float64), b - a, axes=1)
    one, other = a.sum(0) + moved, b.sum(0) - moved
    differences = np.abs(_f1(other, total) - _f1(one, total))
    p = (1 + (differences >= observed - 1e-12).sum(0)) / (PERMUTATIONS + 1)
    return {"first": _f1(a.sum(0), total), "second": _f1(b.sum(0), total), "p": p, "p_holm": holm(p)}


def holm(p: Floats) -> Floats:
    """Holm's step-down adjusted p-values, in the order given."""
    order = np.argsort(p)
    adjusted = np.maximum.accumulate((len(p) - np.arange(len(p))) * p[order])
    out = np.empty_like(adjusted)
    out[order] = np.minimum(adjusted, 1.0)
    return out


def _counts(given: Bools, gold: Bools, clusters: Sequence[str]) -> Floats:
    """Hits and given labels of each writer: [writers, labels, 2]."""
    return np.stack([_by_writer(given & gold, clusters), _by_writer(given, clusters)], axis=-1)


def _by_writer(cells: Bools, clusters: Sequence[str]) -> Floats:
    names, index = np.unique(np.asarray(clusters), return_inverse=True)
    out = np.zeros((len(names), cells.shape[1]))
    np.add.at(out, index, cells)
    return out


def _f1(counts: Floats, gold: Floats) -> Floats:
    total = counts[..., 1] + gold
    return np.divide(2 * counts[..., 0], total, out=np.zeros_like(total), where=total > 0)


def method(seed: int) -> str:
    """How the figures were made, in words."""
    return (
        f"paired percentile bootstrap over writers, {RESAMPLES} resamples; labels: paired permutation of writers, "
        f"{PERMUTATIONS} permutations, Holm correction; seed {seed}"
    )
