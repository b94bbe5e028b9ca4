"""Scored units to team signals: units -> respondents -> teams -> parents, each figure with an interval."""

from collections.abc import Iterable, Mapping, Sequence

from culture_nlp.aggregate.estimates import safety_score, sentiment_mean, share
from culture_nlp.aggregate.prevalence import (
    Array,
    estimate_tree,
    interval,
    log_likelihood_ratios,
    person_prior,
)
from culture_nlp.aggregate.tree import Sums, sum_tree
from culture_nlp.aggregate.voices import Voice, voices
from culture_nlp.records import Estimate, ScoredUnit, TeamPath, TeamSignal, ThemeSignal
from culture_nlp.score.quantification import Quantification


def aggregate(
    units: Iterable[ScoredUnit], themes: Sequence[str], instrument: Quantification | None = None
) -> list[TeamSignal]:
    """Signals of every group of the tree, from the whole ``()`` down, parents before children.

    Args:
        units: scored units; their themes in the order of ``themes``.
        themes: theme ids.
        instrument: what is known of the classifier, to correct shares for its errors; without it the shares are
            expected counts.
    """
    people = voices(units)
    tree = sum_tree(people, len(themes))
    shares = _corrected(people, tree, instrument) if instrument else {}
    return [_signal(path, sums, _themes(path, sums, themes, shares, instrument)) for path, sums in tree.items()]


def _corrected(
    people: Sequence[Voice], tree: Mapping[TeamPath, Sums], instrument: Quantification
) -> dict[TeamPath, Array]:
    prior = instrument.arrays()[0]
    rows: dict[TeamPath, tuple[list[Array], list[float]]] = {path: ([], []) for path in tree}
    for voice in people:
        ratios = log_likelihood_ratios(voice.poles, person_prior(prior, voice.units, voice.people))
        for depth in range(len(voice.path) + 1):
            rows[voice.path[:depth]][0].append(ratios)
            rows[voice.path[:depth]][1].append(voice.people)
    return estimate_tree(rows, instrument)


def _themes(
    path: TeamPath,
    sums: Sums,
    themes: Sequence[str],
    shares: Mapping[TeamPath, Array],
    instrument: Quantification | None,
) -> dict[str, ThemeSignal]:
    if instrument is None:
        return {
            theme: ThemeSignal(*(share(float(sums.poles[row, pole]), sums.weight, sums.respondents) for pole in (0, 1)))
            for row, theme in enumerate(themes)
        }
    value = shares[path]
    low, high = interval(value, sums.respondents, instrument)
    return {
        theme: ThemeSignal(
            *(Estimate(float(value[row, pole]), float(low[row, pole]), float(high[row, pole])) for pole in (0, 1))
        )
        for row, theme in enumerate(themes)
    }


def _signal(path: TeamPath, sums: Sums, themes: Mapping[str, ThemeSignal]) -> TeamSignal:
    return TeamSignal(
        path=path,
        respondents=sums.respondents,
        answers=sums.units,
        themes=themes,
        sentiment=sentiment_mean(sums),
        safety=safety_score(sums),
    )
