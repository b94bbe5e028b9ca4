"""How well are shares of people measured, from teams of 5 to organisations of 5,000?

Groups are drawn from the test units: n people, of whom a given share carries a label, each with the shipped model's
probability. Everything the estimators know of the model comes from the development units. Compared are classify and
count (CC), probabilistic (PCC), adjusted (ACC, PACC; Forman 2008, Bella et al. 2010) and expectation maximisation (EMQ;
Saerens et al. 2002), and the product's estimator: EMQ that starts from the parent group's share with the weight of one
person, here once with the development share as parent ("pooled") and once with the true share of the organisation
("pooled, parent known"). Labels with 25 and more development and test units. Intervals are the product's.

    python evaluation/quantification.py
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rich.progress import track

from culture_nlp.aggregate.prevalence import PARENT_WEIGHT, estimate, interval, log_likelihood_ratios
from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, read_units, split_by_writer, targets, writers_of
from culture_nlp.pipeline import load_scorer
from culture_nlp.score.quantification import Quantification
from culture_nlp.taxonomy import load_taxonomy
from culture_nlp.training.calibrate import fit_quantification

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
RESULT = Path(__file__).with_name("results") / "quantification.json"
SIZES = (5, 10, 25, 100, 500, 5000)
SHARES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4)
METHODS = ("CC", "PCC", "ACC", "PACC", "EMQ", "pooled", "pooled, parent known")
LEAST = 25

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class Instrument:
    """What the estimators know of one label, from development units."""

    def __init__(self, p: Floats, y: Bools, cell: Quantification) -> None:
        self.cell = cell
        self.prior = cell.prior[0][0]
        self.threshold = float(np.quantile(p, 1 - self.prior))
        self.hard = tuple(float((p[z] >= self.threshold).mean()) for z in (y, ~y))
        self.soft = tuple(float(p[z].mean()) for z in (y, ~y))

    def shares(self, p: Floats, truth: float) -> dict[str, float]:
        """The share in one group of people with probabilities ``p``, by every method."""
        counted, mean = float((p >= self.threshold).mean()), float(p.mean())
        ratios = log_likelihood_ratios(p, np.full_like(p, self.prior))[:, None, None]
        weights = np.ones(len(p))

        def pooled(start: float) -> float:
            return float(estimate(ratios, weights, np.array([[start]]))[0, 0])

        alone = pooled(self.prior)
        unpooled = (alone * (len(p) + PARENT_WEIGHT) - PARENT_WEIGHT * self.prior) / len(p)
        return {
            "CC": counted,
            "PCC": mean,
            "ACC": _adjusted(counted, self.hard),
            "PACC": _adjusted(mean, self.soft),
            "EMQ": max(unpooled, 0.0),
            "pooled": alone,
            "pooled, parent known": pooled(truth),
        }

    def covers(self, value: float, n: int, truth: float) -> tuple[bool, float]:
        """Whether the product's interval holds the true share, and how wide it is."""
        low, high = interval(np.array([[value]]), n, self.cell)
        return bool(low[0, 0] <= truth <= high[0, 0]), float(high[0, 0] - low[0, 0])


def _adjusted(value: float, rates: tuple[float, ...]) -> float:
    present, absent = rates
    return float(np.clip((value - absent) / (present - absent), 0, 1))


def one_cell(whole: Quantification, theme: int, pole: int) -> Quantification:
    """The part of one label."""
    return Quantification(**{name: ((getattr(whole, name)[theme][pole],) * 2,) for name in Quantification.model_fields})


def simulate(labels: list[tuple[Instrument, Floats, Bools]], n: int, share: float, groups: int, seed: int) -> Any:
    """Errors, bias and coverage at one size and one share, over all labels."""
    rng = np.random.default_rng((seed, n, int(1000 * share)))
    errors: dict[str, list[float]] = {m: [] for m in METHODS}
    covered, widths = [], []
    for known, p, y in labels:
        for _ in range(groups):
            carries = rng.random(n) < share
            drawn = np.where(carries, rng.choice(p[y], n), rng.choice(p[~y], n))
            found = known.shares(drawn, share)
            for method, value in found.items():
                errors[method].append(value - float(carries.mean()))
            inside, width = known.covers(found["pooled"], n, share)
            covered.append(inside)
            widths.append(width)
    return {
        "mean_absolute_error": {m: round(float(np.mean(np.abs(e))), 4) for m, e in errors.items()},
        "bias": {m: round(float(np.mean(e)), 4) for m, e in errors.items()},
        "coverage_of_95": round(float(np.mean(covered)), 3),
        "mean_width": round(float(np.mean(widths)), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--groups", type=int, default=40, help="groups drawn per label, size and share")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=RESULT)
    options = parser.parse_args()
    taxonomy = load_taxonomy()
    scorer = load_scorer()
    units = read_units([CORPORA / "seed", CORPORA / "units"], taxonomy)
    lists = CORPORA / "splits.toml"
    _, development, test = split_by_writer(units, writers_of(lists, "development"), writers_of(lists, "test"))

    def judged(members: list[AnnotatedUnit]) -> tuple[Floats, Bools]:
        p = scorer.probabilities([u.unit() for u in members]).themes.astype(np.float64)
        return p, targets(members, taxonomy)["themes"] > 0

    (dev_p, dev_y), (test_p, test_y) = judged(development), judged(test)
    whole = fit_quantification(dev_p, dev_y, [u.writer or u.id for u in development])
    labels = [
        (Instrument(dev_p[:, t, s], dev_y[:, t, s], one_cell(whole, t, s)), test_p[:, t, s], test_y[:, t, s])
        for t in range(len(taxonomy.theme_ids))
        for s in (0, 1)
        if min(dev_y[:, t, s].sum(), test_y[:, t, s].sum()) >= LEAST
    ]
    rows = [
        {"people": n, "share": share}
        | simulate(labels, n, share, max(4, options.groups // (1 + n // 500)), options.seed)
        for n, share in track([(n, s) for n in SIZES for s in SHARES], description="simulating")
    ]
    document = {
        "question": __doc__.split("\n")[0],
        "model": scorer.model_version,
        "seed": options.seed,
        "labels": len(labels),
        "groups_per_label": options.groups,
        "development_sha256": data_hash(development),
        "test_sha256": data_hash(test),
        "mean_absolute_error": {
            m: round(float(np.mean([r["mean_absolute_error"][m] for r in rows])), 4) for m in METHODS
        },
        "coverage_of_95": round(float(np.mean([r["coverage_of_95"] for r in rows])), 3),
        "rows": rows,
    }
    options.out.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print(document["mean_absolute_error"], document["coverage_of_95"])
    for r in rows:
        print(r["people"], r["share"], r["mean_absolute_error"]["pooled"], r["bias"]["pooled"], r["coverage_of_95"])


if __name__ == "__main__":
    main()
