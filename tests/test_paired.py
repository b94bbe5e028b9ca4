"""Paired comparison: no difference is no difference, a planted one is found, Holm by hand."""

import numpy as np
import pytest

from culture_nlp.measure.metrics import Bools, Labels, micro_f1
from culture_nlp.measure.paired import holm, label_tests, paired_differences

RNG = np.random.default_rng(5)
N = 400
WRITERS = [f"w{i // 8}" for i in range(N)]
GOLD = RNG.random((N, 3)) < 0.3


def noisy(gold: Bools, rate: float) -> Bools:
    return gold ^ (RNG.random(gold.shape) < rate)


def labels(themes: Bools) -> Labels:
    n = len(themes)
    zeros = np.zeros(n, dtype=np.int64)
    return Labels(
        themes=np.stack([themes, ~themes], axis=-1),
        facets=np.zeros((n, 1, 2), dtype=bool),
        sentiment=zeros,
        sentiment_label=zeros,
        evidence=np.zeros(n, dtype=bool),
        level=zeros - 1,
    )


def test_equal_labels_differ_nowhere() -> None:
    given = noisy(GOLD, 0.1)
    tests = label_tests(given, given, GOLD, WRITERS)
    assert tests["p"] == pytest.approx(1.0)
    found = paired_differences(labels(given), labels(given), labels(GOLD), WRITERS)
    assert found["theme_pole_micro_f1"]["difference"] == 0
    assert found["theme_pole_micro_f1"]["interval"] == [0, 0]


def test_a_better_label_is_found_and_the_others_are_not() -> None:
    first = noisy(GOLD, 0.15)
    second = first.copy()
    second[:, 1] = noisy(GOLD, 0.01)[:, 1]
    tests = label_tests(first, second, GOLD, WRITERS)
    assert tests["second"][1] == pytest.approx(micro_f1(second[:, 1], GOLD[:, 1]))
    assert tests["p_holm"][1] < 0.01
    assert min(tests["p_holm"][[0, 2]]) > 0.5
    found = paired_differences(labels(first), labels(second), labels(GOLD), WRITERS)
    assert found["theme_pole_micro_f1"]["interval"][0] > 0


def test_noise_is_seldom_called_a_difference() -> None:
    p = np.concatenate([label_tests(noisy(GOLD, 0.1), noisy(GOLD, 0.1), GOLD, WRITERS, s)["p"] for s in range(20)])
    assert 0.25 < p.mean() < 0.75


def test_holm_by_hand() -> None:
    assert holm(np.array([0.01, 0.04, 0.03])) == pytest.approx([0.03, 0.06, 0.06])
