"""Bootstrap intervals: writers are resampled, not units, as units of one writer resemble each other."""

from collections.abc import Callable, Sequence
from dataclasses import fields

import numpy as np

from culture_nlp.measure.metrics import Bools, Labels, Measures, compare

Interval = tuple[float, float]
RESAMPLES = 1000


def take(labels: Labels, index: np.ndarray) -> Labels:
    """Labels of the given units."""
    return Labels(**{f.name: getattr(labels, f.name)[index] for f in fields(Labels)})


def resamples(clusters: Sequence[str], seed: int, count: int = RESAMPLES) -> list[np.ndarray]:
    """Unit indices of ``count`` samples of clusters drawn with replacement."""
    members: dict[str, list[int]] = {}
    for i, cluster in enumerate(clusters):
        members.setdefault(cluster, []).append(i)
    groups = [np.array(m) for m in members.values()]
    rng = np.random.default_rng(seed)
    return [np.concatenate([groups[g] for g in rng.integers(0, len(groups), len(groups))]) for _ in range(count)]


def intervals(given: Labels, gold: Labels, clusters: Sequence[str], seed: int = 0) -> dict[str, Interval]:
    """95 % percentile intervals of every measure."""
    samples = [compare(take(given, s), take(gold, s)).as_dict() for s in resamples(clusters, seed)]
    names = [f.name for f in fields(Measures) if f.name != "units"]
    return {name: _percentiles([s[name] for s in samples]) for name in names}


def label_intervals(
    given: Bools,
    gold: Bools,
    clusters: Sequence[str],
    statistic: Callable[[Bools, Bools], float],
    seed: int = 0,
) -> Interval:
    """95 % percentile interval of a statistic of one label's columns [n]."""
    return _percentiles([statistic(given[s], gold[s]) for s in resamples(clusters, seed)])


def _percentiles(values: Sequence[float]) -> Interval:
    low, high = np.percentile(values, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)
