"""The table of invited people."""

from pathlib import Path

import pytest

from culture_nlp.errors import ColumnsNotRecognised, InputError
from culture_nlp.read.invited import read_invited


def written(folder: Path, text: str) -> Path:
    file = folder / "genodigden.csv"
    file.write_text(text, encoding="utf-8-sig")
    return file


@pytest.mark.parametrize("separator", [";", ","])
def test_numbers_add_up_to_the_groups_above(tmp_path: Path, separator: str) -> None:
    rows = ["Team;Uitgenodigd", "Zorg / Nacht;7", "Zorg / Dag;12", "ICT;4"]
    found = read_invited(written(tmp_path, "\n".join(rows).replace(";", separator)))
    assert found == {(): 23, ("Zorg",): 19, ("Zorg", "Nacht"): 7, ("Zorg", "Dag"): 12, ("ICT",): 4}


def test_a_row_without_a_number_is_named_and_its_value_is_not(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="rij 3") as caught:
        read_invited(written(tmp_path, "team;aantal\nA;3\nB;zeven"))
    assert "zeven" not in caught.value.message


def test_without_the_columns_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ColumnsNotRecognised):
        read_invited(written(tmp_path, "wie;wat\nA;3"))
