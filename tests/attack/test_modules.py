"""For every attack that the worked examples do not show: a planted leak is found, and its safe neighbour is not."""

from datetime import UTC, datetime
from typing import Any

import pytest

from culture_nlp.attack import KnownAnswer, Roster, attack
from tests.attack.made import exact, findings, hidden, keys, mean, notes, release, team, word

SAFE = release(
    team("", 60, exact(30, 60), word("few"), sentiment=mean("mean", 0.3), safety=mean("score", 55.0)),
    team("A", 30, exact(14, 30), word("few"), sentiment=mean("mean", 0.1), safety=mean("score", 60.0)),
    team("B", 30, exact(16, 30), word("few"), sentiment=mean("mean", 0.5), safety=mean("score", 50.0)),
)


def roster(**teams: str) -> Roster:
    """Persons by one letter: ``A="abc"`` are three people in A."""
    people = {person: (name,) for name, letters in teams.items() for person in letters}
    return Roster(people, {(name,): len(letters) for name, letters in teams.items()}, None)


@pytest.mark.parametrize("coalition", [0, 1, 2])
def test_a_safe_release_gives_nothing(coalition: int) -> None:
    assert not findings(attack([SAFE], coalition=coalition))
    sizes = {("A",): 30, ("B",): 30}
    assert not findings(attack([SAFE], [Roster({}, sizes, sizes)], coalition=coalition))


def test_two_people_together_are_only_a_note() -> None:
    sizes = {("A",): 30, ("B",): 30}
    assert "pairs" in notes(attack([SAFE], [Roster({}, sizes, sizes)], coalition=2))


def test_a_group_of_four_is_published() -> None:
    assert "small_published" in keys(attack([release(team("A", 4, word("some")))]), "subtract")


def test_a_group_of_four_that_was_filled_up() -> None:
    asked = Roster({}, {("A",): 4}, {("A",): 9})
    assert keys(attack([release(team("A", 9, word("some")))], [asked]), "subtract") == {"few_invited"}


def test_a_member_knows_the_rest_of_a_hidden_team() -> None:
    """Ten people of whom one said it; she is in A: nobody in B did, and nobody else in A."""
    told = release(team("", 10, exact(1, 10)), hidden("A"), hidden("B"))
    sizes = {("A",): 5, ("B",): 5}
    found = findings(attack([told], [Roster({}, sizes, sizes)]), "lp_bounds")
    assert {f.key for f in found if f.group == ("B",)} == {"lp_nobody"}
    assert {f.sure for f in found} == {"if_member_yes", "if_member_yes_elsewhere"}
    assert not findings(attack([told], [Roster({}, sizes, sizes)], coalition=0), "lp_bounds")


def test_known_answers_narrow_a_group() -> None:
    people = roster(A="abcdefgh")
    told = release(team("", 8, word("few")))
    column = ("theme_a", "negative")
    assert not findings(attack([told], [people], coalition=0))
    known = [KnownAnswer("a", column, True), KnownAnswer("b", column, True)]
    (found,) = findings(attack([told], [people], known, coalition=0), "lp_bounds")
    assert (found.key, found.values["others"]) == ("lp_nobody", 6)


@pytest.mark.parametrize(("count", "found"), [(2, {"exact_end"}), (22, {"exact_end"}), (3, set()), (12, set())])
def test_an_exact_share_at_an_end(count: int, found: set[str]) -> None:
    assert keys(attack([release(team("", 24, exact(count, 24)))]), "share_to_count") == found


def test_an_exact_share_of_a_small_group_is_a_note() -> None:
    assert "exact_small" in notes(attack([release(team("", 9, exact(4, 9)))]))


def test_a_range_that_is_printed_for_one_size_only() -> None:
    own = word("few") | {"at_least": 0.0, "at_most": round(2 / 9, 3)}
    alike = word("few") | {"at_least": 0.0, "at_most": 0.25}
    assert keys(attack([release(team("", (8, 10), own))]), "n_from_shares") == {"size_found"}
    assert not findings(attack([release(team("", (8, 10), alike))]))


def test_a_size_that_follows_from_other_sizes_is_a_note() -> None:
    told = release(team("", 22, exact(11, 22)), team("A", (11, 20), word("some")), team("B", (11, 20), word("many")))
    attempts = attack([told])
    assert not findings(attempts)
    assert "size_by_sums" in notes(attempts)


@pytest.mark.parametrize(("value", "found"), [(1.9, {"mean_everybody"}), (1.5, set()), (-1.2, set())])
def test_a_mean_near_the_end_of_the_scale_tells_of_everybody(value: float, found: set[str]) -> None:
    told = release(team("", 5, word("some"), sentiment=mean("mean", value)))
    assert keys(attack([told]), "means") == found


def test_means_of_parent_and_children_leave_few_people() -> None:
    def figures(value: float) -> dict[str, Any]:
        return {"sentiment": mean("mean", value), "safety": None}

    parts = [team("A", 6, word("some"), **figures(0.123)), hidden("B")]
    assert "mean_rest" in keys(attack([release(team("", 9, word("some"), **figures(0.456)), *parts)]), "means")
    assert "mean_rest" not in keys(attack([release(team("", 12, word("some"), **figures(0.456)), *parts)]), "means")


def test_a_joiner_is_solved_from_two_means() -> None:
    rounds = [
        release(team("", 5, word("few"), sentiment=mean("mean", 0.601))),
        release(team("", 6, word("few"), sentiment=mean("mean", 0.201))),
    ]
    rosters = [roster(A="abcde"), roster(A="abcdef")]
    (found,) = findings(attack(rounds, rosters), "mean_joiner")
    assert (found.values["low"], found.values["high"], found.sure) == (-1.8, -1.79, "if_same")
    rounds[1].groups[()].means.pop("sentiment")  # type: ignore[attr-defined]
    assert not findings(attack(rounds, rosters), "mean_joiner")


def test_e19_a_joiner_in_exact_counts_is_a_note_and_in_words_nothing() -> None:
    rosters = [roster(A="abcde"), roster(A="abcdef")]
    solved = attack([release(team("", 5, exact(0, 5))), release(team("", 6, exact(1, 6)))], rosters)
    assert "joined_everybody" in notes(solved, "rounds")
    told = attack([release(team("", (5, 7), word("few"))), release(team("", (5, 7), word("few")))], rosters)
    assert not notes(told, "rounds")
    assert not findings(told)


def test_a_joiner_of_whom_the_second_round_is_certain() -> None:
    rosters = [roster(A="abcde"), roster(A="abcdefg")]
    both = [release(team("", 5, exact(3, 5))), release(team("", 7, exact(7, 7)))]
    assert keys(attack(both, rosters), "rounds") == {"joined_everybody"}


def test_versions_that_show_another_group() -> None:
    old, new = release(team("", 30, exact(9, 30)), hidden("A")), release(team("", 30, exact(9, 30)), team("A", 9))
    assert keys(attack([old, new]), "versions") == {"version_pattern"}


def test_versions_that_five_people_differ_by_are_safe() -> None:
    assert not findings(attack([release(team("", 30, exact(9, 30))), release(team("", 35, exact(11, 35)))]))


def test_versions_whose_words_differ() -> None:
    old, new = release(team("", (5, 7), word("few"))), release(team("", (5, 7), word("some")))
    assert keys(attack([old, new]), "versions") == {"version_changed"}


def test_named_rounds_are_not_versions() -> None:
    old, new = (release(team("", n, exact(9, n)), round=name) for n, name in ((30, "2026-1"), (31, "2026-2")))
    assert not findings(attack([old, new]))


@pytest.mark.parametrize(("rate", "found"), [(0.77, {"rate_solved"}), (77, {"rate_solved"}), (1.0, {"all_answered"})])
def test_e16_a_response_rate(rate: float, found: set[str]) -> None:
    told = release(team("A", (11, 13), word("some")) | {"response_rate": rate, "invited": 13})
    assert keys(attack([told]), "response_rate") == found


def test_one_who_did_not_answer_is_a_note() -> None:
    told = release(team("A", 23, exact(9, 23)))
    assert "one_silent" in notes(attack([told], [Roster({}, {("A",): 24}, None)]), "response_rate")


def test_a_hole_in_one_theme() -> None:
    told = release(team("", 30, exact(9, 30), exact(9, 30)), team("A", 12, word("some"), None), hidden("B"))
    assert keys(attack([told]), "pattern") == {"holes"}


def test_a_hidden_group_with_figures_and_a_group_below_a_hidden_one() -> None:
    told = release(
        team("", 30, exact(9, 30)), hidden("A") | {"respondents": {"low": 3, "high": 3}}, team("A/B", 9, word("some"))
    )
    assert keys(attack([told]), "pattern") == {"hidden_told", "below_hidden"}


@pytest.mark.parametrize(
    "more",
    [
        {"quote": "sinds de brand slaap ik slecht"},
        {"teams": [team("A", 30, exact(9, 30)) | {"phrases": ["te laat"]}]},
        {"teams": [team("A", 30, word("drie van ons"))]},
        {"model_version": "een heel verhaal van iemand"},
        {"sinds de brand": 3},
    ],
)
def test_text_that_does_not_belong(more: dict[str, Any]) -> None:
    assert "unknown_text" in keys(attack([release(*[team("A", 30, exact(9, 30))], **more)]), "text")


def test_names_ids_and_versions_are_no_text() -> None:
    told = release(
        team("Zorg & Welzijn/Team 's-Gravenhage", 30, exact(9, 30)),
        id="0" * 64,
        created=datetime.now(UTC).isoformat(),
        model_version="culture-signals-nl 1.0.0",
        taxonomy_version="1.0",
        rules_version="2",
        audit={"passed": True, "rules_version": "2"},
    )
    attempts = attack([told])
    assert not findings(attempts)
    assert notes(attempts) == {"not_intact"}


def test_e20_counts_of_what_is_withheld() -> None:
    told = release(team("", 30, exact(9, 30)), hidden("A"), audit={"cells": 1, "guarded": 1, "programs": 2})
    assert keys(attack([told])) == {"withheld"}


def test_a_roster_of_another_organisation_is_left_out() -> None:
    told = release(team("", 30, exact(9, 30)))
    assert "contradicts" in notes(attack([told], [Roster({}, {("A",): 8}, {("A",): 8})]))
