"""MLflow is used only where it is asked for; here a stand-in takes down what it is told."""

import sys
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from culture_nlp.errors import TrainingError
from culture_nlp.training.tracking import tracked


class FakeMlflow(SimpleNamespace):
    """The part of MLflow that is used."""

    MlflowException = type("MlflowException", (Exception,), {})

    def __init__(self) -> None:
        super().__init__(calls=[])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **named: Any) -> Any:
            self.calls.append((name, *arguments, *named.values()))
            return nullcontext()

        return call


@pytest.fixture
def mlflow(monkeypatch: pytest.MonkeyPatch) -> FakeMlflow:
    """Where ``import mlflow`` finds it."""
    fake = FakeMlflow()
    monkeypatch.setitem(sys.modules, "mlflow", fake)  # type: ignore[arg-type]
    return fake


def test_without_an_address_nothing_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mlflow", None)
    with tracked(None, "run", {}) as tracker:
        tracker.epoch({"epoch": 1, "loss": 0.5})
        tracker.end({"f1": 0.5}, Path("nowhere"))


def test_where_it_is_missing_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mlflow", None)
    with pytest.raises(TrainingError, match="pip install mlflow"), tracked("here", "run", {}):
        pass


def test_what_is_logged(mlflow: FakeMlflow, tmp_path: Path) -> None:
    for name in ("environment.json", "curves.jsonl", "tokenizer.json", "splits.toml", "model.safetensors"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    with tracked("http://there", "mine", {"epochs": 2}) as tracker:
        tracker.epoch({"epoch": 1, "loss": 0.5, "f1": 0.1})
        tracker.epoch({"epoch": 2, "loss": 0.4}, part="fold-1")
        tracker.end({"f1": 0.7}, tmp_path)
    assert mlflow.calls == [
        ("set_tracking_uri", "http://there"),
        ("set_experiment", "culture-nlp"),
        ("start_run", "mine"),
        ("log_params", {"epochs": 2}),
        ("log_metrics", {"loss": 0.5, "f1": 0.1}, 1),
        ("log_metrics", {"fold-1/loss": 0.4}, 2),
        ("log_metrics", {"final/f1": 0.7}),
        ("log_artifact", str(tmp_path / "environment.json")),
        ("log_artifact", str(tmp_path / "curves.jsonl")),
    ]


def test_a_server_that_cannot_be_reached_is_told_without_its_address(mlflow: FakeMlflow) -> None:
    def refuse(_: str) -> None:
        raise mlflow.MlflowException("http://user:password@there")

    mlflow.set_experiment = refuse
    with pytest.raises(TrainingError) as caught, tracked("http://user:password@there", "mine", {}):
        pass
    assert "password" not in caught.value.message
