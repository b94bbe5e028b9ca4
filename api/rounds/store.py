"""Rounds and releases in the database."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_skip

from api.tables import ReleaseRow, Round, ScoredAnswer, SignalRow
from culture_nlp.records import ScoredUnit

SCORES = TypeAdapter(ScoredUnit)


def is_closed(connection: Connection, name: str) -> bool:
    """Tell whether a round takes no more answers; a round that is not there yet is open."""
    return connection.scalar(select(Round.closed).where(Round.name == name)) is not None


def open_round(connection: Connection, name: str) -> None:
    """Make the round, unless it is there."""
    statement = insert_or_skip(Round).values(name=name, opened=datetime.now(UTC), closed=None)
    connection.execute(statement.on_conflict_do_nothing())


def close_round(connection: Connection, name: str) -> None:
    """Close the round, unless it is closed."""
    statement = update(Round).where(Round.name == name, Round.closed.is_(None))
    connection.execute(statement.values(closed=datetime.now(UTC)))


def model_versions(connection: Connection, name: str) -> Sequence[str]:
    """Give the models that scored answers of the round; none where nothing was scored."""
    query = select(ScoredAnswer.model_version).where(ScoredAnswer.round == name)
    return connection.scalars(query.distinct().order_by(ScoredAnswer.model_version)).all()


def scores(connection: Connection, name: str) -> Iterator[ScoredUnit]:
    """Give the scores of a round, always in the same order."""
    query = select(ScoredAnswer.scores).where(ScoredAnswer.round == name).order_by(ScoredAnswer.key)
    for document in connection.scalars(query):
        yield SCORES.validate_json(document)


def find_release(connection: Connection, name: str) -> str | None:
    """Give the release of a round as JSON, or None."""
    return connection.scalar(select(ReleaseRow.document).where(ReleaseRow.round == name))


def latest_release(connection: Connection) -> str | None:
    """Give the release of the round that was closed last among those that have one, or None."""
    query = select(ReleaseRow.document).join(Round, Round.name == ReleaseRow.round).order_by(Round.closed.desc())
    return connection.scalar(query.limit(1))


def keep_release(
    connection: Connection, name: str, release_id: str, document: str, teams: Iterable[tuple[str, str]]
) -> None:
    """Keep a release and its published teams, each as (name, JSON)."""
    connection.execute(insert(ReleaseRow).values(round=name, id=release_id, document=document))
    rows = [
        {"round": name, "position": position, "team": team, "document": signal}
        for position, (team, signal) in enumerate(teams)
    ]
    if rows:
        connection.execute(insert(SignalRow), rows)
