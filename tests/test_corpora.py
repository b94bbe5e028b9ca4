"""The corpora as they ship: every unit valid, and nothing of the test writers in another split."""

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from culture_nlp.measure.annotated import AnnotatedUnit, read_units, split_by_writer, writers_of
from culture_nlp.taxonomy import load_taxonomy

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
SPLITS = CORPORA / "splits.toml"

Split = tuple[list[AnnotatedUnit], list[AnnotatedUnit], list[AnnotatedUnit]]


@pytest.fixture(scope="module")
def splits() -> Split:
    units = read_units([CORPORA / "seed", CORPORA / "units"], load_taxonomy())
    assert len({unit.id for unit in units}) == len(units)
    return split_by_writer(units, writers_of(SPLITS, "development"), writers_of(SPLITS, "test"))


def test_every_writer_of_a_split_wrote_something_and_is_in_one_split(splits: Split) -> None:
    lists = tomllib.loads(SPLITS.read_text(encoding="utf-8"))
    assert set(lists) == {"development", "test"}
    for name, units in zip(("development", "test"), splits[1:], strict=True):
        assert set(lists[name]) == {unit.writer for unit in units}
    assert not set(lists["development"]) & set(lists["test"])


def test_no_unit_is_without_a_writer(splits: Split) -> None:
    assert [unit.id for split in splits for unit in split if not unit.writer] == []


def test_no_test_text_of_five_words_and_more_is_in_another_split(splits: Split) -> None:
    training, development, test = ({u.text.casefold() for u in split if len(u.text.split()) > 4} for split in splits)
    assert test & (training | development) == set()


INCOMING = CORPORA / "incoming"


def test_incoming_units_are_valid_and_by_writers_of_their_own(splits: Split) -> None:
    units = read_units([INCOMING / "units", INCOMING / "challenge"], load_taxonomy())
    known = [unit for split in splits for unit in split]
    assert len({unit.id for unit in units}) == len(units)
    assert not {unit.id for unit in units} & {unit.id for unit in known}
    assert not {unit.writer for unit in units if unit.writer} & {unit.writer for unit in known}
    assert max(Counter(unit.writer for unit in units if unit.writer).values()) <= 40


def test_the_second_reader_labelled_test_units_and_saw_the_same_text(splits: Split) -> None:
    test = {unit.id: unit for unit in splits[2]}
    second = read_units([INCOMING / "second"], load_taxonomy())
    assert len({unit.id for unit in second}) == len(second)
    assert all(test[unit.id].text == unit.text for unit in second)


def rows(folder: str) -> list[dict[str, Any]]:
    files = sorted((INCOMING / folder).glob("*.jsonl"))
    return [json.loads(line) for f in files for line in f.read_text(encoding="utf-8").split("\n") if line]


def test_every_challenge_group_has_something_to_compare() -> None:
    groups = Counter(row["group"] for row in rows("challenge"))
    assert min(groups.values()) >= 2
    assert all(row["capability"] and row["tests"] for row in rows("challenge"))


KINDS = {
    "name",
    "function",
    "organisation",
    "place",
    "address",
    "postcode",
    "phone",
    "email",
    "url",
    "bsn",
    "rrn",
    "iban",
}
KINDS |= {"plate", "date", "age", "number", "event"}


def test_marked_personal_data_lies_inside_the_text() -> None:
    for row in rows("deidentification"):
        end = 0
        for span in row["spans"]:
            assert span["kind"] in KINDS, row["id"]
            assert end <= span["start"] < span["end"] <= len(row["text"]), row["id"]
            assert row["text"][span["start"] : span["end"]].strip(), row["id"]
            end = span["end"]
