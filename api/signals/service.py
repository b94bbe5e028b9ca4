"""Reading what was published. One refusal for every cause."""

from typing import Final

from api.core import Core
from api.signals import store
from api.signals.schemas import Signals
from culture_nlp.errors import NotPublished
from culture_nlp.publish import Release
from culture_nlp.publish.release import ReleasedTeam

REFUSAL: Final = "Over deze combinatie van ronde, team en thema is niets gepubliceerd."


def read_signals(core: Core, round_name: str, team: str | None, theme: str | None) -> Signals:
    """Give the published signals of a round, of one team and one theme where asked.

    Raises:
        NotPublished: there are none. Whether a round, team or theme is unknown, not yet published or too
            small is not told.
    """
    with core.database.reading() as connection:
        rows = store.published(connection, round_name, team)
    teams = [ReleasedTeam.model_validate_json(signal) for _, signal in rows]
    if theme is not None:
        teams = [narrowed for each in teams if (narrowed := _only(each, theme))]
    if not teams:
        raise NotPublished(REFUSAL)
    release = Release.model_validate_json(rows[0][0])
    return Signals(
        round=round_name,
        release=release.id,
        created=release.created,
        model_version=release.model_version,
        taxonomy_version=release.taxonomy_version,
        rules_version=release.rules_version,
        teams=teams,
    )


def _only(team: ReleasedTeam, theme: str) -> ReleasedTeam | None:
    themes = tuple(each for each in team.themes or () if each.id == theme)
    return team.model_copy(update={"themes": themes}) if themes else None
