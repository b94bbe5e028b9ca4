"""The plan by which the rows of a table become answers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from culture_nlp.errors import ColumnsNotRecognised
from culture_nlp.read.cells import tidy
from culture_nlp.read.headers import question_texts
from culture_nlp.read.names import CLOSED, Role, RoleName, plain, role_of
from culture_nlp.read.openness import reads_open, without_names
from culture_nlp.read.options import ReadOptions
from culture_nlp.read.retro_headings import ITEMS, Meaning, heading_meaning
from culture_nlp.read.roles import column_roles
from culture_nlp.read.table import Row, Table

_FEWEST_TO_CLOSE: Final = 10


@dataclass(frozen=True, slots=True)
class Mark:
    """Columns that together mark a respondent: the person, or only this response."""

    columns: tuple[int, ...]
    of: Literal["person", "response"]


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column with answers: where it is, how it is called in messages, and what was asked."""

    index: int
    name: str
    question: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Column numbers from 0. ``team`` runs from broad to narrow, ``marks`` from most to least telling.

    ``board``: the table is the board of a retrospective, its columns are headings and a row is nobody's.
    """

    answers: tuple[AnswerColumn, ...]
    team: tuple[int, ...]
    marks: tuple[Mark, ...]
    round: int | None
    question: int | None
    heading: int | None
    kind: int | None
    own_id: int | None
    closed_questions: frozenset[str]
    dropped: tuple[str, ...]
    board: bool = False


def make_plan(table: Table, options: ReadOptions) -> Plan:
    """Decide what every column of a table is.

    Raises:
        ColumnsNotRecognised: no column holds answers, a mapped column is not there, or columns have no names.
    """
    if not options.mapping and without_names([header.name for header in table.headers]):
        raise ColumnsNotRecognised(
            "De eerste regel bevat geen kolomnamen. Zet boven elke kolom een naam, zoals team en antwoord."
        )
    roles = column_roles(table, options)
    question, heading = _best(roles, "question"), _best(roles, "heading")
    answers = _answers(table, roles, one_a_row=question is not None or heading is not None)
    if not answers:
        raise ColumnsNotRecognised(
            f"Geen van de {len(roles)} kolommen is herkend als kolom met antwoorden. "
            'Wijs de kolommen met antwoorden aan met --map "answer=kolomnaam".'
        )
    own_id = _own_id(table)
    closed = _closed_questions(table, question, answers)
    dropped = {role.dropped for role in roles if role.dropped} | ({CLOSED.dropped} if closed else set())
    return Plan(
        answers=answers,
        team=tuple(sorted(_all(roles, "team"), key=lambda column: roles[column].rank)),
        marks=_marks(roles, own_id),
        round=_best(roles, "round"),
        question=question,
        heading=heading,
        kind=_best(roles, "kind"),
        own_id=own_id,
        closed_questions=closed,
        dropped=tuple(sorted(kind for kind in dropped if kind)),
        board=_is_board(roles, answers),
    )


def _is_board(roles: Sequence[Role], answers: Sequence[AnswerColumn]) -> bool:
    """Whether the columns are the headings of a retrospective, actions among them, and nothing else is there."""
    meanings = {heading_meaning(column.question or "", certain=False) for column in answers}
    alone = all(role.name in ("open", "technical") for role in roles)
    return alone and Meaning.ACTION in meanings and len(answers) > 1 and meanings <= ITEMS


def _all(roles: Sequence[Role], name: RoleName) -> list[int]:
    return [column for column, role in enumerate(roles) if role.name == name]


def _best(roles: Sequence[Role], name: RoleName) -> int | None:
    return min(_all(roles, name), key=lambda column: roles[column].rank, default=None)


def _answers(table: Table, roles: Sequence[Role], *, one_a_row: bool) -> tuple[AnswerColumn, ...]:
    """Columns called answers. In a table with a column per question those that read open are added."""
    called, reading = _all(roles, "answer"), _all(roles, "open")
    columns = _fullest(table, roles, called) or reading if one_a_row else sorted(called + reading)
    questions = question_texts(table.headers)
    found = []
    for column in columns:
        name = table.headers[column].question
        no_question = one_a_row or role_of(name).name == "answer"
        found.append(AnswerColumn(column, name, None if no_question else questions[column] or None))
    return tuple(found)


def _fullest(table: Table, roles: Sequence[Role], columns: list[int]) -> list[int]:
    """Of several columns called answers (a number in one, text in the other) those with text."""
    open_ones = [
        column
        for column in columns
        if roles[column].by_hand or reads_open(table.texts(column), "", all_seen=table.whole)
    ]
    return open_ones or columns


def _marks(roles: Sequence[Role], own_id: int | None) -> tuple[Mark, ...]:
    """What marks a respondent, best first: a personal number, an e-mail address, the response, a name.

    The address comes before the number of the response, so that somebody who answers twice stays one person.
    First and last name are one mark.
    """
    persons = sorted(_all(roles, "person"), key=lambda column: roles[column].rank)
    if any(roles[column].by_hand for column in persons):
        return tuple(Mark((column,), "person") for column in persons if roles[column].by_hand)
    responses = sorted(_all(roles, "response"), key=lambda column: roles[column].rank)
    addresses = [column for column, role in enumerate(roles) if role.dropped == "e-mail"]
    names = tuple(column for column, role in enumerate(roles) if role.dropped == "name")
    marks = [Mark((column,), "person") for column in persons + addresses]
    marks += [Mark((column,), "response") for column in responses if column != own_id]
    return (*marks, Mark(names, "person")) if names else tuple(marks)


def _own_id(table: Table) -> int | None:
    """The column that names each item of JSON, unless its values come back: then it names respondents."""
    if not table.own_ids:
        return None
    columns = [column for column, header in enumerate(table.headers) if plain(header.name) == "id"]
    values = table.texts(columns[0]) if columns else []
    return columns[0] if values and len(set(values)) == len(values) else None


def _closed_questions(table: Table, question: int | None, answers: Sequence[AnswerColumn]) -> frozenset[str]:
    """Questions, in a table with one answer a row, whose answers do not read open."""
    if question is None:
        return frozenset()
    values: defaultdict[str, list[str]] = defaultdict(list)
    for row in table.head:
        if isinstance(row, Row) and (asked := tidy(row.cell(question))):
            cells = (row.cell(column.index) for column in answers)
            values[asked].extend(cell.strip() for cell in cells if cell and cell.strip())
    return frozenset(
        asked
        for asked, texts in values.items()
        if len(texts) >= _FEWEST_TO_CLOSE and not reads_open(texts, asked, all_seen=True)
    )
