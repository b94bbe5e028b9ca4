"""What the list of themes answers with."""

from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

EXAMPLE: Final[dict[str, Any]] = {
    "version": "1.0",
    "themes": [
        {
            "id": "workload",
            "cluster": "leadership",
            "label_nl": "Haalbare werkdruk",
            "label_en": "Manageable workload",
            "negative_nl": "te veel werk, te weinig mensen of structureel overwerk",
            "negative_en": "too much work, too few people or constant overtime",
            "positive_nl": "het werk is behapbaar en in balans, er is ruimte in de agenda",
            "positive_en": "the work is manageable and in balance, with room in the diary",
            "definition_nl": "Gaat over hoeveel werk er is en of daar genoeg mensen en uren voor zijn.",
            "definition_en": "About how much work there is and whether there are enough people for it.",
            "question_nl": "Hoe ziet een gewone werkweek er voor ons uit?",
            "question_en": "What does an ordinary working week look like for us?",
        }
    ],
}


class ThemeEntry(BaseModel):
    """Een thema met zijn twee polen."""

    model_config = ConfigDict(from_attributes=True)

    id: Annotated[str, Field(description="Vaste naam; verandert nooit.")]
    cluster: Annotated[str, Field(description="Vaste naam van het cluster.")]
    label_nl: str
    label_en: str
    negative_nl: Annotated[str, Field(description="Wat de negatieve pool zegt.")]
    negative_en: str
    positive_nl: Annotated[str, Field(description="Wat de positieve pool zegt.")]
    positive_en: str
    definition_nl: Annotated[str, Field(description="Waar het thema over gaat.")]
    definition_en: str
    question_nl: Annotated[str, Field(description="Een vraag om het er in het team over te hebben.")]
    question_en: str


class Themes(BaseModel):
    """Alle thema's van deze dienst."""

    model_config = ConfigDict(from_attributes=True)

    version: Annotated[str, Field(description="De versie van de thema's.")]
    themes: list[ThemeEntry]
