"""What every route needs: the settings, the database, the model, the taxonomy and the pseudonyms."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Annotated

from fastapi import Depends, Path, Request

from api.database import Database
from api.pseudonyms import pseudonym_key
from culture_nlp.pipeline import load_scorer
from culture_nlp.read.identity import pseudonymiser
from culture_nlp.score.scorer import Scorer
from culture_nlp.settings import Settings
from culture_nlp.taxonomy import Taxonomy, load_taxonomy


@dataclass(frozen=True, slots=True)
class Core:
    """The parts of a running service. ``scoring`` lets one request at a time use the model."""

    settings: Settings
    database: Database
    scorer: Scorer
    taxonomy: Taxonomy
    pseudonym: Callable[[str], str] = field(repr=False)
    scoring: Lock = field(default_factory=Lock, repr=False)


def open_core(settings: Settings, scorer: Scorer | None) -> Core:
    """Open the parts; without a scorer the one of the settings is loaded.

    Raises:
        SettingError: the database or the pseudonym key cannot be used.
        BundleError: the model cannot be loaded.
        TaxonomyError: the taxonomy file is not valid.
    """
    taxonomy = load_taxonomy(settings.taxonomy)
    scorer = scorer or load_scorer(settings)
    database = Database(settings.database_url)
    key = pseudonym_key(settings, database)
    return Core(settings, database, scorer, taxonomy, pseudonymiser(key))


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
