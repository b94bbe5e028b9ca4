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
from culture_nlp.errors import UnreadableFile, UnsupportedFormat

JSON_TYPES: Final = {"application/json": ".json", "application/x-ndjson": ".ndjson"}
NOTES: Final = (".md", ".markdown", ".txt")
SUFFIXES: Final = (*NOTES, ".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".json", ".ndjson", ".jsonl")


@dataclass(frozen=True, slots=True)
class Submission:
    """What was handed in.

    Attributes:
        suffix: tells the kind of file; empty where the name of a file does not.
        source: tells one submission from another, for people who are only known by their row. For a file
            with a table that is its name: a longer export of the same name holds the same people in the same
            rows. For notes and for JSON it is the content.
        data: the content.
        team: where rows belong that do not name their team.
    """

    suffix: str
    source: bytes = field(repr=False)
    data: bytes = field(repr=False)
    team: str | None = field(default=None, repr=False)


class _InMemoryParser(MultiPartParser):
    spool_max_size = sys.maxsize


async def read_submission(request: Request, maximum_bytes: int) -> Submission:
    """Read the body of a request.

    Raises:
        TooLarge: the body has more than ``maximum_bytes`` bytes.
        UnsupportedFormat: the media type is not one the service reads.
        UnreadableFile: the form is damaged or holds no file.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    stream = _limited(request, maximum_bytes)
    if media_type == "multipart/form-data":
        return await _read_form(request, stream)
    if media_type not in JSON_TYPES:
        raise UnsupportedFormat(
            "Content-Type: stuur application/json, application/x-ndjson, of multipart/form-data met file."
        )
    data = b"".join([chunk async for chunk in stream])
    return Submission(JSON_TYPES[media_type], source=data, data=data)


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
            "Het formulier kan niet worden gelezen. Stuur één bestand als file en hooguit één veld team."
        ) from None
    try:
        file, team = form.get("file"), form.get("team", "")
        if not isinstance(file, UploadFile) or not isinstance(team, str):
            raise UnreadableFile("Stuur in het formulier een bestand als file, en het team als tekst.")
        data, name = await file.read(), file.filename or ""
    finally:
        await form.close()
    suffix = PurePath(name).suffix.lower()
    return Submission(
        # Anything else than a known ending is the sender's own word; the reader then looks at the content.
        suffix=suffix if suffix in SUFFIXES else "",
        source=data if suffix in NOTES else name.encode(),
        data=data,
        team=team or None,
    )
