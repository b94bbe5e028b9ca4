"""``evaluate`` and ``compare`` with ``--html`` and ``--json``: what is in them, and that no text is."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from culture_nlp.cli.evaluate import judge
from culture_nlp.cli.main import app
from culture_nlp.errors import SettingError
from culture_nlp.measure.annotated import read_units
from culture_nlp.taxonomy import load_taxonomy

CANARIES = ("kwetterende kanarievogel", "fluitende lijster", "welke merel vraagt dit")


def rows() -> list[dict[str, Any]]:
    unit: dict[str, Any] = {
        "id": "unit-1",
        "text": f"te druk, {CANARIES[0]}",
        "kind": "survey",
        "question": f"{CANARIES[2]}?",
        "themes": {"workload": "negative"},
        "sentiment": -1,
        "sentiment_label": "negative",
        "safety": {"level": -1, "facets": {"risk_taking": "negative"}},
        "writer": "w",
    }
    other = {"id": "unit-<2>", "text": CANARIES[1], "themes": {}, "safety": None, "writer": "v"}
    return [unit, unit | other]


def write(path: Path, units: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(unit) for unit in units), encoding="utf-8")
    return path


def outputs(tmp_path: Path, *arguments: str) -> tuple[dict[str, Any], str]:
    paths = tmp_path / "out.json", tmp_path / "out.html"
    done = CliRunner().invoke(app, [*arguments, "--json", str(paths[0]), "--html", str(paths[1])])
    assert done.exit_code == 0, done.output
    texts = [path.read_text(encoding="utf-8") for path in paths]
    for canary in CANARIES:
        assert canary not in done.output + "".join(texts)
    return json.loads(texts[0]), texts[1]


def test_labels_of_a_file_are_told_by_id(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", rows())
    worse = write(tmp_path / "worse.jsonl", [rows()[0], rows()[1] | {"themes": {"retention": "mixed"}}])
    document, html = outputs(tmp_path, "evaluate", str(gold), "--predicted", str(worse))
    wrong = ["retention negative", "retention positive"]
    assert document["errors"] == [{"id": "unit-<2>", "missed": [], "wrong": wrong, "right": []}]
    assert document["confusions"]["pairs"] == []
    assert document["predicted"] == "worse.jsonl"
    assert "reliability" not in document
    assert "Evaluation of worse.jsonl" in html
    assert "unit-&lt;2&gt;" in html


def test_an_error_on_safety_is_told_too(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", rows())
    worse = write(tmp_path / "worse.jsonl", [rows()[0] | {"safety": None}, rows()[1]])
    document, _ = outputs(tmp_path, "evaluate", str(gold), "--predicted", str(worse))
    (error,) = document["errors"]
    assert error["missed"] == ["safety.risk_taking negative"]
    assert error["right"] == ["workload negative"]


def test_a_model_that_was_run_has_a_reliability_diagram(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", rows())
    document, html = outputs(tmp_path, "evaluate", str(gold))
    assert sum(row["cells"] for row in document["reliability"]) == 2 * 44
    assert 'class="diagram"' in html
    assert document["model"] in html


def test_what_is_judged_for_a_results_file_has_no_lists_of_units(tmp_path: Path) -> None:
    taxonomy, gold = load_taxonomy(), write(tmp_path / "gold.jsonl", rows())
    found = judge(read_units([gold], taxonomy), taxonomy, gold, None, seed=0)
    assert not {"errors", "confusions", "reliability"} & set(found)


def test_two_files_are_compared_by_id(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", rows())
    worse = write(tmp_path / "worse.jsonl", [row | {"themes": {"retention": "negative"}} for row in rows()])
    document, html = outputs(tmp_path, "compare", str(gold), "--first", str(worse), "--second", str(gold))
    assert [(unit["id"], unit["right"]) for unit in document["disagreements"]] == [
        ("unit-1", "second"),
        ("unit-<2>", "second"),
    ]
    assert document["disagreements"][0]["first_missed"] == ["workload negative"]
    assert document["disagreements"][0]["first_wrong"] == ["retention negative"]
    assert "worse.jsonl and gold.jsonl compared" in html
    assert "unit-&lt;2&gt;" in html


@pytest.mark.parametrize("command", ["evaluate", "compare"])
def test_a_report_that_cannot_be_written_is_refused_before_the_work(tmp_path: Path, command: str) -> None:
    gold = str(write(tmp_path / "gold.jsonl", rows()))
    labels = {"evaluate": ["--predicted", gold], "compare": ["--first", gold, "--second", gold]}[command]
    done = CliRunner().invoke(app, [command, gold, *labels, "--html", str(tmp_path / "nowhere" / "out.html")])
    assert isinstance(done.exception, SettingError)
    assert "units of" not in done.output
