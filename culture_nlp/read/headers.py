"""Which row holds the column names, and what was asked: one, two or three header rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest
from statistics import median_low
from typing import Final

from culture_nlp.errors import UnreadableFile
from culture_nlp.read.cells import tidy
from culture_nlp.read.names import UNKNOWN, role_of
from culture_nlp.read.rejections import Rejections
from culture_nlp.read.table import Header, RawRow, Row, Table

_LOOK_AHEAD: Final = 20
_BRANCH: Final = re.compile(r"\s*[2-9]$|\s+[1-9]\d$")
_COLLECTOR: Final = re.compile(r"(collector|verzamelaar)[ -]?id", re.IGNORECASE)
_NOTHING_ADDED: Final = re.compile(
    r"(open-ended response|response|(open )?(antwoord|reactie)|antwoord op open vraag)?", re.IGNORECASE
)


def with_headers(rows: Iterator[RawRow], rejected: Rejections) -> Table | None:
    """Make a table of raw rows; None if there is no filled row.

    Blank rows on top, and a title or remarks above the columns, are skipped. Qualtrics has three header rows (code,
    question, ImportId as JSON), SurveyMonkey two (question, part of the question).

    Raises:
        UnreadableFile: a row on top, so perhaps the one with the column names, is damaged.
    """
    ahead = list(islice(rows, _LOOK_AHEAD))
    filled = {place: row for place, row in enumerate(ahead) if isinstance(row, Row) and not row.blank}
    if not filled:
        return None
    top = _first_header(filled)
    lines = [[tidy(cell) for cell in row.cells] for row in ahead[top : top + 3] if isinstance(row, Row)]
    if not all(isinstance(row, Row) for row in ahead[: top + 1]):
        raise UnreadableFile("De regel met kolomnamen is beschadigd. Herstel de aanhalingstekens.")
    headers, used = _headers(lines)
    return Table.of(headers, chain(ahead[top + used :], rows), rejected)


def question_texts(headers: Sequence[Header]) -> list[str]:
    """What was asked in each column.

    Forms numbers a question that is asked in several branches ("… 2"); the number goes if the question
    without it is there too.
    """
    texts = [header.question for header in headers]
    known = {text.casefold() for text in texts}
    bare = [_BRANCH.sub("", text).strip() for text in texts]
    return [short if short.casefold() in known else text for short, text in zip(bare, texts, strict=True)]


def _first_header(filled: Mapping[int, Row]) -> int:
    """Where the column names start: below a title, remarks ("Periode: | mei") and names of groups of columns.

    Those are no column names and fill fewer cells than the rows below them mostly do: at most half, unless a
    colon tells that it is a remark.
    """
    rows = {place: [cell for cell in map(tidy, row.cells) if cell] for place, row in filled.items()}
    places = list(rows)
    for start, place in enumerate(places[:-2], start=1):
        cells, usual = rows[place], median_low(len(rows[below]) for below in places[start:])
        names = sum(1 for cell in cells if role_of(cell) is not UNKNOWN or "?" in cell)
        remark = len(cells) < usual and cells[0].endswith(":")
        if (2 * len(cells) > usual and not remark) or (len(cells) > 1 and 2 * names > len(cells)):
            return place
    return places[max(0, len(places) - 2)]


def _headers(lines: Sequence[Sequence[str]]) -> tuple[list[Header], int]:
    """The columns and how many rows they take."""
    names = lines[0]
    if len(lines) > 2 and sum(1 for cell in lines[2] if cell.startswith('{"ImportId"')) > len(names) / 2:
        return [Header(name, text or name) for name, text in zip_longest(names, lines[1], fillvalue="")], 3
    collector = any(_COLLECTOR.fullmatch(name) for name in names)
    if collector and len(lines) > 1 and not lines[1][0]:
        return _of_parts(names, lines[1]), 2
    return [Header(name, name) for name in names], 1


def _of_parts(names: Sequence[str], parts: Sequence[str]) -> list[Header]:
    """SurveyMonkey: a question stands above its first part only; a part can be "Naam" or "E-mailadres"."""
    headers = []
    asked = ""
    for name, part in zip_longest(names, parts, fillvalue=""):
        asked = name or asked
        whole = asked if _NOTHING_ADDED.fullmatch(part) else f"{asked} – {part}"
        headers.append(Header(part if role_of(part).name == "identity" else whole, whole))
    return headers
