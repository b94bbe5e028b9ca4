"""From a request body to bytes with a name: JSON, NDJSON or one uploaded file.

A body is counted while it comes in, and an upload stays in memory: no text of a respondent reaches a disk,
not even as a temporary file. The name the sender gave to a file is not kept; it may tell who wrote it.
"""

import sys
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from api.problems import TooLarge
from culture_nlp.errors import InputError, UnreadableFile, UnsupportedFormat

JSON_TYPES: Final = {
    "application/json": "antwoorden.json",
    "application/x-ndjson": "antwoorden.ndjson",
}
SUFFIXES: Final = frozenset({".csv", ".tsv", ".xlsx", ".json", ".ndjson", ".jsonl", ".md", ".txt"})


@dataclass(frozen=True, slots=True)
class Submission:
    """What was handed in. ``name`` tells the kind of file; ``team`` is for notes that do not name their team."""

    name: str
    data: bytes = field(repr=False)
    team: str | None = field(default=None, repr=False)


class _InMemoryParser(MultiPartParser):
    spool_max_size = sys.maxsize


async def read_submission(request: Request, maximum_bytes: int) -> Submission:
    """Read the body of a request.

    Raises:
        TooLarge: the body has more than ``maximum_bytes`` bytes.
        UnsupportedFormat: the media type or the kind of file is not one the service reads.
        UnreadableFile: the form is damaged or holds no file.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    stream = _limited(request, maximum_bytes)
    if media_type == "multipart/form-data":
        return await _read_form(request, stream)
    if media_type not in JSON_TYPES:
        raise UnsupportedFormat(
            "Content-Type: stuur application/json, application/x-ndjson of multipart/form-data met een bestand."
        )
    return Submission(JSON_TYPES[media_type], b"".join([chunk async for chunk in stream]))


async def _limited(request: Request, maximum_bytes: int) -> AsyncGenerator[bytes, None]:
    announced = request.headers.get("content-length", "")
    received = int(announced) if announced.isdecimal() else 0
    too_large = TooLarge(f"De inzending is groter dan {maximum_bytes} bytes. Splits het bestand.")
    if received > maximum_bytes:
        raise too_large
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > maximum_bytes:
            raise too_large
        yield chunk


async def _read_form(request: Request, stream: AsyncGenerator[bytes, None]) -> Submission:
    try:
        form = await _InMemoryParser(request.headers, stream, max_files=1, max_fields=1).parse()
    except MultiPartException:
        raise UnreadableFile(
            "Het formulier kan niet worden gelezen. Stuur één veld file met een bestand en hooguit één veld team."
        ) from None
    file, team = form.get("file"), form.get("team")
    if not isinstance(file, UploadFile):
        raise UnreadableFile("file: dit veld ontbreekt of is geen bestand.")
    if isinstance(team, UploadFile):
        raise InputError("team: dit veld is geen tekst.")
    suffix = PurePath(file.filename or "").suffix.lower()
    if suffix not in SUFFIXES:
        raise UnsupportedFormat(f"file: stuur een bestand dat eindigt op {', '.join(sorted(SUFFIXES))}.")
    return Submission(f"bestand{suffix}", await file.read(), team or None)
