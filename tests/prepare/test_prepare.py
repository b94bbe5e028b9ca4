from collections.abc import Iterator
from time import process_time

import pytest

from culture_nlp.prepare import prepare
from culture_nlp.records import Answer, NotScored, Unit

LITTLE_TIME = 3.0  # seconds of the processor, for 10,000 characters


def answer(text: str, **about: object) -> Answer:
    values = {
        "id": "a1",
        "kind": "survey",
        "team": ("Zorg", "Noord"),
        "respondent": "r1",
        "question": "Wat kan beter?",
    }
    return Answer(text=text, **(values | about))  # type: ignore[arg-type]


def test_a_unit_keeps_everything_about_the_answer() -> None:
    given = answer("  goed <br>maar druk ", kind="retro", heading="Goed", round="2025", session="s1", participants=7)
    (unit,) = prepare([given])
    assert isinstance(unit, Unit)
    assert unit.text == "goed\nmaar druk"
    names = ("id", "kind", "team", "respondent", "question", "heading", "round", "session", "participants")
    assert [getattr(unit, name) for name in names] == [getattr(given, name) for name in names]
    assert [unit.text[clause.start : clause.end] for clause in unit.clauses] == ["goed", "maar druk"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" \u200b ", "empty"),
        ("geen", "no_answer"),
        ("idem", "refers_elsewhere"),
        ("?!", "no_words"),
        ("asdfasdf", "gibberish"),
        ("everything is fine", "not_dutch"),
    ],
)
def test_an_answer_without_content_comes_out_with_its_reason(text: str, reason: str) -> None:
    assert list(prepare([answer(text)])) == [NotScored("a1", reason)]


@pytest.mark.parametrize("about", [{"question": None}, {"question": " "}])
def test_a_figure_needs_a_question_or_heading(about: dict[str, object]) -> None:
    assert list(prepare([answer("7,5", **about)])) == [NotScored("a1", "no_words")]
    assert isinstance(next(prepare([answer("7,5")])), Unit)
    assert isinstance(next(prepare([answer("7,5", question=None, heading="Cijfer")])), Unit)


def test_one_out_for_one_in_in_order_and_lazily() -> None:
    taken = []

    def answers() -> Iterator[Answer]:
        for n, text in enumerate(["goed", "nvt", "prima", "no comment", "top team"]):
            taken.append(n)
            yield answer(text, id=str(n))

    out = prepare(answers())
    assert taken == []
    assert next(out).id == "0"
    assert taken == [0]
    assert [item.id for item in out] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    "text",
    [
        "en " * 3300,
        ", ik werk" * 1100,
        "als je werkt dan " * 600,
        "a" + "." * 9998 + "b",
        "a" + "," * 9998 + "b",
        "a" + " - " * 3300 + "b",
        "<!--" * 2500,
        "<p " * 3300,
        "&amp;" * 2000,
        "👍" * 10_000,
        "x" * 10_000,
    ],
)
def test_the_longest_texts_take_little_time(text: str) -> None:
    start = process_time()
    assert len(list(prepare([answer(text)]))) == 1
    assert process_time() - start < LITTLE_TIME


def test_the_text_is_not_in_the_repr() -> None:
    assert "geheim" not in repr(list(prepare([answer("dit is geheim")])))
