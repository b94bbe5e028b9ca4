"""Annotated units from a spreadsheet saved as CSV, one a row."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from culture_nlp.errors import TrainingError
from culture_nlp.read.delimited import delimiter_of
from culture_nlp.read.encoding import text_lines

NEEDED: Final = ("text", "themes", "sentiment", "sentiment_label")
COLUMNS: Final = (*NEEDED, "question", "heading", "kind", "safety_level", "facets", "writer", "id")
"""``themes`` and ``facets`` hold labels as ``workload:negative; feedback:positive``. Other columns are not read."""

POLES: Final = ("negative", "positive", "mixed")
_BETWEEN: Final = re.compile(r"[;,|\n]")


def read_csv(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of a CSV file, separated by semicolons or commas, as (row number, fields of an annotated unit).

    The row with the column names is row 1. Without an ``id`` a unit is called after file and row; without a ``kind``
    it is a retro note where it has a ``heading``. An empty ``safety_level`` is no evidence of psychological safety.

    Raises:
        TrainingError: a column is missing or a cell is not as it should be; names row and field, never the value.
    """
    try:
        lines = list(text_lines(file.read_bytes()))
    except OSError:
        raise TrainingError(f"{file.name}: cannot be read") from None
    rows = csv.reader(lines, delimiter=delimiter_of(lines[:1]), strict=True)
    columns: list[str] = []
    number = 0
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            raise TrainingError(f"{file.name}, row {number}: a quotation mark is wrong") from None
        if not columns:
            columns = _columns(cells, file.name)
        elif any(cell.strip() for cell in cells):
            if len(cells) > len(columns):
                raise TrainingError(f"{file.name}, row {number}: more cells than columns; quote texts with separators")
            yield number, _unit(dict(zip(columns, cells, strict=False)), file, number)


def _columns(cells: list[str], name: str) -> list[str]:
    found = ["_".join(re.split(r"[\s_-]+", cell.strip().lower())) for cell in cells]
    for place, column in enumerate(found, start=1):
        if column not in COLUMNS and (meant := get_close_matches(column, COLUMNS, n=1, cutoff=0.8)):
            raise TrainingError(f"{name}, row 1: is column {place} meant to be {meant[0]!r}?")
    if missing := [column for column in NEEDED if column not in found]:
        raise TrainingError(f"{name}, row 1: no column {', '.join(missing)}. Known columns: {', '.join(COLUMNS)}")
    return found


def _unit(row: Mapping[str, str], file: Path, number: int) -> dict[str, Any]:
    cells = {column: row.get(column, "").strip() for column in COLUMNS}

    def value(column: str, convert: Callable[[str], Any]) -> Any:
        try:
            return convert(cells[column])
        except ValueError:
            raise TrainingError(f"{file.name}, row {number}: not a valid unit (field {column})") from None

    facets = value("facets", _labels)
    if facets and not cells["safety_level"]:
        raise TrainingError(f"{file.name}, row {number}: facets without a safety level (field safety_level)")
    return {
        "id": cells["id"] or f"{file.stem}-{number}",
        "text": row.get("text", ""),
        "kind": cells["kind"] or ("retro" if cells["heading"] else "survey"),
        "question": cells["question"] or None,
        "heading": cells["heading"] or None,
        "themes": value("themes", _labels),
        "sentiment": value("sentiment", _number),
        "sentiment_label": cells["sentiment_label"],
        "safety": {"level": value("safety_level", _number), "facets": facets} if cells["safety_level"] else None,
        "writer": cells["writer"] or None,
    }


def _labels(cell: str) -> dict[str, str]:
    """Labels with their poles; a label with both poles is mixed."""
    found: dict[str, str] = {}
    for part in filter(None, map(str.strip, _BETWEEN.split(cell))):
        label, _, pole = (side.strip() for side in part.partition(":"))
        if not label or pole not in POLES:
            raise ValueError("not a label with its pole")
        found[label] = pole if found.get(label, pole) == pole else "mixed"
    return found


def _number(cell: str) -> int:
    return int(cell.replace("−", "-"))
