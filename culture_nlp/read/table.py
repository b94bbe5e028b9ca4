"""What every tabular format is turned into: named columns, a head to look at, and the rest as a stream."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final, Self

from culture_nlp.read.rejections import Rejections
from culture_nlp.records import RejectedRow

HEAD_ROWS: Final = 1_000
"""How many rows are looked at to decide what a column holds."""

Cell = str | None
"""Text of a cell, "" where it is empty; None where the value is an object or a list."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the number a person sees, and its cells."""

    number: int
    cells: Sequence[Cell] = field(repr=False)

    def cell(self, column: int) -> Cell:
        """The cell, "" where the row is too short."""
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def blank(self) -> bool:
        """Whether nothing is filled in."""
        return all(cell is not None and not cell.strip() for cell in self.cells)


RawRow = Row | RejectedRow


@dataclass(frozen=True, slots=True)
class Header:
    """A column: the name it is recognised by, and what a respondent was asked (often the same)."""

    name: str
    question: str


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of one sheet, file or list. ``rows`` can be iterated once.

    ``own_ids``: the field ``id`` names an item, as in JSON, and not the respondent, as in a survey export.
    ``sheet``: name of the sheet of a workbook.
    """

    headers: tuple[Header, ...]
    head: list[RawRow] = field(repr=False)
    rest: Iterator[RawRow] = field(repr=False)
    rejected: Rejections
    own_ids: bool = False
    sheet: str = ""

    @classmethod
    def of(
        cls, headers: Sequence[Header], rows: Iterator[RawRow], rejected: Rejections, *, own_ids: bool = False
    ) -> Self:
        """Take the head off a stream of rows; rows that are blank are left out."""
        filled = (row for row in rows if isinstance(row, RejectedRow) or not row.blank)
        return cls(tuple(headers), list(islice(filled, HEAD_ROWS)), filled, rejected, own_ids)

    @property
    def rows(self) -> Iterator[RawRow]:
        """All rows, in order."""
        return chain(self.head, self.rest)

    @property
    def whole(self) -> bool:
        """Whether the head is the whole table."""
        return len(self.head) < HEAD_ROWS

    def sample(self, column: int) -> list[Cell]:
        """Filled cells of a column in the head."""
        cells = (row.cell(column) for row in self.head if isinstance(row, Row))
        return [cell if cell is None else cell.strip() for cell in cells if cell is None or cell.strip()]

    def texts(self, column: int) -> list[str]:
        """Filled cells of a column in the head that are text."""
        return [cell for cell in self.sample(column) if cell is not None]
