"""What reading signals answers with."""

from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import BaseModel, Field

from culture_nlp.publish.release import ReleasedTeam

EXAMPLE: Final[dict[str, Any]] = {
    "round": "2026-voorjaar",
    "release": "3f0c9a1de2b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e",
    "created": "2026-04-01T09:30:00Z",
    "model_version": "culture-nlp-small 1.0.0",
    "taxonomy_version": "1.0",
    "rules_version": "2",
    "teams": [
        {
            "path": ["Zorg", "Nachtdienst"],
            "respondents": {"low": 24, "high": 24},
            "published": True,
            "themes": [
                {
                    "id": "workload",
                    "negative": {
                        "share": 0.542,
                        "at_least": 0.542,
                        "at_most": 0.542,
                        "low": 0.347,
                        "high": 0.728,
                        "words": None,
                    },
                    "positive": {
                        "share": None,
                        "at_least": 0.0,
                        "at_most": 0.083,
                        "low": 0.0,
                        "high": 0.27,
                        "words": {"first": "few", "last": "few"},
                    },
                }
            ],
            "sentiment": {"mean": -0.3, "at_least": -0.3, "at_most": -0.3, "low": -0.7, "high": 0.1, "words": None},
            "safety": {"score": 60.0, "at_least": 60.0, "at_most": 60.0, "low": 36.3, "high": 83.7, "words": None},
        }
    ],
}


class Signals(BaseModel):
    """Gepubliceerde signalen van een ronde, uit haar ene onveranderlijke publicatie."""

    round: Annotated[str, Field(description="De ronde.")]
    release: Annotated[str, Field(description="Het nummer (SHA-256) van de publicatie.")]
    created: Annotated[datetime, Field(description="Wanneer is gepubliceerd.")]
    model_version: Annotated[str, Field(description="Het model waarmee is gescoord.")]
    taxonomy_version: Annotated[str, Field(description="De versie van de thema's.")]
    rules_version: Annotated[str, Field(description="De versie van de regels tegen herkenning.")]
    teams: Annotated[
        list[ReleasedTeam],
        Field(description="Alleen teams waarover is gepubliceerd; een leeg pad is het geheel."),
    ]
