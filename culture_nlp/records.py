"""The records that travel between the steps: read, prepare, score, aggregate, protect, publish.

Frozen, slotted dataclasses and nothing else. A respondent's text is never part of a ``repr``, so a
record can be logged by mistake without telling what somebody said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["survey", "retro"]
Polarity = Literal["negative", "positive", "mixed"]
SentimentLabel = Literal["negative", "neutral", "positive", "mixed"]
TeamPath = tuple[str, ...]
Word = Literal["few", "some", "many", "most"]
Level = Literal["very_low", "low", "middle", "high", "very_high"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One open answer or one retrospective item, as it was handed in (identity columns already gone).

    ``respondent`` is a keyed pseudonym. It is None only for a retrospective item whose author the notes
    do not tell; then ``session`` says in which retrospective it was written and ``participants`` how many
    people took part, where the notes say so.
    """

    id: str
    text: str = field(repr=False)
    kind: Kind
    team: TeamPath
    respondent: str | None
    question: str | None = None
    heading: str | None = None
    round: str | None = None
    session: str | None = None
    participants: int | None = None


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row (or item) that could not be used: where, why and what to do, never the value itself.

    ``row`` is the number a person sees in the file (a CSV or sheet row with the header as row 1, a line
    number in NDJSON and notes, the 1-based index in a JSON list); None when the file as a whole is meant.
    """

    file: str
    row: int | None
    field: str | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a unit that says one thing; ``text[start:end]`` of the unit it belongs to."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """An answer that is Dutch and says something: cleaned, with its clauses. What a model scores."""

    id: str
    text: str = field(repr=False)
    kind: Kind
    team: TeamPath
    respondent: str | None
    question: str | None = None
    heading: str | None = None
    round: str | None = None
    session: str | None = None
    participants: int | None = None
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class NotScored:
    """An answer that was read but holds nothing to score; counted by reason."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PoleScores:
    """Calibrated probabilities that a unit carries the negative and the positive pole; mixed is both."""

    negative: float
    positive: float


@dataclass(frozen=True, slots=True)
class Sentiment:
    """How favourable a text is about work: expected value on -2 ... +2 and the probability of each label."""

    value: float
    label: SentimentLabel
    probabilities: Mapping[SentimentLabel, float]


@dataclass(frozen=True, slots=True)
class Safety:
    """Psychological safety: probability that the unit gives evidence at all, its level, its facets."""

    evidence: float
    level: float
    facets: Mapping[str, PoleScores]


@dataclass(frozen=True, slots=True)
class ScoredUnit:
    """A unit after scoring. The text is gone; what is left can be counted."""

    id: str
    kind: Kind
    team: TeamPath
    respondent: str | None
    round: str | None
    session: str | None
    participants: int | None
    themes: Mapping[str, PoleScores]
    sentiment: Sentiment
    safety: Safety


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ThemeSignal:
    """Share of a group's respondents who voiced the negative and the positive pole of a theme, in [0, 1]."""

    negative: Estimate
    positive: Estimate


@dataclass(frozen=True, slots=True)
class TeamSignal:
    """What a group says, before disclosure control: never to be shown, stored or exported as it is."""

    path: TeamPath
    respondents: int
    answers: int
    themes: Mapping[str, ThemeSignal]
    sentiment: Estimate | None
    safety: Estimate | None


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure as it may be told: a value, or "between" two, or words where numbers would tell too much.

    ``value`` is None where it lies anywhere from ``at_least`` to ``at_most``; else both equal it. ``words`` are the
    first and the last word that fit, mostly the same. ``low`` and ``high`` are the 95 % interval around what is told;
    of words the range that they mean.
    """

    value: float | None
    at_least: float
    at_most: float
    low: float
    high: float
    words: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class PublishedTheme:
    """Shares of respondents who voiced each pole, in [0, 1]."""

    negative: PublishedFigure
    positive: PublishedFigure


@dataclass(frozen=True, slots=True)
class PublishedSignal:
    """What may leave the service about a group. Only ``culture_nlp.protect`` makes one.

    Where ``published`` is False every figure is None and no reason is given. ``respondents`` is a range, which for
    small groups holds several sizes. Sentiment is on -2 ... +2, safety on 0-100.
    """

    path: TeamPath
    published: bool
    respondents: tuple[int, int] | None
    themes: Mapping[str, PublishedTheme] | None
    sentiment: PublishedFigure | None
    safety: PublishedFigure | None
