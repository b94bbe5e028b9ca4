"""Experiment tracking with MLflow, for who wants it; imported only then."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from culture_nlp.errors import TrainingError

EXPERIMENT: Final = "culture-nlp"
ARTEFACTS: Final = (
    "config_training.json",
    "environment.json",
    "curves.jsonl",
    "evaluation.json",
    "cross_validation.json",
)
"""What goes along where a folder has it: figures and hashes, no weights, no texts, no names of writers."""


class Tracker:
    """One run of MLflow; without it nothing is done."""

    def __init__(self, mlflow: Any | None) -> None:
        self._mlflow = mlflow

    def epoch(self, line: Mapping[str, float], part: str = "") -> None:
        """The loss and the development measures of an epoch, under the name of their fold if there is one."""
        if self._mlflow:
            metrics = {f"{part}/{name}" if part else name: value for name, value in line.items() if name != "epoch"}
            self._mlflow.log_metrics(metrics, step=int(line["epoch"]))

    def end(self, measures: Mapping[str, float], *folders: Path) -> None:
        """The final measures, and the small files of folders as artefacts."""
        if self._mlflow:
            self._mlflow.log_metrics({f"final/{name}": value for name, value in measures.items()})
            for path in (folder / name for folder in folders for name in ARTEFACTS):
                if path.is_file():
                    self._mlflow.log_artifact(str(path))


@contextmanager
def tracked(uri: str | None, name: str, parameters: Mapping[str, Any]) -> Iterator[Tracker]:
    """A run at a tracking server or in a database; nothing without a URI.

    Raises:
        TrainingError: MLflow is not installed, or cannot be reached.
    """
    if uri is None:
        yield Tracker(None)
        return
    os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")  # what is trained here is nobody else's business
    try:
        mlflow: Any = import_module("mlflow")
    except ImportError:
        raise TrainingError("--mlflow needs MLflow: pip install mlflow") from None
    try:
        mlflow.set_tracking_uri(uri)
        mlflow.set_experiment(EXPERIMENT)
        run = mlflow.start_run(run_name=name)
    except mlflow.MlflowException:
        raise TrainingError(
            "--mlflow: no run can be started there. Give a tracking server, or sqlite:///mlflow.db."
        ) from None
    with run:
        mlflow.log_params(dict(parameters))
        yield Tracker(mlflow)
