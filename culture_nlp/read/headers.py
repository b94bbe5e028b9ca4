"""Which row holds the column names, and what was asked: one, two or three header rows."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final

from culture_nlp.read.cells import tidy
from culture_nlp.read.names import role_of
from culture_nlp.read.rejections import Rejections
from culture_nlp.read.table import Header, RawRow, Row, Table
from culture_nlp.records import RejectedRow

_LOOK_AHEAD: Final = 20
_BRANCH: Final = re.compile(r"\s*[2-9]$|\s+[1-9]\d$")
_COLLECTOR: Final = re.compile(r"(collector|verzamelaar)[ -]?id", re.IGNORECASE)
_NOTHING_ADDED: Final = re.compile(
    r"(open-ended response|response|antwoord|open antwoord|reactie|open reactie)", re.IGNORECASE
)


def with_headers(rows: Iterator[RawRow], rejected: Rejections) -> Table | None:
    """Make a table of raw rows; None if there is no filled row.

    Blank rows on top and a title above the columns are skipped. Qualtrics has three header rows (code, question,
    ImportId as JSON), SurveyMonkey two (question, part of the question).
    """
    ahead = list(islice(rows, _LOOK_AHEAD))
    filled = [row for row in ahead if isinstance(row, Row) and not row.blank]
    if not filled:
        return None
    top = filled[1:] if len(filled) > 2 and _is_title(filled[0], filled[1:]) else filled
    names, following = _names(top[0]), top[1:3]
    headers = _qualtrics(names, following) or _survey_monkey(names, following)
    used = len(top[0:1]) if headers is None else 3 if _is_import_ids(following) else 2
    last = top[used - 1].number
    data = (row for row in ahead if (row.row if isinstance(row, RejectedRow) else row.number) or 0 > last)
    return Table.of(headers or [Header(name, name) for name in names], chain(data, rows), rejected)


def question_texts(headers: Sequence[Header]) -> list[str]:
    """What was asked in each column. Forms numbers a question that is asked in several branches ("… 2"): the
    number goes if the question without it is there too."""
    texts = [header.question for header in headers]
    known = {text.casefold() for text in texts}
    return [bare if (bare := _BRANCH.sub("", text).strip()) and bare.casefold() in known else text for text in texts]
