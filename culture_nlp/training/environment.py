"""What a model was trained with: versions, machine, commit."""

import json
import os
import platform
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import torch

FILE: Final = "environment.json"
PACKAGES: Final = ("culture-nlp", "torch", "transformers", "tokenizers", "numpy", "onnxruntime")


def write_environment(folder: Path, device: torch.device, minutes: float | None = None) -> None:
    """Write ``environment.json``; ``minutes`` once training has ended, so that a run without it was stopped."""
    found: dict[str, Any] = {"python": platform.python_version()}
    found |= {name: version(name) for name in PACKAGES}
    found |= {
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "threads": torch.get_num_threads(),
        "device": torch.cuda.get_device_name(device) if device.type == "cuda" else device.type,
    }
    if commit := git_commit():
        found["commit"] = commit
    if minutes is not None:
        found["minutes"] = round(minutes, 1)
    (folder / FILE).write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def has_ended(folder: Path) -> bool:
    """Whether the training of this run folder came to its end."""
    return "minutes" in _read(folder)


def device_name(folder: Path) -> str:
    """What the model of a run folder was trained on, for its card."""
    device = str(_read(folder).get("device", "cpu"))
    return "a processor" if device == "cpu" else f"one {device}"


def _read(folder: Path) -> dict[str, Any]:
    path = folder / FILE
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def git_commit() -> str | None:
    """The commit that is checked out in the working folder; None where it is no git repository."""
    git = shutil.which("git")
    if git is None:
        return None
    try:
        done = subprocess.run([git, "rev-parse", "HEAD"], capture_output=True, text=True, check=False, timeout=10)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
