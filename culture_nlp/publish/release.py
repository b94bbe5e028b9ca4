"""The release document, in the JSON shape that ``culture-nlp analyse --json`` and the service give out."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field

from culture_nlp.protect import Protected
from culture_nlp.records import PublishedFigure, PublishedSignal

FORMAT: Final = 2
DECIMALS: Final = 3


class Words(BaseModel):
    """What a figure of few people is told as: the first and the last word that fit, mostly the same.

    Shares: ``few`` (at most two people), ``some``, ``many`` (half of them or more), ``most`` (all but at most two).
    Sentiment and safety: ``very_low``, ``low``, ``middle``, ``high``, ``very_high``.
    """

    model_config = ConfigDict(frozen=True)
    first: str
    last: str


class Told(BaseModel):
    """What every figure has: the value lies from ``at_least`` to ``at_most``, with a 95 % interval around that.

    Where there are words, they say the same for groups of this size, and there is no interval beside them.
    """

    model_config = ConfigDict(frozen=True)
    at_least: float
    at_most: float
    low: float
    high: float
    words: Words | None = None


class Share(Told):
    """Share of respondents in [0, 1]; null where only bounds or words are told."""

    share: float | None = None


class Mean(Told):
    """Mean sentiment on -2 ... +2; null where only a word is told."""

    mean: float | None = None


class Score(Told):
    """Psychological safety 0-100; null where only a word is told."""

    score: float | None = None


class ReleasedTheme(BaseModel):
    """Both poles of one theme."""

    model_config = ConfigDict(frozen=True)
    id: str
    negative: Share
    positive: Share


class People(BaseModel):
    """Number of respondents: ``low`` equals ``high`` where it is told exactly."""

    model_config = ConfigDict(frozen=True)
    low: int
    high: int


class ReleasedTeam(BaseModel):
    """One group. Every figure is null where ``published`` is false; no reason is given."""

    model_config = ConfigDict(frozen=True)
    path: tuple[str, ...] = Field(description="names from the organisation down; empty is the whole")
    respondents: People | None
    published: bool
    themes: tuple[ReleasedTheme, ...] | None
    sentiment: Mean | None
    safety: Score | None


class AuditReport(BaseModel):
    """That the disclosure audit passed (R20). How many cells it guarded is not told: that would count small groups."""

    model_config = ConfigDict(frozen=True)
    passed: bool
    rules_version: str = Field(description="version of the rules that were checked")


class Release(BaseModel):
    """Signals of a whole tree, frozen. ``id`` is the SHA-256 of everything but ``id`` and ``created``."""

    model_config = ConfigDict(frozen=True)
    format: int = FORMAT
    id: str = ""
    created: datetime
    model_version: str
    taxonomy_version: str
    rules_version: str
    minimum_group: int
    audit: AuditReport
    teams: tuple[ReleasedTeam, ...]

    def sealed(self) -> Self:
        """The same with its id."""
        content = json.dumps(self.model_dump(mode="json", exclude={"id", "created"}), sort_keys=True)
        return self.model_copy(update={"id": sha256(content.encode()).hexdigest()})


def publish(
    protected: Protected,
    *,
    model_version: str,
    taxonomy_version: str,
    rules_version: str,
    minimum_group: int,
) -> Release:
    """Freeze protected signals into a release."""
    return Release(
        created=datetime.now(UTC).replace(microsecond=0),
        model_version=model_version,
        taxonomy_version=taxonomy_version,
        rules_version=rules_version,
        minimum_group=minimum_group,
        audit=AuditReport(passed=True, rules_version=rules_version),
        teams=tuple(_team(signal) for signal in protected.signals),
    ).sealed()


def release_schema() -> dict[str, Any]:
    """JSON Schema of a release file, for whoever wants to read or attack one."""
    return Release.model_json_schema()


def _team(signal: PublishedSignal) -> ReleasedTeam:
    people, themes = signal.respondents, signal.themes
    return ReleasedTeam(
        path=signal.path,
        respondents=None if people is None else People(low=people[0], high=people[1]),
        published=signal.published,
        themes=None
        if themes is None
        else tuple(
            ReleasedTheme(id=theme, negative=_share(s.negative), positive=_share(s.positive))
            for theme, s in themes.items()
        ),
        sentiment=signal.sentiment and Mean(mean=_rounded(signal.sentiment.value), **_around(signal.sentiment)),
        safety=signal.safety and Score(score=_rounded(signal.safety.value), **_around(signal.safety)),
    )


def _share(figure: PublishedFigure) -> Share:
    return Share(share=_rounded(figure.value), **_around(figure))


def _around(figure: PublishedFigure) -> dict[str, Any]:
    words = figure.words and Words(first=figure.words[0], last=figure.words[1])
    bounds = {name: _rounded(getattr(figure, name)) for name in ("at_least", "at_most", "low", "high")}
    return bounds | {"words": words}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS) + 0.0  # no negative zero
