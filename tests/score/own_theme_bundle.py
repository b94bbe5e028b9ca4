"""A bundle with a tiny untrained network that takes themes of one's own, and units for it."""

from pathlib import Path

import numpy as np

from culture_nlp.measure.annotated import AnnotatedUnit

ORDINARY = ("het rooster komt te laat", "we helpen elkaar", "de sfeer is goed", "te veel werk", "fijne collega's hier")
QUESTION = "wat vind je van het werk?"


def annotated(number: int) -> AnnotatedUnit:
    """An ordinary unit; every other one is negative."""
    negative = number % 2 == 0
    return AnnotatedUnit.model_validate(
        {
            "id": str(number),
            "text": f"{ORDINARY[number % len(ORDINARY)]} {number}",
            "kind": "survey",
            "question": QUESTION,
            "themes": {"workload": "negative" if negative else "positive"},
            "sentiment": -1 if negative else 1,
            "sentiment_label": "negative" if negative else "positive",
            "safety": None,
        }
    )


def make_bundle(folder: Path) -> Path:
    """Export, background and manifest, as ``culture_nlp.training.build.finish`` makes them."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    from culture_nlp.measure.annotated import targets
    from culture_nlp.score.ngrams import BUCKETS
    from culture_nlp.score.ngrams import FILE as NGRAMS
    from culture_nlp.score.probabilities import NGRAM_OUTPUTS, Calibration, Thresholds
    from culture_nlp.score.scorer import OnnxScorer
    from culture_nlp.taxonomy import load_taxonomy
    from culture_nlp.training.background import FILE as BACKGROUND
    from culture_nlp.training.background import write_background
    from culture_nlp.training.export import export_onnx, quantise, write_bundle
    from culture_nlp.training.model import CultureModel
    from culture_nlp.training.trainer import Trained
    from tests.training.tiny import make_encoder

    taxonomy = load_taxonomy()
    encoder = make_encoder(folder / "encoder")
    torch.manual_seed(0)
    model = CultureModel(AutoModel.from_pretrained(encoder, attn_implementation="eager"), 22, 7).eval()
    run, out = folder / "run", folder / "own-model"
    run.mkdir()
    outputs = 2 * (22 + 7) + 1 + sum(n for n in NGRAM_OUTPUTS.values() if n)
    zeros = np.zeros(outputs, dtype=np.float32)
    np.savez(
        run / NGRAMS,
        idf=np.ones(BUCKETS, dtype=np.float16),
        weights=np.zeros((BUCKETS, outputs), dtype=np.int8),
        scale=zeros,
        bias=zeros,
    )
    trained = Trained(model, AutoTokenizer.from_pretrained(encoder).backend_tokenizer, run)
    network = quantise(export_onnx(model, folder / "fp32.onnx"), folder / "int8.onnx")

    def bundled() -> None:
        write_bundle(
            trained,
            network,
            out,
            version="1",
            base="tiny",
            calibration=Calibration(),
            thresholds=Thresholds(),
            quantification=None,
            taxonomy=taxonomy,
            trained_on={},
        )

    bundled()
    units = [annotated(n) for n in range(60)]
    logits = OnnxScorer(out).logits([u.unit() for u in units])
    write_background(out, units, logits, targets(units, taxonomy)["themes"], run / BACKGROUND)
    bundled()
    return out
