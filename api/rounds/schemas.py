"""What closing a round answers with."""

from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import BaseModel, Field

EXAMPLE: Final[dict[str, Any]] = {
    "round": "2026-voorjaar",
    "id": "3f0c9a1de2b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e",
    "created": "2026-04-01T09:30:00Z",
    "model_version": "culture-nlp-small 1.0.0",
    "taxonomy_version": "1.0",
    "rules_version": "2",
}


class ReleaseReceipt(BaseModel):
    """De publicatie van een ronde. De cijfers zelf staan onder `signals`."""

    round: Annotated[str, Field(description="De ronde, die nu gesloten is.")]
    id: Annotated[str, Field(description="SHA-256 van de inhoud: dezelfde inhoud geeft hetzelfde nummer.")]
    created: Annotated[datetime, Field(description="Wanneer is gepubliceerd.")]
    model_version: Annotated[str, Field(description="Het model waarmee is gescoord.")]
    taxonomy_version: Annotated[str, Field(description="De versie van de thema's.")]
    rules_version: Annotated[str, Field(description="De versie van de regels tegen herkenning.")]
