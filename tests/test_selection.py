"""Which rows are chosen for annotation."""

import numpy as np

from culture_nlp.measure.selection import doubt, select

SURE, TORN_A, TORN_B = [0.01, 0.01, 0.01], [0.5, 0.01, 0.01], [0.01, 0.01, 0.5]


def test_doubt_is_largest_at_one_half() -> None:
    found = doubt(np.array([SURE, TORN_A, [0.5, 0.5, 0.5], [1.0, 0.0, 0.0]]))
    assert found[2] == 1.0
    assert found[1] > found[0] > found[3]


def test_kinds_of_doubt_take_turns() -> None:
    p = np.array([SURE, TORN_A, TORN_A, TORN_A, TORN_B, SURE])
    assert {tuple(p[i]) for i in select(p, 2)} == {tuple(TORN_A), tuple(TORN_B)}


def test_no_row_comes_twice_and_no_more_than_there_are() -> None:
    p = np.array([TORN_A, TORN_A, SURE])
    assert sorted(select(p, 10)) == [0, 1, 2]
