"""Would more units help? One recipe trained on growing shares of the training writers, and on the first corpus alone.

Two parts of the model, each with one recipe for all points: the linear n-gram models (minutes), and the encoder
(``models/recipes/curve.toml``: the lowest six layers, best epoch by the development split; an hour of two processor
cores). Measured on the test split at the threshold that is best on the development split. The shares are nested:
writers are shuffled once, and a larger share holds the smaller one. ``seed`` is the corpus of the first version, its
training writers only.

    python evaluation/learning_curve.py --model ngrams
    python evaluation/learning_curve.py --model encoder
"""

import argparse
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, read_units, split_by_writer, targets, writers_of
from culture_nlp.measure.bootstrap import resamples
from culture_nlp.measure.metrics import best_threshold, micro_f1
from culture_nlp.score.ngrams import FILE as NGRAMS
from culture_nlp.score.ngrams import NgramModel
from culture_nlp.score.probabilities import Calibration, probabilities
from culture_nlp.taxonomy import Taxonomy, load_taxonomy
from culture_nlp.training.config import TrainingConfig, read_config
from culture_nlp.training.ngram_training import STRENGTH, train_ngrams
from culture_nlp.training.predict import predict
from culture_nlp.training.trainer import load_trained, train

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "evaluation" / "results" / "learning_curve.json"
Array = npt.NDArray[Any]


def share_of(units: list[AnnotatedUnit], share: float, seed: int) -> list[AnnotatedUnit]:
    """The units of the first ``share`` of the writers, in one shuffled order."""
    writers = sorted({u.writer or u.id for u in units})
    random.Random(seed).shuffle(writers)
    chosen = set(writers[: max(1, round(share * len(writers)))])
    return [u for u in units if (u.writer or u.id) in chosen]


def point(
    name: str,
    training: list[AnnotatedUnit],
    development: list[AnnotatedUnit],
    test: list[AnnotatedUnit],
    taxonomy: Taxonomy,
    options: argparse.Namespace,
) -> dict[str, Any]:
    """Train on ``training`` (or take the run folder that did so before), measure on ``test``."""
    scored = _ngrams if options.model == "ngrams" else _encoder
    dev_p, test_p = scored(options.runs / options.model / name, training, development, test, taxonomy, options)
    dev_gold, test_gold = (targets(u, taxonomy)["themes"] > 0 for u in (development, test))
    given = test_p >= best_threshold(dev_p, dev_gold)
    samples = resamples([u.writer or u.id for u in test], options.seed)
    values = [micro_f1(given[s], test_gold[s]) for s in samples]
    return {
        "point": name,
        "units": len(training),
        "writers": len({u.writer for u in training}),
        "training_sha256": data_hash(training),
        "theme_pole_micro_f1": round(micro_f1(given, test_gold), 4),
        "interval": [round(float(v), 4) for v in np.percentile(values, [2.5, 97.5])],
        "by_resample": values,
    }


def _encoder(
    folder: Path,
    training: list[AnnotatedUnit],
    development: list[AnnotatedUnit],
    test: list[AnnotatedUnit],
    taxonomy: Taxonomy,
    options: argparse.Namespace,
) -> list[Array]:
    config = read_config(options.config)
    if finished(folder, training, config):
        trained = load_trained(folder, taxonomy)
    else:
        trained = train(options.base, training, development, taxonomy, config, folder)
    return [
        probabilities(predict(trained.model, trained.tokenizer, [x.unit() for x in u]), Calibration()).themes
        for u in (development, test)
    ]


def _ngrams(
    folder: Path,
    training: list[AnnotatedUnit],
    development: list[AnnotatedUnit],
    test: list[AnnotatedUnit],
    taxonomy: Taxonomy,
    _: argparse.Namespace,
) -> list[Array]:
    folder.mkdir(parents=True, exist_ok=True)
    train_ngrams(training, taxonomy, folder / NGRAMS)
    model, cells = NgramModel(folder / NGRAMS), 2 * len(taxonomy.theme_ids)
    return [
        np.asarray(expit(model.logits([x.unit() for x in u])[:, :cells])).reshape(len(u), -1, 2)
        for u in (development, test)
    ]


def finished(folder: Path, training: list[AnnotatedUnit], config: TrainingConfig) -> bool:
    """Whether a run folder holds all epochs of this very training."""
    setup, curves = folder / "config_training.json", folder / "curves.jsonl"
    if not (setup.exists() and curves.exists()):
        return False
    told = json.loads(setup.read_text(encoding="utf-8"))
    before = TrainingConfig.model_validate(told["config"])
    same = told["training"]["sha256"] == data_hash(training) and before == config
    return same and len(curves.read_text(encoding="utf-8").splitlines()) == config.epochs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", choices=("ngrams", "encoder"), default="encoder")
    parser.add_argument("--points", nargs="+", default=["0.1", "0.25", "0.5", "1", "seed"])
    parser.add_argument("--base", default=str(ROOT / "models" / "base" / "e5-small-nl"))
    parser.add_argument("--config", type=Path, default=ROOT / "models" / "recipes" / "curve.toml")
    parser.add_argument("--runs", type=Path, default=ROOT / "runs" / "curve")
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--out", type=Path, default=RESULT)
    options = parser.parse_args()
    taxonomy = load_taxonomy()
    units = read_units([ROOT / "corpora" / "seed", ROOT / "corpora" / "units"], taxonomy)
    lists = ROOT / "corpora" / "splits.toml"
    training, development, test = split_by_writer(units, writers_of(lists, "development"), writers_of(lists, "test"))
    first = {u.id for u in read_units([ROOT / "corpora" / "seed"], taxonomy)}
    points: list[dict[str, Any]] = []
    for name in options.points:
        chosen = (
            [u for u in training if u.id in first] if name == "seed" else share_of(training, float(name), options.seed)
        )
        points.append(point(name, chosen, development, test, taxonomy, options))
        print(
            f"{name}: {len(chosen)} units, F1 {points[-1]['theme_pole_micro_f1']} {points[-1]['interval']}", flush=True
        )
        write(points, development, test, options)


def write(
    points: list[dict[str, Any]],
    development: list[AnnotatedUnit],
    test: list[AnnotatedUnit],
    options: argparse.Namespace,
) -> None:
    """The result so far, beside that of the other model; a run of the encoder that is stopped goes on later."""
    document = json.loads(options.out.read_text(encoding="utf-8")) if options.out.exists() else {}
    document["question"] = (__doc__ or "").split("\n")[0]
    document[options.model] = {
        "recipe": read_config(options.config).model_dump() if options.model == "encoder" else {"C": STRENGTH},
        "seed": options.seed,
        "development": {"units": len(development), "sha256": data_hash(development)},
        "test": {"units": len(test), "sha256": data_hash(test)},
        "interval_method": "95 % percentile bootstrap over writers, 1,000 resamples, the same for every point",
        "gain_over_first_corpus": gain(points),
        "points": [{k: v for k, v in p.items() if k != "by_resample"} for p in points],
    }
    options.out.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def gain(points: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Micro-F1 of the whole corpus minus that of the first corpus, paired over the resamples."""
    by_name = {p["point"]: p for p in points}
    if not {"1", "seed"} <= set(by_name):
        return None
    whole, first = by_name["1"], by_name["seed"]
    differences = np.subtract(whole["by_resample"], first["by_resample"])
    return {
        "gain": round(whole["theme_pole_micro_f1"] - first["theme_pole_micro_f1"], 4),
        "interval": [round(float(v), 4) for v in np.percentile(differences, [2.5, 97.5])],
    }


if __name__ == "__main__":
    main()
