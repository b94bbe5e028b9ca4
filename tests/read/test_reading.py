"""The way in: which reader a file goes to, and that nothing but our own errors comes out."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culture_nlp.errors import InputError
from culture_nlp.read import ReadOptions, pseudonymiser, read_bytes
from culture_nlp.records import Answer, RejectedRow

OPTIONS = ReadOptions(pseudonymiser(b"test"), team=("Zorg",))
SEEDS = [
    ("a.csv", "team;Wat gaat goed?\r\nA;\"één; twee\r\ndrie\"\r\nB;vier\r\n".encode("cp1252")),
    ("b.txt", "team\tantwoord\nA\tprivé\n".encode("utf-16")),
    ("c.json", json.dumps({"team": "A", "answers": [{"id": 1, "answer": "x"}, {"answer": None}]}).encode()),
    ("d.json", b'{"cards": [{"name": "x", "idList": "1"}], "lists": [{"id": "1", "name": "y"}]}'),
    ("e.ndjson", b'{"answer": "x"}\n{"answer": "y", "kind": "retro"}\n'),
    ("f", b'"reflectionGroup","author","type","prompt","content"\n"g","x","Task","","doen"\n'),
]  # fmt: skip


@pytest.mark.parametrize("name", ["retro.md", "retro.txt", "RETRO.MARKDOWN"])
def test_notes_go_to_the_reader_of_notes(name: str) -> None:
    notes = "# Retro\n\n## Wat ging goed?\n- snel geschakeld\n- reünie was top\n"
    reading = read_bytes(notes.encode("cp1252"), name, OPTIONS)
    found = [record for record in reading if isinstance(record, Answer)]
    assert [a.text for a in found] == ["snel geschakeld", "reünie was top"]
    assert {(a.kind, a.heading) for a in found} == {("retro", "Wat ging goed?")}
    assert reading.rows == 2
    assert reading.dropped_columns == ()


@pytest.mark.parametrize("name", ["C:\\Jan\\uit.csv", "/home/jan/uit.csv"])
def test_a_name_may_hold_folders_of_any_system(name: str) -> None:
    (record,) = read_bytes(b"kind;antwoord\nx;y\n", name, OPTIONS)
    assert isinstance(record, RejectedRow)
    assert record.file == "uit.csv"


def test_reading_twice_gives_the_same() -> None:
    name, data = SEEDS[0]
    assert list(read_bytes(data, name, OPTIONS)) == list(read_bytes(data, name, OPTIONS))


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 5), st.binary(max_size=4)), max_size=6),
)
def test_damage_gives_our_own_errors_and_nothing_else(
    seed: tuple[str, bytes], edits: list[tuple[int, int, bytes]]
) -> None:
    name, whole = seed
    data = bytearray(whole)
    for place, removed, added in edits:
        data[place : place + removed] = added
    try:
        records = list(read_bytes(bytes(data), name, OPTIONS))
    except InputError:
        return
    assert all(isinstance(record, Answer | RejectedRow) for record in records)
