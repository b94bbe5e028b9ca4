"""Exports as departments send them: column names in many words, remarks on top, merged cells, several sheets."""

import json
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from culture_nlp.errors import ColumnsNotRecognised, UnsupportedFormat
from culture_nlp.read import Reading, ReadOptions, pseudonymiser, read_bytes
from culture_nlp.read.names import role_of
from culture_nlp.records import Answer, RejectedRow

GOOD = [
    "We helpen elkaar als het druk wordt",
    "Fouten mag je hier gewoon toegeven",
    "De sfeer is prima deze periode",
    "Korte lijnen met de planning",
    "Nieuwe ideeën worden serieus genomen",
    "Iedereen zet zijn schouders eronder",
]
BETTER = [
    "Niemand weet wie waarover beslist",
    "Er wordt geroddeld bij de koffie",
    "Het rooster komt telaat",
    "Afspraken worden niet nagekomen",
    "Teveel vergaderingen zonder besluit",
    "Ik mis waardering van boven",
]


def run(
    data: str | bytes, name: str = "export.csv", **changes: object
) -> tuple[Reading, list[Answer], list[RejectedRow]]:
    options = ReadOptions(pseudonymiser(b"test"), **changes)  # type: ignore[arg-type]
    reading = read_bytes(data.encode() if isinstance(data, str) else data, name, options)
    records = list(reading)
    answers = [record for record in records if isinstance(record, Answer)]
    return reading, answers, [record for record in records if isinstance(record, RejectedRow)]


def rows(*columns: list[str]) -> list[list[str]]:
    return [list(row) for row in zip(*columns, strict=True)]


def csv(header: str, *columns: list[str]) -> str:
    return "\n".join([header, *(";".join(row) for row in rows(*columns))]) + "\n"


def book(sheets: dict[str, list[list[Any]]], merged: tuple[str, ...] = ()) -> bytes:
    work = Workbook()
    work.remove(work.worksheets[0])
    for title, content in sheets.items():
        sheet = work.create_sheet(title)
        for row in content:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
    stream = BytesIO()
    work.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "role"),
    [
        *((name, "team") for name in (
            "Bij welk team hoor je?", "1. In welk team werk je? *", "G01Q01. Bij welke afdeling bent u werkzaam?",
            "In welk team werkt u?", "Kies je afdeling", "Team (kies uit de lijst)", "Naam (van je team)", "Jouw team:",
            "Afdeling / team", "Teamcode", "Huidige afdeling", "Afdeling waar je werkt", "Ik werk bij de afdeling",
            "Voor welk team vul je deze vragenlijst in?", "Which team do you belong to?",
        )),
        *((name, "identity") for name in (
            "5. Naam (optioneel)", "Respondentnaam", "Mijn leidinggevende is", "Hoe heet je?", "Contactgegevens",
            "Mag HR contact met je opnemen? Vul dan je naam in.", "Telefoonnummer (optioneel)", "Respondent Email",
            "Mogen we je benaderen voor een gesprek? Zo ja, laat je naam of telefoonnummer achter.",
        )),
        *((name, "person") for name in ("Medewerkernr", "Respnr", "token. Toegangscode")),
        *((name, "technical") for name in ("Submit Date (UTC)", "submitdate. Datum ingediend", "utm_source")),
        *((name, "closed") for name in ("In welke leeftijdscategorie val je?", "Aantal dienstjaren", "2. Functie")),
        *((name, "unknown") for name in (
            "Welk team geef je een compliment?", "Van welke afdeling hoor je te weinig?",
            "Geef een voorbeeld (zonder naam)", "Wat kan beter? (Vul geen namen of gegevens in)",
            "Hoe lang werk je nog met plezier zo door?",
            "Hoe benaderen collega's je voor een gesprek?", "Wat heeft jouw team nodig?",
            "Kies je woorden: hoe is de sfeer?",
        )),
    ],
)  # fmt: skip
def test_names_of_columns(name: str, role: str) -> None:
    assert role_of(name).name == role


def test_who_may_be_called_back_is_no_answer() -> None:
    wanted = ["Anouk, 06-12345678", "Nee", "nee", "Bram Oudkerk, bram@x.nl", "Nee", "Karim (06 1234 5678)"]
    reading, answers, _ = run(
        csv("Team;Wat gaat goed?;Mogen we je bellen? Laat dan je naam en nummer achter", ["Zorg"] * 6, GOOD, wanted)
    )
    assert {answer.question for answer in answers} == {"Wat gaat goed?"}
    assert reading.dropped_columns == ("contact",)
    assert len({answer.respondent for answer in answers}) == 6


def test_dates_are_no_phone_numbers() -> None:
    reading, _, _ = run(csv("Afsluttet;Wat gaat goed?", ["04-13-2026"] * 6, GOOD))
    assert reading.dropped_columns == ("closed question",)


def test_most_people_have_nothing_to_add() -> None:
    nothing = ["Nee", "geen", "Nvt", "Geen opmerkingen", "Nee hoor", "niks"]
    said = [text for pair in rows(nothing * 2, [*GOOD[:2], *nothing, *nothing[:4]]) for text in pair]
    _, answers, _ = run(csv("Heb je nog opmerkingen?", said))
    assert len(answers) == 24


def test_remarks_above_the_columns_are_no_columns() -> None:
    top = "MTO voorjaar;;\nPeriode:;april 2026;\nGemaakt door:;Dirk Zandstra;\n;;\n"
    _, answers, rejected = run(top + csv("Afdeling;Wat gaat goed;Wat kan beter", ["Zorg"] * 6, GOOD, BETTER))
    assert [answer.text for answer in answers[:2]] == [GOOD[0], BETTER[0]]
    assert {(answer.team, answer.question, answer.round) for answer in answers} == {
        (("Zorg",), "Wat gaat goed", None),
        (("Zorg",), "Wat kan beter", None),
    }
    assert answers[0].id.split("-")[1:] == ["6", "2"]
    assert not rejected


def test_names_of_groups_of_columns_are_no_columns() -> None:
    content = [["Achtergrond", "", "Open vragen", ""], ["Team", "Functie", "Wat gaat goed?", "Wat kan beter?"]]
    data = book({"Blad1": content + rows(["Zorg"] * 6, ["helpende"] * 6, GOOD, BETTER)})
    _, answers, _ = run(data, "export.xlsx")
    assert [(a.team, a.question, a.text) for a in answers[:1]] == [(("Zorg",), "Wat gaat goed?", GOOD[0])]


def test_a_team_merged_downwards_holds_for_all_its_rows() -> None:
    teams = ["Noord", "", "", "Zuid", "", ""]
    content = [["Team", "Wat gaat goed?", "Wat kan beter?"], *rows(teams, GOOD, BETTER), ["", "Los", "van alles"]]
    data = book({"Blad1": content}, merged=("A2:A4", "A5:A7", "C2:C3"))
    _, answers, rejected = run(data, "export.xlsx")
    assert [a.team for a in answers if a.question == "Wat gaat goed?"] == [("Noord",)] * 3 + [("Zuid",)] * 3
    assert [a.text for a in answers if a.question == "Wat kan beter?"][:2] == [BETTER[0], ""]
    assert [(row.row, row.code) for row in rejected] == [(8, "missing_team")]


def test_a_sheet_with_an_explanation_does_not_hide_the_answers() -> None:
    explanation = [["Toelichting bij dit bestand"], ["Op het blad Antwoorden staat alles"], ["Gemaakt door HR"]]
    answers_sheet = [["Team", "Wat gaat goed?"], *rows(["Zorg"] * 2, GOOD[:2])]
    _, answers, rejected = run(book({"Lees mij": explanation, "Antwoorden": answers_sheet}), "export.xlsx")
    assert [answer.text for answer in answers] == GOOD[:2]
    assert [(row.row, row.code, row.message[:7]) for row in rejected] == [(None, "sheet_not_read", "Blad 1:")]


def test_sheets_of_the_same_columns_are_teams() -> None:
    header = ["Nr", "Wat gaat goed?"]
    sheets: dict[str, list[list[Any]]] = {
        "Totaal": [["Team", "Aantal"], ["Noord", 2]],
        "Noord": [header, [1, GOOD[0]], [2, GOOD[1]]],
        "Zuid": [header, [1, GOOD[2]], [2, "met\x0e stuurteken".replace("\x0e", "_x000E_")]],
    }
    reading, answers, rejected = run(book(sheets), "export.xlsx")
    assert [(a.team, a.text) for a in answers] == [(("Noord",), GOOD[0]), (("Noord",), GOOD[1]), (("Zuid",), GOOD[2])]
    assert len({a.id for a in answers}) == len({a.respondent for a in answers}) == 3
    assert [row.message.split(",")[:2] for row in rejected] == [["Blad 3", " rij 3"]]
    assert reading.rows == 4
    assert {a.team for a in run(book(sheets), "export.xlsx", team=("Zorg",))[1]} == {("Zorg",)}


def test_a_selection_on_another_sheet_is_not_counted_twice() -> None:
    header = ["Team", "Wat gaat goed?"]
    sheets = {"Alles": [header, ["A", GOOD[0]], ["B", GOOD[1]]], "Alleen A": [header, ["A", GOOD[0]]]}
    _, answers, rejected = run(book(sheets), "export.xlsx")
    assert [answer.text for answer in answers] == GOOD[:2]
    assert [row.code for row in rejected] == ["sheet_not_read"]


@pytest.mark.parametrize(
    "data",
    [csv("Mijn werk is leuk en de sfeer prima.;Zorg", GOOD, ["Zorg"] * 6), "Er wordt hier veel geroddeld.\nDruk\n"],
)
def test_a_file_without_names_of_columns_is_refused_without_telling_what_it_says(data: str) -> None:
    with pytest.raises(ColumnsNotRecognised, match="geen kolomnamen") as caught:
        run(data)
    assert "sfeer" not in str(caught.value)


def test_statements_with_a_full_stop_are_names() -> None:
    _, answers, _ = run(csv("Ik voel me veilig in mijn team.;Toelichting:", ["Mee eens", "Oneens"] * 3, GOOD))
    assert [answer.text for answer in answers] == GOOD


def test_spellings_of_a_team_are_one_team() -> None:
    teams = ["Zorg Noord", "zorg noord", "ZORG  NOORD ", "Zorg Noord.", "-", "?"]
    _, answers, rejected = run(csv("In welk team werk je?;Wat gaat goed?", teams, GOOD))
    assert [answer.team for answer in answers] == [("Zorg Noord",)] * 4
    assert [(row.row, row.code) for row in rejected] == [(6, "missing_team"), (7, "missing_team")]


def test_numbers_that_excel_rounded_mark_nobody() -> None:
    _, answers, rejected = run(csv("Respondent ID;Wat gaat goed?", ["1,182E+11"] * 6, GOOD))
    assert len({answer.respondent for answer in answers}) == 6
    assert not rejected


@pytest.mark.parametrize("refusal", ["liever niet", "xxx", "Wil ik niet zeggen"])
def test_who_does_not_want_to_be_named_is_not_one_person(refusal: str) -> None:
    _, answers, rejected = run(csv("Naam;Wat gaat goed?", [refusal] * 6, GOOD))
    assert len({answer.respondent for answer in answers}) == 6
    assert not rejected


@pytest.mark.parametrize(
    "of_person",
    [
        {"answers": [{"question": "Wat gaat goed?", "answer": GOOD[0]}, {"question": "Cijfer", "answer": 7}]},
        {"antwoorden": {"Wat gaat goed?": GOOD[0], "Cijfer": 7}},
    ],
)  # fmt: skip
def test_nested_json(of_person: dict[str, Any]) -> None:
    item = {"id": "r1", "respondent": {"email": "jan@x.nl", "name": "Jan"}, "context": {"team": "Zorg"}, **of_person}
    reading, answers, _ = run(json.dumps({"survey": {"title": "MTO"}, "responses": [item]}), "export.json")
    assert [(a.team, a.question, a.text) for a in answers] == [(("Zorg",), "Wat gaat goed?", GOOD[0])]
    assert reading.dropped_columns == ("closed question", "e-mail", "name")


def test_json_that_is_nested_very_deep_is_refused() -> None:
    with pytest.raises(ColumnsNotRecognised):
        run('{"a":' * 500 + "1" + "}" * 500, "export.json")


def test_a_board_with_a_column_per_heading_is_a_retrospective() -> None:
    _, answers, _ = run("Went well,To improve,Action items\nGoede sfeer,Te druk,Bord bijhouden\nHulp,,\n", "board.csv")
    assert [(a.kind, a.heading, a.question, a.text, a.respondent) for a in answers if a.text] == [
        ("retro", "Went well", None, "Goede sfeer", None),
        ("retro", "To improve", None, "Te druk", None),
        ("retro", "Action items", None, "Bord bijhouden", None),
        ("retro", "Went well", None, "Hulp", None),
    ]
    _, answers, _ = run(csv("Token;Wat gaat goed?;Actiepunten", ["t1", "t2", "t3", "t4", "t5", "t6"], GOOD, BETTER))
    assert {answer.kind for answer in answers} == {"survey"}


def test_the_file_of_parabol_is_called_after_its_team() -> None:
    header = "reflectionGroup,author,votes,type,createdAt,discussionThread,prompt,content"
    text = f"{header}\nA,Anonymous,1,Reflection,,,Goed,Hulp\n"
    name = "ParabolRetrospective_Team Blauw_2026-4-13.csv"
    assert run(text, name)[1][0].team == ("Team Blauw",)
    assert run(text, name, team=("Zorg",))[1][0].team == ("Zorg",)


@pytest.mark.parametrize(("part", "remedy"), [("content.xml", "OpenDocument.*xlsx"), ("foto.jpg", "zip")])
def test_other_archives_say_what_to_do(part: str, remedy: str) -> None:
    import zipfile

    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(part, b"x")
    with pytest.raises(UnsupportedFormat, match=remedy) as caught:
        run(stream.getvalue(), "bestand.ods")
    assert caught.value.title_nl not in caught.value.message


def test_a_web_page_called_xls_says_what_to_do() -> None:
    with pytest.raises(UnsupportedFormat, match=r"sla het op als \.xlsx"):
        run("<html><table>", "export.xls")
