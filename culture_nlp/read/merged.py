"""Cells that were merged downwards: a team that stands once beside a block of rows holds for all of them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Final

from openpyxl.utils import column_index_from_string

from culture_nlp.read.names import RoleName, role_of
from culture_nlp.read.table import Cell, RawRow, Row, Table

Merged = Mapping[int, Sequence[tuple[int, int]]]
"""Per column, from 0: the first and last row of what was merged, rows as a person counts them."""

_CHUNK: Final = 1 << 20
_LONGEST_TAG: Final = 200
_DOWNWARDS: Final = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})([1-9]\d{0,6}):\1([1-9]\d{0,6})"')
_SHARED: Final[frozenset[RoleName]] = frozenset({"team", "person", "response", "round", "question", "heading"})
"""What may hold for several rows. An answer may not: it would count more than once."""


def merged_downwards(sheet: IO[bytes]) -> Merged:
    """Find the merged cells, one column wide, in the XML of a sheet. They stand behind all cells."""
    found: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    tail = b""
    while chunk := sheet.read(_CHUNK):
        for column, first, last in _DOWNWARDS.findall(tail + chunk):
            found[column_index_from_string(column.decode()) - 1].add((int(first), int(last)))
        tail = chunk[-_LONGEST_TAG:]
    return {column: sorted(ranges) for column, ranges in found.items()}


def with_merged(table: Table, merged: Merged) -> Table:
    """Repeat what was merged downwards in every row of its range, for columns that place a row."""
    columns = [
        column
        for column in merged
        if column < len(table.headers) and role_of(table.headers[column].name).name in _SHARED
    ]
    if not columns:
        return table
    return Table.of(table.headers, _filled(table.rows, {column: merged[column] for column in columns}), table.rejected)


def _filled(rows: Iterator[RawRow], merged: Merged) -> Iterator[RawRow]:
    coming = {column: iter(ranges) for column, ranges in merged.items()}
    current = dict.fromkeys(merged, (0, 0))
    above: dict[int, Cell] = {}
    for row in rows:
        if not isinstance(row, Row):
            yield row
            continue
        cells = list(row.cells)
        for column, ranges in coming.items():
            while current[column][1] < row.number and (following := next(ranges, None)):
                current[column], above[column] = following, ""
            first, last = current[column]
            if row.number == first:
                above[column] = row.cell(column)
            elif first < row.number <= last and column < len(cells):
                cells[column] = above[column]
        yield Row(row.number, cells)
