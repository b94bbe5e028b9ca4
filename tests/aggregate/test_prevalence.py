"""Shares corrected for the classifier: planted shares come back, and small groups lean on their parents."""

import numpy as np
import pytest
from scipy.special import expit

from culture_nlp.aggregate import aggregate
from culture_nlp.aggregate.prevalence import estimate, interval, log_likelihood_ratios, person_prior
from culture_nlp.records import PoleScores, Safety, ScoredUnit, Sentiment
from culture_nlp.score.quantification import Quantification
from culture_nlp.training.calibrate import fit_quantification

RNG = np.random.default_rng(11)
PRIOR = 0.1


def classifier(labels: np.ndarray, prior: float = PRIOR) -> np.ndarray:
    """Probabilities that are calibrated where ``prior`` of the people carry the label."""
    signal = np.where(labels, 1.5, -1.5) + RNG.normal(size=labels.shape)
    return np.asarray(expit(3.0 * signal + np.log(prior / (1 - prior))))


def people(share: float, n: int) -> tuple[np.ndarray, np.ndarray]:
    labels = RNG.random(n) < share
    return labels, classifier(labels)


def corrected(p: np.ndarray, start: float = PRIOR) -> float:
    ratios = log_likelihood_ratios(p, np.full_like(p, PRIOR))[:, None, None]
    return float(estimate(ratios, np.ones(len(p)), np.array([[start]]))[0, 0])


INSTRUMENT = Quantification(
    prior=((PRIOR, PRIOR),) * 2,
    reliability=((0.7, 0.7),) * 2,
    drift_present=((0.02, 0.02),) * 2,
    drift_absent=((0.005, 0.005),) * 2,
)


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 0.9])
def test_the_share_comes_back_where_the_prior_has_shifted(share: float) -> None:
    labels, p = people(share, 4000)
    assert corrected(p) == pytest.approx(labels.mean(), abs=0.03)
    if share >= 0.5:
        assert abs(corrected(p) - labels.mean()) < abs(p.mean() - labels.mean()) / 2


def test_without_evidence_a_group_is_as_its_parent() -> None:
    p = np.full(6, PRIOR)
    assert corrected(p, start=0.3) == pytest.approx(0.3, abs=0.01)


def test_few_people_lean_on_the_parent_and_many_do_not() -> None:
    _, p = people(0.0, 3)
    few = corrected(p, start=0.4) - corrected(p, start=0.05)
    _, p = people(0.0, 300)
    many = corrected(p, start=0.4) - corrected(p, start=0.05)
    assert few > 5 * many > 0


def test_more_units_of_one_person_make_a_voice_likelier_beforehand() -> None:
    prior = person_prior(np.array([0.1]), 3, 1)
    assert prior[0] == pytest.approx(1 - 0.9**3)
    assert person_prior(np.array([0.1]), 3, 3)[0] < prior[0]


@pytest.mark.parametrize("people_", [5, 50, 5000])
def test_the_interval_holds_the_value_and_never_vanishes(people_: int) -> None:
    for value in (0.0, 0.01, 0.5, 1.0):
        low, high = interval(np.full((2, 2), value), people_, INSTRUMENT)
        assert (low <= value).all()
        assert (high >= value).all()
        assert (high - low > 0.001).all()
        assert (low >= 0).all()
        assert (high <= 1).all()


def test_a_doubtful_classifier_makes_wider_intervals() -> None:
    doubtful = INSTRUMENT.model_copy(update={"reliability": ((0.3, 0.3),) * 2})
    widths = [np.ptp(interval(np.full((2, 2), 0.3), 40, i), axis=0)[0, 0] for i in (INSTRUMENT, doubtful)]
    assert widths[1] > 1.2 * widths[0]


def test_the_instrument_is_measured_from_units() -> None:
    labels = RNG.random((3000, 1, 2)) < 0.2
    p = classifier(labels, prior=0.2)
    found = fit_quantification(p, labels, [f"w{i // 30}" for i in range(len(p))])
    assert found.prior[0][0] == pytest.approx(labels[:, 0, 0].mean(), abs=0.01)
    assert found.reliability[0][0] == pytest.approx(np.corrcoef(p[:, 0, 0], labels[:, 0, 0])[0, 1] ** 2, abs=0.05)
    assert 0 < found.drift_absent[0][0] < 0.05


def scored(team: str, respondent: str, negative: float) -> ScoredUnit:
    return ScoredUnit(
        id="x",
        kind="survey",
        team=(team,),
        respondent=respondent,
        round=None,
        session=None,
        participants=None,
        themes={"workload": PoleScores(negative, 0.01), "feedback": PoleScores(0.05, 0.05)},
        sentiment=Sentiment(0.0, "neutral", {"neutral": 1.0}),
        safety=Safety(0.0, 0.0, {}),
    )


def test_the_aggregation_corrects_every_group_of_the_tree() -> None:
    labels, p = people(0.6, 200)
    calm, q = people(0.0, 200)
    units = [scored("Noord", f"n{i}", float(x)) for i, x in enumerate(p)]
    units += [scored("Zuid", f"z{i}", float(x)) for i, x in enumerate(q)]
    signals = {s.path: s.themes["workload"].negative for s in aggregate(units, ("workload", "feedback"), INSTRUMENT)}
    assert signals[("Noord",)].value == pytest.approx(labels.mean(), abs=0.06)
    assert signals[("Zuid",)].value < 0.03
    assert signals[()].value == pytest.approx((labels.mean() + calm.mean()) / 2, abs=0.04)
    assert signals[("Noord",)].low < labels.mean() < signals[("Noord",)].high
