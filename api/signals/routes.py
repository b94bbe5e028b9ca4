"""Routes of signals."""

from hashlib import sha256
from typing import Annotated, Final

from fastapi import APIRouter, Header, Query, Response

from api.core import CoreOf, RoundName
from api.openapi import UNAVAILABLE, WRONG_ROUND, documented, example
from api.problems import problem_of
from api.signals.schemas import EXAMPLE, Signals
from api.signals.service import REFUSAL, read_signals
from culture_nlp.errors import NotPublished

router: Final = APIRouter(prefix="/v1/rounds", tags=["signalen"])

Team = Annotated[
    str | None,
    Query(
        description="Pad van één team, delen gescheiden door een schuine streep; leeg is het geheel.",
        max_length=1_000,
        examples=["Zorg/Nachtdienst"],
    ),
]
Theme = Annotated[str | None, Query(description="Eén thema.", max_length=64, examples=["workload"])]
IfNoneMatch = Annotated[str | None, Header(description="De ETag van een eerder antwoord.", max_length=1_000)]


@router.get(
    "/{round}/signals",
    operation_id="read_signals",
    summary="Lees gepubliceerde signalen",
    description=(
        "Geeft alleen wat is gepubliceerd, steeds hetzelfde. Een onbekende ronde, een ronde die nog niet is "
        "gepubliceerd, een onbekend team en een team dat te klein is geven precies hetzelfde antwoord."
    ),
    response_model=Signals,
    responses={
        200: {
            "description": "De gepubliceerde signalen",
            "headers": {"ETag": {"description": "Kenmerk van dit antwoord.", "schema": {"type": "string"}}},
            **example(EXAMPLE),
        },
        304: {"description": "Niet veranderd sinds de meegestuurde ETag"},
        **documented(problem_of(NotPublished(REFUSAL)), WRONG_ROUND, UNAVAILABLE),
    },
)
def get_signals(
    round: RoundName,
    core: CoreOf,
    team: Team = None,
    theme: Theme = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Give published signals with an ETag."""
    body = read_signals(core, round, team, theme).model_dump_json().encode()
    tag = f'"{sha256(body).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if _matches(if_none_match, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def _matches(if_none_match: str | None, tag: str) -> bool:
    known = [each.strip().removeprefix("W/") for each in (if_none_match or "").split(",")]
    return tag in known or "*" in known
