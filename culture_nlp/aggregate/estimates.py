"""Figures with 95 % intervals from the sums of a group."""

import math
from typing import Final

from scipy.special import betaincinv, stdtrit

from culture_nlp.aggregate.tree import Sums
from culture_nlp.records import Estimate

LEVEL_SD: Final = 1.2
"""Standard deviation of the safety level between people, on -2 ... +2."""

PRIOR_VOICES: Final = 3.0
"""The safety score starts from neutral, with the weight of this many people: silence is not safety."""


def share(voiced: float, weight: float, people: int) -> Estimate:
    """Share of people who voiced a pole, with the Jeffreys interval for ``people`` independent people.

    ``voiced`` is an expected count out of ``weight``. The binomial variance covers both who happened to answer and
    the classifier's doubt about each answer (Brown, Cai & DasGupta 2001).
    """
    value = min(max(voiced / weight, 0.0), 1.0)
    a, b = people * value + 0.5, people * (1 - value) + 0.5
    low, high = (float(betaincinv(a, b, q)) for q in (0.025, 0.975))
    return Estimate(value, min(low, value), max(high, value))


def sentiment_mean(sums: Sums) -> Estimate | None:
    """Mean over people on -2 ... +2 with Student's t interval; None below two people."""
    if sums.respondents < 2:
        return None
    mean = sums.sentiment / sums.weight
    variance = max(sums.sentiment_squared / sums.weight - mean**2, 0.0)
    n = sums.respondents
    half = float(stdtrit(n - 1, 0.975)) * math.sqrt(variance / (n - 1))
    return Estimate(mean, max(mean - half, -2.0), min(mean + half, 2.0))


def safety_score(sums: Sums) -> Estimate:
    """Psychological safety 0-100 (50 is neutral): the evidence's mean level, pulled to neutral where it is thin.

    Posterior of a normal mean with prior weight :data:`PRIOR_VOICES` at level 0.
    """
    weight = sums.evidence + PRIOR_VOICES
    value = 50 + 25 * sums.level / weight
    half = 25 * 1.96 * LEVEL_SD / math.sqrt(weight)
    return Estimate(value, max(value - half, 0.0), min(value + half, 100.0))
