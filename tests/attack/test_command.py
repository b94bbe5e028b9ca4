"""``culture-nlp attack`` as a works council meets it: shapes of files, report, exit codes, one hash for everybody."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from culture_nlp.attack.report import load_texts
from culture_nlp.cli.main import app
from culture_nlp.errors import SettingError, UnreadableFile
from tests.attack.made import exact, hidden, team, word

CANARY = "kwetterende kanarievogel"
SAFE = {"teams": [team("", 30, exact(9, 30)), team("A", (8, 10), word("some")), hidden("B")]}
LEAK = {"teams": [team("P", 23, exact(12, 23)), team("P/A", 19, exact(11, 19)), hidden("P/C")]}


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, ["attack", *map(str, arguments)])


def written(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_nothing_found_ends_with_0_and_a_finding_with_6(tmp_path: Path) -> None:
    safe, leak = run(written(tmp_path / "s.json", SAFE)), run(written(tmp_path / "l.json", LEAK))
    assert (safe.exit_code, leak.exit_code) == (0, 6)
    assert "UITSLAG: geen lek gevonden." in safe.stdout
    assert "LEK: Van wat van P overblijft" in leak.stdout


def test_every_shape_of_a_release_is_read(tmp_path: Path) -> None:
    beside = {"input": {"rows": 3}, "release": {"id": ""}, "teams": LEAK["teams"]}
    served = {"round": "2026-1", "release": "0" * 64, "teams": LEAK["teams"]}
    for shape in (LEAK, beside, served):
        assert run(written(tmp_path / "r.json", shape)).exit_code == 6


def test_the_report_and_the_json_have_one_hash_in_both_languages(tmp_path: Path) -> None:
    file, out = written(tmp_path / "l.json", LEAK), tmp_path / "out.json"
    dutch, english = run(file, "--json", out).stdout, run(file, "--english").stdout
    document = json.loads(out.read_text(encoding="utf-8"))
    assert document["findings"] == sum(len(each["findings"]) for each in document["attacks"]) > 0
    assert document["sha256"] in dutch
    assert document["sha256"] in english
    assert "LEAK:" in english


def test_rosters_and_known_answers_change_what_is_found(tmp_path: Path) -> None:
    release = written(tmp_path / "r.json", {"teams": [team("", 8, word("few"))]})
    people, known = tmp_path / "people.csv", tmp_path / "known.csv"
    people.write_text("team;persoon\n" + "".join(f"Zorg / Nacht;p{i}\n" for i in range(8)), encoding="utf-8")
    known.write_text("p0;theme_a;negatief;ja\np1;theme_a;negatief;ja\n", encoding="utf-8")
    assert run(release, "--roster", people).exit_code == 0
    assert run(release, "--roster", people, "--know", known).exit_code == 6
    sizes = tmp_path / "sizes.csv"
    sizes.write_text("team,invited,answered\nZorg / Nacht,8,8\n", encoding="utf-8")
    assert run(release, "--roster", sizes).exit_code == 0
    assert isinstance(run(release, "--roster", sizes, "--know", known).exception, SettingError)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"teams": []}', '{"teams": [{"path": 3}]}', f'"{CANARY}"'])
def test_other_files_are_refused_without_quoting_them(tmp_path: Path, content: str) -> None:
    path = tmp_path / "r.json"
    path.write_text(content, encoding="utf-8")
    error = run(path).exception
    assert isinstance(error, UnreadableFile)
    assert CANARY not in error.message


@pytest.mark.parametrize("content", ["a;b\n1;2\n", "team;invited\nA;veel\n", "team\nA\n"])
def test_other_rosters_are_refused(tmp_path: Path, content: str) -> None:
    release, path = written(tmp_path / "r.json", SAFE), tmp_path / "roster.csv"
    path.write_text(content, encoding="utf-8")
    assert isinstance(run(release, "--roster", path).exception, UnreadableFile)


def test_text_in_a_file_is_reported_by_its_place_only(tmp_path: Path) -> None:
    done = run(written(tmp_path / "r.json", SAFE | {"note": CANARY}))
    assert done.exit_code == 6
    assert "“note”" in done.stdout
    assert CANARY not in done.stdout


def test_both_languages_have_the_same_words() -> None:
    dutch, english = load_texts("nl"), load_texts("en")
    assert dutch.keys() == english.keys()


def test_every_attack_and_what_is_not_attacked_is_named(tmp_path: Path) -> None:
    text = run(written(tmp_path / "s.json", SAFE)).stdout
    for key, words in load_texts("nl").items():
        if key.startswith(("name_", "not_")) and key not in ("not_intact", "not_from_files"):
            assert words in text, key
