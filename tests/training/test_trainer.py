"""Training runs that are stopped, resumed, ended early, and what their folders tell."""

import json
import platform
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")

from culture_nlp.errors import TrainingError  # noqa: E402
from culture_nlp.taxonomy import load_taxonomy  # noqa: E402
from culture_nlp.training import environment, loop  # noqa: E402
from culture_nlp.training.config import TrainingConfig, read_config  # noqa: E402
from culture_nlp.training.curves import best_epoch  # noqa: E402
from culture_nlp.training.trainer import Trained, train  # noqa: E402
from tests.training.tiny import unit  # noqa: E402

pytestmark = pytest.mark.slow
TAXONOMY = load_taxonomy()
UNITS = [unit(n, writer) for writer in ("w1", "w2") for n in range(8)]
DEVELOPMENT = [unit(n, "w3") for n in range(6)]
CONFIG = TrainingConfig(epochs=3, batch_size=4, encoder_rate=1e-3, head_rate=1e-2)
Start = Callable[..., Trained]


@pytest.fixture
def start(tiny_encoder: Path) -> Start:
    """Train in a folder; what is given changes the run."""

    def begin(folder: Path, **changed: Any) -> Trained:
        arguments = {"training": UNITS, "development": DEVELOPMENT, "taxonomy": TAXONOMY, "config": CONFIG} | changed
        return train(str(tiny_encoder), folder=folder, **arguments)

    return begin


@contextmanager
def stopping_after(batches: int) -> Iterator[None]:
    """Ctrl-C while the next batch is computed."""
    real, seen = loop.loss, iter(range(batches))

    def loss(*arguments: Any) -> Any:
        if next(seen, None) is None:
            raise KeyboardInterrupt
        return real(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loop, "loss", loss)
        yield


@pytest.fixture
def stopped(start: Start, tmp_path: Path) -> Path:
    """A run that was stopped in its second epoch (four batches each)."""
    with stopping_after(6), pytest.raises(KeyboardInterrupt):
        start(tmp_path / "stopped")
    return tmp_path / "stopped"


@pytest.mark.parametrize("batches", [2, 6, 8, 11], ids=["first epoch", "second", "between", "third"])
def test_a_run_that_is_stopped_and_resumed_gives_the_same_weights(batches: int, start: Start, tmp_path: Path) -> None:
    with stopping_after(batches), pytest.raises(KeyboardInterrupt):
        start(tmp_path / "stopped")
    torch.manual_seed(4711)  # another process has other random numbers
    resumed, whole = start(tmp_path / "stopped", resume=True), start(tmp_path / "whole")
    for name, weights in whole.model.state_dict().items():
        assert torch.equal(weights, resumed.model.state_dict()[name]), name
    curves = [(tmp_path / run / "curves.jsonl").read_text(encoding="utf-8") for run in ("stopped", "whole")]
    seconds = re.compile(r'"seconds": [\d.]+')
    assert seconds.sub("", curves[0]) == seconds.sub("", curves[1])
    assert not list(tmp_path.glob("*/checkpoint*"))
    assert not list(tmp_path.glob("*/*.new"))


def test_the_best_weights_are_not_lost_by_a_stop_right_after_the_checkpoint(start: Start, stopped: Path) -> None:
    (stopped / "model.safetensors").unlink()
    with stopping_after(0), pytest.raises(KeyboardInterrupt):
        start(stopped, resume=True)
    assert (stopped / "model.safetensors").is_file()


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"training": UNITS[1:]}, "training.sha256"),
        ({"development": UNITS[:4]}, "development.sha256"),
        ({"config": CONFIG.model_copy(update={"seed": 1, "batch_size": 8})}, "config.batch_size, config.seed"),
    ],
)
def test_other_data_or_settings_are_refused(changed: dict[str, Any], named: str, start: Start, stopped: Path) -> None:
    with pytest.raises(TrainingError, match=re.escape(named)):
        start(stopped, resume=True, **changed)
    start(stopped, resume=True)
    with pytest.raises(TrainingError, match=re.escape(named)):
        start(stopped, resume=True, **changed)


@pytest.mark.parametrize("pattern", ["checkpoint.pt", "checkpoint-*.safetensors"])
def test_a_damaged_checkpoint_is_told(pattern: str, start: Start, stopped: Path) -> None:
    (path,) = stopped.glob(pattern)
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(TrainingError, match="damaged"):
        start(stopped, resume=True)


def test_a_run_that_had_ended_is_not_trained_again(start: Start, tmp_path: Path) -> None:
    start(tmp_path)
    with stopping_after(0):
        start(tmp_path, resume=True)
        with pytest.raises(KeyboardInterrupt):
            start(tmp_path)


def test_patience_ends_a_run_that_gets_no_better(start: Start, tmp_path: Path) -> None:
    standing = TrainingConfig(epochs=9, batch_size=8, encoder_rate=1e-12, head_rate=1e-12, patience=2)
    start(tmp_path, config=standing)
    assert len((tmp_path / "curves.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    assert best_epoch([json.loads(x) for x in (tmp_path / "curves.jsonl").read_text().splitlines()]) == 1


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU here")
def test_a_gpu_that_is_not_there_is_told(start: Start, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="cuda"):
        start(tmp_path, config=TrainingConfig(device="cuda"))
    assert not (tmp_path / "environment.json").exists()


def test_bfloat16_trains(start: Start, tmp_path: Path) -> None:
    trained = start(tmp_path, config=CONFIG.model_copy(update={"bfloat16": True, "epochs": 1}))
    assert {w.dtype for w in trained.model.state_dict().values()} == {torch.float32}


def test_the_run_folder_tells_what_happened(start: Start, tmp_path: Path) -> None:
    lines: list[Any] = []
    start(tmp_path, on_epoch=lines.append)
    told = json.loads((tmp_path / "environment.json").read_text(encoding="utf-8"))
    assert told["python"] == platform.python_version()
    assert {"culture-nlp", "torch", "transformers", "tokenizers", "numpy", "onnxruntime"} <= set(told)
    assert told["cores"] >= 1
    assert told["minutes"] >= 0
    assert told["device"] == "cpu" or torch.cuda.is_available()
    assert lines == [json.loads(x) for x in (tmp_path / "curves.jsonl").read_text(encoding="utf-8").splitlines()]
    root = ElementTree.parse(tmp_path / "curves.svg").getroot()  # noqa: S314
    assert len(root.findall("{*}circle")) == 2 * CONFIG.epochs


def test_the_commit_is_told_in_a_git_repository_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil
    import subprocess

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert environment.git_commit() is None
    if git := shutil.which("git"):
        who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        subprocess.run([git, "init", "-q"], check=True)
        subprocess.run([git, *who, "commit", "-q", "--allow-empty", "-m", "x"], check=True)
        assert re.fullmatch(r"[0-9a-f]{40,64}", environment.git_commit() or "")
    monkeypatch.setenv("PATH", "")
    assert environment.git_commit() is None


def test_settings_that_are_wrong_are_named(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text('patience = 0\ndevice = "tpu"\nwidth = 3\n')
    with pytest.raises(TrainingError, match="patience, device, width"):
        read_config(tmp_path / "c.toml")
