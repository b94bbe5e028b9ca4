"""Excel workbooks, and files that only look like one."""

import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from culture_nlp.errors import ColumnsNotRecognised, UnreadableFile, UnsupportedFormat
from culture_nlp.read import ReadOptions, pseudonymiser, read_bytes, workbook
from culture_nlp.records import Answer, RejectedRow

FORMS = [
    ["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Welk team?", "Wat gaat er goed?", "Cijfer"],
    [
        1,
        datetime(2025, 3, 1, 9),
        datetime(2025, 3, 1, 9, 4),
        "jan@x.nl",
        "Jan",
        "Zorg",
        "Eén lijn\ntrekken",
        8,
    ],
    [2, datetime(2025, 3, 1, 9), datetime(2025, 3, 1, 9, 4), "els@x.nl", "Els", None, "Veel steun", 7],
    [None] * 8,
    [3, datetime(2025, 3, 1, 9), datetime(2025, 3, 1, 9, 4), "bo@x.nl", "Bo", "Zorg", None, 7],
]


def book(*sheets: list[Any], hidden: int | None = None) -> bytes:
    work = Workbook()
    work.remove(work.worksheets[0])
    for rows in sheets:
        sheet = work.create_sheet()
        for row in rows:
            sheet.append(row)
    if hidden is not None:
        work.worksheets[hidden].sheet_state = "hidden"
    stream = BytesIO()
    work.save(stream)
    return stream.getvalue()


def run(data: bytes, name: str = "enquete.xlsx") -> tuple[list[Answer], list[RejectedRow], tuple[str, ...]]:
    reading = read_bytes(data, name, ReadOptions(pseudonymiser(b"test")))
    records = list(reading)
    answers = [record for record in records if isinstance(record, Answer)]
    return answers, [record for record in records if isinstance(record, RejectedRow)], reading.dropped_columns


@pytest.mark.parametrize("name", ["enquete.xlsx", "enquete.xlsm", "enquete.csv"])
def test_forms_workbook(name: str) -> None:
    answers, rejected, dropped = run(book(FORMS), name)
    assert [(a.team, a.question, a.text) for a in answers] == [
        (("Zorg",), "Wat gaat er goed?", "Eén lijn\ntrekken"),
        (("Zorg",), "Wat gaat er goed?", ""),
    ]
    assert [(row.row, row.field, row.code) for row in rejected] == [(3, "Welk team?", "missing_team")]
    assert dropped == ("closed question", "e-mail", "name")
    assert answers[1].id.endswith("-5-7")


def test_the_first_visible_sheet_with_answers_is_read() -> None:
    figures = [["team", "cijfer"], ["A", 7], ["B", 8]]
    secret = [["team", "antwoord"], ["X", "verborgen"]]
    data = book(
        [],
        [["Periode", 1], ["Week", 2]],
        figures,
        secret,
        [["team", "antwoord"], ["A", "zichtbaar"]],
        hidden=3,
    )
    assert [a.text for a in run(data)[0]] == ["zichtbaar"]
    with pytest.raises(ColumnsNotRecognised):
        run(book(figures))


def test_values_of_formulas_and_dates() -> None:
    rows = [
        ["ronde", "team", "antwoord"],
        [date(2025, 3, 1), 12, 7.0],
        [datetime(2025, 3, 1, 9, 30), 12.5, '="a"&"b"'],
    ]
    answers, _, _ = run(book(rows))
    assert [(a.round, a.team, a.text) for a in answers] == [
        ("2025-03-01", ("12",), "7"),
        ("2025-03-01 09:30:00", ("12.5",), ""),
    ]


def test_escaped_line_ends() -> None:
    assert run(book([["antwoord"], ["een_x000D_\ntwee"]]))[0][0].text == "een\ntwee"


def test_a_date_out_of_range_gives_no_warning() -> None:
    data = BytesIO()
    whole = BytesIO(book([["datum", "antwoord"], [date(2025, 1, 1), "prima"]]))
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(data, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            target.writestr(part, content.replace(b"<v>45658</v>", b"<v>99999999999</v>"))
    assert [a.text for a in run(data.getvalue())[0]] == ["prima"]


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 3_000_000)
    monkeypatch.setattr(workbook, "MAXIMUM_UNPACKED", 2_000_000)
    with pytest.raises(UnreadableFile, match="te groot"):
        run(stream.getvalue())


@pytest.mark.parametrize(("limit", "value"), [("MAXIMUM_CELLS", 700), ("MAXIMUM_ROWS", 600), ("MAXIMUM_PARTS", 2)])
def test_limits(monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    data = book([["antwoord"], *([f"reden {number}"] for number in range(1000))])
    assert len(run(data)[0]) == 1000
    monkeypatch.setattr(workbook, limit, value)
    with pytest.raises(UnreadableFile, match="te groot"):
        run(data)


def test_a_row_far_away_is_not_filled_up_for_ever() -> None:
    data = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(book([["antwoord"], ["prima"]]))) as source,
        zipfile.ZipFile(data, "w") as target,
    ):
        for part in source.infolist():
            content = source.read(part)
            target.writestr(part, content.replace(b'r="2"', b'r="99999999"').replace(b"A2", b"A99999999"))
    with pytest.raises(UnreadableFile, match="te groot"):
        run(data.getvalue())


def test_damaged_workbooks() -> None:
    whole = book(FORMS)
    for damaged in (whole[:200], whole[:-30], whole.replace(b"xl/worksheets", b"xl/worksheetz")):
        with pytest.raises(UnreadableFile, match="beschadigd"):
            run(damaged)


@pytest.mark.parametrize(
    ("data", "name", "error", "remedy"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "oud.xls", UnsupportedFormat, r"\.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "slot.xlsx", UnreadableFile, "wachtwoord"),
        (b"%PDF-1.7 ...", "rapport.pdf", UnsupportedFormat, "CSV"),
        (b"<html><table>", "export.xls", UnsupportedFormat, "CSV"),
        (b"\x01\x02\x00\x03\x00\x00", "raar.csv", UnsupportedFormat, "geen tekst"),
        (b"zomaar wat tekst\n", "raar.xyz", UnsupportedFormat, "niet herkend"),
    ],
)
def test_other_files_are_refused_with_a_remedy(data: bytes, name: str, error: type[Exception], remedy: str) -> None:
    with pytest.raises(error, match=remedy):
        run(data, name)


@pytest.mark.parametrize(
    ("part", "remedy"), [("word/document.xml", r"\.txt"), ("xl/workbook.bin", r"\.xlsx"), ("foto.jpg", "zip")]
)
def test_other_archives_are_refused_with_a_remedy(part: str, remedy: str) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(part, b"x")
    with pytest.raises(UnsupportedFormat, match=remedy):
        run(stream.getvalue(), "bestand")
