"""Excel workbooks: the values of cells, sheet by sheet, without loading a sheet as a whole."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from io import BytesIO
from itertools import islice
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from culture_nlp.errors import UnreadableFile
from culture_nlp.read.headers import with_headers
from culture_nlp.read.merged import Merged, merged_downwards, with_merged
from culture_nlp.read.rejections import Rejections
from culture_nlp.read.table import RawRow, Row, Table

MAXIMUM_UNPACKED: Final = 1_000_000_000
"""Bytes of all parts of a workbook together, once unpacked."""
MAXIMUM_PARTS: Final = 10_000
MAXIMUM_CELLS: Final = 20_000_000
MAXIMUM_ROWS: Final = 1_048_576

_BATCH: Final = 500
# What openpyxl lets through when a part is missing or does not hold what it should (SyntaxError: broken XML).
_DAMAGE: Final = (
    BadZipFile, InvalidFileException, zlib.error, struct.error, SyntaxError, KeyError, ValueError, TypeError,
    IndexError, AttributeError, EOFError, OSError, RuntimeError,
)  # fmt: skip
_DAMAGED: Final = "De werkmap is beschadigd. Open hem in Excel en sla hem opnieuw op als .xlsx."
_TOO_LARGE: Final = "De werkmap is te groot om uit te pakken. Sla het blad met antwoorden op als CSV."


def workbook_tables(data: bytes, rejected: Rejections) -> Iterator[Table]:
    """The visible sheets that hold something, in order. Formulas give the value that was saved with them.

    Raises:
        UnreadableFile: damaged, or larger than a survey can be once unpacked.
    """
    _refuse_bomb(data)
    try:
        with warnings.catch_warnings(action="ignore"):
            book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except _DAMAGE:
        raise UnreadableFile(_DAMAGED) from None
    if not book.worksheets:
        raise UnreadableFile(_DAMAGED)
    for number, sheet in enumerate(sheets, start=1):
        sheet.reset_dimensions()
        if table := with_headers(_rows(sheet.iter_rows(values_only=True)), rejected.on_sheet(number)):
            yield replace(with_merged(table, _merged(data, sheet)), sheet=sheet.title)


def _merged(data: bytes, sheet: ReadOnlyWorksheet) -> Merged:
    """openpyxl does not tell what is merged when it streams, and no other way leads from a sheet to its part."""
    try:
        with ZipFile(BytesIO(data)) as archive, archive.open(sheet._worksheet_path) as part:  # type: ignore[attr-defined]
            return merged_downwards(part)
    except _DAMAGE:
        raise UnreadableFile(_DAMAGED) from None


def _refuse_bomb(data: bytes) -> None:
    """zipfile unpacks no more of a part than its directory says, so the directory can be trusted for this."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except _DAMAGE:
        raise UnreadableFile(_DAMAGED) from None
    if len(parts) > MAXIMUM_PARTS or sum(part.file_size for part in parts) > MAXIMUM_UNPACKED:
        raise UnreadableFile(_TOO_LARGE)


def _rows(values: Iterator[tuple[Any, ...]]) -> Iterator[RawRow]:
    number = cells = 0
    while batch := _batch(values):
        for row in batch:
            number += 1
            cells += len(row)
            yield Row(number, [_text(value) for value in row])
        if cells > MAXIMUM_CELLS or number > MAXIMUM_ROWS:
            raise UnreadableFile(_TOO_LARGE)


def _batch(values: Iterator[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Some rows at a time, because openpyxl warns with the value of a cell in the message."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return list(islice(values, _BATCH))
    except _DAMAGE:
        raise UnreadableFile(_DAMAGED) from None


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return unescape(value) if "_x" in value else value
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "seconds")
        case _:
            return str(value)
