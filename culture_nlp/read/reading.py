"""From a file to answers: tell the format, find the columns, stream the rows."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PureWindowsPath
from typing import Final

from culture_nlp.errors import ColumnsNotRecognised, UnreadableFile
from culture_nlp.read.answers import RowReader
from culture_nlp.read.boards import with_parabol_headings
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

_UNITS: Final[dict[Format, str]] = {"json": "Item", "ndjson": "Regel"}


class Reading:
    """What a file holds. Iterate it once: answers and rejected rows come as they are read.

    Attributes:
        rows: data rows or items seen so far; after the iteration, all of them.
        dropped_columns: kinds of columns that were left out, such as "e-mail", "name" or "closed question".
    """

    def __init__(
        self, records: Iterator[Iterable[Answer | RejectedRow]], dropped_columns: tuple[str, ...] = ()
    ) -> None:
        self._records = records
        self.rows = 0
        self.dropped_columns = dropped_columns

    def __iter__(self) -> Iterator[Answer | RejectedRow]:
        for of_one_row in self._records:
            self.rows += 1
            yield from of_one_row


def read(path: Path, options: ReadOptions) -> Reading:
    """Read a file with survey answers or retrospective notes; see ``read_bytes``.

    Raises:
        InputError: the file is not there or cannot be used.
    """
    try:
        data = path.read_bytes()
    except OSError:
        raise UnreadableFile("Het bestand is niet te openen. Bestaat het, en mag je het lezen?") from None
    return read_bytes(data, path.name, options)


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
    table, plan = _planned(_tables(data, kind, Rejections(file, _UNITS.get(kind, "Rij"))), options)
    reader = RowReader(table, plan, options)
    return Reading((reader.records(row) for row in table.rows), plan.dropped)


def _tables(data: bytes, kind: Format, rejected: Rejections) -> Iterator[Table]:
    if kind == "workbook":
        yield from workbook_tables(data, rejected)
        return
    one_table = {"json": json_table, "ndjson": ndjson_table}.get(kind, delimited_table)
    if table := one_table(data, rejected):
        yield table


def _planned(tables: Iterator[Table], options: ReadOptions) -> tuple[Table, Plan]:
    """The first table with answers. Of those without, the first one's problem is told."""
    problem: ColumnsNotRecognised | None = None
    for raw in tables:
        table = with_parabol_headings(raw)
        try:
            return table, make_plan(table, options)
        except ColumnsNotRecognised as error:
            problem = problem or error
    raise problem or UnreadableFile("Het bestand bevat geen enkele leesbare rij. Controleer de export.")
