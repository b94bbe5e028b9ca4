"""The command line as a user meets it: help, exit codes, outputs, messages without values."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

CANARY = "kwetterende kanarievogel 4711"


def run(
    *arguments: str, env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    import os

    command = [sys.executable, "-c", "from culture_nlp.cli.main import run; run()", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, env=os.environ | (env or {}), cwd=cwd, check=False, timeout=240
    )


def survey(path: Path, people: int = 12) -> Path:
    lines = ["ID;Team;Wat gaat er goed?;Wat kan er beter?"]
    for i in range(people):
        team = "Zuid" if i % 4 == 0 else "Noord"
        lines.append(f"{i};{team};we helpen elkaar altijd, fijne collega's {i};het rooster komt steeds te laat {i}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_help_names_every_command_and_the_exit_codes() -> None:
    done = run("--help")
    assert done.returncode == 0
    for word in ("analyse", "score", "train", "evaluate", "compare", "select", "serve", "demo", "base", "Exit codes"):
        assert word in done.stdout


def test_version() -> None:
    assert run("--version").stdout.startswith("culture-nlp ")


@pytest.mark.parametrize(
    "command", ["analyse", "score", "train", "evaluate", "compare", "select", "base", "serve", "demo"]
)
def test_every_option_of_every_command_is_explained(command: str) -> None:
    import typer.main

    from culture_nlp.cli.main import app

    parameters = typer.main.get_command(app).commands[command].params  # type: ignore[attr-defined]
    assert [p.name for p in parameters if not getattr(p, "help", None)] == []


def test_analyse_writes_what_the_readme_promises(tmp_path: Path) -> None:
    outputs = [tmp_path / name for name in ("out.json", "out.csv", "out.html")]
    arguments = [str(x) for pair in zip(("--json", "--csv", "--html"), outputs, strict=True) for x in pair]
    done = run("analyse", str(survey(tmp_path / "a.csv")), *arguments)
    assert done.returncode == 0, done.stderr
    document = json.loads(outputs[0].read_text(encoding="utf-8"))
    assert document["input"]["rows"] == 12
    assert document["input"]["answers"] == 24
    teams = {tuple(t["path"]): t for t in document["teams"]}
    assert teams[()]["published"]
    assert teams[()]["respondents"] == {"low": 11, "high": 20}
    # Zuid has 3 people: hidden, and Noord with it, or 12 - 9 would give Zuid away.
    assert not teams[("Zuid",)]["published"]
    assert not teams[("Noord",)]["published"]
    assert teams[("Noord",)]["themes"] is None
    theme = teams[()]["themes"][0]
    assert theme["negative"]["share"] is None
    assert theme["negative"]["words"]["first"] in {"few", "some", "many", "most"}
    assert "<!doctype html>" in outputs[2].read_text(encoding="utf-8").lower()
    assert "Zuid" in outputs[1].read_text(encoding="utf-8-sig")


def test_a_broken_row_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = survey(tmp_path / "a.csv")
    with file.open("a", encoding="utf-8") as out:
        out.write(f"99;Noord;{CANARY};goed;nog een cel {CANARY}\n")
    done = run("analyse", str(file), "--json", str(tmp_path / "out.json"))
    assert done.returncode == 0
    (rejected,) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["input"]["rejected"]
    assert (rejected["file"], rejected["row"]) == ("a.csv", 14)
    assert CANARY not in done.stdout + done.stderr + json.dumps(rejected)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["analyse", "missing.csv"], 2),
        (["analyse", "{file}", "--minimum-group", "4"], 2),
        (["analyse", "{file}", "--map", "nonsense"], 2),
        (["analyse", "{file}", "--json", "nowhere/at/all.json"], 2),
        (["analyse", "{image}"], 3),
        (["serve", "--host", "0.0.0.0"], 2),
        (["nonsense"], 2),
    ],
)
def test_mistakes_end_with_a_message_and_an_exit_code(tmp_path: Path, arguments: list[str], code: int) -> None:
    (tmp_path / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    names = {"file": survey(tmp_path / "a.csv"), "image": tmp_path / "image.png"}
    done = run(*(a.format(**names) for a in arguments), cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


@pytest.mark.parametrize("value", ["4", "0", "-1", "many"])
def test_no_environment_lowers_the_floor(tmp_path: Path, value: str) -> None:
    done = run("analyse", str(survey(tmp_path / "a.csv")), env={"CULTURE_NLP_MINIMUM_GROUP": value})
    assert done.returncode == 2
    assert "CULTURE_NLP_MINIMUM_GROUP" in done.stderr


def test_a_file_without_answers_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Team;Wat kan beter?\nA;nvt\nA;-\n", encoding="utf-8")
    done = run("analyse", str(tmp_path / "a.csv"))
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_one_of_several_files_that_cannot_be_used_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    survey(tmp_path / "a.csv")
    (tmp_path / "board.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    done = run("analyse", str(tmp_path), "--json", str(tmp_path / "out.json"))
    assert done.returncode == 0, done.stderr
    document = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    (rejected,) = document["input"]["rejected"]
    assert (rejected["file"], rejected["row"], rejected["code"]) == ("board.png", None, "unsupported_format")
    assert document["input"]["answers"] == 24


def test_an_error_that_nobody_foresaw_tells_no_value() -> None:
    code = (
        "from culture_nlp.cli import main, demo\n"
        f"def fail(): raise ValueError({CANARY!r})\n"
        "main.app.command('fail')(fail)\n"
        "import sys; sys.argv = ['culture-nlp', 'fail']; main.run()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ValueError" in done.stderr
    assert CANARY not in done.stderr


def test_the_service_logs_no_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    import uvicorn

    from culture_nlp.cli.serve import serve

    options: dict[str, object] = {}
    monkeypatch.setattr(uvicorn, "run", lambda *_, **given: options.update(given))
    serve(host="127.0.0.1", port=8000)
    assert options["access_log"] is False


def test_a_model_of_other_themes_than_the_taxonomy_is_refused(tmp_path: Path) -> None:
    from culture_nlp.taxonomy.load import SHIPPED

    own = SHIPPED.read_text(encoding="utf-8")
    start = own.rindex("[[themes]]")
    theme = own[start : own.index("[[", start + 2)].replace('id = "retention"', 'id = "own_theme"')
    theme = re.sub(r'(label_..) = "', r'\1 = "Eigen ', theme)
    (tmp_path / "own.toml").write_text(own.replace(own[start:], theme + own[start:], 1), encoding="utf-8")
    done = run("analyse", str(survey(tmp_path / "a.csv")), env={"CULTURE_NLP_TAXONOMY": str(tmp_path / "own.toml")})
    assert done.returncode == 4, done.stderr


def test_score_keeps_the_keys_and_adds_the_labels(tmp_path: Path) -> None:
    units = [
        {"id": "1", "text": "te druk, altijd overwerk", "question": "Hoe is de werkdruk?", "own": [1, {"x": None}]},
        {"id": "2", "text": "taakverdeling", "heading": "Kan beter"},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(u) for u in units), encoding="utf-8")
    done = run("score", str(tmp_path / "in.jsonl"), "--output", str(tmp_path / "out.jsonl"))
    assert done.returncode == 0, done.stderr
    scored = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    for unit, row in zip(units, scored, strict=True):
        assert {k: row[k] for k in unit} == unit
        assert row["sentiment"] in range(-2, 3)
        assert row["sentiment_label"] in {"negative", "neutral", "positive", "mixed"}
        assert set(row["themes"].values()) <= {"negative", "positive", "mixed"}
        assert row["safety"] is None or set(row["safety"]) == {"level", "facets"}
        assert len(row["probabilities"]["themes"]) == 22
        assert len(row["probabilities"]["facets"]) == 7


def test_a_line_that_is_not_a_unit_is_named_without_its_content(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": "1", "text": "ok"}\n{"text": 5, "x": "%s"}\n' % CANARY, encoding="utf-8")
    done = run("score", str(tmp_path / "in.jsonl"), "--output", str(tmp_path / "out.jsonl"))
    assert done.returncode == 3
    assert "line 2" in done.stderr
    assert CANARY not in done.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_score_may_write_over_its_input(tmp_path: Path) -> None:
    file = tmp_path / "units.jsonl"
    file.write_text('{"id": "1", "text": "te druk, altijd overwerk"}\n', encoding="utf-8-sig")
    done = run("score", str(file), "--output", str(file))
    assert done.returncode == 0, done.stderr
    assert json.loads(file.read_text(encoding="utf-8"))["sentiment"] in range(-2, 3)


def gold_rows() -> list[dict[str, object]]:
    unit: dict[str, object] = {
        "id": "1",
        "text": "te druk",
        "kind": "survey",
        "question": "Hoe gaat het?",
        "themes": {"workload": "negative"},
        "sentiment": -1,
        "sentiment_label": "negative",
        "safety": None,
        "writer": "w",
    }
    return [unit, unit | {"id": "2", "themes": {}, "sentiment": 1, "sentiment_label": "positive", "writer": "v"}]


def write_rows(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    return path


def test_evaluate_of_gold_against_itself_is_perfect(tmp_path: Path) -> None:
    gold = write_rows(tmp_path / "gold.jsonl", gold_rows())
    done = run("evaluate", str(gold), "--predicted", str(gold), "--json", str(tmp_path / "out.json"))
    assert done.returncode == 0, done.stderr
    measures = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["measures"]
    assert measures["theme_pole_micro_f1"]["value"] == 1.0
    assert measures["sentiment_kappa"]["value"] == 1.0


def test_compare_tells_which_labels_are_better(tmp_path: Path) -> None:
    gold = write_rows(tmp_path / "gold.jsonl", gold_rows())
    worse = write_rows(tmp_path / "worse.jsonl", [row | {"themes": {"retention": "negative"}} for row in gold_rows()])
    options = ("--first", str(worse), "--second", str(gold), "--json", str(tmp_path / "out.json"))
    done = run("compare", str(gold), *options)
    assert done.returncode == 0, done.stderr
    measures = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["measures"]
    assert measures["theme_pole_micro_f1"]["difference"] == 1.0


def test_select_writes_the_texts_that_teach_most(tmp_path: Path) -> None:
    texts = ("prima", "prima", "we horen nooit iets van boven", "prima", "er wordt geroddeld maar ook gelachen")
    rows: list[dict[str, object]] = [{"id": str(i), "text": text} for i, text in enumerate(texts)]
    source, out = write_rows(tmp_path / "texts.jsonl", rows), tmp_path / "chosen.jsonl"
    done = run("select", str(source), "--out", str(out), "--count", "2")
    assert done.returncode == 0, done.stderr
    chosen = {json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()}
    assert chosen == {"2", "4"}


def test_compare_refuses_labels_of_other_texts(tmp_path: Path) -> None:
    gold = write_rows(tmp_path / "gold.jsonl", gold_rows())
    other = write_rows(tmp_path / "other.jsonl", [row | {"text": CANARY} for row in gold_rows()])
    done = run("compare", str(gold), "--first", str(gold), "--second", str(other))
    assert done.returncode == 3
    assert "another text" in done.stderr
    assert CANARY not in done.stderr + done.stdout


def test_two_rounds_are_not_mixed(tmp_path: Path) -> None:
    lines = ["ID;Team;Ronde;Wat kan er beter?"]
    texts = ("het rooster komt steeds te laat", "we horen nooit iets van boven", "te weinig mensen op de avonden")
    texts += (
        "meer tijd voor scholing zou fijn zijn",
        "de taken zijn niet goed verdeeld",
        "niemand zegt iets in overleg",
    )
    lines += [f"{i};Noord;{r};{text}, {r} {i}" for r in ("voorjaar", "najaar") for i, text in enumerate(texts)]
    file = tmp_path / "a.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    mixed = run("analyse", str(file))
    assert mixed.returncode == 3
    assert "--round" in mixed.stderr
    assert "voorjaar" not in mixed.stderr
    chosen = run("analyse", str(file), "--round", "najaar", "--json", str(tmp_path / "out.json"))
    assert chosen.returncode == 0, chosen.stderr
    (whole, *_) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["teams"]
    assert whole["respondents"] == {"low": 5, "high": 7}


SAID = (
    "het rooster komt steeds te laat",
    "wij horen nooit iets van boven",
    "er is veel te veel werk",
    "fijne mensen om mee te werken",
    "niemand luistert naar ons",
    "graag meer tijd om te leren",
    "de taken zijn niet goed verdeeld",
)


def test_invited_people_and_the_round_before_decide_what_is_shown(tmp_path: Path) -> None:
    lines = ["ID;Team;Wat kan er beter?"]
    for team, people in (("Noord", 9), ("Oost", 12), ("Zuid", 14)):
        lines += [f"{team}{i};{team};{SAID[i % len(SAID)]}, al {i} weken lang" for i in range(people)]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "invited.csv").write_text("team;uitgenodigd\nNoord;4\nOost;12\nZuid;20\n", encoding="utf-8")

    def shown(*more: str) -> set[str]:
        out = tmp_path / f"{len(more)}.json"
        answers = ("--map", "answer=Wat kan er beter?")
        done = run("analyse", str(tmp_path / "a.csv"), *answers, "--json", str(out), *more)
        assert done.returncode == 0, done.stderr
        return {"/".join(t["path"]) for t in json.loads(out.read_text(encoding="utf-8"))["teams"] if t["published"]}

    assert shown() == {"", "Noord", "Oost", "Zuid"}
    invited = ("--invited", str(tmp_path / "invited.csv"))
    assert shown(*invited) == {"", "Zuid"}
    before = tmp_path / "before.json"
    before.write_text(json.dumps({"teams": [{"path": [], "published": True}, {"path": ["Oost"], "published": True}]}))
    assert shown(*invited, "--before", str(before)) == {"", "Oost"}


def test_evidence_is_the_clause_that_carried_a_theme(tmp_path: Path) -> None:
    unit = {"id": "1", "text": "De koffie is lekker. De werkdruk is veel te hoog.", "question": "Hoe gaat het?"}
    (tmp_path / "in.jsonl").write_text(json.dumps(unit), encoding="utf-8")
    done = run("score", str(tmp_path / "in.jsonl"), "--output", str(tmp_path / "out.jsonl"), "--evidence")
    assert done.returncode == 0, done.stderr
    row = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert row["evidence"].keys() == row["themes"].keys()
    start, end = row["evidence"]["workload"]["negative"]
    assert unit["text"][start:end] == "De werkdruk is veel te hoog."


def test_a_damaged_bundle_stops_the_service_before_it_listens(tmp_path: Path) -> None:
    done = run("serve", "--port", "8999", env={"CULTURE_NLP_BUNDLE": str(tmp_path)})
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


def test_the_sample_organisation_is_what_the_readme_says(tmp_path: Path) -> None:
    sample = Path(__file__).resolve().parents[2] / "corpora" / "sample"
    done = run("analyse", str(sample), "--json", str(tmp_path / "out.json"))
    assert done.returncode == 0, done.stderr
    document = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    teams = [t for t in document["teams"] if len(t["path"]) == 2]
    assert document["input"]["answers"] >= 300
    assert len(teams) == 10
    assert 0 < sum(not t["published"] for t in teams) < 10
    assert len(document["input"]["rejected"]) == 2
