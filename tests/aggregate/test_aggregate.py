"""Units to team signals."""

import pytest

from culture_nlp.aggregate import aggregate
from culture_nlp.aggregate.estimates import share
from culture_nlp.records import PoleScores, Safety, ScoredUnit, Sentiment, TeamPath

THEMES = ("workload", "feedback")


def unit(
    respondent: str | None,
    *,
    team: TeamPath = ("Zorg", "Noord"),
    negative: float = 0.0,
    positive: float = 0.0,
    sentiment: float = 0.0,
    evidence: float = 0.0,
    level: float = 0.0,
    session: str | None = None,
    participants: int | None = None,
) -> ScoredUnit:
    return ScoredUnit(
        id="x",
        kind="retro" if session else "survey",
        team=team,
        respondent=respondent,
        round=None,
        session=session,
        participants=participants,
        themes={"workload": PoleScores(negative, positive), "feedback": PoleScores(0.0, 0.0)},
        sentiment=Sentiment(sentiment, "neutral", {"neutral": 1.0}),
        safety=Safety(evidence, level, {}),
    )


def test_a_share_counts_people_and_not_answers() -> None:
    units = [unit("chatty", negative=1.0)] * 8 + [unit(name) for name in "abcd"]
    (_, _, team) = aggregate(units, THEMES)
    assert team.respondents == 5
    assert team.answers == 12
    assert team.themes["workload"].negative.value == pytest.approx(1 / 5)


def test_both_poles_of_one_person_count_on_both_sides() -> None:
    (_, _, team) = aggregate([unit("a", negative=1.0), unit("a", positive=1.0)], THEMES)
    assert team.themes["workload"].negative.value == pytest.approx(1.0)
    assert team.themes["workload"].positive.value == pytest.approx(1.0)


def test_parents_hold_everybody_below_them() -> None:
    units = [
        unit("a", team=("P", "A"), negative=1.0),
        unit("b", team=("P", "B", "B1")),
        unit("c", team=("P",)),
    ]
    signals = {s.path: s for s in aggregate(units, THEMES)}
    assert {path: s.respondents for path, s in signals.items()} == {
        (): 3,
        ("P",): 3,
        ("P", "A"): 1,
        ("P", "B"): 1,
        ("P", "B", "B1"): 1,
    }
    assert signals[("P",)].themes["workload"].negative.value == pytest.approx(1 / 3)


def test_notes_without_authors_count_as_one_person_where_the_number_is_not_told() -> None:
    (_, _, team) = aggregate([unit(None, session="s", negative=1.0)] * 20, THEMES)
    assert team.respondents == 1


def test_notes_without_authors_count_at_most_one_person_an_item() -> None:
    (_, _, team) = aggregate([unit(None, session="s", participants=12)] * 3, THEMES)
    assert team.respondents == 3


def test_notes_without_authors_are_spread_over_the_participants() -> None:
    units = [unit(None, session="s", participants=8, negative=1.0)] * 2 + [unit(None, session="s", participants=8)] * 8
    (_, _, team) = aggregate(units, THEMES)
    assert team.respondents == 8
    assert team.themes["workload"].negative.value == pytest.approx(1 - (1 - 1 / 8) ** 2)


def test_the_same_people_in_survey_and_retro_are_not_counted_twice() -> None:
    units = [unit(name) for name in "abcdefg"] + [unit(name, session="s") for name in "pqr"]
    (_, _, team) = aggregate(units, THEMES)
    assert team.respondents == 7


def test_an_author_and_notes_without_one_are_no_more_than_those_who_took_part() -> None:
    units = [unit(name, session="s", participants=4) for name in "ab"]
    units += [unit(None, session="s", participants=4)] * 6
    (_, _, team) = aggregate(units, THEMES)
    assert team.respondents == 4


def test_notes_without_authors_may_be_by_an_author_who_is_named_elsewhere() -> None:
    (_, _, team) = aggregate([unit(n, session="s") for n in "abcd"] + [unit(None, session="s")], THEMES)
    assert team.respondents == 4


def test_somebody_in_several_teams_counts_in_one_and_speaks_in_all() -> None:
    units = [unit(name, team=("P", team), negative=1.0) for team in "BA" for name in "abc"]
    signals = {s.path: s for s in aggregate(units, THEMES)}
    assert {path: s.respondents for path, s in signals.items()} == {(): 3, ("P",): 3, ("P", "A"): 3, ("P", "B"): 0}
    assert signals[("P", "B")].answers == 3


def test_intervals_hold_the_value_and_narrow_with_people() -> None:
    small, large = share(2, 8, 8), share(200, 800, 800)
    assert small.low < small.value < small.high
    assert large.high - large.low < (small.high - small.low) / 5


@pytest.mark.parametrize("voiced", [0, 5])
def test_a_share_of_nobody_or_everybody_is_never_certain(voiced: float) -> None:
    estimate = share(voiced, 5, 5)
    assert estimate.high - estimate.low > 0.2


def test_silence_is_neither_safe_nor_unsafe() -> None:
    (_, _, team) = aggregate([unit(name) for name in "abcdef"], THEMES)
    assert team.safety is not None
    assert team.safety.value == 50
    assert team.safety.high - team.safety.low > 50


def test_safety_follows_the_evidence() -> None:
    unsafe = aggregate([unit(n, evidence=1.0, level=-2.0) for n in "abcdefgh"], THEMES)[2].safety
    assert unsafe is not None
    assert unsafe.value == pytest.approx(50 - 50 * 8 / 11)
    assert unsafe.high < 50


def test_sentiment_is_a_mean_over_people() -> None:
    units = [unit("a", sentiment=-2.0)] * 5 + [unit(n, sentiment=1.0) for n in "bcd"]
    team = aggregate(units, THEMES)[2]
    assert team.sentiment is not None
    assert team.sentiment.value == pytest.approx((-2 + 3) / 4)
