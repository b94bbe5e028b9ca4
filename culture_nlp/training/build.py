"""From annotated units to a bundle: train, export, calibrate the exported network, measure it, write the card."""

import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from culture_nlp.errors import TrainingError
from culture_nlp.measure.annotated import AnnotatedUnit, targets
from culture_nlp.measure.metrics import decide, gold_labels, left_open
from culture_nlp.measure.report import evaluation, expected_calibration_error
from culture_nlp.score.bundle import Bundle
from culture_nlp.score.ngrams import FILE as NGRAMS
from culture_nlp.score.probabilities import Calibration, Probabilities, Thresholds, probabilities
from culture_nlp.score.quantification import Quantification
from culture_nlp.score.scorer import OnnxScorer
from culture_nlp.taxonomy import Taxonomy
from culture_nlp.training.background import FILE as BACKGROUND
from culture_nlp.training.background import write_background
from culture_nlp.training.calibrate import calibrated, fit_calibration, fit_quantification
from culture_nlp.training.card import model_card
from culture_nlp.training.config import TrainingConfig
from culture_nlp.training.curves import Line, minutes, read_curve
from culture_nlp.training.encoder_files import write_encoder
from culture_nlp.training.environment import device_name
from culture_nlp.training.export import export_onnx, quantise, write_bundle
from culture_nlp.training.ngram_training import train_ngrams
from culture_nlp.training.predict import Logits, predict
from culture_nlp.training.splits import Splits
from culture_nlp.training.trainer import Trained, load_trained, train


def build_model(
    base: str,
    splits: Splits,
    taxonomy: Taxonomy,
    config: TrainingConfig,
    run: Path,
    out: Path,
    version: str,
    start: Path | None = None,
    *,
    resume: bool = False,
    on_epoch: Callable[[Line], None] | None = None,
) -> dict[str, Any]:
    """Train and write a bundle with ``evaluation.json`` and a card; returns the evaluation.

    ``start``, ``resume`` and ``on_epoch`` as in :func:`culture_nlp.training.trainer.train`.

    Raises:
        TrainingError: a split is empty.
    """
    for name in ("training", "development", "test"):
        if not getattr(splits, name):
            raise TrainingError(f"There are no {name} units; see the options --writers and --split-share.")
    training, development = splits.training, splits.development
    trained = train(base, training, development, taxonomy, config, run, start, resume=resume, on_epoch=on_epoch)
    train_ngrams(training, taxonomy, run / NGRAMS)
    return finish(trained, base, splits, taxonomy, config, out, version)


def finish(
    trained: Trained,
    base: str,
    splits: Splits,
    taxonomy: Taxonomy,
    config: TrainingConfig,
    out: Path,
    version: str,
) -> dict[str, Any]:
    """Export, calibrate on the development units, measure on the test units, write the bundle and its card."""
    with tempfile.TemporaryDirectory() as folder:
        network = quantise(export_onnx(trained.model, Path(folder) / "fp32.onnx"), Path(folder) / "int8.onnx")

        def bundled(
            calibration: Calibration, thresholds: Thresholds, quantification: Quantification | None = None
        ) -> Bundle:
            return write_bundle(
                trained,
                network,
                out,
                version=version,
                base=Path(base).name,
                calibration=calibration,
                thresholds=thresholds,
                quantification=quantification,
                taxonomy=taxonomy,
                trained_on=splits.hashes(),
            )

        bundled(Calibration(), Thresholds())
        logits = _onnx_logits(out, splits.development)
        gold = targets(splits.development, taxonomy)
        calibration = fit_calibration(logits, gold)
        thresholds = calibrated(logits, calibration, gold)
        writers = [u.writer or u.id for u in splits.development]
        instrument = fit_quantification(probabilities(logits, calibration).themes, gold["themes"], writers)
        write_background(out, splits.training, logits, gold["themes"], trained.folder / BACKGROUND)
        bundle = bundled(calibration, thresholds, instrument)
    write_encoder(trained, base, out)
    result = _about(trained, bundle, splits, config)
    result |= _measure(trained, out, splits.test, taxonomy, calibration, thresholds)
    (out / "evaluation.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    (out / "README.md").write_text(model_card(result, taxonomy), encoding="utf-8")
    return result


def _about(trained: Trained, bundle: Bundle, splits: Splits, config: TrainingConfig) -> dict[str, Any]:
    """What the model is made of, and how it was trained."""
    curve = read_curve(trained.folder)
    return {
        "model": bundle.label,
        "base": bundle.base,
        "splits": {n: {"units": len(getattr(splits, n)), "sha256": h} for n, h in bundle.trained_on.items()},
        "training": {
            "minutes": round(minutes(curve), 1),
            "epochs": len(curve),
            "device": device_name(trained.folder),
            "config": config.model_dump(),
        },
    }


def rebuild(
    run: Path, base: str, splits: Splits, taxonomy: Taxonomy, config: TrainingConfig, out: Path, version: str
) -> dict[str, Any]:
    """Export, calibrate and measure the weights of an earlier run, without training."""
    return finish(load_trained(run, taxonomy), base, splits, taxonomy, config, out, version)


def _onnx_logits(bundle: Path, units: Sequence[AnnotatedUnit]) -> Logits:
    return OnnxScorer(bundle).logits([u.unit() for u in units])


def _measure(
    trained: Trained,
    bundle: Path,
    units: Sequence[AnnotatedUnit],
    taxonomy: Taxonomy,
    calibration: Calibration,
    thresholds: Thresholds,
) -> dict[str, Any]:
    gold = targets(units, taxonomy)

    def judged(p: Probabilities) -> dict[str, Any]:
        given = decide(p, thresholds)
        writers = [u.writer or u.id for u in units]
        found = evaluation(
            given, gold_labels(gold), clusters=writers, themes=taxonomy.theme_ids, facets=taxonomy.facet_ids
        )
        return found | {"ece_theme_pole": round(expected_calibration_error(p.themes, gold["themes"] > 0), 4)}

    logits = _onnx_logits(bundle, units)
    p = probabilities(logits, calibration)
    int8 = judged(p) | {"not_sure": left_open(p.themes, gold["themes"] > 0, thresholds)}
    exact: dict[str, Any] = dict(predict(trained.model, trained.tokenizer, [u.unit() for u in units]))
    if "ngrams" in logits:
        exact["ngrams"] = logits["ngrams"]
    fp32 = judged(probabilities(exact, calibration))
    loss = {name: round(fp32["measures"][name]["value"] - cell["value"], 4) for name, cell in int8["measures"].items()}
    return int8 | {"lost_to_int8": loss}
