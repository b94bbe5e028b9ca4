"""What is handed in and what is answered."""

from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from culture_nlp.records import RejectedRow

ANSWER_EXAMPLE: Final[dict[str, Any]] = {
    "afdeling": "Zorg",
    "team": "Nachtdienst",
    "respondent": "r-0172",
    "vraag": "Wat helpt jou om van fouten te leren?",
    "antwoord": "Na een incident bespreken we het rustig samen, zonder dat er een schuldige gezocht wordt.",
}
RETRO_EXAMPLE: Final[dict[str, Any]] = {
    "team": "Betalingen",
    "kind": "retro",
    "heading": "Wat kan beter?",
    "antwoord": "We liepen weer vast op de testomgeving en niemand durfde dat in de stand-up te zeggen.",
}
RECEIPT_EXAMPLE: Final[dict[str, Any]] = {
    "rows": 5,
    "accepted": 2,
    "duplicates": 1,
    "not_scored": {"no_answer": 1},
    "rejected": [
        {
            "file": "inzending.csv",
            "row": 4,
            "field": "antwoord",
            "code": "too_long",
            "message": "Rij 4, kolom “antwoord”: het antwoord is te lang. Splits het of kort het in.",
        }
    ],
}


class AnswerIn(BaseModel):
    """Eén antwoord op een open vraag, of één regel uit een retrospective.

    Andere velden mogen meekomen: wat een persoon aanwijst wordt weggelaten, de rest wordt niet gelezen.
    """

    model_config = ConfigDict(extra="allow", json_schema_extra={"examples": [ANSWER_EXAMPLE, RETRO_EXAMPLE]})

    antwoord: Annotated[str, Field(description="De tekst. Wordt gescoord en niet bewaard.")]
    team: Annotated[str, Field(description="Het team. Hogere lagen staan in `afdeling`, `directie`, `regio` …")]
    respondent: Annotated[
        str | None, Field(description="Eigen kenmerk van de respondent; alleen het pseudoniem wordt bewaard.")
    ] = None
    afdeling: Annotated[str | None, Field(description="De laag boven het team.")] = None
    vraag: Annotated[str | None, Field(description="Wat er is gevraagd.")] = None
    kind: Annotated[Literal["survey", "retro"] | None, Field(description="Soort; zonder kop een enquête.")] = None
    heading: Annotated[str | None, Field(description="De kop waar een retro-notitie onder stond.")] = None


class Rejected(BaseModel):
    """Een rij die niet bruikbaar was: waar, waarom en wat te doen, nooit de inhoud."""

    model_config = ConfigDict(from_attributes=True)

    file: Annotated[str, Field(description="Vaste naam per soort inzending; niet de naam van het bestand.")]
    row: Annotated[int | None, Field(description="De rij zoals iemand haar in het bestand ziet.")]
    field: Annotated[str | None, Field(description="De kolom, waar het om één kolom gaat.")]
    code: Annotated[str, Field(description="Vaste naam van de reden.")]
    message: Annotated[str, Field(description="Plaats, oorzaak en wat te doen.")]

    @classmethod
    def of(cls, row: RejectedRow, file: str) -> Self:
        """Take over a rejected row under the name the sender knows."""
        return cls(file=file, row=row.row, field=row.field, code=row.code, message=row.message)


class Receipt(BaseModel):
    """Wat er van een inzending is geworden, in aantallen."""

    rows: Annotated[int, Field(description="Gelezen rijen of notities.")]
    accepted: Annotated[int, Field(description="Gescoord en bewaard; de tekst is weg.")]
    duplicates: Annotated[
        int,
        Field(description="Al eerder ontvangen voor deze ronde: dezelfde respondent en vraag tellen één keer."),
    ]
    not_scored: Annotated[dict[str, int], Field(description="Niet gescoord, per reden.")]
    rejected: Annotated[list[Rejected], Field(description="Rijen die niet bruikbaar waren.")]
