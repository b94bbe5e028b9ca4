"""From classifier probabilities to shares of people: prior-shift correction by expectation maximisation.

A classifier's probabilities are right for groups in which labels are as common as where it was calibrated. In a team
where everybody complains about the roster they are too low, where nobody does too high. Saerens, Latinne & Decaestecker
(2002) correct this: the share t that explains the group's evidence best is the fixed point of

    t = mean of the posteriors, each recomputed for a prior of t.

Each group starts from its parent's share with the weight of :data:`PARENT_WEIGHT` person, so that small teams are
pulled to what is usual around them (partial pooling) and a single doubtful answer does not make a share.
``evaluation/quantification.py`` compares this with the alternatives.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv, expit, logit

from culture_nlp.score.quantification import Quantification

Array = npt.NDArray[np.floating[Any]]

PARENT_WEIGHT: Final = 1.0
"""People whose weight the parent's share has in each group below it."""
ITERATIONS: Final = 50
TOLERANCE: Final = 1e-4
SMALLEST: Final = 1e-4
"""Probabilities are kept this far from 0 and 1."""


def log_likelihood_ratios(probability: Array, prior: Array) -> Array:
    """How much more likely the evidence is with the label than without: log odds less prior log odds."""
    return np.asarray(logit(_inside(probability)) - logit(_inside(prior)))


def person_prior(prior: Array, units: int, people: int) -> Array:
    """Prior that one of ``people`` voices a label in ``units`` units spread over them, as :mod:`voices` counts it."""
    return 1.0 - (1.0 - prior / people) ** units


def estimate(ratios: Array, weights: Array, start: Array) -> Array:
    """Shares of the labels in one group.

    Args:
        ratios: log likelihood ratios [people, themes, 2].
        weights: how many people each row stands for [people].
        start: the parent's shares [themes, 2].

    Returns:
        Shares [themes, 2] in [0, 1].
    """
    begin = _inside(start)
    share, total = begin, weights.sum() + PARENT_WEIGHT
    for _ in range(ITERATIONS):
        posterior = expit(ratios + logit(_inside(share)))
        new = (np.einsum("n,nij->ij", weights, posterior) + PARENT_WEIGHT * begin) / total
        done = bool(np.abs(new - share).max() < TOLERANCE)
        share = new
        if done:
            break
    return np.asarray(share)


def estimate_tree(
    rows: Mapping[tuple[str, ...], tuple[Sequence[Array], Sequence[float]]], instrument: Quantification
) -> dict[tuple[str, ...], Array]:
    """Shares of every group, parents before children.

    Args:
        rows: group path -> log likelihood ratios and weights of the people in it, from the root ``()`` down.
    """
    prior = instrument.arrays()[0]
    found: dict[tuple[str, ...], Array] = {}
    for path, (ratios, weights) in rows.items():
        above = found[path[:-1]] if path else prior
        found[path] = estimate(np.stack(ratios), np.asarray(weights, dtype=np.float64), above)
    return found


def interval(share: Array, people: int, instrument: Quantification) -> tuple[Array, Array]:
    """95 % interval of shares [themes, 2]: who happened to answer, the classifier's errors, and its drift.

    Jeffreys interval (Brown, Cai & DasGupta 2001) for the number of people who would tell as much if each were judged
    without error; the lower end is 0 where that many people make less than one voice.
    """
    _, reliability, present, absent = instrument.arrays()
    drift = (present * share) ** 2 + (absent * (1 - share)) ** 2
    variance = np.maximum(share * (1 - share), 1.0 / max(people, 1) / 4)
    effective = 1.0 / (1.0 / (max(people, 1) * reliability) + drift / variance)
    a, b = effective * share + 0.5, effective * (1 - share) + 0.5
    low = np.where(effective * share < 1, 0.0, betaincinv(a, b, 0.025))
    high = betaincinv(a, b, 0.975)
    return np.minimum(low, share), np.maximum(high, share)


def interval_of_shares(instrument: Quantification, shares: Array, people: int) -> tuple[Array, Array]:
    """:func:`interval` of all poles of all themes in one row [themes x 2]."""
    low, high = interval(shares.reshape(-1, 2), people, instrument)
    return low.ravel(), high.ravel()


def _inside(p: Array) -> Array:
    return np.clip(p, SMALLEST, 1 - SMALLEST)
