"""Rows of a table, by its plan, become answers and rejected rows."""

import re
from dataclasses import dataclass
from typing import Final

from culture_nlp.read.cells import clean, fault, tidy
from culture_nlp.read.identity import tag
from culture_nlp.read.names import column_names, plain
from culture_nlp.read.options import ReadOptions
from culture_nlp.read.plan import AnswerColumn, Plan
from culture_nlp.read.table import RawRow, Row, Table
from culture_nlp.records import Answer, Kind, RejectedRow, TeamPath

WHOLE_FILE: Final[TeamPath] = ("Hele bestand",)
_PATH: Final = re.compile(r"\s+[/>›»]\s+")
_OWN_ID: Final = re.compile(r"[\w.:-]{1,64}")
_SHORT_NUMBER: Final = re.compile(r"\d{1,6}")
_ROUNDED: Final = re.compile(r"\d([.,]\d+)?E\+\d+")
"""What Excel makes of long numbers, so that many respondents share one."""
_KINDS: Final[dict[str, Kind]] = {"survey": "survey", "retro": "retro"}


class _RowRefusedError(Exception):
    """A row cannot be used: the code to report and the column it is about."""

    def __init__(self, code: str, column: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.column = column


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for every answer in a row. ``marked``: the row says itself who the respondent is."""

    number: int
    team: TeamPath
    kind: Kind
    respondent: str | None
    marked: bool
    question: str | None
    heading: str | None
    round: str | None
    session: str | None
    own_id: str | None


class RowReader:
    """Turns rows into records; remembers hashes of who answered what, to see duplicates."""

    def __init__(self, table: Table, plan: Plan, options: ReadOptions) -> None:
        self._headers = table.headers
        self._rejected = table.rejected
        self._plan = plan
        self._options = options
        # Two files of one name, or sheets of one file, hold other people if they belong to another team or round.
        self._scope = (table.rejected.file, table.sheet, *(options.team or ()), options.round or "")
        self._tag = tag(*self._scope)
        self._seen: dict[int, int] = {}
        self._teams: dict[TeamPath, TeamPath] = {}
        self._times: dict[int, int] = {}

    def records(self, row: RawRow) -> list[Answer | RejectedRow]:
        """The answers of a row and what is wrong; a row refused as a whole is one record."""
        if isinstance(row, RejectedRow):
            return [row]
        try:
            context = self._context(row)
        except _RowRefusedError as refused:
            name = None if refused.column is None else self._headers[refused.column].question
            return [self._rejected(refused.code, row.number, name)]
        if context.kind == "survey" and context.question in self._plan.closed_questions:
            return []
        return [self._record(row, column, context) for column in self._plan.answers]

    def _context(self, row: Row) -> _Context:
        if any(cell is None or cell.strip() for cell in row.cells[len(self._headers) :]):
            raise _RowRefusedError("too_many_cells")
        plan = self._plan
        question, heading = self._text(row, plan.question), self._text(row, plan.heading)
        kind = self._kind(row, question, heading)
        mark = self._mark(row, kind)
        own_id = self._text(row, plan.own_id)
        team = self._team(row)
        in_round = self._text(row, plan.round) or self._options.round
        return _Context(
            number=row.number,
            team=team,
            kind=kind,
            respondent=mark or (None if kind == "retro" else self._unmarked(row, team, question)),
            marked=mark is not None,
            question=question or None,
            heading=heading or None,
            round=in_round,
            session=tag(*self._scope, *team, in_round or "") if kind == "retro" else None,
            own_id=own_id if _OWN_ID.fullmatch(own_id) else None,
        )

    def _text(self, row: Row, column: int | None) -> str:
        if column is None:
            return ""
        if code := fault(row.cell(column)):
            raise _RowRefusedError(code, column)
        return tidy(row.cell(column))

    def _team(self, row: Row) -> TeamPath:
        """Levels that a row leaves empty are skipped; of several spellings ("zorg noord.") the first one holds."""
        columns = self._plan.team
        levels = [self._text(row, column) for column in columns]
        if len(columns) == 1:
            levels = [part.strip() for part in _PATH.split(levels[0])]
        if team := tuple(level for level in levels if any(map(str.isalnum, level))):
            return self._teams.setdefault(tuple(level.casefold().rstrip(" .,;:") for level in team), team)
        if columns and self._options.team is None:
            raise _RowRefusedError("missing_team", columns[-1])
        return self._options.team or WHOLE_FILE

    def _kind(self, row: Row, question: str, heading: str) -> Kind:
        column = self._plan.kind
        said = self._text(row, column).casefold()
        if said in _KINDS:
            return _KINDS[said]
        if said:
            raise _RowRefusedError("unknown_kind", column)
        return "retro" if heading or self._plan.board or (self._plan.heading is not None and not question) else "survey"

    def _mark(self, row: Row, kind: Kind) -> str | None:
        """Pseudonym of what marks the respondent; the number of a card says nothing about its author."""
        for mark in self._plan.marks:
            value = " ".join(filter(None, (self._text(row, column) for column in mark.columns)))
            if not value or plain(value) in column_names().anonymous or _ROUNDED.fullmatch(value):
                continue
            if mark.of == "response" and kind == "retro":
                continue
            if mark.of == "response" and _SHORT_NUMBER.fullmatch(value):
                return self._pseudonym("response", value)
            return self._options.pseudonym(value)
        return None

    def _unmarked(self, row: Row, team: TeamPath, question: str) -> str:
        """Pseudonym of somebody whom nothing marks, so that one person is not counted as several.

        With an answer a row, the n-th rows of a team's questions are taken for the n-th person: people are at least as
        many as the most answered question has answers. With a person a row, the row itself is the mark, so that it is
        known again in a later or renamed export.
        """
        what = (*team, question) if question else (*team, *(cell or "" for cell in row.cells))
        key = hash(what)
        self._times[key] = nth = self._times.get(key, 0) + 1
        if question:
            return self._pseudonym("person", "\x1f".join((*team, str(nth))))
        return self._options.pseudonym("\x1f".join((*what, str(nth))))

    def _pseudonym(self, what: str, value: str) -> str:
        """Pseudonym of a number that means something in this file only."""
        return self._options.pseudonym("\x1f".join((*self._scope, what, value)))

    def _record(self, row: Row, column: AnswerColumn, context: _Context) -> Answer | RejectedRow:
        cell = row.cell(column.index)
        if code := fault(cell):
            return self._rejected(code, row.number, column.name)
        text = clean(cell or "")
        if len(text) > self._options.maximum_characters:
            return self._rejected("too_long", row.number, column.name)
        question = None if self._plan.board else context.question or column.question
        if text and self._is_double(context, question or text):
            return self._rejected("duplicate", row.number, column.name)
        return Answer(
            id=self._id(context, column),
            text=text,
            kind=context.kind,
            team=context.team,
            respondent=context.respondent,
            question=question,
            heading=column.question if self._plan.board else context.heading,
            round=context.round,
            session=context.session,
        )

    def _is_double(self, context: _Context, what: str) -> bool:
        """Whether an earlier row has the same; somebody may write many items in a retrospective."""
        if context.kind == "retro" or not context.marked:
            return False
        key = hash((context.respondent, context.round, what))
        return self._seen.setdefault(key, context.number) != context.number

    def _id(self, context: _Context, column: AnswerColumn) -> str:
        if context.own_id is None:
            return f"{self._tag}-{context.number}-{column.index + 1}"
        return context.own_id if len(self._plan.answers) == 1 else f"{context.own_id}-{column.index + 1}"
