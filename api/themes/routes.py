"""Routes of themes."""

from typing import Final

from fastapi import APIRouter

from api.core import CoreOf
from api.openapi import example
from api.themes.schemas import EXAMPLE, Themes

router: Final = APIRouter(prefix="/v1/themes", tags=["themas"])


@router.get(
    "",
    operation_id="list_themes",
    summary="Lees de thema's",
    description="De thema's met labels, polen, uitleg en een vraag voor het team, in twee talen.",
    responses={200: {"description": "Alle thema's", **example(EXAMPLE)}},
)
def get_themes(core: CoreOf) -> Themes:
    """Give the taxonomy this service scores with."""
    return Themes.model_validate(core.taxonomy)
