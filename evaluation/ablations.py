"""What does each part of the model bring? The shipped bundle with parts left out, on the development split.

Each way is calibrated and given its thresholds on half of the development writers and measured on the other half, and
the other way round; differences to the whole are paired, with bootstraps over writers. With ``--run NAME=FOLDER``
(repeatable) other training runs are measured beside it, with the n-gram models in their folders: other corpora, seeds.

    python evaluation/ablations.py --run "first corpus=runs/first" --run "six layers=runs/six"
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, read_units, targets, writers_of
from culture_nlp.measure.bootstrap import resamples, take
from culture_nlp.measure.metrics import Labels, compare, decide, gold_labels
from culture_nlp.pipeline import load_scorer
from culture_nlp.score.ngrams import FILE as NGRAMS
from culture_nlp.score.ngrams import NgramModel
from culture_nlp.score.probabilities import probabilities
from culture_nlp.settings import settings
from culture_nlp.taxonomy import Taxonomy, load_taxonomy
from culture_nlp.training.calibrate import calibrated, fit_calibration
from culture_nlp.training.predict import Logits, predict
from culture_nlp.training.trainer import load_trained

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "evaluation" / "results" / "ablations.json"
MEASURES = ("theme_pole_micro_f1", "theme_pole_macro_f1", "no_theme_f1", "sentiment_kappa", "evidence_f1")


def halves(units: list[AnnotatedUnit], seed: int) -> np.ndarray:
    """Which units are by the first half of the writers."""
    names = sorted({u.writer or u.id for u in units})
    np.random.default_rng(seed).shuffle(names)
    first = set(names[: len(names) // 2])
    return np.array([(u.writer or u.id) in first for u in units])


def judged(logits: Mapping[str, Any], units: list[AnnotatedUnit], taxonomy: Taxonomy, seed: int) -> Labels:
    """Labels of every unit, by calibration and thresholds of the other half's writers."""
    first, parts, order = halves(units, seed), [], []
    for side in (first, ~first):
        fitted = {name: values[~side] for name, values in logits.items()}
        gold = targets([u for u, inside in zip(units, side, strict=True) if not inside], taxonomy)
        calibration = fit_calibration(fitted, gold)
        limits = calibrated(fitted, calibration, gold)
        parts.append(decide(probabilities({n: v[side] for n, v in logits.items()}, calibration), limits))
        order.append(np.flatnonzero(side))
    back = np.argsort(np.concatenate(order))
    joined = {name: np.concatenate([getattr(p, name) for p in parts])[back] for name in Labels.__slots__}
    return Labels(**joined)


def ways(units: list[AnnotatedUnit], runs: list[str], taxonomy: Taxonomy) -> dict[str, Logits]:
    """Outputs of every way, by its name."""
    scorer = load_scorer(settings())
    whole = dict(scorer.logits([u.unit() for u in units]))
    bare = [u.model_copy(update={"question": None, "heading": None}).unit() for u in units]
    found = {"whole": whole, "without question and heading": dict(scorer.logits(bare))}
    found["encoder alone"] = {n: v for n, v in whole.items() if n != "ngrams"}
    for each in runs:
        name, folder = each.split("=", 1)
        trained = load_trained(Path(folder), taxonomy)
        found[name] = predict(trained.model, trained.tokenizer, [u.unit() for u in units])
        if (ngrams := trained.folder / NGRAMS).is_file():
            found[name]["ngrams"] = NgramModel(ngrams).logits([u.unit() for u in units])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--split", default="development")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=RESULT)
    options = parser.parse_args()
    taxonomy, corpora = load_taxonomy(), ROOT / "corpora"
    writers = writers_of(corpora / "splits.toml", options.split)
    units = [u for u in read_units([corpora / "seed", corpora / "units"], taxonomy) if u.writer in writers]
    gold = gold_labels(targets(units, taxonomy))
    labels = {
        name: judged(logits, units, taxonomy, options.seed)
        for name, logits in ways(units, options.run, taxonomy).items()
    }
    samples = resamples([u.writer or u.id for u in units], options.seed, count=300)
    spread = {
        name: [compare(take(given, s), take(gold, s)).as_dict() for s in samples] for name, given in labels.items()
    }
    document: dict[str, Any] = {
        "question": __doc__.split("\n")[0],
        "split": options.split,
        "units": len(units),
        "data_sha256": data_hash(units),
        "seed": options.seed,
        "interval_method": "95 % percentile bootstrap over writers, 300 resamples, paired differences to the whole",
        "ways": {},
    }
    for name, given in labels.items():
        values = compare(given, gold).as_dict()
        row: dict[str, Any] = {m: values[m] for m in MEASURES}
        gaps = [a[MEASURES[0]] - b[MEASURES[0]] for a, b in zip(spread[name], spread["whole"], strict=True)]
        row["difference"] = [round(float(v), 4) for v in np.percentile(gaps, [2.5, 97.5])]
        document["ways"][name] = row
        print(name, row)
    options.out.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
