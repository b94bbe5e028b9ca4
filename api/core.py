"""What every route needs: the settings, the database, the model, the taxonomy and the pseudonyms."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Annotated, Final

from anyio import CapacityLimiter
from fastapi import Depends, Path, Request

from api.database import Database
from api.pseudonyms import pseudonym_key
from culture_nlp.pipeline import load_scorer
from culture_nlp.read import pseudonymiser
from culture_nlp.score.scorer import Scorer
from culture_nlp.settings import Settings
from culture_nlp.taxonomy import Taxonomy, load_taxonomy

TEAM_SEPARATOR: Final = "/"


@dataclass(frozen=True, slots=True)
class Core:
    """The parts of a running service.

    ``scoring`` lets one submission at a time be scored: two would only share the same processor. The others
    wait outside the threads that serve readers.
    """

    settings: Settings
    database: Database
    scorer: Scorer
    taxonomy: Taxonomy
    pseudonym: Callable[[str], str] = field(repr=False)
    scoring: CapacityLimiter = field(repr=False)


@contextmanager
def open_core(settings: Settings, scorer: Scorer | None) -> Iterator[Core]:
    """Open the parts, and close the database at the end; without a scorer that of the settings is loaded.

    Raises:
        SettingError: the database or the pseudonym key cannot be used.
        BundleError: the model cannot be loaded.
        TaxonomyError: the taxonomy file is not valid.
    """
    taxonomy = load_taxonomy(settings.taxonomy)
    scorer = scorer or load_scorer(settings)
    with closing(Database(settings.database_url)) as database:
        pseudonym = pseudonymiser(pseudonym_key(settings, database))
        yield Core(settings, database, scorer, taxonomy, pseudonym, CapacityLimiter(1))


def _core(request: Request) -> Core:
    core: Core = request.app.state.core
    return core


CoreOf = Annotated[Core, Depends(_core)]

RoundName = Annotated[
    str,
    Path(
        description="Naam van de ronde: letters, cijfers, punt, streepje en liggend streepje.",
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        max_length=64,
        examples=["2026-voorjaar"],
    ),
]
