"""JSON and NDJSON: lists of objects in several wrappings."""

import json
from typing import Any

import pytest

from culture_nlp.errors import ColumnsNotRecognised, UnreadableFile
from culture_nlp.read import Reading, ReadOptions, pseudonymiser, read_bytes
from culture_nlp.records import Answer

UNITS: list[dict[str, Any]] = [
    {
        "id": "sa-001", "text": "Wij helpen elkaar",
        "kind": "survey", "question": "Wat gaat goed?", "heading": None,
        "themes": {"collaboration": "positive"}, "sentiment": 2, "safety": None, "sector": "zorg",
    },
    {
        "id": "sa-002", "text": "minder overleg", "kind": "retro", "question": None, "heading": "Kan beter",
        "themes": {}, "sentiment": 0, "safety": {"level": 1}, "sector": "zorg",
    },
]  # fmt: skip


def read_json(content: object, name: str = "export.json", **changes: object) -> tuple[Reading, list[Answer]]:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    reading = read_bytes(data, name, ReadOptions(pseudonymiser(b"test"), **changes))  # type: ignore[arg-type]
    return reading, [record for record in reading if isinstance(record, Answer)]


def test_units_of_the_annotation_guideline_keep_their_id() -> None:
    reading, (survey, retro) = read_json(UNITS)
    assert (survey.id, survey.kind, survey.question, survey.heading) == (
        "sa-001",
        "survey",
        "Wat gaat goed?",
        None,
    )
    assert (retro.id, retro.kind, retro.question, retro.heading) == ("sa-002", "retro", None, "Kan beter")
    assert survey.respondent is not None
    assert retro.respondent is None
    assert retro.session is not None
    assert reading.rows == 2


@pytest.mark.parametrize("name", ["units.ndjson", "units.jsonl", "units.json", "units"])
def test_one_object_a_line(name: str) -> None:
    data = "\n".join(json.dumps(unit) for unit in UNITS).encode()
    _, found = read_json(data, name)
    assert [a.id for a in found] == ["sa-001", "sa-002"]


@pytest.mark.parametrize("key", ["answers", "responses", "data", "cards"])
def test_a_list_in_an_object_shares_what_stands_beside_it(key: str) -> None:
    content = {
        "team": "Zorg > Nacht",
        "round": "2025-2",
        "version": 3,
        key: [{"antwoord": "prima"}, {"antwoord": "druk"}],
    }
    _, found = read_json(content)
    assert [(a.team, a.round, a.text) for a in found] == [
        (("Zorg", "Nacht"), "2025-2", "prima"),
        (("Zorg", "Nacht"), "2025-2", "druk"),
    ]


def test_a_field_per_question() -> None:
    items = [
        {
            "id": 7,
            "afdeling": "ICT",
            "Wat gaat goed?": "Veel lol",
            "Wat kan beter?": "Minder haast",
            "cijfer": 8,
        },
        {"id": 8, "afdeling": "ICT", "Wat gaat goed?": "Korte lijnen", "cijfer": 6},
    ]
    reading, found = read_json(items)
    assert [(a.id, a.question, a.text) for a in found] == [
        ("7-3", "Wat gaat goed?", "Veel lol"),
        ("7-4", "Wat kan beter?", "Minder haast"),
        ("8-3", "Wat gaat goed?", "Korte lijnen"),
        ("8-4", "Wat kan beter?", ""),
    ]
    assert reading.dropped_columns == ("closed question",)


def test_an_id_that_comes_back_is_the_respondent() -> None:
    items = [{"id": "p1", "question": q, "answer": "iets"} for q in ("Wat gaat goed?", "Wat kan beter?")]
    _, found = read_json(items)
    assert found[0].respondent == found[1].respondent
    assert len({a.id for a in found}) == 2
    assert "p1" not in {a.id for a in found}


def test_an_id_that_is_an_address_is_not_kept() -> None:
    _, (found,) = read_json([{"id": "jan@x.nl", "answer": "iets"}])
    assert "jan" not in found.id


def test_utf16_json() -> None:
    _, (found,) = read_json(json.dumps([{"answer": "reünie"}], ensure_ascii=False).encode("utf-16"))
    assert found.text == "reünie"


def test_broken_json_tells_where_and_not_what() -> None:
    with pytest.raises(UnreadableFile, match="regel 2") as caught:
        read_json(b'[{"answer": "x"},\n{"answer": "geheim" "nog"}]')
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    "data", [b"[]", b"[1, 2]", b'"tekst"', b"{}", b"[" * 50_000, b"[{}]", b"[" + b"9" * 5000 + b"]"]
)
def test_json_without_objects(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_json(data)


def test_json_without_answers() -> None:
    with pytest.raises(ColumnsNotRecognised, match="--map"):
        read_json({"fout": 404})
