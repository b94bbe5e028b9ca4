"""The release document, in the JSON shape that ``culture-nlp analyse --json`` and the service give out."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final, Self

from pydantic import BaseModel, ConfigDict, Field

from culture_nlp.records import Estimate, PublishedSignal

FORMAT: Final = 1
DECIMALS: Final = 3


class Share(BaseModel):
    """Share of respondents in [0, 1] with its 95 % interval."""

    model_config = ConfigDict(frozen=True)
    share: float
    low: float
    high: float


class Mean(BaseModel):
    """Mean sentiment on -2 ... +2 with its 95 % interval."""

    model_config = ConfigDict(frozen=True)
    mean: float
    low: float
    high: float


class Score(BaseModel):
    """Psychological safety 0-100 with its 95 % interval."""

    model_config = ConfigDict(frozen=True)
    score: float
    low: float
    high: float


class ReleasedTheme(BaseModel):
    """Both poles of one theme; ``balance`` is positive minus negative share."""

    model_config = ConfigDict(frozen=True)
    id: str
    negative: Share | None
    positive: Share | None
    balance: float | None


class ReleasedTeam(BaseModel):
    """One group. Every figure is null where ``published`` is false; no reason is given."""

    model_config = ConfigDict(frozen=True)
    path: tuple[str, ...] = Field(description="names from the organisation down; empty is the whole")
    respondents: int | None
    published: bool
    themes: tuple[ReleasedTheme, ...] | None
    sentiment: Mean | None
    safety: Score | None


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
    teams: tuple[ReleasedTeam, ...]

    def sealed(self) -> Self:
        """The same with its id."""
        content = json.dumps(self.model_dump(mode="json", exclude={"id", "created"}), sort_keys=True)
        return self.model_copy(update={"id": sha256(content.encode()).hexdigest()})


def publish(
    signals: Sequence[PublishedSignal],
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
        teams=tuple(_team(signal) for signal in signals),
    ).sealed()


def _team(signal: PublishedSignal) -> ReleasedTeam:
    return ReleasedTeam(
        path=signal.path,
        respondents=signal.respondents,
        published=signal.published,
        themes=tuple(_themes(signal)) if signal.themes is not None else None,
        sentiment=_mean(signal.sentiment),
        safety=_score(signal.safety),
    )


def _themes(signal: PublishedSignal) -> Iterable[ReleasedTheme]:
    for theme, s in (signal.themes or {}).items():
        yield ReleasedTheme(
            id=theme,
            negative=_share(s.negative),
            positive=_share(s.positive),
            balance=_rounded(s.positive.value - s.negative.value),
        )


def _share(e: Estimate) -> Share:
    return Share(share=_rounded(e.value), low=_rounded(e.low), high=_rounded(e.high))


def _mean(e: Estimate | None) -> Mean | None:
    return None if e is None else Mean(mean=_rounded(e.value), low=_rounded(e.low), high=_rounded(e.high))


def _score(e: Estimate | None) -> Score | None:
    return None if e is None else Score(score=round(e.value, 1), low=round(e.low, 1), high=round(e.high, 1))


def _rounded(value: float) -> float:
    return round(value, DECIMALS) + 0.0  # no negative zero
