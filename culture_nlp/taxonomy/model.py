"""The taxonomy as frozen Pydantic models: what an entry holds and how long its texts may be.

What entries must be to each other (ids, clusters, borders) is in ``culture_nlp.taxonomy.rules``.
"""

from collections.abc import Sequence
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from culture_nlp.errors import TaxonomyError

ID_PATTERN = r"^[a-z][a-z0-9_]{1,39}$"


def _asks(text: str) -> str:
    if not text.endswith("?"):
        raise ValueError('must be a question: end it with "?"')
    return text


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Pole = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Example = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Definition = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Question = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(_asks)]


class Entry(BaseModel):
    """Base of all parts: frozen, no unknown fields, texts without blanks around them."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Cluster(Entry):
    """A group of themes."""

    id: Id
    label_nl: Label
    label_en: Label


class Poled(Entry):
    """Something that can be said in a negative and in a positive sense."""

    id: Id
    label_nl: Label
    label_en: Label
    negative_nl: Pole
    negative_en: Pole
    positive_nl: Pole
    positive_en: Pole

    @model_validator(mode="after")
    def _poles_differ(self) -> "Poled":
        for language, negative, positive in (
            ("nl", self.negative_nl, self.positive_nl),
            ("en", self.negative_en, self.positive_en),
        ):
            if negative.casefold() == positive.casefold():
                raise ValueError(f"negative_{language} and positive_{language} are the same: word each pole")
        return self


class Theme(Poled):
    """A theme of the culture, with its explanation, examples, thought and question.

    ``thought_*`` is our own reading of what the theme stands for in "Continue ondersteuning", no quotation.
    """

    cluster: Id
    definition_nl: Definition
    definition_en: Definition
    examples_negative: Annotated[tuple[Example, ...], Field(min_length=3)]
    examples_positive: Annotated[tuple[Example, ...], Field(min_length=3)]
    thought_nl: Sentence
    thought_en: Sentence
    question_nl: Question
    question_en: Question


class Facet(Poled):
    """A facet of psychological safety; ``item_*`` paraphrases the item of Edmondson (1999) behind it."""

    item_nl: Sentence
    item_en: Sentence
    examples_negative: Annotated[tuple[Example, ...], Field(min_length=2)]
    examples_positive: Annotated[tuple[Example, ...], Field(min_length=2)]


class Border(Entry):
    """Where one theme ends and a neighbour begins; holds for both, so neighbours are always mutual."""

    between: tuple[Id, Id]
    border_nl: Sentence


class Taxonomy(Entry):
    """All clusters, themes and facets. The order of themes and facets is the order of a model's columns."""

    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")]
    clusters: tuple[Cluster, ...]
    themes: tuple[Theme, ...]
    facets: tuple[Facet, ...]
    borders: tuple[Border, ...]

    @property
    def theme_ids(self) -> tuple[str, ...]:
        """The ids of the themes, in column order."""
        return tuple(theme.id for theme in self.themes)

    @property
    def facet_ids(self) -> tuple[str, ...]:
        """The ids of the facets, in column order."""
        return tuple(facet.id for facet in self.facets)

    def theme(self, theme_id: str) -> Theme:
        """The theme with this id.

        Raises:
            TaxonomyError: there is none.
        """
        return _find(self.themes, theme_id, f"theme in taxonomy {self.version}")

    def facet(self, facet_id: str) -> Facet:
        """The facet with this id.

        Raises:
            TaxonomyError: there is none.
        """
        return _find(self.facets, facet_id, f"facet in taxonomy {self.version}")

    def neighbours(self, theme_id: str) -> dict[str, str]:
        """The themes easily confused with this one: id to a Dutch sentence on the border between the two."""
        found = {}
        for border in self.borders:
            first, second = border.between
            if theme_id in border.between:
                found[second if theme_id == first else first] = border.border_nl
        return found


PoledT = TypeVar("PoledT", bound=Poled)


def _find(entries: Sequence[PoledT], entry_id: str, what: str) -> PoledT:
    for entry in entries:
        if entry.id == entry_id:
            return entry
    raise TaxonomyError(f"No {what} has the id that was asked for: use one of its ids.")
