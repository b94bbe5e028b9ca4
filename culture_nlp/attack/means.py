"""R9, E15: averages times people are sums; sums are subtracted, until few people are left or everybody's answer is
known.

The rules tell sentiment in tenths up to 1.5 from neutral and safety in fives from 10 to 90, small groups in five
levels. Safety is attacked as if it were a plain mean; the published score is pulled to neutral, which leaves an
attacker less.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from culture_nlp.attack.documents import Figure, GroupPath
from culture_nlp.attack.findings import FLOOR, Finding, Outcome, Value
from culture_nlp.attack.situation import Situation
from culture_nlp.attack.tree import Kind

ATTACK: Final = "means"
JOINER: Final = "mean_joiner"
QUARTER: Final = 0.25
"""A person's answer is learned if less than this part of the scale is left."""

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """Ends of a scale, the steps in which it is told, and beyond what value every value is told as that."""

    low: float
    high: float
    step: float
    most: Span

    @property
    def quarter(self) -> float:
        """A quarter of the scale."""
        return QUARTER * (self.high - self.low)

    def told(self, figure: Figure) -> Span:
        """What a published mean allows."""
        if figure.value is None:
            low, high = figure.low, figure.high
            return max(self.low if low is None else low, self.low), min(self.high if high is None else high, self.high)
        value = figure.value
        near = abs(value / self.step - round(value / self.step)) < 1e-6
        half = self.step / 2 if near else 0.0005
        low = self.low if abs(value - self.most[0]) < 1e-9 else value - half
        high = self.high if abs(value - self.most[1]) < 1e-9 else value + half
        return max(low, self.low), min(high, self.high)

    def one(self, mean: Span, people: int) -> Span:
        """What a mean over so many people leaves for each of them."""
        low = people * mean[0] - (people - 1) * self.high
        high = people * mean[1] - (people - 1) * self.low
        return max(low, self.low), min(high, self.high)


SCALES: Final = {
    "sentiment": Scale(-2.0, 2.0, 0.1, (-1.5, 1.5)),
    "safety": Scale(0.0, 100.0, 5.0, (10.0, 90.0)),
}


def attack(situation: Situation) -> Outcome:
    """Every mean of every published group, and of what published groups leave over."""
    found: list[Finding] = []
    tried = 0
    for name, scale in SCALES.items():
        for group in situation.document.visible:
            if (figure := situation.document.groups[group].means.get(name)) is None:
                continue
            tried += 1
            found += _everybody(situation, group, name, scale, figure)
            found += _rest(situation, group, name, scale)
    return Outcome(ATTACK, tried, found) if tried else Outcome(ATTACK, skipped="no_means")


def _everybody(situation: Situation, group: GroupPath, name: str, scale: Scale, figure: Figure) -> Iterator[Finding]:
    most = situation.size(group)[1]
    low, high = scale.one(scale.told(figure), most)
    if high - low < scale.quarter:
        yield _finding("mean_everybody", group, most, name, (low, high))


def _rest(situation: Situation, group: GroupPath, name: str, scale: Scale) -> Iterator[Finding]:
    inside = [child[1] for child in situation.tree.below["group", group] if child[0] == "group"]
    rest = situation.sizes["rest", group]
    if not inside or rest[0] != rest[1] or rest[0] < 1:
        return
    spans = [_sum(situation, path, name, scale) for path in (group, *inside)]
    if any(span is None for span in spans):
        return
    (low, high), *others = [span for span in spans if span]
    low, high = (low - sum(o[1] for o in others)) / rest[0], (high - sum(o[0] for o in others)) / rest[0]
    mean = max(low, scale.low), min(high, scale.high)
    one = scale.one(mean, rest[0])
    if mean[1] - mean[0] < scale.quarter and rest[0] < FLOOR:
        yield _finding("mean_rest", group, rest[0], name, mean, "rest")
    elif one[1] - one[0] < scale.quarter and mean[0] <= mean[1]:
        yield _finding("mean_everybody", group, rest[0], name, one, "rest")


def _sum(situation: Situation, group: GroupPath, name: str, scale: Scale) -> Span | None:
    figure, (low, high) = situation.document.groups[group].means.get(name), situation.size(group)
    if figure is None or low != high:
        return None
    span = scale.told(figure)
    return low * span[0], low * span[1]


def _finding(key: str, group: GroupPath, people: int, name: str, span: Span, part: Kind = "group") -> Finding:
    values: dict[str, Value] = {"mean": name, "low": round(span[0], 2), "high": round(span[1], 2)}
    return Finding(key, group, part, people, values, "certain", "means")


def joiner(first: Situation, second: Situation) -> Outcome:
    """One person came or left between two rounds, and the others are taken to feel as they did (E15, R13)."""
    if not (first.roster and second.roster and first.roster.teams and second.roster.teams):
        return Outcome(JOINER, skipped="no_rosters")
    found, tried = [], 0
    for group in sorted(set(first.document.visible) & set(second.document.visible)):
        before, after = (_members(s, group) for s in (first, second))
        if len(before ^ after) != 1:
            continue
        for name, scale in SCALES.items():
            sums = _sum(first, group, name, scale), _sum(second, group, name, scale)
            if sums[0] is None or sums[1] is None:
                continue
            tried += 1
            old, new = sums if after > before else sums[::-1]
            low, high = max(new[0] - old[1], scale.low), min(new[1] - old[0], scale.high)  # type: ignore[index]
            if 0 <= high - low < scale.quarter:
                found.append(replace(_finding(JOINER, group, 1, name, (low, high)), sure="if_same"))
    return Outcome(JOINER, tried, found)


def _members(situation: Situation, group: GroupPath) -> frozenset[str]:
    teams = situation.roster.teams if situation.roster else {}
    return frozenset(person for person, path in teams.items() if path[: len(group)] == group)
