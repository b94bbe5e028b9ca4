"""Tables: columns that are lists of their own, rows that are one item, and who wrote them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from typing import Any

from culture_nlp.read.retro_blocks import Row
from culture_nlp.read.retro_headings import ITEMS, Meaning, clean_heading, heading_meaning, is_feedback, words
from culture_nlp.read.retro_source import CELL_BREAK

_KEPT = ITEMS | {Meaning.QUESTION}


class _Column(Enum):
    HEADING = auto()
    NAME = auto()
    WRITER = auto()
    SKIPPED = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class TableItem:
    """One item of a table.

    ``heading``: the header cell it stood under, None where the table stands under a heading of its own.
    ``person``: what the name column says, "" without one; ``known_writer`` False where that is the receiver.
    """

    line: int
    parts: tuple[str, ...] = field(repr=False)
    heading: str | None = None
    person: str = field(default="", repr=False)
    known_writer: bool = True


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = words("retro_words.toml")["tables"]
    return lists


def _columns(header: Sequence[str]) -> list[_Column]:
    return [_column(cell, first=at == 0) for at, cell in enumerate(header)]


def _column(cell: str, *, first: bool) -> _Column:
    name = clean_heading(cell).casefold()
    if name in _lists()["writers"]:
        return _Column.WRITER
    if name in _lists()["names"] or (first and name in {"wie", "who"}):
        return _Column.NAME
    if not name or name in _lists()["skipped"]:
        return _Column.SKIPPED
    return _Column.HEADING if heading_meaning(cell) in ITEMS else _Column.OTHER


def table_names(rows: Sequence[Row]) -> list[str]:
    """What stands in the columns with names."""
    if not rows:
        return []
    columns = [at for at, column in enumerate(_columns(rows[0].cells)) if column in {_Column.NAME, _Column.WRITER}]
    return [row.cells[at] for row in rows[1:] for at in columns if at < len(row.cells) and row.cells[at]]


def table_items(rows: Sequence[Row]) -> Iterator[TableItem]:
    """The items of a table, row by row.

    A header cell that is a heading makes its column a list. Without such cells, or with one beside columns
    that explain it (Action | Why | By), a row is one item. Where the first cells of the rows are headings, each
    row is a list.
    """
    columns = _columns(rows[0].cells)
    headings = columns.count(_Column.HEADING)
    if len(rows[0].cells) > 1 and _has_row_headings(rows):
        yield from _by_row(rows)
    elif headings > 1 or (headings == 1 and _Column.OTHER not in columns):
        yield from _by_column(rows, columns)
    elif headings or _Column.OTHER in columns:
        yield from _as_records(rows, columns)


def _has_row_headings(rows: Sequence[Row]) -> bool:
    firsts = [row.cells[0] for row in rows if row.cells[0]]
    known = [cell for cell in firsts if heading_meaning(cell, certain=False) in ITEMS]
    return len(known) > 1 and len(known) >= len(firsts) - 1


def _by_row(rows: Sequence[Row]) -> Iterator[TableItem]:
    for row in rows:
        if heading_meaning(row.cells[0], certain=False) in _KEPT:
            for cell in row.cells[1:]:
                for piece in cell.split(CELL_BREAK):
                    yield TableItem(row.line, (piece,), clean_heading(row.cells[0]))


def _by_column(rows: Sequence[Row], columns: list[_Column]) -> Iterator[TableItem]:
    header = rows[0].cells
    feedback = any(is_feedback(cell) for cell, column in zip(header, columns, strict=True) if column is _Column.HEADING)
    for row in rows[1:]:
        cells = dict(zip(range(len(columns)), row.cells, strict=False))
        person = _person(cells, columns)
        known_writer = _Column.WRITER in columns or not feedback
        for at, cell in cells.items():
            if columns[at] is _Column.HEADING:
                for piece in cell.split(CELL_BREAK):
                    yield TableItem(row.line, (piece,), clean_heading(header[at]), person, known_writer)


def _as_records(rows: Sequence[Row], columns: list[_Column]) -> Iterator[TableItem]:
    kept = [at for at, column in enumerate(columns) if column in {_Column.HEADING, _Column.OTHER}]
    heading = next((clean_heading(rows[0].cells[at]) for at in kept if columns[at] is _Column.HEADING), None)
    for row in rows[1:]:
        cells = dict(zip(range(len(columns)), row.cells, strict=False))
        parts = tuple(cells.get(at, "").replace(CELL_BREAK, " ") for at in kept)
        yield TableItem(row.line, parts, heading, _person(cells, columns), known_writer=heading is None)


def _person(cells: dict[int, str], columns: list[_Column]) -> str:
    for kind in (_Column.WRITER, _Column.NAME):
        if kind in columns:
            return cells.get(columns.index(kind), "")
    return ""
