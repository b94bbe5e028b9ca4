"""Closing a round and publishing it, once.

First the round is closed and that is on disk; then the release is made; then it is kept. A crash between
these steps leaves a closed round, and the next call goes on from there. Who comes second gets the first one's
release.
"""

from api.core import TEAM_SEPARATOR, Core
from api.rounds import store
from api.rounds.schemas import ReleaseReceipt
from culture_nlp.errors import NothingToScore
from culture_nlp.pipeline import publish_signals
from culture_nlp.publish import Release
from culture_nlp.records import TeamPath


def release_round(core: Core, name: str) -> ReleaseReceipt:
    """Close the round and publish it; a round that was published before keeps its release.

    Raises:
        NothingToScore: no answer of the round was scored; the round stays open.
    """
    with core.database.reading() as connection:
        document = store.find_release(connection, name)
    if document is None:
        _close(core, name)
        document = _keep(core, name, _publish(core, name))
    release = Release.model_validate_json(document)
    return ReleaseReceipt(round=name, **release.model_dump(include=set(ReleaseReceipt.model_fields)))


def _close(core: Core, name: str) -> None:
    with core.database.writing() as connection:
        if not store.model_versions(connection, name):
            raise NothingToScore("Van deze ronde is nog geen antwoord gescoord. Lever eerst antwoorden in.")
        store.close_round(connection, name)


def _publish(core: Core, name: str) -> Release:
    with core.database.reading() as connection:
        models = store.model_versions(connection, name)
        return publish_signals(
            store.scores(connection, name),
            minimum_group=core.settings.minimum_group,
            model_version=", ".join(models),
            taxonomy=core.taxonomy,
            quantification=core.scorer.quantification if models == [core.scorer.model_version] else None,
            before=_shown_before(store.latest_release(connection)),
        )


def _shown_before(document: str | None) -> set[TeamPath] | None:
    """The groups that the latest release shows: what was hidden there stays hidden first."""
    if document is None:
        return None
    return {team.path for team in Release.model_validate_json(document).teams if team.published}


def _keep(core: Core, name: str, release: Release) -> str:
    teams = [(TEAM_SEPARATOR.join(team.path), team.model_dump_json()) for team in release.teams if team.published]
    with core.database.writing() as connection:
        earlier = store.find_release(connection, name)
        if earlier is not None:
            return earlier
        document = release.model_dump_json()
        store.keep_release(connection, name, release.id, document, teams)
        return document
