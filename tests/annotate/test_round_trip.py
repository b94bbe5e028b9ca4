"""Units to annotation tools and back: nothing is lost, bad exports are told without a text."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest

from culture_nlp.annotate import argilla, doccano, inception, label_studio
from culture_nlp.annotate.fields import choices, from_fields, to_fields
from culture_nlp.errors import TrainingError
from culture_nlp.measure.annotated import AnnotatedUnit, read_units
from culture_nlp.taxonomy import load_taxonomy

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
TAXONOMY = load_taxonomy()
CANARY = "kwetterende kanarievogel 4711"
UNITS = read_units([CORPORA / "seed" / "sa.jsonl", CORPORA / "units" / "k01.jsonl"], TAXONOMY)


def annotated_label_studio(path: Path) -> None:
    """What the tool makes of the tasks when an annotator accepts every prediction."""
    tasks = json.loads(path.read_text(encoding="utf-8"))
    for number, task in enumerate(tasks, start=1):
        result = [
            item | {"id": f"r{i}", "origin": "manual"} for i, item in enumerate(task.pop("predictions")[0]["result"])
        ]
        task |= {
            "id": number,
            "annotations": [{"id": number, "completed_by": 7, "result": result, "was_cancelled": False}],
        }
    path.write_text(json.dumps(tasks), encoding="utf-8")


def annotated_doccano(path: Path) -> None:
    """The export numbers its examples and adds comments, and comes in a zip."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    lines = [json.dumps(row | {"id": i, "Comments": []}) for i, row in enumerate(rows, start=1)]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ann.jsonl", "\n".join(lines))


def annotated_argilla(path: Path) -> None:
    """Suggestions become the responses of one user; the server adds keys of its own."""
    records = json.loads(path.read_text(encoding="utf-8"))
    for record in records:
        record["responses"] = {
            question: [{"value": s["value"], "user_id": "c0ffee"}] for question, s in record["suggestions"].items()
        }
        record |= {"status": "completed", "_server_id": "1"}
    path.write_text(json.dumps(records), encoding="utf-8")


TOOLS = [(label_studio, annotated_label_studio), (doccano, annotated_doccano), (argilla, annotated_argilla)]


@pytest.mark.parametrize(("tool", "annotated"), TOOLS, ids=["label-studio", "doccano", "argilla"])
def test_nothing_is_lost_on_the_way_through_a_tool(tool: ModuleType, annotated: Any, tmp_path: Path) -> None:
    path = tmp_path / "file"
    tool.write(UNITS, path, labels=True)
    annotated(path)
    assert [unit for _, unit in tool.read(path)] == UNITS


@pytest.mark.parametrize("tool", [label_studio, doccano, argilla])
def test_without_labels_none_are_sent(tool: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "file"
    tool.write(UNITS[:1], path, labels=False)
    text = path.read_text(encoding="utf-8")
    assert "negative" not in text
    assert "positive" not in text


@pytest.mark.parametrize("tool", [label_studio, doccano, argilla])
def test_the_interface_offers_every_answer(tool: ModuleType) -> None:
    text = tool.interface(TAXONOMY)
    assert [a for answers in choices(TAXONOMY).values() for a in answers if a not in text] == []


@pytest.mark.parametrize("tool", [label_studio, doccano, argilla])
@pytest.mark.parametrize("content", ["", "{", "[1]", '{"text": "' + CANARY + '"}', '[{"data": {}}]'])
def test_what_is_no_export_is_told_without_its_text(tool: ModuleType, content: str, tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_text(content, encoding="utf-8")
    told = ""
    try:
        found = list(tool.read(path))
    except TrainingError as error:
        found, told = [], error.message
    assert found == []
    assert told.startswith("export") or not told
    assert CANARY not in told


def test_both_poles_of_a_theme_are_mixed() -> None:
    known = {"id": "1", "text": "druk en rustig", "kind": "survey", "question": "?"}
    answers = {"themes": ["workload negative", "workload positive"], "sentiment": ["0"], "sentiment_label": ["mixed"]}
    assert from_fields(known, answers, "here").themes == {"workload": "mixed"}


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"sentiment": []}, "sentiment"),
        ({"sentiment": ["veel"]}, "sentiment"),
        ({"sentiment": ["9"]}, "sentiment"),
        ({"themes": ["workload"]}, "themes"),
        ({"facets": ["mistakes negative"], "safety_level": []}, "safety_level"),
    ],
)
def test_an_incomplete_annotation_names_the_question(changed: dict[str, list[str]], named: str) -> None:
    known = {"id": "1", "text": CANARY, "kind": "survey", "question": "?"}
    with pytest.raises(TrainingError, match=named) as caught:
        from_fields(known, to_fields(UNITS[0]) | changed, "task 3")
    assert CANARY not in caught.value.message
    assert "task 3" in caught.value.message


def test_inception_keeps_what_a_document_can_carry(tmp_path: Path) -> None:
    pytest.importorskip("cassis", reason="the extra `train` is not installed")
    documents, export = tmp_path / "documents.zip", tmp_path / "export.zip"
    inception.write(UNITS[:60], documents, labels=True)
    with zipfile.ZipFile(documents) as source, zipfile.ZipFile(export, "w") as target:
        for name in source.namelist():
            target.writestr(f"annotation/{name}/anna.json", source.read(name))
            target.writestr(f"annotation/{name}/INITIAL_CAS.json", source.read(name))
    stays = {"sector": None, "variety": None, "writer": None, "scenario": None}
    expected = {u.id: u.model_copy(update=stays) for u in UNITS[:60]}
    found = list(inception.read(export))
    assert {annotator for annotator, _ in found} == {"anna"}
    assert {u.id: u for _, u in found} == expected


def test_inception_tells_a_broken_document_without_its_text(tmp_path: Path) -> None:
    pytest.importorskip("cassis", reason="the extra `train` is not installed")
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("annotation/u1.json/anna.json", json.dumps({"text": CANARY}))
    with pytest.raises(TrainingError, match=r"u1\.json") as caught:
        list(inception.read(path))
    assert CANARY not in caught.value.message


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from culture_nlp.cli.main import run; run()", "annotate", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)


def test_the_commands_from_export_to_the_adjudication_sheet(tmp_path: Path) -> None:
    source, task, folder = CORPORA / "units" / "k01.jsonl", tmp_path / "tasks.json", tmp_path / "back"
    done = run("export", str(source), "--tool", "label-studio", "--out", str(task), "--labels")
    assert done.returncode == 0, done.stderr
    annotated_label_studio(task)
    done = run("import", str(task), "--tool", "label-studio", "--out", str(folder))
    assert done.returncode == 0, done.stderr
    units = read_units([folder / "annotator-1.jsonl"], TAXONOMY)
    changed = [u.model_copy(update={"sentiment": -u.sentiment}) for u in units]
    other = tmp_path / "other.jsonl"
    other.write_text("\n".join(u.model_dump_json() for u in changed), encoding="utf-8")
    sheet = tmp_path / "sheet.xlsx"
    done = run("agree", str(folder / "annotator-1.jsonl"), str(other), "--sheet", str(sheet))
    assert done.returncode == 0, done.stderr
    page = openpyxl.load_workbook(sheet).active
    assert page is not None
    assert page.max_row - 1 == sum(u.sentiment != 0 for u in units)


def test_alpha_of_a_reader_with_itself_is_one() -> None:
    from culture_nlp.measure.agreement import agreement

    units: list[AnnotatedUnit] = UNITS[:100]
    assert agreement(units, units, TAXONOMY, seed=0)["themes_overall"]["alpha"] == 1.0
