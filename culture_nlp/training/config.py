"""How a model is trained, as a file says it."""

import tomllib
from pathlib import Path
from typing import Literal

import torch
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from culture_nlp.errors import TrainingError


class TrainingConfig(BaseModel):
    """How a model is trained; read from a TOML or JSON file, every field has the default of the shipped model."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    epochs: int = Field(5, ge=1, description="passes over the training units")
    patience: int | None = Field(
        None, ge=1, description="stop after so many epochs without a better one; None is never"
    )
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
    bfloat16: bool = Field(False, description="autocast; faster on GPUs and on processors with AVX-512 BF16 or AMX")
    device: Literal["auto", "cpu", "cuda"] = Field("auto", description="auto is cuda where there is one")


def read_config(path: Path | None) -> TrainingConfig:
    """Training settings from a TOML file, or the defaults.

    Raises:
        TrainingError: names the field that is wrong.
    """
    try:
        return TrainingConfig.model_validate(tomllib.loads(path.read_text(encoding="utf-8")) if path else {})
    except ValidationError as error:
        fields = ", ".join(str(e["loc"][0]) for e in error.errors())
        raise TrainingError(f"Training settings: not allowed or unknown: {fields}.") from None
    except (OSError, ValueError):
        raise TrainingError("Training settings: not a TOML file that can be read.") from None


def device_of(config: TrainingConfig) -> torch.device:
    """Where to train.

    Raises:
        TrainingError: CUDA is asked for and there is none.
    """
    there = torch.cuda.is_available()
    if config.device == "cuda" and not there:
        raise TrainingError('Training settings: device "cuda", but PyTorch finds no GPU here. Leave it out, or "cpu".')
    return torch.device("cuda" if there and config.device != "cpu" else "cpu")
