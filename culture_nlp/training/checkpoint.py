"""Where a stopped run goes on: its weights and everything else that the next epoch depends on.

``checkpoint-N.safetensors`` holds the weights after epoch N; ``checkpoint.pt`` names N and holds optimiser, schedule,
random states and the curve. It replaces its predecessor last, so a stop at any moment leaves one whole checkpoint.
"""

import json
import pickle
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from culture_nlp.errors import TrainingError
from culture_nlp.training.curves import Line
from culture_nlp.training.model import CultureModel

STATE: Final = "checkpoint.pt"


@dataclass(slots=True)
class State:
    """What changes from epoch to epoch; ``order`` shuffles the batches, ``curve`` has one line a finished epoch."""

    model: CultureModel
    optimiser: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LRScheduler
    order: np.random.Generator
    curve: list[Line]


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A temporary file beside ``path`` that takes its place once it is written."""
    beside = path.with_name(path.name + ".new")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def save_checkpoint(folder: Path, state: State, setup: Mapping[str, Any]) -> None:
    """Write the state after an epoch; ``setup`` says what the run is made of, in values that JSON has."""
    weights = _weights(folder, len(state.curve))
    with replaced(weights) as path:
        save_file(state.model.state_dict(), path)
    stored = {
        "setup": json.dumps(setup),
        "curve": state.curve,
        "optimiser": state.optimiser.state_dict(),
        "schedule": state.schedule.state_dict(),
        "torch": torch.get_rng_state(),
        "cuda": torch.cuda.get_rng_state_all(),
        "numpy": json.dumps(state.order.bit_generator.state),
    }
    with replaced(folder / STATE) as path:
        torch.save(stored, path)
    _remove_weights(folder, keep=weights)


def restore(folder: Path, state: State, setup: Mapping[str, Any]) -> bool:
    """Put the state of a checkpoint in place; False where the folder has none.

    Raises:
        TrainingError: the checkpoint is of another base, other data or other settings, or is damaged.
    """
    if not (folder / STATE).is_file():
        return False
    damaged = TrainingError(f"{folder / STATE}: damaged. Train without --resume.")
    try:
        stored = torch.load(folder / STATE, map_location="cpu", weights_only=True)
        told, curve = json.loads(stored["setup"]), stored["curve"]
    except (OSError, EOFError, RuntimeError, ValueError, KeyError, pickle.UnpicklingError):
        raise damaged from None
    require_same(folder, told, setup)
    try:
        state.model.load_state_dict(load_file(_weights(folder, len(curve))))
        state.optimiser.load_state_dict(stored["optimiser"])
        state.schedule.load_state_dict(stored["schedule"])
        state.order.bit_generator.state = json.loads(stored["numpy"])
        torch.set_rng_state(stored["torch"])
        torch.cuda.set_rng_state_all(stored["cuda"][: torch.cuda.device_count()])
    except (OSError, RuntimeError, ValueError, KeyError, SafetensorError):
        raise damaged from None
    state.curve[:] = curve
    return True


def remove_checkpoint(folder: Path) -> None:
    """Remove the checkpoint of a run that has ended."""
    (folder / STATE).unlink(missing_ok=True)
    _remove_weights(folder)


def require_same(folder: Path, told: Mapping[str, Any], setup: Mapping[str, Any]) -> None:
    """Refuse to go on with a run that was begun in another way.

    Raises:
        TrainingError: names what differs.
    """
    now = _flat(setup)
    before = _flat(told)
    if differing := sorted(name for name in now | before if now.get(name) != before.get(name)):
        raise TrainingError(
            f"{folder}: the run there cannot be resumed, it differs in: {', '.join(differing)}. "
            "Give what it was begun with, or train without --resume."
        )


def _flat(setup: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in setup.items():
        found |= _flat(value, f"{prefix}{name}.") if isinstance(value, Mapping) else {prefix + name: value}
    return found


def _weights(folder: Path, epoch: int) -> Path:
    return folder / f"checkpoint-{epoch}.safetensors"


def _remove_weights(folder: Path, keep: Path | None = None) -> None:
    for path in folder.glob("checkpoint-*.safetensors*"):
        if path != keep:
            path.unlink()
