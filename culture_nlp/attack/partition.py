"""R6, E13: poles that add up to all people, if a release ever has them: a hidden one follows from the others."""

from collections.abc import Mapping
from typing import Final

from culture_nlp.attack.documents import Figure, GroupPath, Interval
from culture_nlp.attack.findings import WIDTH, Finding, Outcome
from culture_nlp.attack.meaning import counts
from culture_nlp.attack.situation import Situation

ATTACK: Final = "partition"
WHOLE: Final = frozenset({"none", "neither"})
"""A pole of this name tells that the poles of its theme add up."""


def attack(situation: Situation) -> Outcome:
    """Every theme of every published group whose poles add up."""
    themes = {theme for theme, pole in situation.document.columns if pole in WHOLE}
    if not themes:
        return Outcome(ATTACK, skipped="no_partition")
    found, tried = [], 0
    for group in situation.document.visible:
        for theme in sorted(themes):
            poles = {p: f for (t, p), f in situation.document.groups[group].figures.items() if t == theme}
            tried += len(poles)
            found += _row(situation, group, theme, poles)
    return Outcome(ATTACK, tried, found)


def _row(situation: Situation, group: GroupPath, theme: str, poles: Mapping[str, Figure | None]) -> list[Finding]:
    low, high = situation.size(group)
    if low != high:
        return []
    told = {pole: counts(figure, low, situation.document.decimals) or (0, low) for pole, figure in poles.items()}
    found = []
    for pole, figure in poles.items():
        left = _left(told, pole, low)
        exact = figure is not None and figure.value is not None
        if not exact and left[1] - left[0] < min(low, WIDTH, told[pole][1] - told[pole][0]):
            values = {"low": left[0], "high": left[1]}
            found.append(Finding("row_solved", group, "group", low, values, "certain", "row", ((theme, pole),)))
    return found


def _left(told: Mapping[str, Interval], pole: str, people: int) -> Interval:
    others = [interval for other, interval in told.items() if other != pole]
    least, most = people - sum(i[1] for i in others), people - sum(i[0] for i in others)
    return max(told[pole][0], least), min(told[pole][1], most)
