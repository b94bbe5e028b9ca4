"""From a file to answers: tell the format, find the columns, stream the rows."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PureWindowsPath
from typing import Final

from culture_nlp.errors import ColumnsNotRecognised, UnreadableFile
from culture_nlp.read.answers import RowReader
from culture_nlp.read.boards import parabol_team, with_parabol_headings
from culture_nlp.read.delimited import delimited_table
from culture_nlp.read.encoding import text_of
from culture_nlp.read.json_files import json_table, ndjson_table
from culture_nlp.read.options import ReadOptions
from culture_nlp.read.plan import Plan, make_plan
from culture_nlp.read.recognise import Format, format_of
from culture_nlp.read.rejections import Rejections
from culture_nlp.read.retro import read_retro
from culture_nlp.read.table import Table
from culture_nlp.read.workbook import workbook_tables
from culture_nlp.records import Answer, RejectedRow

_Planned = tuple[Table, Plan]
_UNITS: Final[dict[Format, str]] = {"json": "Item", "ndjson": "Regel"}


class Reading:
    """What a file holds. Iterate it once: answers and rejected rows come as they are read.

    Attributes:
        rows: data rows or items seen so far; after the iteration, all of them.
        dropped_columns: kinds of columns that were left out, such as "e-mail", "name" or "closed question".
    """

    def __init__(
        self,
        records: Iterator[Iterable[Answer | RejectedRow]],
        dropped_columns: tuple[str, ...] = (),
        not_read: Iterable[RejectedRow] = (),
    ) -> None:
        self._records = records
        self._not_read = not_read
        self.rows = 0
        self.dropped_columns = dropped_columns

    def __iter__(self) -> Iterator[Answer | RejectedRow]:
        for of_one_row in self._records:
            self.rows += 1
            yield from of_one_row
        yield from self._not_read


def read_bytes(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Read what a file holds; ``name`` tells its kind where the content does not, folders in it are ignored.

    Raises:
        UnsupportedFormat: the kind of file is not known.
        UnreadableFile: damaged, encrypted, empty or too large; possibly only during the iteration.
        ColumnsNotRecognised: no column with answers was found.
    """
    file = PureWindowsPath(name).name
    kind = format_of(data, file)
    if kind == "notes":
        return Reading([record] for record in read_retro(text_of(data), file=file, options=options))
    found = _planned(_tables(data, kind, Rejections(file, _UNITS.get(kind, "Rij"))), options)
    chosen = _chosen(found)
    readers = [
        (table, RowReader(table, plan, _with_team(options, table.sheet if len(chosen) > 1 else parabol_team(file))))
        for table, plan in chosen
    ]
    dropped = sorted({kind for _, plan in chosen for kind in plan.dropped})
    not_read = [table.rejected.whole_sheet() for table, _ in found if not any(table is read for read, _ in chosen)]
    return Reading((reader.records(row) for table, reader in readers for row in table.rows), tuple(dropped), not_read)


def _tables(data: bytes, kind: Format, rejected: Rejections) -> Iterator[Table]:
    if kind == "workbook":
        yield from workbook_tables(data, rejected)
        return
    one_table = {"json": json_table, "ndjson": ndjson_table}.get(kind, delimited_table)
    if table := one_table(data, rejected):
        yield table


def _planned(tables: Iterator[Table], options: ReadOptions) -> list[_Planned]:
    """The tables with answers. If there are none, the first one's problem is told."""
    found: list[_Planned] = []
    problem: ColumnsNotRecognised | None = None
    for raw in tables:
        table = with_parabol_headings(raw)
        try:
            found.append((table, make_plan(table, options)))
        except ColumnsNotRecognised as error:
            problem = problem or error
    if not found:
        raise problem or UnreadableFile("Het bestand bevat geen enkele leesbare rij. Controleer de export.")
    return found


def _chosen(found: list[_Planned]) -> list[_Planned]:
    """Of several sheets the one with most answers; with it those of the same columns, where no column tells a team.

    Sheets of the same columns with a team in them are often selections of one another.
    """
    best, plan = max(found, key=_answers)
    return [other for other in found if other[0] is best or (not plan.team and other[0].headers == best.headers)]


def _answers(planned: _Planned) -> tuple[bool, int]:
    """A sheet with an explanation has one column, whatever its length."""
    table, plan = planned
    return len(table.headers) > 1, sum(len(table.texts(column.index)) for column in plan.answers)


def _with_team(options: ReadOptions, name: str | None) -> ReadOptions:
    """A sheet per team is called after the team, as is a file of Parabol; what the caller says goes before that."""
    return replace(options, team=(name,)) if name and not options.team else options
