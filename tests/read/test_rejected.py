"""Bad rows are data: they say where and what to do, never what was in them, and the rest goes on."""

import pytest

from culture_nlp.read import ReadOptions, pseudonymiser, read_bytes
from culture_nlp.read.rejections import MESSAGES
from culture_nlp.records import Answer, RejectedRow

PRIVATE = "Mijn baas schreeuwt"


def run(data: str | bytes, name: str = "map/Jan Jansen.csv", **changes: object) -> tuple[list[str], list[RejectedRow]]:
    options = ReadOptions(pseudonymiser(b"test"), **changes)  # type: ignore[arg-type]
    records = list(read_bytes(data.encode() if isinstance(data, str) else data, name, options))
    texts = [record.text for record in records if isinstance(record, Answer)]
    return texts, [record for record in records if isinstance(record, RejectedRow)]


def only(rejected: list[RejectedRow]) -> tuple[int | None, str | None, str]:
    (row,) = rejected
    assert row.file == "Jan Jansen.csv"
    assert PRIVATE not in repr(row)
    assert str(row.row) in row.message
    assert MESSAGES[row.code] in row.message
    return row.row, row.field, row.code


def test_more_cells_than_names() -> None:
    texts, rejected = run(f"team;antwoord\nA;{PRIVATE}; en gooit\nB;prima\n")
    assert texts == ["prima"]
    assert only(rejected) == (2, None, "too_many_cells")


def test_empty_cells_too_many_do_no_harm() -> None:
    texts, rejected = run("team;antwoord\nA;goed;;\nB;prima\n")
    assert texts == ["goed", "prima"]
    assert not rejected


@pytest.mark.parametrize("after", ["B;prima\nC;best\n", 'B;prima\nC;"best"\n', 'B;prima\n"C";"best"\n'])
def test_a_quotation_mark_that_never_closes_costs_one_row(after: str) -> None:
    texts, rejected = run(
        f'team;antwoord;slot\nX;"{PRIVATE};z\n' + after.replace("\n", ";z\n"), mapping={"slot": "ignore"}
    )
    assert texts == ["prima", "best"]
    assert only(rejected) == (2, None, "broken_quote")


def test_sloppy_quotation_marks_are_forgiven_if_the_cells_add_up() -> None:
    texts, rejected = run('team;antwoord\nA;"Zij zei "goed zo" tegen mij"\nB;"prima"\nC;"zonder eind\n')
    assert [text.replace('"', "") for text in texts] == ["Zij zei goed zo tegen mij", "prima", "zonder eind"]
    assert not rejected


def test_thousands_of_broken_rows_are_read_without_recursion() -> None:
    texts, rejected = run("a;team;antwoord\n" + 'x;"A";"b" c;d\n' * 30_000 + "x;B;prima\n", mapping={"a": "ignore"})
    assert texts == ["prima"]
    assert len(rejected) == 30_000


def test_a_cell_without_end_is_rejected() -> None:
    texts, rejected = run(f'team;antwoord\nA;"{"x" * 200_000}"\nB;prima\n')
    assert texts == ["prima"]
    assert only(rejected) == (2, None, "broken_quote")


def test_missing_team() -> None:
    data = f"afdeling;antwoord\n;{PRIVATE}\nB;prima\n"
    texts, rejected = run(data)
    assert texts == ["prima"]
    assert only(rejected) == (2, "afdeling", "missing_team")
    assert run(data, team=("Elders",)) == ([PRIVATE, "prima"], [])


def test_too_long() -> None:
    texts, rejected = run(f"team;antwoord\nA;{PRIVATE * 10}\nB;{'y' * 100}\n", maximum_characters=100)
    assert texts == ["y" * 100]
    assert only(rejected) == (2, "antwoord", "too_long")


def test_control_characters_cost_the_answer_only() -> None:
    texts, rejected = run(f"team;Wat gaat goed?;Wat kan beter?\nA;{PRIVATE}\x07;meer tijd\n")
    assert texts == ["meer tijd"]
    assert only(rejected) == (2, "Wat gaat goed?", "control_characters")


def test_control_characters_in_a_team_cost_the_row() -> None:
    texts, rejected = run("team;antwoord\nA\x00B;iets\nB;prima\n")
    assert texts == ["prima"]
    assert only(rejected) == (2, "team", "control_characters")


def test_line_ends_of_word_are_line_ends() -> None:
    texts, rejected = run("team;antwoord\nA;eerst\x0bdan\u2028later\n")
    assert texts == ["eerst\ndan\nlater"]
    assert not rejected


def test_undecodable_bytes_cost_the_answer_only() -> None:
    data = f"team;antwoord\nA;{PRIVATE} één\nB;coördinatie\nC;reünie\n".encode().replace(
        b"\xc3\xa9\xc3\xa9n", b"\xe9\xe9n"
    )
    texts, rejected = run(data)
    assert texts == ["coördinatie", "reünie"]
    assert only(rejected) == (2, "antwoord", "undecodable")


def test_duplicates_need_one_respondent_question_and_round() -> None:
    text = (
        "respondent;team;ronde;vraag;antwoord\n"
        "r1;A;1;Wat kan beter?;meer tijd\n"
        "r1;A;2;Wat kan beter?;meer geld\n"
        "r1;A;1;Wat gaat goed?;sfeer\n"
        "r2;A;1;Wat kan beter?;meer tijd\n"
        f"R1 ;A;1;Wat kan beter?;{PRIVATE}\n"
    )
    texts, rejected = run(text)
    assert texts == ["meer tijd", "meer geld", "sfeer", "meer tijd"]
    assert only(rejected) == (6, "antwoord", "duplicate")


def test_retrospective_items_of_one_person_are_no_duplicates() -> None:
    texts, rejected = run("auteur;kolom;tekst\nJan;Goed;hulp\nJan;Goed;sfeer\nJan;Goed;sfeer\n")
    assert texts == ["hulp", "sfeer", "sfeer"]
    assert not rejected


def test_unknown_kind() -> None:
    texts, rejected = run("kind;antwoord\ngesprek;a\nsurvey;b\nRETRO;c\n;d\n")
    assert texts == ["b", "c", "d"]
    assert only(rejected) == (2, "kind", "unknown_kind")


def test_ndjson_lines() -> None:
    lines = [
        '{"team": "A", "answer": "goed"}',
        '{"team": "A", "answer": "' + PRIVATE,
        '["lijst"]',
        "",
        '{"team": "A", "answer": {"nl": "x"}}',
        '{"team": ["A", "B"], "answer": "prima"}',
        '{"team": {"naam": "A"}, "answer": "x"}',
        "[" * 100_000,
    ]
    texts, rejected = run("\n".join(lines), "antwoorden.ndjson")
    assert texts == ["goed", "prima"]
    assert [(row.row, row.field, row.code) for row in rejected] == [
        (2, None, "not_json"),
        (3, None, "not_object"),
        (5, "answer", "not_text"),
        (7, "team", "not_text"),
        (8, None, "not_json"),
    ]
    assert rejected[0].message.startswith("Regel 2:")


def test_ndjson_with_a_new_field_after_the_head() -> None:
    lines = [f'{{"answer": "reden {number}"}}' for number in range(1000)]
    lines += ['{"answer": "a", "status": "x"}', '{"answer": "b", "toelichting": "c"}']
    texts, rejected = run("\n".join(lines), "antwoorden.jsonl")
    assert len(texts) == 1001
    assert [(row.row, row.code) for row in rejected] == [(1002, "unknown_field")]


def test_every_code_is_in_the_table_of_the_module() -> None:
    from culture_nlp.read import rejections

    assert rejections.__doc__ is not None
    assert all(f"| ``{code}`` |" in rejections.__doc__ for code in MESSAGES)
