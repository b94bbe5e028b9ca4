"""``culture-nlp theme`` and ``score --own-theme`` as a user meets them, on a bundle with a tiny network."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from culture_nlp.cli.main import app
from culture_nlp.errors import BundleError, CultureError, TaxonomyError, TrainingError

pytest.importorskip("torch", reason="the extra `train` is not installed")
pytestmark = pytest.mark.slow

CANARY = "kwetterende kanarievogel 4711"
QUESTION = "Wat vind je van thuiswerken?"
TEXTS = {
    "negative": "thuis werken mag hier niet, ik moet vijf dagen naar kantoor",
    "positive": "thuis werken mag hier, twee dagen kantoor is prima",
}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.score.own_theme_bundle import make_bundle

    return make_bundle(tmp_path_factory.mktemp("own"))


def rows(each: int = 10) -> list[dict[str, Any]]:
    return [
        {"text": f"{text}, {n} {CANARY}", "question": QUESTION if n % 2 else None, "pole": pole}
        for n in range(each)
        for pole, text in TEXTS.items()
    ]


def write(path: Path, lines: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def add(bundle: Path, file: Path, out: Path, theme_id: str = "hybrid_work", *more: str) -> Result:
    names = ["--id", theme_id, "--label-nl", "Hybride werken", "--label-en", "Hybrid working"]
    names += ["--description", "Thuis of op kantoor werken.", "--out", str(out), "--bundle", str(bundle)]
    return CliRunner().invoke(app, ["theme", "add", str(file), *names, *more])


def error_of(done: Result, kind: type[CultureError]) -> str:
    assert isinstance(done.exception, kind), done.output
    assert CANARY not in done.exception.message + done.output
    return done.exception.message


@pytest.fixture(scope="module")
def theme(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("theme")
    done = add(bundle, write(folder / "examples.jsonl", rows()), folder / "own.json")
    assert done.exit_code == 0, done.output
    return folder / "own.json"


def test_the_theme_file_holds_weights_and_no_text(theme: Path) -> None:
    document = json.loads(theme.read_text(encoding="utf-8"))
    assert document["check"]["examples"] == 20
    assert document["prior"] == 0.03
    assert 0 < document["threshold"] < 1
    assert CANARY not in theme.read_text(encoding="utf-8")
    assert "kantoor," not in theme.read_text(encoding="utf-8")


def test_score_finds_the_theme_and_leaves_the_others_as_they_are(bundle: Path, theme: Path, tmp_path: Path) -> None:
    units = [{"id": str(n), "text": f"{TEXTS['negative']}, 77 {CANARY}", "question": QUESTION} for n in range(2)]
    units += [{"id": "x", "text": "fijne collega's hier", "question": "wat vind je van het werk?"}]
    scored = {}
    for name, options in {"with": ["--own-theme", str(theme)], "without": []}.items():
        out = tmp_path / f"{name}.jsonl"
        arguments = ["score", str(write(tmp_path / "in.jsonl", units)), "--output", str(out), "--bundle", str(bundle)]
        done = CliRunner().invoke(app, [*arguments, *options])
        assert done.exit_code == 0, done.output
        scored[name] = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    poles, given = [], []
    for row, plain in zip(scored["with"], scored["without"], strict=True):
        poles.append(row["probabilities"]["themes"].pop("hybrid_work"))
        given.append(row["themes"].pop("hybrid_work", None))
        assert row == plain
    assert poles[0] == poles[1]
    assert sum(poles[0].values()) > 2 * sum(poles[2].values())
    threshold = json.loads(theme.read_text(encoding="utf-8"))["threshold"]
    assert [g is not None for g in given] == [max(p.values()) >= threshold for p in poles] == [True, True, False]


def test_units_like_the_examples_get_the_theme_and_ordinary_ones_do_not(bundle: Path, theme: Path) -> None:
    from culture_nlp.score.own_theme import read_own_theme
    from culture_nlp.score.scorer import OnnxScorer
    from tests.score.own_theme_bundle import annotated

    scorer = OnnxScorer(bundle)
    scorer.add(read_own_theme(theme))
    ordinary = [annotated(n).unit() for n in range(100, 110)]
    about = [replace(u, text=TEXTS["negative"]) for u in ordinary[:2]]
    scored = scorer.score(about + ordinary)
    present = [unit.themes["hybrid_work"].negative + unit.themes["hybrid_work"].positive for unit in scored]
    assert min(present[:2]) > 2 * max(present[2:])
    assert scorer.score(about[:1])[0].themes == scored[0].themes


def test_a_question_that_all_examples_share_is_not_taken_for_the_theme(bundle: Path, tmp_path: Path) -> None:
    from culture_nlp.score.own_theme import read_own_theme
    from culture_nlp.score.scorer import OnnxScorer
    from tests.score.own_theme_bundle import annotated

    lines = [row | {"question": QUESTION} for row in rows()]
    done = add(bundle, write(tmp_path / "in.jsonl", lines), tmp_path / "own.json")
    assert done.exit_code == 0, done.output
    scorer, theme = OnnxScorer(bundle), read_own_theme(tmp_path / "own.json")
    scorer.add(theme)
    units = [replace(annotated(n).unit(), question=QUESTION) for n in range(100, 110)]
    units += [replace(units[0], text=f"{TEXTS['positive']}, 77 {CANARY}")]
    poles = scorer.probabilities(units).own["hybrid_work"].max(axis=1)
    assert poles[:-1].max() < theme.threshold <= poles[-1]


def test_check_tells_the_figures_again(bundle: Path, theme: Path) -> None:
    done = CliRunner().invoke(app, ["theme", "check", str(theme), "--bundle", str(bundle)])
    assert done.exit_code == 0, done.output
    recall = json.loads(theme.read_text(encoding="utf-8"))["check"]["recall"]
    assert f"{100 * recall:.1f} %" in done.output
    assert "ordinary units" in done.output


def test_fifteen_examples_are_too_few(bundle: Path, tmp_path: Path) -> None:
    doubled = rows(8)[:15] * 3 + [{"text": f"iets anders {n}", "pole": None} for n in range(5)]
    message = error_of(add(bundle, write(tmp_path / "few.jsonl", doubled), tmp_path / "o.json"), TrainingError)
    assert "15 different examples" in message
    assert "16" in message
    assert not (tmp_path / "o.json").exists()


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"text": CANARY}, "pole"),
        ({"text": CANARY, "pole": "bad"}, "pole"),
        ({"text": 4711, "pole": None}, "text"),
        ({"text": " ", "pole": "negative", "question": CANARY}, "text"),
        ([CANARY], "text"),
    ],
)
def test_a_wrong_line_is_named_without_its_content(bundle: Path, tmp_path: Path, line: Any, field: str) -> None:
    file = write(tmp_path / "in.jsonl", [*rows(1), line])
    message = error_of(add(bundle, file, tmp_path / "o.json"), TrainingError)
    assert "in.jsonl, line 3" in message
    assert field in message


def test_missed_examples_are_told_by_line(bundle: Path, tmp_path: Path) -> None:
    """One example that is quite another thing, at a line that empty lines have moved."""
    odd = {"text": "prima.", "question": "wat vind je van het werk?", "pole": "negative"}
    text = "\n\n" + "\n".join(json.dumps(line) for line in [odd, *rows()])
    (tmp_path / "in.jsonl").write_text(text, encoding="utf-8")
    done = add(bundle, tmp_path / "in.jsonl", tmp_path / "o.json")
    assert done.exit_code == 0, done.output
    assert 3 in json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["check"]["missed"]


def test_a_known_theme_cannot_be_added_again(bundle: Path, theme: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "in.jsonl", rows())
    assert "workload" in error_of(add(bundle, file, tmp_path / "o.json", "workload"), TaxonomyError)
    twice = ["score", str(file), "--output", str(tmp_path / "o.jsonl"), "--bundle", str(bundle)]
    done = CliRunner().invoke(app, [*twice, "--own-theme", str(theme), "--own-theme", str(theme)])
    assert "hybrid_work" in error_of(done, TaxonomyError)


def test_names_of_the_wrong_form_are_refused(bundle: Path, tmp_path: Path) -> None:
    done = add(bundle, write(tmp_path / "in.jsonl", rows()), tmp_path / "o.json", "Hybride Werken!")
    assert "id" in error_of(done, TrainingError)


def test_a_head_made_for_another_bundle_is_refused(bundle: Path, theme: Path, tmp_path: Path) -> None:
    document = json.loads(theme.read_text(encoding="utf-8"))
    document["files"]["model.onnx"] = "0" * 64
    document["model"] = "other 2"
    other = tmp_path / "own.json"
    other.write_text(json.dumps(document), encoding="utf-8")
    units = str(write(tmp_path / "in.jsonl", rows(1)))
    for command in (
        ["theme", "check", str(other)],
        ["score", units, "--output", str(tmp_path / "o.jsonl"), "--own-theme", str(other)],
    ):
        message = error_of(CliRunner().invoke(app, [*command, "--bundle", str(bundle)]), BundleError)
        assert "other 2" in message
        assert "theme add" in message


def test_a_bundle_of_before_own_themes_says_so(bundle: Path, tmp_path: Path) -> None:
    old = tmp_path / "old-model"
    shutil.copytree(bundle, old)
    manifest = json.loads((old / "bundle.json").read_text(encoding="utf-8"))
    del manifest["files"]["background.npz"]
    (old / "bundle.json").write_text(json.dumps(manifest), encoding="utf-8")
    done = add(old, write(tmp_path / "in.jsonl", rows()), tmp_path / "o.json")
    assert "background.npz" in error_of(done, BundleError)


def test_every_option_is_explained() -> None:
    import typer.main

    group = typer.main.get_command(app).commands["theme"]  # type: ignore[attr-defined]
    for command in group.commands.values():
        assert [p.name for p in command.params if not getattr(p, "help", None)] == []
