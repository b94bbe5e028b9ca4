"""The README can be wrong; these tests say so."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_readme", ROOT / "evaluation/write_readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_generated_is_up_to_date(writer: ModuleType) -> None:
    for marker, make in writer.GENERATED.items():
        assert f"<!-- {marker} -->\n{make()}\n<!-- /{marker} -->" in TEXT, marker


def test_the_schema_of_a_release_file_is_up_to_date(writer: ModuleType) -> None:
    assert writer.SCHEMA.read_text(encoding="utf-8") == writer.schema()


def test_the_results_are_those_of_the_shipped_bundle() -> None:
    import json

    from culture_nlp.score.bundle import read_bundle, shipped_bundle

    result = json.loads((ROOT / "evaluation/results/shipped_model.json").read_text(encoding="utf-8"))
    bundle = read_bundle(shipped_bundle())
    assert result["groups"]["all"]["model"] == bundle.label
    assert result["groups"]["all"]["data_sha256"] == bundle.trained_on["test"]


def test_every_file_it_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert (ROOT / target).exists(), target


def test_every_command_it_shows_exists() -> None:
    import typer.main

    from culture_nlp.cli.main import app

    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    shown = re.findall(r"culture-nlp (\w+)((?: [^\n#&]*)?)", TEXT)
    assert {name for name, _ in shown} <= set(commands) | {"h"}
    for name, rest in shown:
        command = commands[name]
        if hasattr(command, "commands"):
            command = command.commands[rest.split()[0]]
        options = {o for p in command.params for o in p.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= options, name


def test_both_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^demo:", makefile, re.MULTILINE)
    assert re.search(r"^test:", makefile, re.MULTILINE)
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
