"""The corpora as they ship: every unit valid, and nothing of the test writers in another split."""

import tomllib
from pathlib import Path

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
