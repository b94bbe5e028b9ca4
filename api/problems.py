"""The one place where errors become HTTP answers: problem documents (RFC 9457) of one shape.

A problem names the place, the cause and the remedy. It never repeats what was sent in, and an error that
nobody foresaw tells the client nothing but a number, under which the log has its kind and its place.
"""

import logging
import secrets
import traceback
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from culture_nlp.errors import CultureError, UnreadableFile

MEDIA_TYPE: Final = "application/problem+json"
TYPE_PREFIX: Final = "urn:culture-nlp:problem:"
FRAMES_TOLD: Final = 4
FIELDS_WRONG: Final = "Een of meer velden van de aanvraag kloppen niet; ze staan in errors."
DATABASE_SILENT: Final = "De database reageert niet. Er is niets bewaard; probeer het later."

log = logging.getLogger(__name__)


class TooLarge(UnreadableFile):
    """A body of more bytes than the service takes."""

    code = "too_large"
    title_nl = "De inzending is te groot"
    title_en = "The body is too large"
    status = 413


class RequestRefused(CultureError):
    """A request of the wrong form: a parameter that is not allowed, or an address that is not there."""

    code = "request"
    title_nl = "De aanvraag klopt niet"
    title_en = "The request is not valid"
    status = 422


class NoSuchAddress(RequestRefused):
    """An address that is not part of the service."""

    code = "no_such_address"
    title_nl = "Dit adres bestaat niet"
    title_en = "This address does not exist"
    status = 404


class NoSuchMethod(RequestRefused):
    """A method that the address does not know."""

    code = "no_such_method"
    title_nl = "Deze methode kan hier niet"
    title_en = "This method is not possible here"
    status = 405


class Unavailable(CultureError):
    """The database cannot be reached or written; nothing was kept."""

    code = "unavailable"
    title_nl = "De dienst is even niet beschikbaar"
    title_en = "The service is not available"
    status = 503


class Unexpected(CultureError):
    """An error that nobody foresaw."""

    code = "unexpected"


class Misplaced(BaseModel):
    """One field of the request that is not right."""

    pointer: Annotated[str, Field(description="Plaats in de aanvraag, bijvoorbeeld `/query/team`.")]
    code: Annotated[str, Field(description="Vaste naam van de fout.")]
    message: Annotated[str, Field(description="Wat er mis is, zonder de ingestuurde waarde.")]


class Problem(BaseModel):
    """Een fout, altijd in deze vorm (RFC 9457). Herhaalt nooit wat er is ingestuurd."""

    type: Annotated[str, Field(description="Vaste naam van het soort fout, als URI.")]
    title: Annotated[str, Field(description="Korte omschrijving in het Nederlands.")]
    status: Annotated[int, Field(description="De HTTP-status.")]
    code: Annotated[str, Field(description="Dezelfde vaste naam, kort; ook op de opdrachtregel.")]
    detail: Annotated[str, Field(description="Plaats, oorzaak en wat te doen.")]
    errors: Annotated[list[Misplaced], Field(description="De velden die niet kloppen; leeg als dat niet speelt.")]
    instance: Annotated[
        str | None,
        Field(description="Alleen bij een onverwachte fout: het nummer waaronder het log hem noemt."),
    ] = None


def problem_of(error: CultureError, errors: Sequence[Misplaced] = (), instance: str | None = None) -> Problem:
    """Make the problem document of an error from the tree."""
    return Problem(
        type=TYPE_PREFIX + error.code,
        title=error.title_nl,
        status=error.status,
        code=error.code,
        detail=error.message,
        errors=list(errors),
        instance=instance,
    )


def problem_for(error: Exception) -> Problem:
    """Map any error to its problem document; what nobody foresaw is logged under a random number."""
    match error:
        case CultureError():
            return problem_of(error)
        case RequestValidationError():
            return problem_of(
                RequestRefused(FIELDS_WRONG),
                [_misplaced(each) for each in error.errors()],
            )
        case HTTPException(status_code=404):
            return problem_of(NoSuchAddress("Kijk op /docs welke adressen er zijn."))
        case HTTPException(status_code=405):
            return problem_of(NoSuchMethod("Kijk op /docs welke methoden dit adres kent."))
        case HTTPException() | ClientDisconnect():
            return problem_of(RequestRefused("De aanvraag kan zo niet worden gelezen."))
        case OperationalError():
            failure: CultureError = Unavailable(DATABASE_SILENT)
        case _:
            failure = Unexpected("Geef de beheerder het nummer in instance; daarmee is de oorzaak te vinden.")
    incident = secrets.token_hex(8)
    log.error("incident %s: %s at %s", incident, type(error).__qualname__, _place(error))
    return problem_of(failure, instance=f"urn:culture-nlp:incident:{incident}")


async def answer_with_problem(_request: Request, error: Exception) -> Response:
    """Answer a request that failed. The signature is that of an exception handler of Starlette."""
    problem = problem_for(error)
    headers = {"Cache-Control": "no-store"}
    if isinstance(error, HTTPException):
        headers |= error.headers or {}
    return Response(
        problem.model_dump_json(exclude_none=True),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers=headers,
    )


_MESSAGES: Final = {
    "string_too_long": "Deze waarde is te lang.",
    "string_pattern_mismatch": "Deze waarde heeft niet de voorgeschreven vorm.",
}


def _misplaced(error: Mapping[str, Any]) -> Misplaced:
    # Only the place and the kind are taken over: Pydantic's own message and context may repeat the value.
    kind = str(error["type"])
    pointer = "".join(f"/{part}" for part in error["loc"])
    return Misplaced(pointer=pointer, code=kind, message=_MESSAGES.get(kind, "Deze waarde is niet toegestaan."))


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES_TOLD:]
    return " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
