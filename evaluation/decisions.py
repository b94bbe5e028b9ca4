"""How should probabilities become labels, and when is the model not sure?

Three ways, each fitted inside nested cross-validation over the writers of the development split and judged on the
fold left out: one threshold for all theme x pole labels (as shipped), a threshold for each label, and a calibration of
each label (Platt scaling, its scale and shift drawn to those of all labels by a penalty that the inner folds choose)
with one threshold. Then, on the test split with the shipped thresholds: the calibration error of each label, and how
F1 grows as labels near the threshold are left open (a band in log odds; "not sure" is told and never guessed).

    python evaluation/decisions.py
"""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit, logit

from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, read_units, targets, writers_of
from culture_nlp.measure.bootstrap import resamples
from culture_nlp.measure.metrics import best_threshold, macro_f1, micro_f1
from culture_nlp.measure.report import expected_calibration_error
from culture_nlp.pipeline import load_scorer
from culture_nlp.settings import settings
from culture_nlp.taxonomy import load_taxonomy

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
RESULT = Path(__file__).with_name("results") / "decisions.json"
FOLDS = 5
PENALTIES = (3.0, 10.0, 30.0, 100.0)
BANDS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5)

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Way = Callable[[Floats, Bools, Sequence[str]], Callable[[Floats], Bools]]


def shared(p: Floats, gold: Bools, _: Sequence[str]) -> Callable[[Floats], Bools]:
    """One threshold."""
    limit = best_threshold(p, gold)
    return lambda q: q >= limit


def each(p: Floats, gold: Bools, _: Sequence[str]) -> Callable[[Floats], Bools]:
    """A threshold for each label."""
    limits = np.array([best_threshold(p[:, i], gold[:, i]) for i in range(p.shape[1])])
    return lambda q: q >= limits


def calibrated(p: Floats, gold: Bools, writers: Sequence[str]) -> Callable[[Floats], Bools]:
    """Platt scaling of each label, drawn to no change, then one threshold; the penalty by inner folds."""
    scores = []
    for penalty in PENALTIES:
        hits = np.zeros_like(gold)
        for inside, outside in folds(writers, seed=1):
            parameters = platt_each(p[inside], gold[inside], penalty)
            limit = best_threshold(moved(p[inside], parameters), gold[inside])
            hits[outside] = moved(p[outside], parameters) >= limit
        scores.append(micro_f1(hits, gold))
    parameters = platt_each(p, gold, PENALTIES[int(np.argmax(scores))])
    limit = best_threshold(moved(p, parameters), gold)
    return lambda q: moved(q, parameters) >= limit


WAYS: dict[str, Way] = {"one threshold": shared, "a threshold each": each, "calibration each": calibrated}


def platt_each(p: Floats, gold: Bools, penalty: float) -> Floats:
    """Scale and shift [labels, 2] of each label's log odds, by penalised maximum likelihood."""
    x = log_odds(p)

    def cost(parameters: Floats, column: int) -> float:
        z = parameters[0] * x[:, column] + parameters[1]
        loss = np.logaddexp(0.0, z) - gold[:, column] * z
        return float(loss.sum() + penalty * ((parameters[0] - 1) ** 2 + parameters[1] ** 2 / 4))

    start = np.array([1.0, 0.0])
    return np.array([minimize(cost, start, args=(i,), method="BFGS").x for i in range(p.shape[1])])


def moved(p: Floats, parameters: Floats) -> Floats:
    """Probabilities after that calibration."""
    return np.asarray(expit(log_odds(p) * parameters[:, 0] + parameters[:, 1]))


def log_odds(p: Floats) -> Floats:
    """Log odds, finite."""
    return np.asarray(logit(np.clip(p, 1e-5, 1 - 1e-5)))


def folds(writers: Sequence[str], seed: int) -> list[tuple[npt.NDArray[Any], npt.NDArray[Any]]]:
    """Rows inside and outside of each fold; no writer in both."""
    names = sorted(set(writers))
    np.random.default_rng(seed).shuffle(names)
    part = {name: i % FOLDS for i, name in enumerate(names)}
    of = np.array([part[w] for w in writers])
    return [(np.flatnonzero(of != k), np.flatnonzero(of == k)) for k in range(FOLDS)]


def nested(p: Floats, gold: Bools, writers: Sequence[str]) -> dict[str, Any]:
    """Each way on the folds left out, with the difference to the first way."""
    given = {}
    for name, way in WAYS.items():
        given[name] = np.zeros_like(gold)
        for inside, outside in folds(writers, seed=0):
            decide = way(p[inside], gold[inside], [writers[i] for i in inside])
            given[name][outside] = decide(p[outside])
    samples = resamples(writers, 0)
    first = given["one threshold"]
    return {
        name: {
            "micro_f1": round(micro_f1(g, gold), 4),
            "macro_f1": round(macro_f1(g, gold), 4),
            "difference_micro": interval([micro_f1(g[s], gold[s]) - micro_f1(first[s], gold[s]) for s in samples]),
        }
        for name, g in given.items()
    }


def open_band(p: Floats, gold: Bools, limit: float, writers: Sequence[str]) -> list[dict[str, Any]]:
    """What leaving labels within a band around the threshold open does: how many, and F1 of the rest."""
    distance = np.abs(log_odds(p) - logit(limit))
    given, samples, rows = p >= limit, resamples(writers, 0), []
    for width in BANDS:
        sure = distance >= width

        def f1(rows_: npt.NDArray[Any], sure: Bools = sure) -> float:
            return micro_f1(given[rows_] & sure[rows_], gold[rows_] & sure[rows_])

        rows.append(
            {
                "band": width,
                "open labels per 100 units": round(100 * float((~sure).sum()) / len(p), 1),
                "gold labels left open": round(float((gold & ~sure).sum() / gold.sum()), 4),
                "micro_f1_of_the_rest": round(f1(np.arange(len(p))), 4),
                "interval": interval([f1(s) for s in samples]),
            }
        )
    return rows


def interval(values: Sequence[float]) -> list[float]:
    """95 % percentile interval."""
    return [round(float(v), 4) for v in np.percentile(values, [2.5, 97.5])]


def units_of(split: str) -> list[AnnotatedUnit]:
    """The units of a split."""
    writers = writers_of(CORPORA / "splits.toml", split)
    return [u for u in read_units([CORPORA / "seed", CORPORA / "units"], load_taxonomy()) if u.writer in writers]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=RESULT)
    options = parser.parse_args()
    scorer, taxonomy = load_scorer(settings()), load_taxonomy()
    found: dict[str, tuple[Floats, Bools, list[str], str]] = {}
    for split in ("development", "test"):
        units = units_of(split)
        p = scorer.probabilities([u.unit() for u in units]).themes.reshape(len(units), -1).astype(np.float64)
        gold = targets(units, taxonomy)["themes"].reshape(len(units), -1) > 0
        found[split] = p, gold, [u.writer or u.id for u in units], data_hash(units)
    p, gold, writers, _ = found["test"]
    labels = [f"{theme} {pole}" for theme in taxonomy.theme_ids for pole in ("negative", "positive")]
    errors = {name: expected_calibration_error(p[:, i], gold[:, i]) for i, name in enumerate(labels)}
    document = {
        "question": __doc__.split("\n")[0],
        "model": scorer.model_version,
        "data_sha256": {split: values[3] for split, values in found.items()},
        "interval_method": "95 % percentile bootstrap over writers, seed 0",
        "ways on development, nested cross-validation over writers": nested(*found["development"][:3]),
        "test": {
            "ece_all": round(expected_calibration_error(p, gold), 4),
            "ece_per_label": {name: round(v, 4) for name, v in sorted(errors.items(), key=lambda e: -e[1])},
            "not sure": open_band(p, gold, scorer.bundle.thresholds.theme, writers),
        },
    }
    options.out.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(document["ways on development, nested cross-validation over writers"], indent=1))


if __name__ == "__main__":
    main()
