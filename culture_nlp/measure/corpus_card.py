"""The card of a corpus: what it is, who labelled it, what it may be used for, and hashes of its splits."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from culture_nlp.errors import TrainingError


class Card(BaseModel):
    """Base of the card's parts: immutable, and no unknown field."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Annotator(Card):
    """Who gave labels."""

    id: str
    kind: Literal["person", "language model"]
    sees: str = Field(description="what lay before the reader")


class Split(Card):
    """One split as it was measured on."""

    units: int = Field(gt=0)
    writers: int = Field(gt=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class CorpusCard(Card):
    """A whole card (``card.toml`` beside the corpus)."""

    name: str
    version: str
    language: str
    licence: str
    source: Literal["invented", "collected", "collected and de-identified"]
    guideline: str
    datasheet: str
    annotators: tuple[Annotator, ...] = Field(min_length=1)
    agreement: str = Field(description="file with the agreement between readers")
    intended_use: tuple[str, ...] = Field(min_length=1)
    forbidden_use: tuple[str, ...] = Field(min_length=1)
    limits: tuple[str, ...] = Field(min_length=1)
    splits: dict[Literal["training", "development", "test"], Split]


def read_card(path: Path) -> CorpusCard:
    """Read and validate a card.

    Raises:
        TrainingError: not TOML, or a field is missing, unknown or wrong; names the field.
    """
    try:
        return CorpusCard.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        fields = ", ".join(sorted({".".join(map(str, e["loc"])) for e in error.errors()}))
        raise TrainingError(f"{path.name}: missing, unknown or wrong: {fields}") from None
    except (OSError, ValueError):
        raise TrainingError(f"{path.name}: not a TOML file that can be read") from None
