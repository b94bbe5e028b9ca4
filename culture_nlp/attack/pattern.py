"""R17: what is hidden differs from theme to theme, so the pattern itself says something about the answers."""

from typing import Final

from culture_nlp.attack.findings import Finding, Outcome
from culture_nlp.attack.situation import Situation

ATTACK: Final = "pattern"


def attack(situation: Situation) -> Outcome:
    """Compare the columns that groups have, and look for figures of groups that are not published."""
    document = situation.document
    found = []
    for group in document.groups.values():
        told = {column for column, figure in group.figures.items() if figure is not None}
        if not group.published and (told or group.people or group.means):
            found.append(Finding("hidden_told", group.path, evidence="pattern", columns=tuple(sorted(told))))
        missing = tuple(c for c in document.columns if c not in told)
        if group.published and missing and told:
            found.append(Finding("holes", group.path, evidence="pattern", columns=missing))
        above = [group.path[:d] for d in range(1, len(group.path))]
        if group.published and any(path in document.groups and not document.groups[path].published for path in above):
            found.append(Finding("below_hidden", group.path, evidence="pattern"))
    return Outcome(ATTACK, len(document.groups) * max(len(document.columns), 1), found)
