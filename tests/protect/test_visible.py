"""Which groups are shown: the worked examples of the size rules, attacked by subtraction."""

from collections.abc import Mapping
from itertools import combinations

import pytest
from hypothesis import given, settings

from culture_nlp.protect.visible import Sizes, layout
from culture_nlp.records import TeamPath
from tests.protect.trees import LEAVES, tree


def shown(
    leaves: Mapping[TeamPath, int], invited: Mapping[TeamPath, int] | None = None, minimum: int = 5
) -> set[TeamPath]:
    """What may be shown where everybody gave one answer."""
    people = tree(leaves)
    return set(layout(Sizes(people, people, invited or {}), minimum).visible)


def test_e1_parent_minus_children_gives_a_team_of_four_away_so_the_smallest_sibling_is_hidden() -> None:
    assert shown({("P", "A"): 9, ("P", "B"): 10, ("P", "C"): 4}) == {(), ("P",), ("P", "B")}


def test_e2_two_hidden_teams_of_two_still_need_a_third() -> None:
    assert shown({("P", "A"): 12, ("P", "B"): 2, ("P", "C"): 2}) == {(), ("P",)}


def test_r4_a_member_of_the_one_hidden_team_must_not_be_able_to_compute_the_other() -> None:
    """3 and 2 are five together, but one of the two knows their own answer and sits beside a single other one."""
    assert shown({("P", "A"): 12, ("P", "B"): 3, ("P", "C"): 2}) == {(), ("P",)}
    assert shown({("P", "A"): 12, ("P", "B"): 4, ("P", "C"): 5, ("P", "D"): 9}) == {(), ("P",), ("P", "A"), ("P", "D")}


def test_people_directly_in_a_department_count_as_a_part() -> None:
    assert shown({("P",): 3, ("P", "A"): 9, ("P", "B"): 8}) == {(), ("P",), ("P", "A")}


def test_e10_a_team_of_four_invited_people_is_hidden_whatever_number_of_answers_comes_in() -> None:
    stuffed = {("P", "A"): 9, ("P", "B"): 20, ("P", "C"): 8}
    assert ("P", "A") in shown(stuffed)
    assert shown(stuffed, {("P", "A"): 4}) == {(), ("P",), ("P", "B")}


def test_a_rest_of_people_who_are_counted_elsewhere_is_still_somebody() -> None:
    """Two members of A wrote in B as well: P minus A is what those two said in B."""
    respondents, answers = {(): 26, ("P",): 26, ("P", "A"): 26, ("P", "B"): 0}, {(): 28, ("P",): 28, ("P", "A"): 26}
    assert set(layout(Sizes(respondents, answers | {("P", "B"): 2}), 5).visible) == {(), ("P",)}


def test_a_group_of_which_nothing_could_be_told_is_hidden() -> None:
    """Of five people in teams of four and one, any figure tells about the four."""
    assert shown({("P", "A"): 4, ("P", "B"): 1, ("Q",): 30}) == {()}


def test_below_a_hidden_group_everything_is_hidden() -> None:
    found = shown({("P", "A"): 3, ("P", "B"): 1, ("R", "Y"): 20, ("S",): 9})
    assert ("P",) not in found
    assert ("R", "Y") in found


def test_the_minimum_can_be_raised() -> None:
    assert shown({("A",): 9, ("B",): 30}, minimum=10) == {()}
    assert shown({("A",): 10, ("B",): 30}, minimum=10) == {(), ("A",), ("B",)}


def test_what_was_hidden_in_the_round_before_is_hidden_first() -> None:
    people = tree({("A",): 20, ("B",): 12, ("C",): 4})
    assert layout(Sizes(people, people), 5).visible == {(), ("A",)}
    assert layout(Sizes(people, people), 5, before={(), ("B",)}).visible == {(), ("B",)}


@given(LEAVES)
@settings(max_examples=300, deadline=None)
def test_no_difference_of_published_groups_is_smaller_than_five(leaves: dict[TeamPath, int]) -> None:
    """What an attacker gets: any group minus any disjoint groups inside it."""
    groups, found = tree(leaves), shown(leaves)
    for outer in found:
        inside = [g for g in found if len(g) > len(outer) and g[: len(outer)] == outer]
        for size in range(1, min(4, len(inside)) + 1):
            for chosen in combinations(inside, size):
                if any(a != b and a[: len(b)] == b for a in chosen for b in chosen):
                    continue
                rest = groups[outer] - sum(groups[g] for g in chosen)
                assert rest == 0 or rest >= 5


@pytest.mark.parametrize("order", [1, -1])
@given(leaves=LEAVES)
@settings(max_examples=50, deadline=None)
def test_the_order_of_teams_does_not_matter(order: int, leaves: dict[TeamPath, int]) -> None:
    turned = dict(sorted(leaves.items(), reverse=order < 0))
    assert shown(turned) == shown(leaves)


def test_sizes_take_the_smaller_of_invited_and_answered() -> None:
    assert Sizes({("A",): 9}, {}, {("A",): 4}).people(("A",)) == 4
    assert Sizes({("A",): 9}, {}, {}).people(("A",)) == 9
