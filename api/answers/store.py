"""Scores in the database. A text never comes here."""

from collections.abc import Sequence

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert as insert_or_skip

from api.tables import ScoredAnswer


def keep_scores(connection: Connection, round_name: str, model_version: str, scored: Sequence[tuple[str, str]]) -> int:
    """Keep scores, each as (key, JSON), and give how many were new; a known key is left as it was."""
    if not scored:
        return 0
    rows = [
        {"round": round_name, "key": key, "model_version": model_version, "scores": scores} for key, scores in scored
    ]
    return connection.execute(insert_or_skip(ScoredAnswer).on_conflict_do_nothing(), rows).rowcount
