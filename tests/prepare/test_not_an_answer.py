import pytest

from culture_nlp.prepare.gibberish import is_gibberish
from culture_nlp.prepare.not_an_answer import reason_not_an_answer


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("nvt", "no_answer"),
        ("N.v.t.", "no_answer"),
        ("n/a", "no_answer"),
        ("-", "no_answer"),
        ("---", "no_answer"),
        ("...", "no_answer"),
        ("x", "no_answer"),
        ("Geen.", "no_answer"),
        ("geen opmerkingen", "no_answer"),
        ("Geen opmerkingen verder!", "no_answer"),
        ("op dit moment geen", "no_answer"),
        ("weet niet", "no_answer"),
        ("geen idee", "no_answer"),
        ("niks toe te voegen", "no_answer"),
        ("Idem", "refers_elsewhere"),
        ("zie boven", "refers_elsewhere"),
        ("zie vraag 12.", "refers_elsewhere"),
        ("zie vorige vraag", "refers_elsewhere"),
        ("same", "refers_elsewhere"),
        ("!!", "no_words"),
        ("asdfasdf", "gibberish"),
        ("jkljkl sdfsdf", "gibberish"),
        ("aaaaaa", "gibberish"),
    ],
)
@pytest.mark.parametrize("has_prompt", [True, False])
def test_says_why_nothing_is_scored(text: str, reason: str, has_prompt: bool) -> None:
    assert reason_not_an_answer(text, has_prompt=has_prompt) == reason


@pytest.mark.parametrize(
    "text",
    [
        *(
            "nee",
            "Neen",
            "ja",
            "prima",
            "goed",
            "niks",
            "alles",
            "op",
            "taakverdeling",
            "Methodiek",
            "mwah",
            "idem blok B",
        ),
        *("nvt deze maand", "geen tijd", "geen feedback", "weet niet wat de visie is", "zeg ik liever niet"),
        *(
            "pfff",
            "hmmmm",
            "zzzz",
            "tsss",
            "grrr",
            "haha",
            "KPMG",
            "hr",
            "zie je wel",
            "weer",
            "Weert",
            "dtpers",
        ),
    ],
)
@pytest.mark.parametrize("has_prompt", [True, False])
def test_short_answers_are_answers(text: str, has_prompt: bool) -> None:
    assert reason_not_an_answer(text, has_prompt=has_prompt) is None


@pytest.mark.parametrize("text", ["7,5", "8", "👍", "🐾🐾", ":)", "+", "++", "100%"])
def test_signs_mean_something_only_under_a_question_or_heading(text: str) -> None:
    assert reason_not_an_answer(text, has_prompt=True) is None
    assert reason_not_an_answer(text, has_prompt=False) == "no_words"


def test_one_real_word_is_enough_not_to_be_gibberish() -> None:
    assert is_gibberish("asdf qwerty")
    assert not is_gibberish("asdf goed")
    assert not is_gibberish("")
