"""Fine-tuning: all layers and heads at once, with a run folder that tells what happened.

A run folder holds ``config_training.json`` (and the encoder's ``config.json``), ``environment.json``,
``curves.jsonl`` and ``curves.svg`` (per epoch), ``model.safetensors`` (the weights of the best epoch on the
development units), ``tokenizer.json``, and a checkpoint as long as training goes on.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import AutoConfig, AutoModel, AutoTokenizer, PreTrainedModel

from culture_nlp.errors import TrainingError
from culture_nlp.measure.annotated import AnnotatedUnit, data_hash
from culture_nlp.score.bundle import file_hash
from culture_nlp.taxonomy import Taxonomy
from culture_nlp.training.checkpoint import State, remove_checkpoint, require_same, restore
from culture_nlp.training.config import TrainingConfig, device_of
from culture_nlp.training.curves import Line, minutes
from culture_nlp.training.environment import has_ended, write_environment
from culture_nlp.training.loop import WEIGHTS, Run, epochs, keep_if_best, make_optimiser
from culture_nlp.training.model import CultureModel

SETUP: Final = "config_training.json"


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
    *,
    resume: bool = False,
    on_epoch: Callable[[Line], None] | None = None,
) -> Trained:
    """Fine-tune ``base`` on the training units; keep the epoch that is best on the development units.

    Best is the highest theme x pole micro-F1 at the best single threshold. Deterministic on one machine's processor
    for one seed and thread count. With ``start``, a run folder of the same taxonomy, its weights are trained on.
    With ``resume`` a run that was stopped goes on after its last whole epoch and gives what it would have given; one
    that had ended is taken as it is; where there is none, training begins. ``on_epoch`` gets each line of the curve.

    Raises:
        TrainingError: there is no such device, or the run to resume was begun with something else.
    """
    device = device_of(config)
    torch.manual_seed(config.seed)
    tokenizer: Tokenizer = AutoTokenizer.from_pretrained(base).backend_tokenizer
    setup = _setup(base, tokenizer, training, development, taxonomy, config, start)
    run = Run(tokenizer, training, development, taxonomy, config, folder, setup, device)
    if resume and has_ended(folder):
        require_same(folder, json.loads((folder / SETUP).read_text(encoding="utf-8")), setup)
        return load_trained(folder, taxonomy)
    model = _network(base, taxonomy, config, start).to(device)
    optimiser, schedule = make_optimiser(model, config, config.epochs * run.steps)
    state = State(model, optimiser, schedule, np.random.default_rng(config.seed), [])
    if resume and restore(folder, state, setup):
        keep_if_best(folder, state)
    _write_setup(run, model)
    epochs(run, state, on_epoch)
    write_environment(folder, device, minutes(state.curve))
    remove_checkpoint(folder)
    return load_trained(folder, taxonomy)


def load_trained(folder: Path, taxonomy: Taxonomy) -> Trained:
    """Load the model of a run folder, in evaluation mode, with eager attention (for export)."""
    config = AutoConfig.from_pretrained(folder)
    encoder = AutoModel.from_config(config, attn_implementation="eager")
    model = CultureModel(encoder, len(taxonomy.themes), len(taxonomy.facets))
    model.load_state_dict(load_file(folder / WEIGHTS), strict=True)
    return Trained(model.eval(), Tokenizer.from_file(str(folder / "tokenizer.json")), folder)


def _network(base: str, taxonomy: Taxonomy, config: TrainingConfig, start: Path | None) -> CultureModel:
    # Attention dropout would switch off the fast attention kernel of processors; hidden dropout stays.
    encoder = AutoModel.from_pretrained(base, attn_implementation="sdpa", attention_probs_dropout_prob=0.0)
    _keep_layers(encoder, config.layers)
    model = CultureModel(encoder, len(taxonomy.themes), len(taxonomy.facets), config.dropout)
    if start is not None:
        model.load_state_dict(load_file(start / WEIGHTS))
    return model


def _keep_layers(encoder: PreTrainedModel, layers: int | None) -> None:
    """Drop the top layers of a BERT-like encoder (Sajjad et al. 2023: top layers are the ones to drop)."""
    if layers is None or layers >= encoder.config.num_hidden_layers:
        return
    encoder.encoder.layer = encoder.encoder.layer[:layers]
    encoder.config.num_hidden_layers = layers


def _setup(
    base: str,
    tokenizer: Tokenizer,
    training: Sequence[AnnotatedUnit],
    development: Sequence[AnnotatedUnit],
    taxonomy: Taxonomy,
    config: TrainingConfig,
    start: Path | None,
) -> dict[str, Any]:
    """What the run is made of, in values that JSON has; only a run with the same can be resumed."""
    if start is not None and not (start / WEIGHTS).is_file():
        raise TrainingError(f"{start}: no {WEIGHTS} there to train on from.")
    return {
        "base": Path(base).name,
        "tokenizer": sha256(tokenizer.to_str().encode()).hexdigest(),
        "start": file_hash(start / WEIGHTS) if start else None,
        "themes": list(taxonomy.theme_ids),
        "facets": list(taxonomy.facet_ids),
        "config": config.model_dump(),
        "training": {"units": len(training), "sha256": data_hash(training)},
        "development": {"units": len(development), "sha256": data_hash(development)},
    }


def _write_setup(run: Run, model: CultureModel) -> None:
    run.folder.mkdir(parents=True, exist_ok=True)
    write_environment(run.folder, run.device)
    (run.folder / SETUP).write_text(json.dumps(run.setup, indent=2) + "\n", encoding="utf-8")
    model.encoder.config.save_pretrained(run.folder)
    run.tokenizer.save(str(run.folder / "tokenizer.json"))
