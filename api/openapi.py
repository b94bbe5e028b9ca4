"""What the interface tells about itself: an OpenAPI 3.1 document with Dutch texts and real examples."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import FastAPI
from pydantic import BaseModel

from api.problems import (
    DATABASE_SILENT,
    FIELDS_WRONG,
    MEDIA_TYPE,
    Misplaced,
    Problem,
    RequestRefused,
    Unavailable,
    problem_of,
)

DESCRIPTION: Final = """
Nederlandse antwoorden op open vragen en retro-notities gaan erin; samengevoegde, anonieme signalen per team
komen eruit.

* Een antwoord wordt gescoord en daarna vergeten: de tekst wordt niet bewaard. De respondent wordt vervangen
  door een pseudoniem.
* Cijfers zijn er pas als een ronde is gesloten en gepubliceerd. Een publicatie verandert daarna niet meer.
* Over een team wordt alleen iets gepubliceerd als de groep groot genoeg is. Waarom iets niet is gepubliceerd
  wordt niet verteld: onbekend en te klein geven precies hetzelfde antwoord.
* Elke fout heeft dezelfde vorm (`application/problem+json`, RFC 9457).

Deze versie kent nog geen toegangscontrole. Zet haar niet open op een netwerk: `culture-nlp serve` luistert
standaard alleen op deze computer.
"""

TAGS: Final = [
    {"name": "antwoorden", "description": "Antwoorden en retro-notities inleveren."},
    {"name": "rondes", "description": "Een ronde sluiten en publiceren."},
    {"name": "signalen", "description": "De gepubliceerde signalen per team lezen."},
    {"name": "themas", "description": "De thema's, hun polen en de vragen die erbij horen."},
    {"name": "gezondheid", "description": "Voor bewaking: leeft de dienst en is hij klaar."},
]

WRONG_ROUND: Final = problem_of(
    RequestRefused(FIELDS_WRONG),
    [
        Misplaced(
            pointer="/path/round",
            code="string_pattern_mismatch",
            message="Deze waarde heeft niet de voorgeschreven vorm.",
        )
    ],
)
"""The problem that every route with a round can answer with."""

UNAVAILABLE: Final = problem_of(Unavailable(DATABASE_SILENT))
"""The problem that every route that needs the database can answer with."""


class DocumentedService(FastAPI):
    """FastAPI whose document also holds the schemas that no route can declare by itself."""

    def __init__(self, *, extra_schemas: tuple[type[BaseModel], ...], **options: Any) -> None:
        super().__init__(**options)
        self._extra_schemas = extra_schemas

    def openapi(self) -> dict[str, Any]:
        """Give the OpenAPI document."""
        document = super().openapi()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        for model in self._extra_schemas:
            schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas |= schema.pop("$defs", {})
            schemas[model.__name__] = schema
        return document


def documented(*problems: Problem) -> dict[int | str, dict[str, Any]]:
    """Make the ``responses`` of a route: an example of each problem it can answer with, by status."""
    responses: dict[int | str, dict[str, Any]] = {}
    for problem in problems:
        response = responses.setdefault(problem.status, {"description": problem.title, "content": {}})
        content = response["content"].setdefault(
            MEDIA_TYPE, {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {}}
        )
        content["examples"][problem.code] = {
            "summary": problem.title,
            "value": problem.model_dump(exclude_none=True),
        }
    return responses


def example(value: Mapping[str, Any], media_type: str = "application/json") -> dict[str, Any]:
    """Make the ``content`` of a response with one example."""
    return {"content": {media_type: {"example": value}}}
