"""R14, E16: a response rate gives back how many people answered, or that everybody did."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from culture_nlp.attack.documents import GroupPath, Interval
from culture_nlp.attack.findings import Finding, Outcome
from culture_nlp.attack.situation import Situation

ATTACK: Final = "response_rate"
RATES: Final = ("response_rate", "response", "rate", "respons")
ASKED: Final = ("invited", "asked", "gevraagd", "uitgenodigd")
LARGEST: Final = 50
"""From this many people on an exact number is no secret."""


def attack(situation: Situation) -> Outcome:
    """Every group that tells a rate; and, with a roster, exact sizes from which one person's silence follows."""
    found, tried = [], 0
    for team in situation.document.raw.get("teams", ()):
        rate = next((team[name] for name in RATES if isinstance(team.get(name), int | float)), None)
        if rate is None:
            continue
        tried += 1
        path = tuple(team["path"])
        if asked := _asked(situation, team, path):
            found += _solve(path, rate, asked, situation.document.groups[path].people)
    notes = list(_one_silent(situation))
    if not tried and not notes:
        return Outcome(ATTACK, skipped="no_rate")
    return Outcome(ATTACK, tried, found, notes)


def _asked(situation: Situation, team: Mapping[str, Any], path: GroupPath) -> int:
    if situation.roster:
        return sum(n for place, n in situation.roster.invited.items() if place[: len(path)] == path)
    return next((int(team[name]) for name in ASKED if isinstance(team.get(name), int)), 0)


def _solve(path: GroupPath, rate: float, asked: int, told: Interval | None) -> list[Finding]:
    percent = rate * 100 if 0 < rate <= 1 else rate
    fit = [n for n in range(asked + 1) if abs(100 * n / asked - percent) <= 0.5 + 1e-9]
    values = {"asked": asked, "size": fit[0] if fit else 0}
    if fit == [asked]:
        return [Finding("all_answered", path, people=asked, values=values, evidence="rate")]
    if len(fit) == 1 and asked < LARGEST and told != (fit[0], fit[0]):
        return [Finding("rate_solved", path, people=fit[0], values=values, evidence="rate")]
    return []


def _one_silent(situation: Situation) -> Iterator[Finding]:
    if not situation.roster or situation.contradicts:
        return
    for path in situation.document.visible:
        people = situation.document.groups[path].people
        asked = sum(n for place, n in situation.roster.invited.items() if place[: len(path)] == path)
        if people and people[0] == people[1] == asked - 1:
            yield Finding("one_silent", path, people=1, values={"asked": asked}, evidence="sizes")
