"""The JSON document keeps its shape, and a spreadsheet calculates nothing that somebody typed."""

import csv
import io
import json

import pytest

from culture_nlp.pipeline import Analysis
from culture_nlp.report.data import analysis_json, csv_text, neutral, write_csv
from culture_nlp.taxonomy import Taxonomy
from tests.report.conftest import small

TOLD = {"at_least", "at_most", "low", "high", "words"}


def rows(analysis: Analysis, taxonomy: Taxonomy) -> list[dict[str, str]]:
    text = csv_text(analysis.release, taxonomy)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_json_has_exactly_the_promised_fields(analysis: Analysis) -> None:
    document = json.loads(json.dumps(analysis_json(analysis)))
    assert set(document) == {"input", "release", "teams"}
    assert set(document["input"]) == {"rows", "answers", "not_scored", "rejected", "dropped_columns"}
    assert set(document["release"]) == {
        "id",
        "created",
        "model_version",
        "taxonomy_version",
        "rules_version",
        "minimum_group",
        "audit",
    }
    team = document["teams"][1]
    assert set(team) == {"path", "respondents", "published", "themes", "sentiment", "safety"}
    assert team["path"] == ["Zorg"]
    assert set(team["respondents"]) == {"low", "high"}
    assert set(team["themes"][0]) == {"id", "negative", "positive"}
    assert set(team["themes"][0]["negative"]) == set(team["themes"][0]["positive"]) == TOLD | {"share"}
    assert set(team["sentiment"]) == TOLD | {"mean"}
    assert set(team["safety"]) == TOLD | {"score"}


def test_json_tells_what_became_of_the_input(analysis: Analysis) -> None:
    found = analysis_json(analysis)["input"]
    assert (found["rows"], found["answers"]) == (41, 97)
    assert found["not_scored"] == {"no_answer": 6, "not_dutch": 2}
    assert found["dropped_columns"] == ["E-mail", "Naam"]
    assert found["rejected"][0] == {
        "file": "a.csv",
        "row": 2,
        "field": "Antwoord",
        "code": "too_long",
        "message": "Rij 2: het antwoord is te lang.",
    }


def test_json_has_null_for_what_is_not_published(analysis: Analysis) -> None:
    team = analysis_json(analysis)["teams"][2]
    assert team.pop("path")[0] == "Zorg"
    assert team.pop("published") is False
    assert set(team.values()) == {None}


def test_csv_has_a_row_per_theme_and_pole(analysis: Analysis, taxonomy: Taxonomy) -> None:
    team = [row for row in rows(analysis, taxonomy) if row["groep"] == "Zorg"]
    assert len(team) == 2 * len(taxonomy.themes) + 2
    (row,) = [r for r in team if r["thema_id"] == "workload" and r["pool"] == "negatief"]
    assert (row["thema"], row["cluster"]) == ("Haalbare werkdruk", "Leidinggevenden")
    assert (row["waarde"], row["laag"], row["hoog"], row["in woorden"]) == ("0.62", "0.52", "0.74", "")


def test_csv_of_a_small_group_has_words_and_a_range_of_people(analysis: Analysis, taxonomy: Taxonomy) -> None:
    text = csv_text(analysis.release.model_copy(update={"teams": (small(("Zorg",)),)}), taxonomy)
    first = next(csv.DictReader(io.StringIO(text[1:], newline="")))
    assert (first["respondenten"], first["waarde"], first["in woorden"]) == ("5 t/m 7", "", "bijna iedereen")


def test_csv_keeps_negative_numbers_as_numbers(analysis: Analysis, taxonomy: Taxonomy) -> None:
    assert ',-0.42,-0.71,-0.13,""\r\n' in csv_text(analysis.release, taxonomy)


def test_csv_has_one_row_without_figures_for_an_unpublished_group(analysis: Analysis, taxonomy: Taxonomy) -> None:
    found = [row for row in rows(analysis, taxonomy) if row["gepubliceerd"] == "nee"]
    assert len(found) == 2
    for row in found:
        assert {row[column] for column in ("respondenten", "maat", "waarde", "laag", "hoog")} == {""}


def test_csv_neutralises_the_name_of_a_team(analysis: Analysis, taxonomy: Taxonomy) -> None:
    names = {row["groep"] for row in rows(analysis, taxonomy)}
    assert "'=HYPERLINK(1)" in names
    assert not any(name.startswith("=") for name in names)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_text_that_would_be_calculated_gets_an_apostrophe(start: str) -> None:
    assert neutral(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("cell", [-0.5, 3, None, "", "Zorg = goed", "'-"])
def test_any_other_cell_stays_as_it_is(cell: str | float | None) -> None:
    assert neutral(cell) == cell


def test_csv_quotes_every_text(taxonomy: Taxonomy, analysis: Analysis) -> None:
    team = analysis.release.teams[2].model_copy(update={"path": ("a;=1+1",)})
    file = io.StringIO(newline="")
    write_csv(analysis.release.model_copy(update={"teams": (team,)}), taxonomy, file)
    assert '\n"a;=1+1",' in file.getvalue()
