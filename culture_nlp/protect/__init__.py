"""Disclosure control: the only place that makes a :class:`~culture_nlp.records.PublishedSignal`.

This version holds the size rule and secondary suppression over the whole tree. It decides by the number of people
and the tree alone, never by what was said, so that the pattern of what is hidden tells nothing:

1. a group with fewer than the minimum of respondents is hidden;
2. what is left of a group when its visible children are taken away is a group as well: it must hold no answer, or
   the minimum of people. If not, the smallest visible child is hidden too (ties by name), until it does;
3. below a hidden group everything is hidden.

Everything visible then is a union of disjoint cells of at least the minimum each. Sentiment is given in tenths and
safety in steps of five points, with intervals rounded outwards: exact ones could be solved for what one person said.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from culture_nlp.aggregate.tree import children
from culture_nlp.records import Estimate, PublishedSignal, TeamPath, TeamSignal
from culture_nlp.settings import GROUP_FLOOR

SENTIMENT_STEP: Final = 0.1
SAFETY_STEP: Final = 5.0

RULES_VERSION: Final = "1"
"""Version of the rules above; releases quote it."""


def protect(signals: Sequence[TeamSignal], minimum: int = GROUP_FLOOR) -> list[PublishedSignal]:
    """What may be published of the signals of one whole tree, in the same order.

    Args:
        signals: every group of the tree, from the root ``()`` down.
        minimum: smallest group; values below the floor of 5 count as the floor.
    """
    respondents, answers = {s.path: s.respondents for s in signals}, {s.path: s.answers for s in signals}
    visible = visible_groups(respondents, answers, max(minimum, GROUP_FLOOR))
    return [_published(signal) if signal.path in visible else _hidden(signal.path) for signal in signals]


def visible_groups(respondents: Mapping[TeamPath, int], answers: Mapping[TeamPath, int], minimum: int) -> set[TeamPath]:
    """Paths that may be shown.

    Args:
        respondents: people of every group, parents included, root ``()`` too; each is counted in one team only.
        answers: answers of the same groups. A rest with answers is somebody, also if all are counted elsewhere.
        minimum: smallest group.
    """
    below = children(list(respondents))
    visible: set[TeamPath] = set()
    waiting: list[TeamPath] = [()] if respondents.get((), 0) >= minimum else []
    while waiting:
        group = waiting.pop()
        visible.add(group)
        waiting.extend(_visible_children(group, below[group], respondents, answers, minimum))
    return visible


def _visible_children(
    group: TeamPath,
    below: Sequence[TeamPath],
    respondents: Mapping[TeamPath, int],
    answers: Mapping[TeamPath, int],
    minimum: int,
) -> list[TeamPath]:
    shown = sorted((c for c in below if respondents[c] >= minimum), key=lambda c: (respondents[c], c))

    def rest(counts: Mapping[TeamPath, int]) -> int:
        return counts[group] - sum(counts[c] for c in shown)

    while shown and rest(answers) and rest(respondents) < minimum:
        del shown[0]
    return shown


def _published(signal: TeamSignal) -> PublishedSignal:
    return PublishedSignal(
        path=signal.path,
        published=True,
        respondents=signal.respondents,
        themes=signal.themes,
        sentiment=signal.sentiment and _coarse(signal.sentiment, SENTIMENT_STEP),
        safety=signal.safety and _coarse(signal.safety, SAFETY_STEP),
    )


def _coarse(estimate: Estimate, step: float) -> Estimate:
    return Estimate(
        value=step * round(estimate.value / step),
        low=step * math.floor(estimate.low / step),
        high=step * math.ceil(estimate.high / step),
    )


def _hidden(path: TeamPath) -> PublishedSignal:
    return PublishedSignal(path=path, published=False, respondents=None, themes=None, sentiment=None, safety=None)
