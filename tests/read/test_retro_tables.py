"""Tables in retro notes."""

from culture_nlp.records import RejectedRow
from tests.read.retro_notes import read_answers, read_items, read_rows, read_writers


def test_table_with_independent_columns() -> None:
    notes = (
        "| Well        | Not Well | New Ideas |\n|-------------|:--------:|---|\n"
        "| Fijne sfeer | -        | Borrel    |\n| nvt | Te veel meetings<br>te laat | |\n"
    )
    assert read_items(notes) == [
        ("Well", "Fijne sfeer"),
        ("New Ideas", "Borrel"),
        ("Not Well", "Te veel meetings"),
        ("Not Well", "te laat"),
    ]


def test_table_of_feedback_per_person() -> None:
    notes = (
        "| Naam | Top 1 | Top 2 | Tip 1 | Tip 2 |\n|---|---|---|---|---|\n"
        "| Ines | Pakt het voortouw | Altijd op tijd | Mag vaker wat zeggen | - |\n"
    )
    answers = read_answers(notes)
    assert [a.heading for a in answers] == ["Top 1", "Top 2", "Tip 1"]
    assert {a.respondent for a in answers} == {None}


def test_table_of_own_answers() -> None:
    notes = "Naam | Wat ging goed | Wat kan beter\n---|---|---\nMats | rust | drukte\nIves | lunch | nvt\n"
    writers = read_writers(notes)
    assert list(writers) == ["rust", "drukte", "lunch"]
    assert writers["rust"] == writers["drukte"] != writers["lunch"]
    assert None not in writers.values()


def test_table_with_the_writer_of_feedback() -> None:
    notes = (
        "## Mats\n| From | What went well | What can be improved |\n|---|---|---|\n| Ines | rust | haast |\n\n"
        "## Ines\n| From | What went well | What can be improved |\n|---|---|---|\n| Jorn | orde | - |\n"
    )
    writers = read_writers(notes)
    assert list(writers) == ["rust", "haast", "orde"]
    assert writers["rust"] == writers["haast"] != writers["orde"]


def test_table_of_grades_holds_no_items() -> None:
    (row,) = read_rows("| Naam | Cijfer |\n|---|---|\n| Ines | 7,5 |\n")
    assert isinstance(row, RejectedRow)


def test_tables_start_stop_continue() -> None:
    table = "| Action | Why | By |\n|---|---|---|\n| {} | dat helpt | Jorn |\n"
    notes = "".join(f"## {word}\n\n{table.format(text)}\n" for word, text in (("START", "pauze"), ("STOP", "mailen")))
    assert read_items(notes) == [("START", "pauze – dat helpt"), ("STOP", "mailen – dat helpt")]
    assert read_items("| START | STOP | CONTINUE |\n|--|--|--|\n| a1 | b1 | c1 |\n") == [
        ("START", "a1"),
        ("STOP", "b1"),
        ("CONTINUE", "c1"),
    ]


def test_table_of_smart_goals_is_one_item_a_row() -> None:
    long = "we slaan de pauze over " * 10
    notes = f"## Plan van Aanpak\n| Onderwerp | Situatie | Doel |\n|---|---|---|\n| Pauze | {long} | iedereen rust |\n"
    assert read_items(notes) == [("Plan van Aanpak", f"Pauze – {long.strip()}; iedereen rust")]


def test_table_with_headings_in_the_first_column() -> None:
    assert read_items("| Wat ging goed? | rust |\n|---|---|\n| Wat kan beter? | tempo |\n") == [
        ("Wat ging goed?", "rust"),
        ("Wat kan beter?", "tempo"),
    ]
