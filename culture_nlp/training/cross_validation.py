"""Cross-validation: how good training is on these data; each writer is measured by a model that has not read them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np

from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, targets
from culture_nlp.measure.metrics import Labels, compare, decide, gold_labels
from culture_nlp.measure.report import evaluation
from culture_nlp.score.ngrams import FILE as NGRAMS
from culture_nlp.score.ngrams import NgramModel
from culture_nlp.score.probabilities import probabilities
from culture_nlp.taxonomy import Taxonomy
from culture_nlp.training.calibrate import calibrated, fit_calibration
from culture_nlp.training.config import TrainingConfig
from culture_nlp.training.ngram_training import train_ngrams
from culture_nlp.training.predict import Logits, predict
from culture_nlp.training.splits import Splits, Writers, cluster, draw, folds_by_writer
from culture_nlp.training.tracking import Tracker
from culture_nlp.training.trainer import Trained, train

FILE: Final = "cross_validation.json"
DEVELOPMENT: Final = 0.1
"""Share of a fold's training units, by whole writers, that chooses the epoch and fits calibration and thresholds."""
METHOD: Final = (
    "Writers in folds at random, about as many units in each. For each fold the others train; a tenth of their units, "
    "by whole writers, chooses epoch, calibration and thresholds. Network in fp32, blended with its n-gram models. "
    "Mean and standard deviation are over folds; pooled figures over all units."
)


@dataclass(frozen=True, slots=True)
class Fold:
    """One fold: its splits, and labels of its own units from its model and from the annotators."""

    parts: Splits
    given: Labels
    gold: Labels


def cross_validate(
    base: str,
    units: Sequence[AnnotatedUnit],
    taxonomy: Taxonomy,
    config: TrainingConfig,
    folds: int,
    run: Path,
    tracker: Tracker,
    start: Path | None = None,
    *,
    resume: bool = False,
) -> dict[str, Any]:
    """Train a model a fold in ``run/fold-1`` ..., write ``run/cross_validation.json`` and return it.

    ``start`` and ``resume`` as in :func:`culture_nlp.training.trainer.train`.

    Raises:
        TrainingError: there are too few writers.
    """
    found: list[Fold] = []
    for number, held_out in enumerate(folds_by_writer(units, folds, config.seed), start=1):
        parts, folder = _split(units, held_out, config.seed), run / f"fold-{number}"
        tell = partial(tracker.epoch, part=folder.name)
        trained = train(
            base, parts.training, parts.development, taxonomy, config, folder, start, resume=resume, on_epoch=tell
        )
        train_ngrams(parts.training, taxonomy, folder / NGRAMS)
        found.append(Fold(parts, _labels(trained, parts, taxonomy), gold_labels(targets(parts.test, taxonomy))))
    about = {"base": Path(base).name, "config": config.model_dump(), "data_sha256": data_hash(units)}
    result = about | _over_folds(found) | {"pooled": _pooled(found, taxonomy, config.seed)}
    (run / FILE).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return result


def _split(units: Sequence[AnnotatedUnit], held_out: Writers, seed: int) -> Splits:
    rest = [u for u in units if cluster(u) not in held_out]
    (chosen,) = draw(rest, (DEVELOPMENT,), seed)
    return Splits(
        training=[u for u in rest if cluster(u) not in chosen],
        development=[u for u in rest if cluster(u) in chosen],
        test=[u for u in units if cluster(u) in held_out],
    )


def _labels(trained: Trained, parts: Splits, taxonomy: Taxonomy) -> Labels:
    """Labels of the fold's own units, calibrated on its development units."""
    gold = targets(parts.development, taxonomy)
    logits = _logits(trained, parts.development)
    calibration = fit_calibration(logits, gold)
    thresholds = calibrated(logits, calibration, gold)
    return decide(probabilities(_logits(trained, parts.test), calibration), thresholds)


def _logits(trained: Trained, units: Sequence[AnnotatedUnit]) -> Logits:
    bare = [u.unit() for u in units]
    ngrams = NgramModel(trained.folder / NGRAMS).logits(bare)
    return predict(trained.model, trained.tokenizer, bare) | {"ngrams": np.asarray(ngrams, dtype=np.float32)}


def _over_folds(found: Sequence[Fold]) -> dict[str, Any]:
    measured = [compare(fold.given, fold.gold).as_dict() for fold in found]
    values = {name: np.array([m[name] for m in measured]) for name in measured[0] if name != "units"}
    return {
        "method": METHOD,
        "folds": [
            {"writers": len({cluster(u) for u in fold.parts.test}), **measures, "sha256": fold.parts.hashes()}
            for fold, measures in zip(found, measured, strict=True)
        ],
        "mean": {name: round(float(v.mean()), 4) for name, v in values.items()},
        "standard_deviation": {name: round(float(v.std(ddof=1)), 4) for name, v in values.items()},
    }


def _pooled(found: Sequence[Fold], taxonomy: Taxonomy, seed: int) -> dict[str, Any]:
    clusters = [cluster(u) for fold in found for u in fold.parts.test]
    given, gold = _joined([fold.given for fold in found]), _joined([fold.gold for fold in found])
    return evaluation(given, gold, clusters=clusters, themes=taxonomy.theme_ids, facets=taxonomy.facet_ids, seed=seed)


def _joined(parts: Sequence[Labels]) -> Labels:
    return Labels(**{f.name: np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Labels)})
