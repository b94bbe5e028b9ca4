"""Heads of own themes, on readings made here: a direction for the theme, a feeling for its pole."""

from pathlib import Path

import numpy as np
import pytest
from scipy.special import expit, logit

from culture_nlp.errors import TaxonomyError
from culture_nlp.score.own_theme import Linear, OwnTheme, Readings, read_own_theme
from culture_nlp.score.probabilities import given
from culture_nlp.training.background import Background, logistic
from culture_nlp.training.own_theme_training import Bools, Examples, Head, fit_head

HIDDEN, WIDTH = 24, 64
THEME, NEIGHBOUR, NO_QUESTION = 0, 1, 2
"""Dimensions of the embedding that shift for units about the theme, about its neighbour, and without a question."""


def readings(
    n: int, seed: int, *, about: float = 0.0, near: float = 0.0, bare: bool = False, pole: int = 0
) -> Readings:
    """Readings of n units; ``pole`` -1 or 1 gives all of them that feeling, 0 a mixture."""
    rng = np.random.default_rng(seed)
    embedding = rng.normal(size=(n, HIDDEN))
    embedding[:, THEME] += about
    embedding[:, NEIGHBOUR] += near
    embedding[:, NO_QUESTION] += 6.0 * bare
    feeling = rng.normal(scale=0.3, size=(n, 9))
    feeling[:, 0] += 3 * (pole or rng.choice([-1, 1], n))
    sketch = rng.normal(size=(n, WIDTH)).astype(np.float32)
    outputs = {"embedding": embedding, "sentiment": feeling[:, :5], "sentiment_label": feeling[:, 5:]}
    return Readings.of(outputs, sketch, np.full(n, bare))


def poles(negative: int, positive: int, counter: int = 0) -> Bools:
    rows = [(True, False)] * negative + [(False, True)] * positive + [(False, False)] * counter
    return np.array(rows)


def together(*parts: Readings) -> Readings:
    names = ("embedding", "sketch", "feeling", "bare")
    return Readings(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


@pytest.fixture(scope="module")
def background() -> Background:
    known = readings(400, 1)
    themes = np.zeros((400, 2, 2))
    themes[:, 0, 0] = known.feeling[:, 0] < 0
    themes[:, 0, 1] = known.feeling[:, 0] > 0
    return Background.of(readings(500, 2), readings(500, 2, bare=True), known.feeling, themes)


def examples(each: int = 16, *, bare: bool = False, about: float = 5.0) -> Readings:
    return together(
        readings(each, 3, about=about, pole=-1, bare=bare), readings(each, 4, about=about, pole=1, bare=bare)
    )


def fitted(background: Background, found: Readings, which: Bools, prior: float = 0.03) -> Head:
    return fit_head(background, Examples(found, found, which), readings(1, 5, about=2.0, bare=True), prior, 0.7)


def probabilities(head: Head, found: Readings) -> np.ndarray:
    each = np.stack([head.negative(found), head.positive(found)], axis=1)
    return np.asarray(expit(head.present(found))[:, None] * expit(each))


def test_examples_alone_teach_the_theme_and_both_poles(background: Background) -> None:
    head = fitted(background, examples(), poles(16, 16))
    for pole, sign in ((0, -1), (1, 1)):
        found = given(probabilities(head, readings(300, 6, about=5.0, pole=sign)), head.threshold)
        assert found[:, pole].mean() > 0.7
        assert found[:, 1 - pole].mean() < 0.1
    assert given(probabilities(head, readings(1000, 7)), head.threshold).any(axis=1).mean() < 0.03


def test_what_the_check_says_of_left_out_examples_holds_for_new_units(background: Background) -> None:
    new = together(readings(300, 8, about=2.5, pole=-1), readings(300, 9, about=2.5, pole=1))
    told, true = [], []
    for seed in range(30, 40, 2):
        mine = together(readings(16, seed, about=2.5, pole=-1), readings(16, seed + 1, about=2.5, pole=1))
        head = fitted(background, mine, poles(16, 16))
        found = given(probabilities(head, new), head.threshold, 0.7)
        told.append(head.check.recall)
        true.append((found & poles(300, 300)).any(axis=1).mean())
    assert np.mean(told) == pytest.approx(np.mean(true), abs=0.08)
    assert 0.2 < np.mean(true) < 0.95


def test_examples_that_are_nothing_special_are_not_found_when_left_out(background: Background) -> None:
    head = fitted(background, examples(about=0.0), poles(16, 16))
    assert head.check.recall < 0.35


def test_the_false_alarms_told_are_those_of_the_stored_head(background: Background) -> None:
    """Folding means, calibration and prior into weights and biases changes nothing."""
    head = fitted(background, examples(about=2.0), poles(16, 16))
    found = given(probabilities(head, background.readings), head.threshold, 0.7)
    assert head.check.false_alarms == pytest.approx(found.any(axis=1).mean(), abs=0.003)
    assert head.check.false_alarms > 0


def test_examples_without_a_question_do_not_make_its_absence_the_theme(background: Background) -> None:
    head = fitted(background, examples(bare=True), poles(16, 16))
    assert given(probabilities(head, readings(500, 10, bare=True)), head.threshold).any(axis=1).mean() < 0.05
    assert given(probabilities(head, readings(300, 11, about=4.0)), head.threshold).any(axis=1).mean() > 0.6


def test_only_a_shared_question_is_left_out() -> None:
    whole, alone = readings(4, 24), readings(4, 25, bare=True)
    made = Examples.of(whole, alone, ["a", "b", "a", "c"], poles(2, 2))
    seen = made.taught
    assert made.readings is whole
    assert seen.bare.tolist() == [True, False, True, False]
    np.testing.assert_array_equal(seen.embedding[[0, 2]], alone.embedding[[0, 2]])
    np.testing.assert_array_equal(seen.sketch[[1, 3]], whole.sketch[[1, 3]])


def test_probabilities_are_right_for_the_assumed_share(background: Background) -> None:
    head = fitted(background, examples(about=2.5), poles(16, 16), prior=0.05)
    population = together(readings(200, 12, about=2.5), readings(3800, 13))
    assert expit(head.present(population)).mean() == pytest.approx(0.05, abs=0.015)


def test_the_assumed_share_only_moves_the_log_odds(background: Background) -> None:
    rare, often = (fitted(background, examples(), poles(16, 16), prior) for prior in (0.03, 0.2))
    some = readings(20, 14, about=2.0)
    np.testing.assert_allclose(often.present(some) - rare.present(some), logit(0.2) - logit(0.03), atol=1e-4)


def test_counter_examples_keep_the_neighbour_out(background: Background) -> None:
    """The examples drag the neighbour along, as a theme's examples do; those of the neighbour undo some of it."""
    mine = together(
        readings(16, 15, about=3.0, near=3.0, pole=-1),
        readings(16, 16, about=3.0, near=3.0, pole=1),
    )
    neighbours = readings(500, 17, near=4.0)
    without = fitted(background, mine, poles(16, 16))
    with_them = fitted(background, together(mine, readings(12, 18, near=4.0)), poles(16, 16, 12))
    before, after = (expit(head.present(neighbours)).mean() for head in (without, with_them))
    assert after < 0.85 * before
    assert with_them.check.counter_examples == 12
    assert with_them.check.examples == 32


def test_examples_teach_what_the_poles_of_this_theme_are_beside_the_feeling(background: Background) -> None:
    """Two sides of the theme that differ in what is said, under feelings that tell nothing."""
    sides = [readings(16, seed, about=5.0, near=near) for seed, near in ((26, -3.0), (27, 3.0))]
    head = fitted(background, together(*sides), poles(16, 16))
    negative, positive = (readings(300, 28, about=5.0, near=near) for near in (-3.0, 3.0))
    assert head.negative(negative).mean() > head.negative(positive).mean() + 1
    assert head.positive(positive).mean() > head.positive(negative).mean() + 1


def test_one_pole_is_enough(background: Background) -> None:
    head = fitted(background, readings(16, 19, about=4.0, pole=-1), poles(16, 0))
    assert head.check.recall_positive is None
    found = given(probabilities(head, readings(200, 20, about=4.0, pole=1)), head.threshold)
    assert found[:, 1].mean() > 0.5


def test_a_unit_scores_the_same_alone_and_among_others(background: Background) -> None:
    head = fitted(background, examples(), poles(16, 16))
    many = readings(33, 21, about=1.0)
    alone = [head.present(many.take(np.array([row])))[0] for row in range(33)]
    np.testing.assert_array_equal(head.present(many), alone)


def test_a_regression_finds_the_side_and_stays_finite() -> None:
    x = np.array([[-1.0], [-2.0], [1.0], [2.0]])
    weights, bias = logistic(x, x[:, 0] > 0)
    assert 1 < weights[0] < 100
    assert bias == pytest.approx(0, abs=1e-3)


def test_a_theme_file_survives_writing_and_reading(background: Background, tmp_path: Path) -> None:
    head = fitted(background, examples(), poles(16, 16))
    theme = OwnTheme(
        id="hybrid_work",
        label_nl="Hybride werken",
        label_en="Hybrid working",
        description="Thuis en op kantoor werken.",
        model="m 1",
        files={"model.onnx": "0"},
        prior=0.03,
        threshold=head.threshold,
        present=head.present,
        negative=head.negative,
        positive=head.positive,
        check=head.check,
    )
    path = tmp_path / "own.json"
    path.write_text(theme.model_dump_json(), encoding="utf-8")
    some = readings(10, 22, about=1.0)
    np.testing.assert_array_equal(read_own_theme(path).poles(some), probabilities(head, some))


@pytest.mark.parametrize("content", ["", "{}", '{"id": "x"}', "[1]"])
def test_what_is_not_a_theme_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "own.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=r"own\.json"):
        read_own_theme(path)
    with pytest.raises(TaxonomyError, match="cannot be opened"):
        read_own_theme(tmp_path / "missing.json")


def test_a_head_without_sketch_reads_embeddings_only() -> None:
    linear = Linear(embedding=(1.0,) + (0.0,) * (HIDDEN - 1), bias=1.0, bias_bare=2.0)
    plain, bare = readings(3, 23), readings(3, 23, bare=True)
    np.testing.assert_allclose(linear(plain), plain.embedding[:, 0] + 1)
    np.testing.assert_allclose(linear(bare), bare.embedding[:, 0] + 2)
