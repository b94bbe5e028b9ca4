"""Cross-validation: every writer measured once, the test split left alone."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from culture_nlp.cli.main import app
from tests.training.tiny import unit

pytest.importorskip("torch", reason="the extra `train` is not installed")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tiny_encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``culture-nlp train --folds 3`` makes."""
    folder = tmp_path_factory.mktemp("folds")
    units = [unit(n, f"w{writer}") for writer in range(7) for n in range(6)]
    (folder / "units.jsonl").write_text("\n".join(u.model_dump_json() for u in units), encoding="utf-8")
    (folder / "splits.toml").write_text('development = ["w5"]\ntest = ["w6"]\n', encoding="utf-8")
    (folder / "config.toml").write_text("epochs = 2\nbatch_size = 8\nhead_rate = 1e-2\n", encoding="utf-8")
    arguments = ["train", str(folder / "units.jsonl"), "--out", str(folder / "own"), "--base", str(tiny_encoder)]
    arguments += ["--writers", str(folder / "splits.toml"), "--config", str(folder / "config.toml")]
    result = CliRunner().invoke(app, [*arguments, "--run", str(folder / "run"), "--folds", "3"])
    assert result.exit_code == 0, result.output
    assert "3 folds" in result.output
    (folder / "arguments.json").write_text(json.dumps(arguments), encoding="utf-8")
    return folder


def test_every_writer_but_those_of_the_test_split_is_measured_once(folder: Path) -> None:
    told = json.loads((folder / "run" / "cross_validation.json").read_text(encoding="utf-8"))
    assert [fold["writers"] for fold in told["folds"]] == [2, 2, 2]
    assert told["pooled"]["units"] == sum(fold["units"] for fold in told["folds"]) == 36
    assert told["pooled"]["writers"] == 6
    assert "over writers" in told["pooled"]["interval_method"]
    values = [fold["sentiment_kappa"] for fold in told["folds"]]
    assert told["mean"]["sentiment_kappa"] == pytest.approx(np.mean(values), abs=1e-4)
    assert told["standard_deviation"]["sentiment_kappa"] == pytest.approx(np.std(values, ddof=1), abs=1e-4)
    low, high = told["pooled"]["measures"]["theme_pole_micro_f1"]["interval"]
    assert low <= told["pooled"]["measures"]["theme_pole_micro_f1"]["value"] <= high
    hashes = [sha for fold in told["folds"] for sha in fold["sha256"].values()]
    assert len(hashes) == len(set(hashes)) == 9


def test_a_model_a_fold_and_no_bundle(folder: Path) -> None:
    assert sorted(p.name for p in (folder / "run").iterdir()) == ["cross_validation.json", "fold-1", "fold-2", "fold-3"]
    assert (folder / "run" / "fold-3" / "model.safetensors").is_file()
    assert not (folder / "own").exists()


def test_folds_that_are_done_are_not_trained_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from culture_nlp.training import trainer

    monkeypatch.setattr(trainer, "epochs", lambda *_: pytest.fail("trained again"))
    before = (folder / "run" / "cross_validation.json").read_bytes()
    arguments = json.loads((folder / "arguments.json").read_text(encoding="utf-8"))
    run = [*arguments, "--run", str(folder / "run"), "--folds", "3", "--resume"]
    result = CliRunner().invoke(app, run)
    assert result.exit_code == 0, result.output
    assert (folder / "run" / "cross_validation.json").read_bytes() == before
