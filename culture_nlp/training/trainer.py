"""Fine-tuning: all layers and heads at once, with a run folder that tells what happened.

A run folder holds ``config_training.json`` (and the encoder's ``config.json``), ``environment.json``,
``curves.jsonl`` (one line an epoch), ``model.safetensors``
(the weights of the best epoch on the development units) and ``tokenizer.json``.
"""

import json
import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict, Field
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoConfig, AutoModel, AutoTokenizer, PreTrainedModel

from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, targets
from culture_nlp.measure.metrics import Measures, measure
from culture_nlp.taxonomy import Taxonomy
from culture_nlp.training.batches import batches, token_ids
from culture_nlp.training.model import CultureModel, loss
from culture_nlp.training.predict import predict


class TrainingConfig(BaseModel):
    """How a model is trained; read from a TOML or JSON file, every field has the default of the shipped model."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    epochs: int = Field(5, ge=1, description="passes over the training units")
    batch_size: int = Field(32, ge=1)
    encoder_rate: float = Field(2e-4, gt=0, description="peak learning rate of the encoder")
    head_rate: float = Field(3e-3, gt=0, description="peak learning rate of the heads")
    weight_decay: float = Field(0.01, ge=0)
    warmup: float = Field(0.06, ge=0, le=1, description="share of the steps with a rising rate")
    positive_weight: float = Field(3.0, gt=0, description="weight of a present label against an absent one")
    dropout: float = Field(0.1, ge=0, lt=1)
    maximum_tokens: int = Field(160, ge=16, description="longer training units are cut")
    layers: int | None = Field(None, ge=1, description="keep the encoder's lowest layers only; all where left out")
    seed: int = 0
    bfloat16: bool = Field(False, description="autocast; only faster on processors with AVX-512 BF16 or AMX")


@dataclass(frozen=True, slots=True)
class Trained:
    """A trained network with its tokenizer."""

    model: CultureModel
    tokenizer: Tokenizer
    folder: Path


def train(
    base: str,
    training: Sequence[AnnotatedUnit],
    development: Sequence[AnnotatedUnit],
    taxonomy: Taxonomy,
    config: TrainingConfig,
    folder: Path,
    start: Path | None = None,
) -> Trained:
    """Fine-tune ``base`` on the training units; keep the epoch that is best on the development units.

    Best is the highest theme x pole micro-F1 at the best single threshold. Deterministic on one machine for
    one seed and thread count. With ``start``, a run folder of the same taxonomy, its weights are trained on.
    """
    torch.manual_seed(config.seed)
    rng = np.random.default_rng(config.seed)
    tokenizer: Tokenizer = AutoTokenizer.from_pretrained(base).backend_tokenizer
    # Attention dropout would switch off the fast attention kernel of processors; hidden dropout stays.
    encoder = AutoModel.from_pretrained(base, attn_implementation="sdpa", attention_probs_dropout_prob=0.0)
    _keep_layers(encoder, config.layers)
    model = CultureModel(encoder, len(taxonomy.themes), len(taxonomy.facets), config.dropout)
    if start is not None:
        model.load_state_dict(load_file(start / "model.safetensors"))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "curves.jsonl").unlink(missing_ok=True)
    _write_setup(folder, base, training, development, config)
    encoder.config.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))

    ids = token_ids(tokenizer, [u.unit() for u in training])
    gold = targets(training, taxonomy)
    steps = config.epochs * -(-len(training) // config.batch_size)
    optimiser, schedule = _optimiser(model, config, steps)
    best = -1.0
    with _progress() as progress:
        task = progress.add_task("training", total=steps, loss=float("nan"))
        for epoch in range(1, config.epochs + 1):
            started, total, count = time.monotonic(), 0.0, 0
            model.train()
            for tokens, mask, labels in batches(
                ids, gold, config.batch_size, tokenizer.token_to_id("<pad>") or 0, config.maximum_tokens, rng
            ):
                with torch.autocast("cpu", dtype=torch.bfloat16, enabled=config.bfloat16):
                    value = loss(model(tokens, mask), labels, config.positive_weight)
                value.backward()
                nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimiser.step()
                schedule.step()
                optimiser.zero_grad(set_to_none=True)
                total, count = total + value.item(), count + 1
                progress.update(task, advance=1, loss=total / count)
            measures = evaluate(model, tokenizer, development, taxonomy)
            _write_curve(folder, epoch, total / count, time.monotonic() - started, measures)
            progress.console.print(f"epoch {epoch}: loss {total / count:.3f}; {measures.line()}")
            if measures.theme_pole_micro_f1 > best:
                best = measures.theme_pole_micro_f1
                save_file(model.state_dict(), folder / "model.safetensors")
    return load_trained(folder, taxonomy)


def load_trained(folder: Path, taxonomy: Taxonomy) -> Trained:
    """Load the model of a run folder, in evaluation mode, with eager attention (for export)."""
    config = AutoConfig.from_pretrained(folder)
    encoder = AutoModel.from_config(config, attn_implementation="eager")
    model = CultureModel(encoder, len(taxonomy.themes), len(taxonomy.facets))
    model.load_state_dict(load_file(folder / "model.safetensors"), strict=True)
    return Trained(model.eval(), Tokenizer.from_file(str(folder / "tokenizer.json")), folder)


def evaluate(model: CultureModel, tokenizer: Tokenizer, units: Sequence[AnnotatedUnit], taxonomy: Taxonomy) -> Measures:
    """Uncalibrated measures on units, at the best single threshold for themes and for facets."""
    return measure(predict(model, tokenizer, [u.unit() for u in units]), targets(units, taxonomy))


def _keep_layers(encoder: PreTrainedModel, layers: int | None) -> None:
    """Drop the top layers of a BERT-like encoder (Sajjad et al. 2023: top layers are the ones to drop)."""
    if layers is None or layers >= encoder.config.num_hidden_layers:
        return
    encoder.encoder.layer = encoder.encoder.layer[:layers]
    encoder.config.num_hidden_layers = layers


def _optimiser(
    model: CultureModel, config: TrainingConfig, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    groups = []
    encoder = {id(p) for p in model.encoder.parameters()}
    for inside, rate in ((True, config.encoder_rate), (False, config.head_rate)):
        for decayed in (True, False):
            parameters = [p for p in model.parameters() if (id(p) in encoder) == inside and (p.ndim > 1) == decayed]
            decay = config.weight_decay if decayed else 0.0
            groups.append({"params": parameters, "lr": rate, "weight_decay": decay})
    optimiser = torch.optim.AdamW(groups, fused=True)
    warm = max(1, round(config.warmup * steps))

    def factor(step: int) -> float:
        return step / warm if step < warm else max(0.0, (steps - step) / max(1, steps - warm))

    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, factor)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("loss {task.fields[loss]:.3f}"),
    )


def _write_setup(
    folder: Path,
    base: str,
    training: Sequence[AnnotatedUnit],
    development: Sequence[AnnotatedUnit],
    config: TrainingConfig,
) -> None:
    setup = {
        "base": Path(base).name,
        "config": config.model_dump(),
        "training": {"units": len(training), "sha256": data_hash(training)},
        "development": {"units": len(development), "sha256": data_hash(development)},
    }
    (folder / "config_training.json").write_text(json.dumps(setup, indent=2) + "\n", encoding="utf-8")
    environment = {
        "python": platform.python_version(),
        "torch": torch.__version__,
        "processor": platform.processor() or platform.machine(),
        "threads": torch.get_num_threads(),
    }
    (folder / "environment.json").write_text(json.dumps(environment, indent=2) + "\n", encoding="utf-8")


def _write_curve(folder: Path, epoch: int, mean_loss: float, seconds: float, measures: Measures) -> None:
    line = {"epoch": epoch, "loss": round(mean_loss, 4), "seconds": round(seconds, 1), **measures.as_dict()}
    with (folder / "curves.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
