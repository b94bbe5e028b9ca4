"""Evidence: the clause that carried a theme, with a scorer that counts words and with the shipped model."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.special import expit

from culture_nlp.pipeline import load_scorer
from culture_nlp.prepare.clauses import find_clauses
from culture_nlp.records import Clause, Unit
from culture_nlp.score.evidence import Evidence, evidence
from culture_nlp.score.labels import unit_labels
from culture_nlp.score.probabilities import Thresholds
from culture_nlp.score.scorer import OnnxScorer

WORDS = (("druk", "rustig"), ("roddel", "eerlijk"))
"""Words that raise the negative and the positive pole of two themes."""


OWN = SimpleNamespace(id="own/parking", threshold=0.9, words=("parkeer", "fiets"))


class WordScorer:
    """Three steps of log odds for each word, up from -3; a question that holds the word counts as well."""

    bundle = SimpleNamespace(themes=("workload", "gossip"), thresholds=Thresholds(theme=0.45))

    def __init__(self, *own_themes: SimpleNamespace) -> None:
        self.own_themes = own_themes
        self.calls: list[list[Unit]] = []

    def probabilities(self, units: Sequence[Unit]) -> SimpleNamespace:
        self.calls.append(list(units))
        texts = [f"{unit.question or ''} {unit.text}" for unit in units]
        pairs = (*WORDS, *(theme.words for theme in self.own_themes))
        counts = np.array([[[text.count(word) for word in pair] for pair in pairs] for text in texts])
        p = expit(3.0 * counts - 3.0)
        own = {theme.id: p[:, len(WORDS) + i] for i, theme in enumerate(self.own_themes)}
        return SimpleNamespace(themes=p[:, : len(WORDS)], own=own)


def unit(text: str, question: str | None = None, **more: object) -> Unit:
    return Unit(id="", text=text, kind="survey", team=(), respondent=None, question=question, **more)


def carried(text: str, question: str | None = None) -> dict[tuple[str, str], str]:
    (found,) = evidence(WordScorer(), [unit(text, question)])
    return {(e.theme, e.pole): text[e.start : e.end] for e in found}


def test_every_given_pole_has_its_clause() -> None:
    text = "Het is druk. De koffie is lekker. Er wordt geroddeld, maar Jan is eerlijk."
    assert carried(text) == {
        ("workload", "negative"): "Het is druk.",
        ("gossip", "negative"): "Er wordt geroddeld",
        ("gossip", "positive"): "maar Jan is eerlijk.",
    }


def test_drop_and_the_clause_alone() -> None:
    (found,) = evidence(WordScorer(), [unit("Het is druk. De koffie is lekker. Het is druk, druk!")])
    (one,) = found
    assert one.drop == pytest.approx(6.0)
    assert one.alone == pytest.approx(expit(3.0))


def test_a_unit_of_one_clause_is_its_own_evidence_and_the_question_counts_against_it() -> None:
    assert evidence(WordScorer(), [unit("te druk")]) == [[Evidence("workload", "negative", 0, 7, 3.0, 0.5)]]
    ((asked,),) = evidence(WordScorer(), [unit("ja", "Is het te druk?")])
    assert (asked.start, asked.end, asked.drop) == (0, 2, 0.0)


def test_of_clauses_that_say_the_same_it_is_the_first() -> None:
    ((found,),) = evidence(WordScorer(), [unit("Het is druk. De koffie is lekker. Het is druk.")])
    assert found.start == 0


def test_the_clauses_of_the_unit_are_taken_as_they_are() -> None:
    ((found,),) = evidence(WordScorer(), [unit("erg druk hier", clauses=(Clause(0, 3), Clause(4, 13)))])
    assert (found.start, found.end) == (4, 13)


def test_each_clause_is_left_out_and_read_alone_under_the_same_question_in_one_call() -> None:
    scorer = WordScorer()
    units = [unit("Het is druk, maar ik lach. Koffie graag.", "Hoe is het?"), unit("prima"), unit("druk; rustig")]
    evidence(scorer, units)
    whole, variants = scorer.calls
    assert whole == units
    assert [(v.question, v.text) for v in variants] == [
        ("Hoe is het?", "maar ik lach. Koffie graag."),
        ("Hoe is het?", "Het is druk, Koffie graag."),
        ("Hoe is het?", "Het is druk, maar ik lach."),
        ("Hoe is het?", "Het is druk"),
        ("Hoe is het?", "maar ik lach."),
        ("Hoe is het?", "Koffie graag."),
        (None, "rustig"),
        (None, "druk"),
        (None, "druk"),
        (None, "rustig"),
    ]


def test_probabilities_that_are_there_are_not_made_again() -> None:
    scorer, units = WordScorer(), [unit("Het is druk. Koffie.")]
    p = scorer.probabilities(units)
    assert evidence(scorer, units, p) == evidence(WordScorer(), units)
    assert len(scorer.calls) == 2


def test_a_pole_far_behind_the_other_is_not_given_and_has_no_evidence() -> None:
    scorer, units = WordScorer(), [unit("Het is druk, druk. Het is rustig.")]
    assert {e.pole for e in evidence(scorer, units)[0]} == {"negative", "positive"}
    scorer.bundle = SimpleNamespace(themes=("workload", "gossip"), thresholds=Thresholds(theme=0.45, mixed=0.9))
    assert {e.pole for e in evidence(scorer, units)[0]} == {"negative"}


def test_an_own_theme_has_evidence_at_its_own_threshold() -> None:
    text = "Het is druk. De parkeerplaats en de parkeergarage zijn vol."
    found = evidence(WordScorer(OWN), [unit(text), unit("parkeerplaats vol")])
    assert [(e.theme, e.pole, text[e.start : e.end]) for e in found[0]] == [
        ("workload", "negative", "Het is druk."),
        (OWN.id, "negative", "De parkeerplaats en de parkeergarage zijn vol."),
    ]
    assert found[1] == []


def test_nothing_given_nothing_found() -> None:
    scorer = WordScorer()
    assert evidence(scorer, []) == []
    assert evidence(scorer, [unit("prima"), unit("")]) == [[], []]
    assert evidence(scorer, [unit("", "Is het druk?")]) == [[]]
    assert len(scorer.calls) == 2


@pytest.fixture(scope="module")
def shipped() -> OnnxScorer:
    return load_scorer()


def test_the_shipped_model_finds_the_clause(shipped: OnnxScorer) -> None:
    text = "De koffie is lekker. De werkdruk is veel te hoog. Verder heb ik niets te melden."
    units = [unit(text, "Hoe gaat het op je werk?"), unit("prima")]
    first, second = evidence(shipped, units)
    found = next(e for e in first if (e.theme, e.pole) == ("workload", "negative"))
    assert text[found.start : found.end] == "De werkdruk is veel te hoog."
    assert found.drop > 1
    assert found.alone > shipped.bundle.thresholds.theme
    assert second == []


def test_evidence_has_the_same_themes_and_poles_as_the_labels(shipped: OnnxScorer) -> None:
    texts = (
        "de sfeer is goed maar er wordt wel veel geroddeld",
        "te druk",
        "feedback krijg je alleen als het fout gaat",
    )
    units = [unit(text, "Wat valt je op?") for text in texts]
    poles = {"negative": {"negative"}, "positive": {"positive"}, "mixed": {"negative", "positive"}}
    for labels in unit_labels(shipped, units, with_evidence=True):
        assert {t: spans.keys() for t, spans in labels["evidence"].items()} == {
            t: poles[polarity] for t, polarity in labels["themes"].items()
        }
    assert "evidence" not in unit_labels(shipped, units)[0]


def test_a_units_evidence_does_not_depend_on_its_neighbours(shipped: OnnxScorer) -> None:
    units = [
        unit("Het is te druk. De sfeer is goed, maar er wordt geroddeld."),
        unit("Te weinig mensen, te veel werk."),
    ]
    together = evidence(shipped, units)
    assert together == [found for u in units for found in evidence(shipped, [u])]
    with_clauses = [replace(u, clauses=find_clauses(u.text)) for u in units]
    assert together == evidence(shipped, with_clauses)
