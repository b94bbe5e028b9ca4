"""The n-gram model: features, stored weights, and the blend with the encoder."""

from pathlib import Path

import numpy as np
import pytest

from culture_nlp.records import Unit
from culture_nlp.score.ngrams import BUCKETS, NgramModel, counts, features
from culture_nlp.score.probabilities import NGRAM_OUTPUTS, Blend, blended, given


def unit(text: str, question: str | None = None) -> Unit:
    return Unit(id="", text=text, kind="survey", team=(), respondent=None, question=question, heading=None)


def test_question_and_text_are_kept_apart() -> None:
    in_text, in_question = counts(unit("overleg", "x")), counts(unit("x", "overleg"))
    assert not set(in_text) & set(in_question)


def test_capitals_and_blanks_change_nothing() -> None:
    assert counts(unit("Te  druk\nhier")) == counts(unit("te druk hier"))


def test_weights_are_of_length_one_and_empty_texts_are_allowed() -> None:
    idf = np.ones(BUCKETS, dtype=np.float32)
    _, values = features(unit("we helpen elkaar, altijd en altijd"), idf)
    assert np.linalg.norm(values) == pytest.approx(1.0)
    assert len(features(unit("…"), idf)[1]) > 0
    assert len(features(unit(" "), idf)[1]) == 0


def test_int8_weights_give_what_was_trained(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="the extra `train` is not installed")
    from culture_nlp.measure.annotated import AnnotatedUnit
    from culture_nlp.taxonomy import load_taxonomy
    from culture_nlp.training.ngram_training import train_ngrams

    taxonomy = load_taxonomy()
    base = {"kind": "survey", "question": "Hoe gaat het?", "sentiment_label": "neutral", "safety": None}
    rows = [
        base | {"id": str(i), "text": f"veel te druk {i}", "themes": {"workload": "negative"}, "sentiment": -1}
        if i % 2
        else base | {"id": str(i), "text": f"gezellig team {i}", "themes": {}, "sentiment": 1}
        for i in range(40)
    ]
    path = tmp_path / "ngrams.npz"
    train_ngrams([AnnotatedUnit.model_validate(row) for row in rows], taxonomy, path)
    model = NgramModel(path)
    found = model.logits([unit("het is druk", "Hoe gaat het?"), unit("het team", "Hoe gaat het?")])
    cells = 2 * (len(taxonomy.theme_ids) + len(taxonomy.facet_ids)) + 1
    assert found.shape == (2, cells + sum(n for n in NGRAM_OUTPUTS.values() if n))
    column = 2 * taxonomy.theme_ids.index("workload")
    assert found[0, column] > 0 > found[1, column]


def test_a_blend_without_ngrams_is_the_encoder() -> None:
    p = np.array([[0.1, 0.7, 0.2]])
    noise = np.array([[3.0, -2.0, 0.5]])
    assert blended(p, noise, Blend(), scale=False) == pytest.approx(p)
    assert blended(p, noise, Blend(), scale=True) == pytest.approx(p)


def test_a_blend_leans_to_both() -> None:
    half = Blend(encoder=0.5, ngrams=0.5)
    assert blended(np.array([0.5]), np.array([2.0]), half, scale=False)[0] > 0.7
    assert blended(np.array([0.99]), np.array([-4.6]), half, scale=False)[0] == pytest.approx(0.5, abs=0.02)


def test_a_pole_far_behind_the_other_does_not_make_a_theme_mixed() -> None:
    p = np.array([[0.9, 0.5], [0.9, 0.8], [0.2, 0.1]])
    assert given(p, 0.4).tolist() == [[True, True], [True, True], [False, False]]
    assert given(p, 0.4, mixed=0.7).tolist() == [[True, False], [True, True], [False, False]]
