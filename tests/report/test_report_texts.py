"""Both languages say the same things, every reason has words, and no words are left over."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

import culture_nlp.report
from culture_nlp.prepare.not_an_answer import Reason
from culture_nlp.publish.release import People, Share, Words
from culture_nlp.report.figures import Figures
from culture_nlp.report.heatmap import colour
from culture_nlp.report.highlights import balance_interval
from culture_nlp.report.texts import Language, counted, load_texts, printable
from tests.report.conftest import mean, words

FOLDER = Path(culture_nlp.report.__file__).parent
DUTCH = Figures(load_texts("nl"))


def test_both_languages_have_the_same_keys_and_no_empty_text() -> None:
    dutch, english = load_texts("nl"), load_texts("en")
    assert list(dutch) == list(english)
    assert all(text.strip() == text and text for texts in (dutch, english) for text in texts.values())


def test_both_languages_fill_in_the_same_words() -> None:
    dutch, english = load_texts("nl"), load_texts("en")
    for key in dutch:
        assert set(re.findall(r"{\w+}", dutch[key])) == set(re.findall(r"{\w+}", english[key])), key


def test_every_text_is_used() -> None:
    sources = "".join(p.read_text(encoding="utf-8") for p in FOLDER.rglob("*") if p.suffix in {".py", ".j2"})
    made = re.compile(
        r"(reason|dropped|words)_[\w -]+|not_[1-4](_term)?|(rows|answers|respondents)_(one|more)"
        r"|(sentiment|safety)_(very_)?(low|middle|high)"
    )
    unused = [k for k in load_texts("nl") if not made.fullmatch(k) and not re.search(rf"(t\.|['\"]){k}\b", sources)]
    assert not unused


@pytest.mark.parametrize("reason", get_args(Reason))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_reason_has_words(reason: str, language: Language) -> None:
    assert f"reason_{reason}" in load_texts(language)


def test_figures_are_written_the_dutch_way() -> None:
    exact, between = told(0.345, 0.345, 0.214, 0.487), told(0.3, 0.42, 0.2, 0.5)
    assert DUTCH.share_text(exact) == "34% (21–49%)"
    assert DUTCH.share_text(between) == "30–42% (20–50%)"
    assert DUTCH.share_text(Share(share=None, **words("few", 0, 0.4))) == "hoogstens twee"
    assert [DUTCH.people(People(low=a, high=b)) for a, b in ((1, 1), (31, 31), (5, 7))] == [
        "1 respondent",
        "31 respondenten",
        "5–7 respondenten",
    ]
    assert DUTCH.mean(mean(0.26, 0, 1)) == "+0,3"
    assert DUTCH.mean_span(mean(0, -0.04, 1.5)) == "0,0 tot +1,5"
    assert [DUTCH.points(balance) for balance in (-0.126, -0.004, 0.12)] == ["−13", "0", "+12"]
    assert [counted(DUTCH.texts, "rows", n) for n in (0, 1, 2)] == ["0 rijen", "1 rij", "2 rijen"]


def told(at_least: float, at_most: float, low: float, high: float) -> Share:
    share = at_least if at_least == at_most else None
    return Share(share=share, at_least=at_least, at_most=at_most, low=low, high=high)


@pytest.mark.parametrize("first", ["few", "some", "many", "most"])
def test_every_span_of_words_has_a_text(first: str) -> None:
    order = ["few", "some", "many", "most"]
    for last in order[order.index(first) :]:
        figure = Share(share=None, at_least=0, at_most=1, low=0, high=1, words=Words(first=first, last=last))
        assert DUTCH.amount(figure)


def test_a_name_keeps_its_letters_and_loses_what_steers() -> None:
    assert printable("Café Zuid\x1b[2J\u202e\n") == "Café Zuid[2J"


@pytest.mark.parametrize(
    ("balance", "expected"),
    [(-0.4, "n3"), (-0.2, "n2"), (-0.05, "n1"), (-0.04, "zero"), (0.0, "zero"), (0.1, "p1"), (0.3, "p3")],
)
def test_colour_steps_away_from_neutral(balance: float, expected: str) -> None:
    assert colour(balance) == expected


def test_the_balance_interval_is_wider_than_that_of_independent_shares() -> None:
    one, other = told(0.5, 0.5, 0.4, 0.6), told(0.3, 0.3, 0.2, 0.4)
    low, high = balance_interval(one, other)
    independent = 0.1 * 2**0.5
    assert low < -0.2 - independent
    assert high > -0.2 + independent
    assert (low, high) == pytest.approx((-0.2 - 0.182, -0.2 + 0.182), abs=0.001)


@pytest.mark.parametrize(("negative", "positive"), [(0.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.9, 0.9)])
def test_the_balance_interval_holds_at_the_edges(negative: float, positive: float) -> None:
    def near(value: float) -> Share:
        return told(value, value, max(value - 0.2, 0), min(value + 0.2, 1))

    low, high = balance_interval(near(negative), near(positive))
    assert -1 <= low <= positive - negative <= high <= 1


def test_every_kind_of_column_that_is_dropped_has_words() -> None:
    columns = tomllib.loads(files("culture_nlp.read").joinpath("columns.toml").read_text(encoding="utf-8"))
    for language in ("nl", "en"):
        for kind in [*columns["identity"], "closed question"]:
            assert f"dropped_{kind}" in load_texts(language)
