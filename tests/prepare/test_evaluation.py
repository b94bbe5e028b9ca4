import json
import runpy
from pathlib import Path
from typing import Any

import pytest

EVALUATION = Path(__file__).parents[2] / "evaluation"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def run_script(script: str, *arguments: str | Path) -> dict[str, Any]:
        out = tmp_path / "result.json"
        monkeypatch.setattr("sys.argv", [script, *map(str, arguments), "--out", str(out)])
        runpy.run_path(str(EVALUATION / script), run_name="__main__")
        result: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        assert json.loads(capsys.readouterr().out) == result
        return result

    return run_script


def test_language_identification_counts_by_length(tmp_path: Path, run: Any) -> None:
    dutch, foreign = tmp_path / "nl.jsonl", tmp_path / "en.txt"
    dutch.write_text('{"text": "standup was top"}\n{"text": "7"}\n', encoding="utf-8")
    foreign.write_text("no comment\nThe team is great but we need more people\nsprint\n", encoding="utf-8")
    files = run("language_identification.py", "--dutch", dutch, "--foreign", foreign)["files"]
    assert files[0]["rightly judged"]["1-3 words"]["n"] == 1
    assert files[0]["rightly judged"]["1-3 words"]["value"] == 1.0
    assert files[1]["rightly judged"]["1-3 words"] == {"n": 2, "value": 0.5, "interval": [0.0945, 0.9055]}
    assert files[1]["rightly judged"]["9 words and more"]["value"] == 1.0
    assert files[1]["rightly judged"]["4-8 words"]["value"] is None


def test_clauses_are_compared_with_a_persons_marks(tmp_path: Path, run: Any) -> None:
    gold = tmp_path / "gold.txt"
    gold.write_text("de sfeer is goed | maar het is druk\nfijn | team\nJan en Piet\n", encoding="utf-8")
    result = run("clauses.py", gold)
    assert (result["precision"]["n"], result["precision"]["value"]) == (1, 1.0)
    assert (result["recall"]["n"], result["recall"]["value"]) == (2, 0.5)
    assert result["texts exactly right"]["value"] == 0.6667
