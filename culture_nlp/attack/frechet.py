"""R7, E14: two figures of one group together: so many said both (or neither) that it is all of them, or all but one."""

from itertools import combinations
from typing import Final

from culture_nlp.attack.documents import Column, GroupPath, Interval
from culture_nlp.attack.findings import Finding, Outcome
from culture_nlp.attack.group_disclosure import figure_counts
from culture_nlp.attack.situation import Situation

ATTACK: Final = "frechet"


def attack(situation: Situation) -> Outcome:
    """Every pair of columns of every published group, for every size that fits."""
    found: dict[tuple[str, GroupPath], list[Column]] = {}
    tried = 0
    for group in situation.document.visible:
        columns = situation.document.columns
        fit = {column: dict(figure_counts(situation, group, column)) for column in columns}
        for pair in combinations(columns, 2):
            tried += 1
            sizes = fit[pair[0]].keys() & fit[pair[1]].keys()
            if sizes and (kind := _kind({n: (fit[pair[0]][n], fit[pair[1]][n]) for n in sizes}, situation.coalition)):
                found.setdefault((kind, group), []).extend(pair)
    findings = [
        Finding(kind, group, people=situation.size(group)[1], evidence="frechet", columns=tuple(dict.fromkeys(columns)))
        for (kind, group), columns in found.items()
    ]
    return Outcome(ATTACK, tried, findings)


def _kind(counts: dict[int, tuple[Interval, Interval]], coalition: int) -> str | None:
    """Frechet's lower bounds: ``x + y - n`` people said both, ``n - x - y`` neither."""
    known = min(coalition, 1)
    if all(x[0] + y[0] - n >= n - known for n, (x, y) in counts.items()):
        return "all_both"
    if all(n - x[1] - y[1] >= n - known for n, (x, y) in counts.items()):
        return "all_neither"
    return None
