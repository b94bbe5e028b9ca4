"""Disclosure control: the only place that makes a :class:`~culture_nlp.records.PublishedSignal`.

What is shown follows from sizes and the tree (:mod:`.visible`); shares become counts of people that add up
(:mod:`.counts`); counts are told as intervals that reveal nothing together which they do not reveal alone
(:mod:`.grids`, :mod:`.told`); an audit checks that (:mod:`.auditing`); figures follow from what is told
(:mod:`.figures`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from culture_nlp.protect.auditing import Audit, audit
from culture_nlp.protect.counts import Floats, whole_counts
from culture_nlp.protect.figures import Bounds, jeffreys, safety_figure, sentiment_figure, share_figures
from culture_nlp.protect.grids import size_interval
from culture_nlp.protect.told import Told, tell
from culture_nlp.protect.visible import Sizes, layout
from culture_nlp.records import PublishedSignal, PublishedTheme, TeamPath, TeamSignal
from culture_nlp.settings import GROUP_FLOOR

__all__ = ["RULES_VERSION", "Protected", "jeffreys", "protect"]

RULES_VERSION: Final = "2"
"""Version of the rules; releases quote it."""


@dataclass(frozen=True, slots=True)
class Protected:
    """Signals that may be published, in the order they came in, and what was checked."""

    signals: list[PublishedSignal]
    audit: Audit


def protect(
    signals: Sequence[TeamSignal],
    minimum: int = GROUP_FLOOR,
    *,
    invited: Mapping[TeamPath, int] | None = None,
    before: Collection[TeamPath] | None = None,
    bounds: Bounds = jeffreys,
) -> Protected:
    """What may be published of the signals of one whole tree.

    Args:
        signals: every group of the tree, from the root ``()`` down.
        minimum: smallest group; values below the floor of 5 count as the floor.
        invited: how many people were asked, where that is known: a group of fewer than the minimum is hidden too.
        before: groups shown in the round before; hidden ones stay hidden first.
        bounds: 95 % interval of shares of so many people.

    Raises:
        DisclosureError: the audit does not pass; nothing may be published.
    """
    people = {s.path: s.respondents for s in signals}
    sizes = Sizes(people, {s.path: s.answers for s in signals}, invited or {})
    shown = layout(sizes, max(minimum, GROUP_FLOOR), before)
    by_path = {s.path: s for s in signals}
    told = tell(shown, people, *whole_counts(shown, people, {g: _shares(by_path[g]) for g in shown.children}))
    checked = audit(shown, told)
    published = [_published(s, told, bounds) if s.path in shown.visible else _hidden(s.path) for s in signals]
    return Protected(published, checked)


def _shares(signal: TeamSignal) -> Floats:
    return np.array([pole.value for theme in signal.themes.values() for pole in (theme.negative, theme.positive)])


def _published(signal: TeamSignal, told: Sequence[Told], bounds: Bounds) -> PublishedSignal:
    people = signal.respondents
    figures = share_figures(people, [column.groups[signal.path][:2] for column in told], bounds)
    return PublishedSignal(
        path=signal.path,
        published=True,
        respondents=size_interval(people),
        themes={theme: PublishedTheme(*figures[2 * i : 2 * i + 2]) for i, theme in enumerate(signal.themes)},
        sentiment=sentiment_figure(people, signal.sentiment) if signal.sentiment else None,
        safety=safety_figure(people, signal.safety) if signal.safety else None,
    )


def _hidden(path: TeamPath) -> PublishedSignal:
    return PublishedSignal(path=path, published=False, respondents=None, themes=None, sentiment=None, safety=None)
