"""Annotated units from CSV: what a spreadsheet makes of them, and errors that name row and field only."""

from pathlib import Path

import pytest

from culture_nlp.errors import TrainingError
from culture_nlp.measure.annotated import AnnotatedUnit, read_units
from culture_nlp.taxonomy import load_taxonomy

TAXONOMY = load_taxonomy()
CANARY = "kwetterende kanarievogel 4711"
HEADER = "id;text;question;heading;themes;sentiment;sentiment_label;safety level;facets;writer"


def read(path: Path, text: str, encoding: str = "utf-8") -> list[AnnotatedUnit]:
    path.write_bytes(text.encode(encoding))
    return read_units([path], TAXONOMY)


def test_every_field_is_read(tmp_path: Path) -> None:
    rows = [
        HEADER,
        'u1;"Te druk; maar fijn, écht";Wat vind je?;;"workload:negative; collaboration:positive";-1;mixed;;;w1',
        ";We durven het te zeggen;;Wat ging goed;;+1;positive;2;speaking_up:positive;w2",
    ]
    first, second = read(tmp_path / "own.csv", "\n".join(rows))
    assert first.text == "Te druk; maar fijn, écht"
    assert first.themes == {"workload": "negative", "collaboration": "positive"}
    assert (first.kind, first.question, first.heading, first.safety) == ("survey", "Wat vind je?", None, None)
    assert (second.id, second.kind, second.heading, second.themes) == ("own-3", "retro", "Wat ging goed", {})
    assert second.safety is not None
    assert (second.sentiment, second.safety.level, second.safety.facets) == (1, 2, {"speaking_up": "positive"})
    assert (second.writer, second.sector, second.scenario) == ("w2", None, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_commas_and_the_encodings_of_spreadsheets(encoding: str, newline: str, tmp_path: Path) -> None:
    text = newline.join(
        [
            "Text,Themes,Sentiment,Sentiment label",
            '"één regel\nen nog een",workload:negative|workload:positive,0,neutral',
            "",
            "",
        ]
    )
    (unit,) = read(tmp_path / "own.csv", text, encoding)
    assert unit.text == "één regel\nen nog een"
    assert unit.themes == {"workload": "mixed"}


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        (f"1;{CANARY};;;{CANARY};0;neutral;;;", "row 3.*themes"),
        (f"1;{CANARY};;;workload:bad;0;neutral;;;", "row 3.*themes"),
        (f"1;{CANARY};;;{CANARY.split()[0]}:negative;0;neutral;;;", "row 3.*themes"),
        (f"1;{CANARY};;;;{CANARY};neutral;;;", "row 3.*sentiment"),
        (f"1;{CANARY};;;;7;neutral;;;", "row 3.*sentiment"),
        (f"1;{CANARY};;;;0;{CANARY};;;", "row 3.*sentiment_label"),
        (f"1;{CANARY};;;;0;neutral;{CANARY};;", "row 3.*safety_level"),
        (f"1;{CANARY};;;;0;neutral;5;;", r"row 3.*safety\.level"),
        (f"1;{CANARY};;;;0;neutral;;speaking_up:negative;", "row 3.*safety_level"),
        (f"1;{CANARY};;;;0;neutral;1;{CANARY.split()[0]}:negative;", "row 3.*facets"),
        ("1;  ;;;;0;neutral;;;", "row 3"),
        (f'1;"{CANARY};;;;0;neutral;;;', "row 3.*quotation"),
        (f"1;{CANARY};nog een;cel;te;veel;0;neutral;;;;", "row 3.*more cells"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_field(cells: str, named: str, tmp_path: Path) -> None:
    good = "0;goed;;;;1;positive;;;"
    with pytest.raises(TrainingError, match=named) as caught:
        read(tmp_path / "own.csv", f"{HEADER}\n{good}\n{cells}\n")
    assert CANARY.split()[0] not in caught.value.message


@pytest.mark.parametrize(
    ("header", "named"),
    [
        ("text;themes;sentiment", "sentiment_label"),
        (CANARY, "text, themes"),
        (HEADER.replace("facets", "facet"), "facets"),
        (HEADER.replace("writer", "writers"), "writer"),
    ],
)
def test_columns_that_are_missing_or_misspelt_are_told(header: str, named: str, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=named) as caught:
        read(tmp_path / "own.csv", header + "\n")
    assert CANARY not in caught.value.message


def test_a_folder_may_hold_both(tmp_path: Path) -> None:
    (unit,) = read(tmp_path / "b.csv", "text;themes;sentiment;sentiment_label;team\ngoed;;1;positive;Zuid\n")
    (tmp_path / "a.jsonl").write_text(unit.model_copy(update={"id": "x"}).model_dump_json() + "\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no units")
    assert [u.id for u in read_units([tmp_path], TAXONOMY)] == ["x", "b-2"]


def test_a_json_line_names_no_key_of_its_own(tmp_path: Path) -> None:
    line = f'{{"id": "1", "text": "x", "kind": "survey", "themes": {{"{CANARY}": 3}}, "sentiment": 0}}'
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(TrainingError, match=r"line 1.*safety, sentiment_label, themes") as caught:
        read_units([tmp_path], TAXONOMY)
    assert CANARY not in caught.value.message
