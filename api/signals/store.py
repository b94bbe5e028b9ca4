"""Published signals in the database. Only releases are read here, never answers."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from api.tables import ReleaseRow, SignalRow


def published(connection: Connection, round_name: str, team: str | None) -> Sequence[tuple[str, str]]:
    """Give (release JSON, signal JSON) of every published team of the round, or of the one team asked for.

    An unknown round, a round without a release, an unknown team and a team that is too small cost the
    same query and give the same nothing.
    """
    query = (
        select(ReleaseRow.document, SignalRow.document)
        .join(SignalRow, SignalRow.round == ReleaseRow.round)
        .where(SignalRow.round == round_name)
        .order_by(SignalRow.position)
    )
    if team is not None:
        query = query.where(SignalRow.team == team)
    return [(release, signal) for release, signal in connection.execute(query)]
