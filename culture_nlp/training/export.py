"""Export: the trained network to ONNX, fp32 and int8, and into a bundle."""

import shutil
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from culture_nlp.score.bundle import FORMAT, MANIFEST, Bundle, file_hash
from culture_nlp.score.ngrams import FILE as NGRAMS
from culture_nlp.score.probabilities import Calibration, Thresholds
from culture_nlp.score.quantification import Quantification
from culture_nlp.taxonomy import Taxonomy
from culture_nlp.training.background import FILE as BACKGROUND
from culture_nlp.training.model import OUTPUTS, CultureModel
from culture_nlp.training.trainer import Trained


class _Ordered(nn.Module):
    """The network with its outputs as a tuple, as ONNX wants them."""

    def __init__(self, model: CultureModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, ...]:
        out = self.model(input_ids, attention_mask)
        return tuple(out[name] for name in OUTPUTS)


def export_onnx(model: CultureModel, path: Path) -> Path:
    """Write the fp32 network: int64 ``input_ids`` and ``attention_mask`` [b, l] to the named outputs."""
    tokens = torch.tensor([[0, 5, 6, 7, 2], [0, 8, 2, 1, 1]])
    with warnings.catch_warnings():
        # The traced exporter is announced to go; the newer one is ten times slower and gives the same network.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Ordered(model).eval(),
            (tokens, (tokens != 1).long()),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=list(OUTPUTS),
            dynamic_axes={n: {0: "batch", 1: "tokens"} for n in ("input_ids", "attention_mask")}
            | {n: {0: "batch"} for n in OUTPUTS},
            opset_version=17,
            dynamo=False,
        )
    return path


def quantise(fp32: Path, int8: Path) -> Path:
    """Dynamic int8, per channel, weights in seven bits.

    Seven bits (``reduce_range``) never saturate the 16-bit accumulators of processors without VNNI, so that a
    unit gets the same scores on every machine.
    """
    prepared = int8.with_suffix(".prepared.onnx")
    quant_pre_process(fp32, prepared, skip_symbolic_shape=True)
    quantize_dynamic(prepared, int8, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    prepared.unlink()
    onnx.checker.check_model(str(int8))
    return int8


def write_bundle(
    trained: Trained,
    network: Path,
    out: Path,
    *,
    version: str,
    base: str,
    calibration: Calibration,
    thresholds: Thresholds,
    quantification: Quantification | None,
    taxonomy: Taxonomy,
    trained_on: dict[str, str],
) -> Bundle:
    """Write network, tokenizer, n-gram model and background if the run has them, and the manifest with their hashes."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(network, out / "model.onnx")
    trained.tokenizer.no_padding()
    trained.tokenizer.no_truncation()
    trained.tokenizer.save(str(out / "tokenizer.json"))
    files = ["model.onnx", "tokenizer.json"]
    for name in (NGRAMS, BACKGROUND):
        if (trained.folder / name).is_file():
            shutil.copyfile(trained.folder / name, out / name)
            files.append(name)
    bundle = Bundle(
        format=FORMAT,
        name=out.name,
        version=version,
        themes=taxonomy.theme_ids,
        facets=taxonomy.facet_ids,
        calibration=calibration,
        thresholds=thresholds,
        quantification=quantification,
        base=base,
        trained_on=trained_on,
        files={name: file_hash(out / name) for name in files},
    )
    (out / MANIFEST).write_text(bundle.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return bundle
