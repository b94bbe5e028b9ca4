"""A theme of an organisation's own: a linear head on what the network already reads, without training the network.

A head is made from examples by :mod:`culture_nlp.training.own_theme_training` and kept as JSON. It holds weights and
figures, never a text, and belongs to the bundle whose outputs it was fitted on.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field, ValidationError
from scipy.special import expit

from culture_nlp.errors import BundleError, TaxonomyError
from culture_nlp.score.bundle import Bundle
from culture_nlp.score.ngrams import FILE as NGRAMS
from culture_nlp.taxonomy.model import Definition, Entry, Id, Label

Array = npt.NDArray[np.floating[Any]]
Share = Annotated[float, Field(ge=0, le=1)]

READ_BY_HEADS: Final = ("model.onnx", "tokenizer.json", NGRAMS)
"""The files of a bundle that decide what a head reads."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What heads read of n units.

    ``embedding`` [n, hidden] of length one; ``sketch`` [n, SKETCH] of n-grams; ``feeling`` [n, 9], the logits of
    sentiment and its label; ``bare`` [n], whether the unit came without a question or heading.
    """

    embedding: Array
    sketch: Array
    feeling: Array
    bare: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, outputs: Mapping[str, Array], sketch: Array, bare: npt.NDArray[np.bool_]) -> Self:
        """Readings from the outputs of a network."""
        embedding = outputs["embedding"]
        length = np.maximum(np.linalg.norm(embedding, axis=1, keepdims=True), 1e-9)
        feeling = np.concatenate([outputs["sentiment"], outputs["sentiment_label"]], axis=1)
        return cls(embedding / length, sketch, feeling, bare)

    def take(self, rows: npt.NDArray[Any]) -> Self:
        """Readings of some of the units."""
        return type(self)(self.embedding[rows], self.sketch[rows], self.feeling[rows], self.bare[rows])


class Linear(Entry):
    """Log odds as a weighted sum of a unit's readings; a unit without question or heading has a bias of its own."""

    embedding: tuple[float, ...]
    sketch: tuple[float, ...] = ()
    feeling: tuple[float, ...] = ()
    bias: float
    bias_bare: float

    def __call__(self, readings: Readings) -> Array:
        """Log odds [n]."""
        total = np.where(readings.bare, self.bias_bare, self.bias)
        for name in ("embedding", "sketch", "feeling"):
            if weights := getattr(self, name):
                # Sums along rows and no matrix product: a unit's score must not depend on its neighbours.
                total = total + (getattr(readings, name) * np.array(weights)).sum(axis=1)
        return np.asarray(total)


class Check(Entry):
    """How a head does on its own examples, each left out in turn, and on ordinary units, at its threshold."""

    examples: int
    recall: Share = Field(description="share of the examples that get their pole when they are left out")
    recall_negative: Share | None = Field(
        description="the same, of the examples with this pole alone; None without any"
    )
    recall_positive: Share | None
    false_alarms: Share = Field(
        description="share of ordinary units that get a pole; a few may well be about the theme"
    )
    ordinary_units: int
    counter_examples: int
    counter_alarms: Share | None = Field(description="share of the counter-examples that get a pole when left out")
    missed: tuple[int, ...] = Field(description="numbers of the examples that are missed, as they stand in the file")


class OwnTheme(Entry):
    """What a theme file holds."""

    format: Literal[1] = 1
    id: Id
    label_nl: Label
    label_en: Label
    description: Definition
    model: str = Field(description="name and version of the bundle it was made for")
    files: dict[str, str] = Field(description="SHA-256 of what it reads from: network, tokenizer, n-grams")
    prior: float = Field(gt=0, lt=1, description="assumed share of units that are about the theme")
    threshold: float = Field(gt=0, lt=1, description="a pole is given at or above this probability")
    present: Linear
    negative: Linear
    positive: Linear
    check: Check

    def poles(self, readings: Readings) -> Array:
        """Probabilities of the negative and the positive pole [n, 2]: present, times the pole where it is."""
        poles = np.stack([self.negative(readings), self.positive(readings)], axis=1)
        return np.asarray(expit(self.present(readings))[:, None] * expit(poles))


def read_own_theme(path: Path) -> OwnTheme:
    """Read a theme file.

    Raises:
        TaxonomyError: not there, or not a theme file; names the fields that are wrong.
    """
    try:
        return OwnTheme.model_validate_json(path.read_bytes())
    except OSError:
        raise TaxonomyError(f"{path.name}: cannot be opened.") from None
    except ValidationError as error:
        fields = ", ".join(sorted({str(e["loc"][0]) for e in error.errors() if e["loc"]})) or "the whole file"
        raise TaxonomyError(
            f"{path.name}: not a theme file of this version (wrong: {fields}). Make it with `culture-nlp theme add`."
        ) from None


def head_files(bundle: Bundle) -> dict[str, str]:
    """SHA-256 of the files that a head reads from."""
    return {name: digest for name, digest in bundle.files.items() if name in READ_BY_HEADS}


def check_id(theme_id: str, taken: Collection[str]) -> None:
    """Refuse an id that another theme has.

    Raises:
        TaxonomyError: it is taken.
    """
    if theme_id in taken:
        raise TaxonomyError(f"There is a theme {theme_id!r} already. Give your own theme another id.")


def check_fit(theme: OwnTheme, bundle: Bundle) -> None:
    """Refuse a head that was made for another bundle.

    Raises:
        BundleError: its network, tokenizer or n-grams are others.
    """
    if theme.files != head_files(bundle):
        raise BundleError(
            f"The theme {theme.id!r} was made for another model ({theme.model}) than this one ({bundle.label}). "
            "Make it again from its examples with `culture-nlp theme add`."
        )
