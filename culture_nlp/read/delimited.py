"""CSV and its relatives: semicolons, commas, tabs, and rows of which the quotation marks went wrong."""

import csv
import re
from collections import Counter, deque
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from culture_nlp.read.encoding import text_lines
from culture_nlp.read.headers import with_headers
from culture_nlp.read.rejections import Rejections
from culture_nlp.read.table import RawRow, Row, Table

_SAMPLE_LINES: Final = 200
_AGREEING: Final = 0.8
_DELIMITERS: Final = ";,\t|"
_ONE_COLUMN: Final = "\x1f"
_SEPARATOR_LINE: Final = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


def delimited_table(data: bytes, rejected: Rejections) -> Table | None:
    """Read CSV or TSV as a stream; None if there is no filled row.

    Row numbers count records as a spreadsheet does: the header is row 1, a line break in a cell does not
    count, a ``sep=;`` line is not there.
    """
    lines = text_lines(data)
    sample = list(islice(lines, _SAMPLE_LINES))
    if sample and (said := _SEPARATOR_LINE.fullmatch(sample[0])):
        delimiter, sample = said[1], sample[1:]
    else:
        delimiter = delimiter_of(sample)
    return with_headers(_rows(_Lines(chain(sample, lines)), delimiter, rejected), rejected)


def delimiter_of(lines: list[str]) -> str:
    """The sign that cuts lines into most columns, most evenly; for one column a sign that no text has."""
    scores = {delimiter: _score(lines, delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > 1 else _ONE_COLUMN


def _score(lines: list[str], delimiter: str) -> float:
    """Columns of the first row × share of rows that have as many, or fewer but not one; more counts half.

    A first row of one cell may be a title above the table: then nearly all other rows must agree.
    """
    sizes = list(_sizes(lines, delimiter))
    if not sizes:
        return 0.0
    columns = sizes[0]
    if columns == 1:
        columns, count = Counter(sizes).most_common(1)[0]
        return columns if count >= _AGREEING * len(sizes) else 1.0
    return columns * sum(1.0 if size <= columns else 0.5 for size in sizes if size > 1) / len(sizes)


def _sizes(lines: list[str], delimiter: str) -> Iterator[int]:
    """Cells per row; a row that cannot be read is passed over."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue
        if row:
            yield len(row)


class _Lines:
    """Lines that remember what one record took, so that it can be given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._returned: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._lines)
        self.taken.append(line)
        return line

    def give_back(self) -> str:
        """Give back all lines that were taken but the first, which is returned."""
        first, *others = self.taken
        self._returned.extendleft(reversed(others))
        return first


def _rows(lines: _Lines, delimiter: str, rejected: Rejections) -> Iterator[RawRow]:
    """Records one by one. One with a quotation mark that never closes costs itself and not what follows."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    width = 0
    number = 0
    while True:
        lines.taken.clear()
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            loose = _loosely(lines.give_back(), delimiter)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            if loose is None or len(loose) != width:
                yield rejected("broken_quote", number)
                continue
            cells = loose
        width = width or len(cells)
        yield Row(number, cells)


def _loosely(line: str, delimiter: str) -> list[str] | None:
    """Read one line forgivingly: "Zij zei "goed zo" tegen mij" is all right if the cells add up."""
    try:
        return next(csv.reader([line], delimiter=delimiter), None)
    except csv.Error:
        return None
