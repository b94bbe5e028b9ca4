"""The tables of the service. None of them holds a text, a name or an e-mail address."""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Index, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Table(DeclarativeBase):
    """Base of all tables."""


class Fact(Table):
    """Something about this database as a whole, such as the fingerprint of its pseudonym key."""

    __tablename__ = "facts"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Round(Table):
    """A round of questions. ``closed`` is set once, when its release is asked for."""

    __tablename__ = "rounds"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    opened: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    closed: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ScoredAnswer(Table):
    """The scores of one answer. The same respondent and question give the same ``key``: it counts once."""

    __tablename__ = "scored_answers"

    round: Mapped[str] = mapped_column(ForeignKey("rounds.name"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    model_version: Mapped[str] = mapped_column(String(200))
    scores: Mapped[str] = mapped_column(Text)


class ReleaseRow(Table):
    """The one release of a round, as it was published. Rows are inserted and never changed."""

    __tablename__ = "releases"

    round: Mapped[str] = mapped_column(ForeignKey("rounds.name"), primary_key=True)
    id: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(Text)


class SignalRow(Table):
    """A team of a release that is published, apart, so that every read of a team costs one look-up.

    A team that is unknown and a team that is too small have no row here: nothing tells them apart.
    """

    __tablename__ = "signals"
    __table_args__ = (Index("ix_signals_round_team", "round", "team"),)

    round: Mapped[str] = mapped_column(ForeignKey("releases.round"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    team: Mapped[str] = mapped_column(Text)
    document: Mapped[str] = mapped_column(Text)
