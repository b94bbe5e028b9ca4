"""Scored units to team signals: units -> respondents -> teams -> parents, each figure with an interval."""

from collections.abc import Iterable, Sequence

from culture_nlp.aggregate.estimates import safety_score, sentiment_mean, share
from culture_nlp.aggregate.tree import Sums, sum_tree
from culture_nlp.aggregate.voices import voices
from culture_nlp.records import ScoredUnit, TeamPath, TeamSignal, ThemeSignal


def aggregate(units: Iterable[ScoredUnit], themes: Sequence[str]) -> list[TeamSignal]:
    """Signals of every group of the tree, from the whole ``()`` down, parents before children.

    Args:
        units: scored units; their themes in the order of ``themes``.
        themes: theme ids.
    """
    tree = sum_tree(voices(units), len(themes))
    return [_signal(path, sums, themes) for path, sums in tree.items()]


def _signal(path: TeamPath, sums: Sums, themes: Sequence[str]) -> TeamSignal:
    return TeamSignal(
        path=path,
        respondents=sums.respondents,
        answers=sums.units,
        themes={
            theme: ThemeSignal(*(share(float(sums.poles[row, pole]), sums.weight, sums.respondents) for pole in (0, 1)))
            for row, theme in enumerate(themes)
        },
        sentiment=sentiment_mean(sums),
        safety=safety_score(sums),
    )
