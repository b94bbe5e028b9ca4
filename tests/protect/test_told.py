"""What is told of counts: grids, sums of parts, whole counts, and the audit against brute force and HiGHS."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culture_nlp.errors import DisclosureError
from culture_nlp.protect.auditing import audit, bounds, lp_bounds, part_interval, sums
from culture_nlp.protect.counts import divide, whole_counts
from culture_nlp.protect.grids import size_interval, told_as, words
from culture_nlp.protect.told import Piece, Told, tell, tell_sum
from culture_nlp.protect.visible import Layout, Part, Rest, Sizes, layout
from culture_nlp.records import TeamPath
from tests.protect.trees import LEAVES, tree


@pytest.mark.parametrize(
    ("people", "intervals"),
    [
        (5, [(0, 2), (3, 5)]),
        (6, [(0, 2), (3, 3), (4, 6)]),
        (7, [(0, 2), (3, 4), (5, 7)]),
        (8, [(0, 2), (3, 5), (6, 8)]),
        (14, [(0, 2), (3, 6), (7, 11), (12, 14)]),
        (20, [(0, 2), (3, 9), (10, 17), (18, 20)]),
    ],
)
def test_small_groups_have_classes_made_for_counts(people: int, intervals: list[tuple[int, int]]) -> None:
    assert [interval for interval, _ in words(people)] == intervals


@pytest.mark.parametrize("people", range(5, 60))
def test_every_count_is_told_once_and_no_end_is_narrower_than_two(people: int) -> None:
    told = [told_as(people, count) for count in range(people + 1)]
    assert all(low <= count <= high for count, (low, high) in enumerate(told))
    assert all(told_as(people, count) == interval for interval in told for count in range(interval[0], interval[1] + 1))
    assert told[0][1] >= 2
    assert told[people][0] <= people - 2
    assert all(a == b for a, b in told[3 : people - 2]) or people <= 20


def test_e11_all_but_one_looks_like_all_and_all_but_two() -> None:
    assert {told_as(6, count) for count in (4, 5, 6)} == {(4, 6)}


def test_e9_sizes_of_small_groups_are_not_told_apart() -> None:
    assert {size_interval(n) for n in (5, 6, 7)} == {(5, 7)}
    assert size_interval(21) == (21, 21)


def test_e12_a_sum_does_not_undo_the_class_of_a_part() -> None:
    """P 16 with 6, A 8 with 5, B 8 with 0-2: an exact 6 beside "3-5" would leave B one or two."""
    a, b = Piece(3, 5, 0, 0), Piece(0, 2, 2, 2)
    assert {tell_sum(30, [a, b], count)[:2] for count in range(3, 8)} == {(3, 7)}
    exact = Piece(5, 5, 0, 0)
    assert tell_sum(30, [exact, b], 6)[:2] == (5, 7)


def test_e3_which_sums_of_a_hidden_rest_of_four_and_five_are_safe() -> None:
    rest = Rest((Part(4, True), Part(5, False)))
    assert [part_interval(rest, 0, (s, s)) for s in (0, 1, 4, 5, 8, 9)] == [
        (0, 0),
        (0, 1),
        (0, 4),
        (0, 4),
        (3, 4),
        (4, 4),
    ]
    assert [part_interval(rest, 1, (s, s)) for s in (0, 1, 4, 5, 8, 9)] == [
        (0, 0),
        (0, 1),
        (0, 4),
        (1, 5),
        (4, 5),
        (5, 5),
    ]
    piece = Piece(0, 9, 4, 4)
    assert [s for s in range(10) if piece.safe(s, s)] == [4, 5]


def test_e4_the_reference_audit_of_tau_argus() -> None:
    """Rows 7 and 3 and 6, columns 9 and 7, all inner cells hidden: the first lies from 3 to 6."""
    rows, columns = (7, 3, 6), (9, 7)
    first = [a for a, b in product(range(8), range(4)) if 0 <= 9 - a - b <= 6 and a <= 7 and b <= 3 and 9 - a - b == 3]
    assert (min(first), max(first)) == (3, 6)
    assert sum(rows) == sum(columns)


@given(st.lists(st.tuples(st.integers(1, 30), st.floats(0, 1)), min_size=1, max_size=6), st.floats(0, 1))
@settings(max_examples=200, deadline=None)
def test_divided_counts_add_up_and_stay_within_their_parts(parts: list[tuple[int, float]], share: float) -> None:
    sizes = np.array([n for n, _ in parts])
    total = np.array([round(share * sizes.sum())])
    wanted = np.array([[n * p] for n, p in parts])
    found = divide(total, wanted, sizes)
    assert found.sum() == total[0]
    assert ((found >= 0) & (found[:, 0] <= sizes)[:, None]).all()


def test_a_consistent_estimate_is_kept_but_for_rounding() -> None:
    found = divide(np.array([6]), np.array([[1.6], [4.4]]), np.array([5, 10]))
    assert found[:, 0].tolist() == [2, 4]


def told_tree(leaves: dict[TeamPath, int], share: list[float]) -> tuple[Layout, list[Told]] | None:
    people = tree(leaves)
    shown = layout(Sizes(people, people), 5)
    if () not in shown.children:
        return None
    shares = {g: np.array([share[i % len(share)], share[(i * 7 + 3) % len(share)]]) for i, g in enumerate(people)}
    return shown, tell(shown, people, *whole_counts(shown, people, shares))


@given(LEAVES, st.lists(st.sampled_from([0.0, 1.0, 0.05, 0.3, 0.5, 0.9]), min_size=9, max_size=9))
@settings(max_examples=100, deadline=None)
def test_the_audit_passes_and_highs_agrees(leaves: dict[TeamPath, int], share: list[float]) -> None:
    made = told_tree(leaves, share)
    if made:
        shown, columns = made
        assert audit(shown, columns).cells == len(shown.rests) * len(columns)
        found = bounds(shown, columns[0])
        for group in list(shown.rests)[:3]:
            assert lp_bounds(shown, columns[0], group, sums(shown)) == found[group]


def test_the_intervals_of_the_audit_are_those_of_full_enumeration() -> None:
    leaves: dict[TeamPath, int] = {("P", "A"): 9, ("P", "B"): 6, ("P", "C"): 4, ("Q",): 5}
    made = told_tree(leaves, [0.4, 0.1, 0.8])
    assert made
    shown, columns = made
    cells = list(shown.rests)
    for told in columns:
        ranges = [range(told.rests[c].low, told.rests[c].high + 1) for c in cells]
        fits = [
            values
            for values in product(*ranges)
            if all(
                told.groups[g].low
                <= sum(v for c, v in zip(cells, values, strict=True) if c[: len(g)] == g)
                <= told.groups[g].high
                for g in shown.children
            )
        ]
        found = bounds(shown, told)
        assert {c: (min(v[i] for v in fits), max(v[i] for v in fits)) for i, c in enumerate(cells)} == found


def leaky() -> tuple[Layout, list[Told]]:
    """P is told as exactly 12 beside an exact 12 of A: nobody is left in the rest."""
    shown = Layout(
        {(): (("A",),), ("A",): ()}, {(): Rest((Part(4, True), Part(6, False))), ("A",): Rest((Part(30, False),))}
    )
    a = Piece(12, 12, 0, 0)
    return shown, [Told({(): Piece(12, 12, 0, 0), ("A",): a}, {(): Piece(0, 10, 4, 4), ("A",): a})]


def test_the_audit_is_not_blind() -> None:
    with pytest.raises(DisclosureError):
        audit(*leaky())


def test_r4_the_audit_finds_a_pair_that_one_of_them_could_solve() -> None:
    shown = Layout({(): ()}, {(): Rest((Part(4, True), Part(1, True)))})
    told = Told({(): Piece(3, 3, 0, 0)}, {(): Piece(3, 3, 0, 0)})
    with pytest.raises(DisclosureError):
        audit(shown, [told])


def test_it_fails_closed_where_the_solver_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        status, fun = 4, None

    monkeypatch.setattr("culture_nlp.protect.auditing.linprog", lambda *_, **__: Broken())
    made = told_tree({("A",): 30, ("B",): 30}, [0.5])
    assert made
    with pytest.raises(DisclosureError):
        audit(*made)
