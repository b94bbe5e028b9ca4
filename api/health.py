"""Routes for whoever keeps watch: does the service live, and can it work."""

from typing import Annotated, Final, Literal

from fastapi import APIRouter
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field
from sqlalchemy import text

from api.core import CoreOf
from api.openapi import UNAVAILABLE, documented, example

router: Final = APIRouter()


class Live(BaseModel):
    """De dienst leeft."""

    status: Literal["live"] = "live"


class Ready(BaseModel):
    """De dienst kan werken."""

    status: Literal["ready"] = "ready"
    model_version: Annotated[str, Field(description="Het geladen model.")]
    taxonomy_version: Annotated[str, Field(description="De versie van de thema's.")]


@router.get(
    "/health/live",
    tags=["gezondheid"],
    operation_id="health_live",
    summary="Leeft de dienst",
    description="Antwoordt zolang het proces leeft, ook als de database weg is.",
    responses={200: {"description": "De dienst leeft", **example({"status": "live"})}},
)
async def get_live() -> Live:
    """Answer."""
    return Live()


@router.get(
    "/health/ready",
    tags=["gezondheid"],
    operation_id="health_ready",
    summary="Is de dienst klaar",
    description="Het model is geladen en de database kan worden beschreven.",
    responses={
        200: {
            "description": "De dienst kan werken",
            **example({"status": "ready", "model_version": "culture-nlp-small 1.0.0", "taxonomy_version": "1.0"}),
        },
        **documented(UNAVAILABLE),
    },
)
def get_ready(core: CoreOf) -> Ready:
    """Take the lock for writing; the model was loaded before the first request came in."""
    with core.database.writing() as connection:
        connection.execute(text("SELECT 1"))
    return Ready(model_version=core.scorer.model_version, taxonomy_version=core.taxonomy.version)


@router.get("/", include_in_schema=False)
async def get_root() -> RedirectResponse:
    """Send people to the documentation."""
    return RedirectResponse("/docs")
