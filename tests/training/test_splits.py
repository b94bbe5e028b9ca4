"""Splits: by the writers of a file, or drawn; a writer is never in two."""

import tomllib
from pathlib import Path

import pytest

from culture_nlp.errors import TrainingError
from culture_nlp.measure.annotated import AnnotatedUnit
from culture_nlp.training.splits import choose_splits, draw, folds_by_writer
from tests.training.tiny import unit

UNITS = [unit(n, f"w{writer}") for writer in range(10) for n in range(1 + writer)]
ELSEWHERE = 'development = ["x1"]\ntest = ["x2"]\n'


def writers(units: object) -> set[str | None]:
    assert isinstance(units, list)
    return {u.writer for u in units if isinstance(u, AnnotatedUnit)}


def listing(folder: Path, text: str) -> Path:
    (folder / "lists.toml").write_text(text, encoding="utf-8")
    return folder / "lists.toml"


def test_a_file_that_fits_is_followed_whatever_the_share(tmp_path: Path) -> None:
    listed = listing(tmp_path, 'development = ["w1"]\ntest = ["w2", "x2"]\n')
    splits = choose_splits(UNITS, listed, 0.2, 0, tmp_path / "run")
    assert (writers(splits.development), writers(splits.test)) == ({"w1"}, {"w2"})
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("there", [True, False], ids=["of other data", "not there"])
def test_a_split_is_drawn_where_no_file_fits_and_can_be_given_again(there: bool, tmp_path: Path) -> None:
    listed = listing(tmp_path, ELSEWHERE) if there else tmp_path / "none.toml"
    splits = choose_splits(UNITS, listed, 0.2, 7, tmp_path / "run")
    parts = [writers(splits.training), writers(splits.development), writers(splits.test)]
    assert sum(map(len, parts)) == len(set().union(*parts)) == 10
    assert 0.2 * len(UNITS) <= len(splits.development) <= 0.2 * len(UNITS) + 10
    written = tmp_path / "run" / "splits.toml"
    assert set(tomllib.loads(written.read_text(encoding="utf-8"))["test"]) == parts[2]
    assert choose_splits(UNITS, written, None, 0, tmp_path / "run").hashes() == splits.hashes()
    assert choose_splits(UNITS, listed, 0.2, 7, tmp_path / "again").hashes() == splits.hashes()
    assert choose_splits(UNITS, listed, 0.2, 8, tmp_path / "other").hashes() != splits.hashes()


def test_without_a_share_a_file_that_does_not_fit_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="--split-share"):
        choose_splits(UNITS, listing(tmp_path, ELSEWHERE), None, 0, tmp_path)


@pytest.mark.parametrize(
    "units", [[unit(n, f"w{n % 2}") for n in range(9)], [u.model_copy(update={"writer": None}) for u in UNITS]]
)
def test_too_few_writers_to_draw_from_are_told(units: list[AnnotatedUnit], tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="at least three writers"):
        choose_splits(units, tmp_path / "none.toml", 0.1, 0, tmp_path)


def test_names_of_writers_survive_the_file(tmp_path: Path) -> None:
    odd = [unit(n, name) for name in ('a "b"', "c\\d", "é\n👍", "plain") for n in range(3)]
    splits = choose_splits(odd, tmp_path / "none.toml", 0.2, 0, tmp_path)
    assert choose_splits(odd, tmp_path / "splits.toml", None, 0, tmp_path).hashes() == splits.hashes()


def test_folds_hold_every_writer_once_in_about_equal_parts() -> None:
    folds = folds_by_writer(UNITS, 3, seed=1)
    assert sorted(name for fold in folds for name in fold) == sorted(writers(UNITS), key=str)
    sizes = [sum(u.writer in fold for u in UNITS) for fold in folds]
    assert max(sizes) - min(sizes) <= 10
    assert folds == folds_by_writer(list(reversed(UNITS)), 3, seed=1)


@pytest.mark.parametrize("folds", [1, 11])
def test_folds_that_cannot_be_made_are_told(folds: int) -> None:
    with pytest.raises(TrainingError, match="--folds"):
        folds_by_writer(UNITS, folds, seed=0)


def test_units_without_a_writer_stand_alone() -> None:
    (chosen,) = draw([u.model_copy(update={"writer": None}) for u in UNITS], (0.1,), 0)
    assert len(chosen) == 6
