"""A researcher's own units, from a spreadsheet or an annotation tool, all the way to a bundle that is evaluated."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from culture_nlp.annotate import label_studio
from culture_nlp.annotate.fields import to_fields
from culture_nlp.cli.main import app
from culture_nlp.errors import SettingError, TrainingError
from culture_nlp.measure.annotated import AnnotatedUnit
from tests.training.tiny import unit

pytest.importorskip("torch", reason="the extra `train` is not installed")
pytestmark = pytest.mark.slow
CANARY = "kwetterende kanarievogel 4711"
UNITS = [unit(n, f"w{writer}") for writer in range(5) for n in range(8)]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    """A command that succeeds."""
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, (done.output, done.exception)
    return done


def exported(units: list[AnnotatedUnit]) -> list[dict[str, Any]]:
    """Label Studio's JSON export of tasks that were uploaded with text, question and writer only."""
    return [
        {
            "id": number,
            "data": {"text": u.text, "question": u.question, "writer": int(str(u.writer)[1:])},
            "annotations": [
                {
                    "id": number,
                    "completed_by": {"id": 7, "email": "anna@example.org"},
                    "was_cancelled": False,
                    "result": label_studio._result(to_fields(u)),
                }
            ],
        }
        for number, u in enumerate(units, start=1)
    ]


def train(data: str, base: Path, *more: str) -> str:
    Path("config.toml").write_text("epochs = 1\nbatch_size = 8\nhead_rate = 1e-2\n", encoding="utf-8")
    return run("train", data, "--out", "own", "--base", str(base), "--config", "config.toml", *more).output


def test_from_a_label_studio_export_to_a_model(tiny_encoder: Path) -> None:
    tasks = exported(UNITS)
    unfinished = exported([UNITS[0].model_copy(update={"text": CANARY})])[0] | {"id": 99}
    unfinished["annotations"][0]["result"] = []
    Path("export.json").write_text(json.dumps([*tasks, unfinished]), encoding="utf-8")
    told = run("annotate", "import", "export.json", "--tool", "label-studio", "--out", "annotated").output
    assert "task 99" in told
    assert CANARY not in told
    train("annotated", tiny_encoder, "--split-share", "0.2")
    result = json.loads(Path("own/evaluation.json").read_text(encoding="utf-8"))
    assert sum(split["units"] for split in result["splits"].values()) == len(UNITS)
    assert result["writers"] == 1
    run("evaluate", "annotated", "--bundle", "own", "--writers", "runs/own/splits.toml", "--json", "again.json")
    again = json.loads(Path("again.json").read_text(encoding="utf-8"))
    assert again["measures"] == result["measures"]


def test_from_a_spreadsheet_without_safety_to_a_model(tiny_encoder: Path) -> None:
    lines = ["text;question;themes;sentiment;sentiment_label;writer"]
    for u in UNITS:
        themes = "; ".join(f"{theme}:{pole}" for theme, pole in u.themes.items())
        lines.append(f'{u.text};{u.question};"{themes}";{u.sentiment};{u.sentiment_label};{u.writer}')
    Path("own.csv").write_text("\n".join(lines), encoding="utf-8")
    Path("lists.toml").write_text('development = ["w1"]\ntest = ["w2"]\n', encoding="utf-8")
    told = " ".join(train("own.csv", tiny_encoder, "--writers", "lists.toml").split())
    assert re.search(r"own: theme x pole micro-F1, on the test split: [01]\.\d+", told)


def test_two_readings_of_a_unit_are_not_both_trained_on(tiny_encoder: Path) -> None:
    for name in ("annotator-1.jsonl", "annotator-2.jsonl"):
        Path(name).write_text(UNITS[0].model_dump_json() + "\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["train", ".", "--out", "own", "--base", str(tiny_encoder)])
    assert isinstance(done.exception, TrainingError)
    assert "annotate agree" in done.exception.message


def test_options_that_exclude_each_other_are_told() -> None:
    done = CliRunner().invoke(app, ["train", "x.jsonl", "--out", "own", "--reuse", "--folds", "3"])
    assert isinstance(done.exception, SettingError)
