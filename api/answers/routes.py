"""Routes of answers."""

import json
from typing import Any, Final

from anyio import to_thread
from fastapi import APIRouter, Request

from api.answers.body import read_submission
from api.answers.schemas import ANSWER_EXAMPLE, RECEIPT_EXAMPLE, RETRO_EXAMPLE, Receipt
from api.answers.service import CLOSED, take_answers
from api.core import CoreOf, RoundName
from api.openapi import UNAVAILABLE, WRONG_ROUND, documented, example
from api.problems import TooLarge, problem_of
from culture_nlp.errors import ColumnsNotRecognised, RoundClosed, UnreadableFile, UnsupportedFormat

router: Final = APIRouter(prefix="/v1/rounds", tags=["antwoorden"])

_ANSWER: Final = {"$ref": "#/components/schemas/AnswerIn"}
_NDJSON_EXAMPLE: Final = "\n".join(json.dumps(answer, ensure_ascii=False) for answer in (ANSWER_EXAMPLE, RETRO_EXAMPLE))
BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {"oneOf": [_ANSWER, {"type": "array", "items": _ANSWER}]},
            "examples": {
                "antwoord": {"summary": "Eén antwoord", "value": ANSWER_EXAMPLE},
                "lijst": {"summary": "Een lijst", "value": [ANSWER_EXAMPLE, RETRO_EXAMPLE]},
            },
        },
        "application/x-ndjson": {
            "schema": {"type": "string", "description": "Eén antwoord als JSON per regel."},
            "examples": {"regels": {"summary": "Twee antwoorden", "value": _NDJSON_EXAMPLE}},
        },
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "file": {
                        "type": "string",
                        "format": "binary",
                        "description": "CSV, XLSX, JSON, NDJSON, of retro-notities als MD of TXT.",
                    },
                    "team": {
                        "type": "string",
                        "description": "Team van rijen die het zelf niet zeggen, zoals Zorg/Nachtdienst.",
                    },
                },
            },
            "examples": {
                "notities": {
                    "summary": "Retro-notities van één team",
                    "value": {
                        "file": "# Retro sprint 12\n\n## Wat ging goed?\n- fijn samengewerkt\n",
                        "team": "Betalingen",
                    },
                }
            },
        },
    },
}


@router.post(
    "/{round}/answers",
    status_code=202,
    operation_id="post_answers",
    summary="Lever antwoorden in",
    description=(
        "Leest en scoort de antwoorden meteen en bewaart alleen de scores. Het antwoord komt als alles op "
        "schijf staat. Dezelfde respondent en vraag tellen in een ronde één keer; zonder vraag telt één "
        "antwoord per respondent. Wie geen kenmerk heeft, wordt in een tabel herkend aan zijn rij: houd bij "
        "een langere export dezelfde bestandsnaam aan. Rijen die niet bruikbaar zijn staan in `rejected` en "
        "houden de rest niet tegen."
    ),
    responses={
        202: {"description": "Gescoord en bewaard", **example(RECEIPT_EXAMPLE)},
        **documented(
            problem_of(RoundClosed(CLOSED)),
            problem_of(TooLarge("De inzending is groter dan 200000000 bytes. Splits het bestand.")),
            problem_of(UnsupportedFormat("Dit soort bestand wordt niet herkend.")),
            problem_of(UnreadableFile("Het bestand is leeg.")),
            problem_of(ColumnsNotRecognised("Er is geen kolom met antwoorden gevonden.")),
            WRONG_ROUND,
            UNAVAILABLE,
        ),
    },
    openapi_extra={"requestBody": BODY},
)
async def post_answers(round: RoundName, request: Request, core: CoreOf) -> Receipt:
    """Read the body, then score it in a thread of its own."""
    submission = await read_submission(request, core.settings.maximum_file_bytes)
    return await to_thread.run_sync(take_answers, core, round, submission, limiter=core.scoring)
