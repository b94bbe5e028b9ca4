"""Releases as an attacker reads them: any JSON file that holds groups, whatever else lies in it.

Three shapes are known: a release, the file of ``analyse --json`` (``teams`` beside ``release``), and what the service
answers (``round`` and ``release`` as texts). Nothing in a file is trusted, and no rule of the product is checked while
reading it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from culture_nlp.errors import UnreadableFile

GroupPath = tuple[str, ...]
Interval = tuple[int, int]
Column = tuple[str, str]
"""Theme and pole."""

VALUES: Final = ("share", "mean", "score")
MOST_DECIMALS: Final = 3
"""A release never tells more."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure: a number, words, or only the range it lies in (not the 95 % interval around that)."""

    value: float | None
    low: float | None
    high: float | None
    words: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Group:
    """One group. ``figures`` holds None where a column is there without a figure."""

    path: GroupPath
    published: bool
    people: Interval | None
    figures: Mapping[Column, Figure | None]
    means: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Document:
    """One release. ``decimals``: how precise its shares are printed. ``intact``: whether its id fits what it holds."""

    id: str
    round: str | None
    decimals: int
    groups: Mapping[GroupPath, Group]
    intact: bool | None
    raw: Mapping[str, Any]

    @property
    def visible(self) -> list[GroupPath]:
        """Published groups, parents first."""
        return sorted((g.path for g in self.groups.values() if g.published), key=lambda p: (len(p), p))

    @property
    def columns(self) -> list[Column]:
        """Every theme x pole that any group has, in the order of the file."""
        return list(dict.fromkeys(column for group in self.groups.values() for column in group.figures))


def read_release(path: Path) -> Document:
    """Read one file.

    Raises:
        UnreadableFile: no JSON, or no groups in it.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise UnreadableFile(f"{path.name}: dit is geen leesbaar JSON-bestand.") from None
    try:
        return parse_release(raw)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UnreadableFile(f"{path.name}: dit JSON-bestand bevat geen publicatie met groepen.") from None


def parse_release(raw: Any) -> Document:
    """A document from its JSON; ``ValueError`` and the like where it is none."""
    inner = raw.get("release")
    head = inner if isinstance(inner, dict) else raw
    teams = raw["teams"] if "teams" in raw else head["teams"]
    groups = {group.path: group for group in map(_group, teams)}
    if not groups:
        raise ValueError("no groups")
    identity = inner if isinstance(inner, str) else head.get("id", "")
    name = raw.get("round")
    return Document(
        id=str(identity),
        round=name if isinstance(name, str) else None,
        decimals=_decimals(groups),
        groups=groups,
        intact=None if isinstance(inner, str) else _intact(head, teams),
        raw=raw,
    )


def _group(team: Mapping[str, Any]) -> Group:
    figures: dict[Column, Figure | None] = {}
    for theme in team.get("themes") or ():
        for pole, figure in theme.items():
            if pole != "id" and (figure is None or isinstance(figure, dict)):
                figures[str(theme["id"]), pole] = _figure(figure)
    means = {name: _figure(team[name]) for name in ("sentiment", "safety") if isinstance(team.get(name), dict)}
    return Group(
        path=tuple(str(part) for part in team["path"]),
        published=bool(team["published"]),
        people=_people(team.get("respondents")),
        figures=figures,
        means={name: figure for name, figure in means.items() if figure},
    )


def _people(told: Any) -> Interval | None:
    if told is None or isinstance(told, int):
        return None if told is None else (told, told)
    return int(told["low"]), int(told["high"])


def _figure(told: Mapping[str, Any] | None) -> Figure | None:
    if told is None:
        return None
    value = next((told[name] for name in VALUES if told.get(name) is not None), None)
    words = told.get("words")
    low, high = told.get("at_least", told.get("low")), told.get("at_most", told.get("high"))
    figure = Figure(value, low, high, (words["first"], words["last"]) if words else None)
    return None if figure == Figure(None, None, None, None) else figure


def _decimals(groups: Mapping[GroupPath, Group]) -> int:
    """Whole per cents, unless one share is more precise."""
    values = [f.value for g in groups.values() for f in g.figures.values() if f and f.value is not None]
    return next((d for d in range(2, MOST_DECIMALS) if all(abs(round(v, d) - v) < 1e-9 for v in values)), MOST_DECIMALS)


def _intact(head: Mapping[str, Any], teams: Any) -> bool | None:
    if not head.get("id") or "audit" not in head:
        return None
    content = {"format": 2} | dict(head) | {"teams": teams}
    del content["id"]
    content.pop("created", None)
    return bool(sha256(json.dumps(content, sort_keys=True).encode()).hexdigest() == head["id"])
