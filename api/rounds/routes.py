"""Routes of rounds."""

from typing import Final

from fastapi import APIRouter

from api.core import CoreOf, RoundName
from api.openapi import UNAVAILABLE, WRONG_ROUND, documented, example
from api.problems import problem_of
from api.rounds.schemas import EXAMPLE, ReleaseReceipt
from api.rounds.service import release_round
from culture_nlp.errors import NothingToScore

router: Final = APIRouter(prefix="/v1/rounds", tags=["rondes"])


@router.post(
    "/{round}/release",
    operation_id="release_round",
    summary="Sluit een ronde en publiceer haar",
    description=(
        "Sluit de ronde, telt de scores samen, beschermt de groepen en legt het resultaat vast. Dit is de "
        "enige weg naar cijfers. Een tweede aanroep geeft dezelfde publicatie; antwoorden die daarna komen "
        "worden geweigerd."
    ),
    responses={
        200: {"description": "De publicatie van de ronde", **example(EXAMPLE)},
        **documented(
            WRONG_ROUND,
            UNAVAILABLE,
            problem_of(NothingToScore("Van deze ronde is nog geen antwoord gescoord. Lever eerst antwoorden in.")),
        ),
    },
)
def post_release(round: RoundName, core: CoreOf) -> ReleaseReceipt:
    """Close and publish a round."""
    return release_round(core, round)
