"""R5: a figure says that nobody or everybody said it, or all but one: that one then knows all the others."""

from typing import Final

from culture_nlp.attack.documents import Column, GroupPath, Interval
from culture_nlp.attack.findings import Finding, Outcome
from culture_nlp.attack.meaning import END, EXACT_FROM, counts
from culture_nlp.attack.situation import Situation

ATTACK: Final = "group_disclosure"
MOST_SIZES: Final = 64


def attack(situation: Situation) -> Outcome:
    """Every figure of every published group by itself."""
    found: dict[tuple[str, GroupPath], list[Column]] = {}
    tried = 0
    for group in situation.document.visible:
        for column in situation.document.columns:
            tried += 1
            if kind := _kind(figure_counts(situation, group, column)):
                found.setdefault((kind, group), []).append(column)
    findings = [
        Finding(kind, group, people=situation.size(group)[1], evidence="figure", columns=tuple(columns))
        for (kind, group), columns in found.items()
    ]
    return Outcome(ATTACK, tried, findings)


def share_to_count(situation: Situation) -> Outcome:
    """R8: a share whose only count lies at an end, where the rules promise a word; elsewhere in small groups a note."""
    ends: dict[GroupPath, list[Column]] = {}
    small: dict[GroupPath, list[Column]] = {}
    tried = 0
    for group in situation.document.visible:
        for column in situation.document.columns:
            figure = situation.figure(group, column)
            if figure is None or figure.value is None:
                continue
            tried += 1
            fit = figure_counts(situation, group, column)
            if any(low != high for _, (low, high) in fit) or not fit:
                continue
            if all(low <= END or low >= n - END for n, (low, _) in fit):
                ends.setdefault(group, []).append(column)
            elif len(fit) == 1 and fit[0][0] < EXACT_FROM:
                small.setdefault(group, []).append(column)
    return Outcome(
        "share_to_count",
        tried,
        [
            Finding("exact_end", g, people=situation.size(g)[1], evidence="share", columns=tuple(c))
            for g, c in ends.items()
        ],
        [
            Finding("exact_small", g, people=situation.size(g)[1], evidence="share", columns=tuple(c))
            for g, c in small.items()
        ],
    )


def figure_counts(situation: Situation, group: GroupPath, column: Column) -> list[tuple[int, Interval]]:
    """The counts that a figure allows, for every size of its group that fits."""
    figure = situation.figure(group, column)
    low, high = situation.size(group)
    if figure is None or high - low > MOST_SIZES:
        return []
    allowed = ((n, counts(figure, n, situation.document.decimals)) for n in range(max(low, 1), high + 1))
    return [(n, interval) for n, interval in allowed if interval]


def _kind(fit: list[tuple[int, Interval]]) -> str | None:
    if not fit:
        return None
    if all(high == 0 for _, (_, high) in fit):
        return "all_nobody"
    if all(low == n for n, (low, _) in fit):
        return "all_everybody"
    if all(high <= 1 or low >= n - 1 for n, (low, high) in fit):
        return "all_but_one"
    return None
