"""Measures against hand-made cases and against scikit-learn."""

import numpy as np
import pytest

from culture_nlp.measure.bootstrap import resamples
from culture_nlp.measure.metrics import best_threshold, macro_f1, micro_f1, quadratic_kappa
from culture_nlp.measure.report import expected_calibration_error

RNG = np.random.default_rng(3)
GIVEN, GOLD = RNG.random((200, 7)) < 0.3, RNG.random((200, 7)) < 0.4


def test_f1_agrees_with_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics", reason="the extra `train` is not installed")
    assert micro_f1(GIVEN, GOLD) == pytest.approx(metrics.f1_score(GOLD, GIVEN, average="micro"))
    assert macro_f1(GIVEN, GOLD) == pytest.approx(metrics.f1_score(GOLD, GIVEN, average="macro"))


def test_kappa_agrees_with_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics", reason="the extra `train` is not installed")
    a, b = RNG.integers(0, 5, 300), RNG.integers(0, 5, 300)
    expected = metrics.cohen_kappa_score(a, b, weights="quadratic")
    assert quadratic_kappa(a, b, 5) == pytest.approx(expected)


def test_nothing_given_nothing_gold_is_no_success() -> None:
    none = np.zeros((4, 2), dtype=bool)
    assert micro_f1(none, none) == 0.0


def test_the_best_threshold_separates() -> None:
    assert best_threshold(np.array([0.1, 0.3, 0.62, 0.9]), np.array([False, False, True, True])) < 0.62


def test_calibration_error_of_honest_and_of_boastful_probabilities() -> None:
    p = np.full(10_000, 0.2)
    assert expected_calibration_error(p, RNG.random(10_000) < 0.2) < 0.02
    assert expected_calibration_error(np.full(10_000, 0.9), RNG.random(10_000) < 0.2) > 0.6


def test_the_bootstrap_takes_whole_writers() -> None:
    writers = ["a", "a", "b", "c", "c", "c"]
    for sample in resamples(writers, seed=1, count=50):
        counts = np.bincount(sample, minlength=6)
        assert counts[0] == counts[1]
        assert counts[3] == counts[4] == counts[5]
