"""The size rule and secondary suppression, attacked by subtraction."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culture_nlp.protect import protect, visible_groups
from culture_nlp.records import Estimate, TeamPath, TeamSignal, ThemeSignal

HALF = Estimate(0.5, 0.4, 0.6)


def tree(leaves: dict[TeamPath, int]) -> dict[TeamPath, int]:
    """Respondents of every group, from the respondents who belong to a group directly."""
    groups = {path[:depth] for path in leaves for depth in range(len(path) + 1)}
    return {g: sum(n for path, n in leaves.items() if path[: len(g)] == g) for g in sorted(groups)}


def shown_of(groups: dict[TeamPath, int]) -> set[TeamPath]:
    """What may be shown where everybody gave one answer."""
    return visible_groups(groups, groups, 5)


def signal(path: TeamPath, n: int, share: float = 0.5) -> TeamSignal:
    estimate = Estimate(share, share, share)
    return TeamSignal(path, n, n, {"workload": ThemeSignal(estimate, HALF)}, HALF, HALF)


def test_parent_minus_children_gives_a_team_of_four_away_so_the_smallest_sibling_is_hidden() -> None:
    leaves = {("P", "A"): 9, ("P", "B"): 10, ("P", "C"): 4}
    assert shown_of(tree(leaves)) == {(), ("P",), ("P", "B")}


def test_two_hidden_teams_of_two_still_need_a_third() -> None:
    leaves = {("P", "A"): 12, ("P", "B"): 2, ("P", "C"): 2}
    assert shown_of(tree(leaves)) == {(), ("P",)}


def test_hidden_teams_that_are_five_together_cost_nobody_else() -> None:
    leaves = {("P", "A"): 12, ("P", "B"): 3, ("P", "C"): 2}
    assert shown_of(tree(leaves)) == {(), ("P",), ("P", "A")}


def test_people_directly_in_a_department_count_as_a_rest() -> None:
    leaves = {("P",): 3, ("P", "A"): 9, ("P", "B"): 8}
    assert shown_of(tree(leaves)) == {(), ("P",), ("P", "A")}


def test_a_rest_of_people_who_are_counted_elsewhere_is_still_somebody() -> None:
    """Two members of A wrote in B as well: P minus A is what those two said in B."""
    respondents, answers = {(): 6, ("P",): 6, ("P", "A"): 6, ("P", "B"): 0}, {(): 8, ("P",): 8, ("P", "A"): 6}
    assert visible_groups(respondents, answers | {("P", "B"): 2}, 5) == {(), ("P",)}


def test_below_a_hidden_group_everything_is_hidden() -> None:
    leaves = {("P", "A"): 6, ("Q", "X"): 4, ("R", "Y"): 20}
    shown = shown_of(tree(leaves))
    assert ("P",) not in shown
    assert ("P", "A") not in shown
    assert ("R", "Y") in shown


@pytest.mark.parametrize("minimum", [0, 1, 4, -3])
def test_the_floor_of_five_cannot_be_lowered(minimum: int) -> None:
    signals = [signal((), 4)]
    assert not protect(signals, minimum)[0].published


def test_the_minimum_can_be_raised() -> None:
    assert not protect([signal((), 9)], 10)[0].published
    assert protect([signal((), 10)], 10)[0].published


def test_a_hidden_group_holds_no_figure_and_no_reason() -> None:
    hidden = protect([signal((), 20), signal(("A",), 4), signal(("B",), 16)])[1]
    assert (hidden.published, hidden.respondents, hidden.themes, hidden.sentiment, hidden.safety) == (
        False,
        None,
        None,
        None,
        None,
    )


PATHS = st.lists(st.sampled_from("abcd"), min_size=1, max_size=3).map(tuple)
LEAVES = st.dictionaries(PATHS, st.integers(1, 12), min_size=1, max_size=12)


@given(LEAVES)
@settings(max_examples=300, deadline=None)
def test_no_difference_of_published_groups_is_smaller_than_five(leaves: dict[TeamPath, int]) -> None:
    """What an attacker gets: any group minus any disjoint groups inside it."""
    groups = tree(leaves)
    shown = shown_of(groups)
    for outer in shown:
        inside = [g for g in shown if len(g) > len(outer) and g[: len(outer)] == outer]
        for size in range(1, min(4, len(inside)) + 1):
            for chosen in combinations(inside, size):
                if any(a != b and a[: len(b)] == b for a in chosen for b in chosen):
                    continue
                rest = groups[outer] - sum(groups[g] for g in chosen)
                assert rest == 0 or rest >= 5


@given(LEAVES, st.lists(st.floats(0, 1), min_size=40, max_size=40))
@settings(max_examples=100, deadline=None)
def test_what_is_hidden_does_not_depend_on_what_was_said(leaves: dict[TeamPath, int], shares: list[float]) -> None:
    groups = tree(leaves)
    quiet = protect([signal(path, n, 0.0) for path, n in groups.items()])
    loud = protect([signal(path, n, shares[i % 40]) for i, (path, n) in enumerate(groups.items())])
    assert [s.published for s in quiet] == [s.published for s in loud]


def test_safety_and_sentiment_are_too_coarse_to_be_solved_for_one_person() -> None:
    exact = Estimate(37.53, 8.13, 66.93)
    shown = protect([TeamSignal((), 5, 5, {}, Estimate(-0.447, -1.138, 0.244), exact)])[0]
    assert shown.safety == Estimate(40.0, 5.0, 70.0)
    assert shown.sentiment is not None
    assert (shown.sentiment.value, shown.sentiment.low, shown.sentiment.high) == pytest.approx((-0.4, -1.2, 0.3))
