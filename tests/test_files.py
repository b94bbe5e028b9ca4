"""Several files in one analysis."""

from pathlib import Path

import pytest

from culture_nlp.errors import InputError
from culture_nlp.files import InputReport, read_files
from culture_nlp.read import ReadOptions, pseudonymiser
from culture_nlp.records import Answer

OPTIONS = ReadOptions(pseudonymiser(b"test"))
TEXTS = ("het is veel te druk", "het rooster komt te laat", "we helpen elkaar altijd")


def survey(path: Path, team: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    lines = ["team;Wat kan beter?", *(f"{team};{text} hier in de groep" for text in TEXTS)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def read(*paths: Path) -> tuple[list[Answer], InputReport]:
    report = InputReport()
    return list(read_files(paths, OPTIONS, report, 10_000)), report


def test_a_copy_under_another_name_counts_once(tmp_path: Path) -> None:
    first, copy = survey(tmp_path / "export.csv", "Noord"), survey(tmp_path / "export (1).csv", "Noord")
    answers, report = read(first, copy)
    assert len({answer.respondent for answer in answers}) == len(answers) == report.answers == report.rows == 3
    assert [(r.file, r.row, r.code) for r in report.rejected] == [("export (1).csv", None, "duplicate_file")]


def test_two_files_of_one_name_hold_other_people(tmp_path: Path) -> None:
    answers, report = read(
        survey(tmp_path / "a" / "export.csv", "Noord"), survey(tmp_path / "b" / "export.csv", "Zuid")
    )
    assert len({answer.respondent for answer in answers}) == len({answer.id for answer in answers}) == 6
    assert report.rejected == []


def test_two_files_of_one_name_are_told_apart_in_the_report(tmp_path: Path) -> None:
    paths = [survey(tmp_path / folder / "export.csv", folder) for folder in ("noord", "zuid")]
    with paths[1].open("a", encoding="utf-8") as out:
        out.write("\nzuid;te;veel;cellen")
    _, report = read(*paths)
    assert [(r.file, r.row) for r in report.rejected] == [("zuid - export.csv", 5)]


def test_one_of_several_files_that_cannot_be_used_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "leeg.csv").write_bytes(b"")
    answers, report = read(tmp_path / "leeg.csv", survey(tmp_path / "a.csv", "Noord"), tmp_path / "weg.csv")
    assert len(answers) == 3
    assert [(r.file, r.row, r.code) for r in report.rejected] == [
        ("leeg.csv", None, "unreadable_file"),
        ("weg.csv", None, "unreadable_file"),
    ]


def test_the_only_file_that_cannot_be_used_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "leeg.csv").write_bytes(b"")
    with pytest.raises(InputError):
        read(tmp_path / "leeg.csv")


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"10\.000 bytes"):
        read(survey(tmp_path / "export.csv", "N" * 5_000))


def test_the_folders_of_a_file_are_told_to_nobody(tmp_path: Path) -> None:
    path = tmp_path / "antwoorden.csv"
    path.write_bytes(b"team;antwoord\n;weg\nA;prima\n")
    answers, report = read(path)
    assert [(r.file, r.row) for r in report.rejected] == [("antwoorden.csv", 2)]
    assert [a.text for a in answers] == ["prima"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="niet te openen"):
        read(tmp_path / "weg.csv")
