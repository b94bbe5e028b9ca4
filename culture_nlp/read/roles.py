"""What every column of a table is for: said by hand, by its name, or by what it holds."""

from typing import Final

from culture_nlp.errors import ColumnsNotRecognised
from culture_nlp.read.names import CLOSED, OPEN, TECHNICAL, UNKNOWN, Role, RoleName, plain, role_of
from culture_nlp.read.openness import identity_in, is_wordy, reads_open
from culture_nlp.read.options import ReadOptions
from culture_nlp.read.table import Table

_BY_HAND: Final[dict[str, RoleName]] = {
    "team": "team",
    "respondent": "person",
    "round": "round",
    "answer": "answer",
    "question": "question",
    "heading": "heading",
    "kind": "kind",
    "ignore": "technical",
}


def column_roles(table: Table, options: ReadOptions) -> list[Role]:
    """One role per column; none is ``unknown``.

    Raises:
        ColumnsNotRecognised: a column that was mapped by hand is not there.
    """
    by_hand = _by_hand(table, options)
    taken = {role.name for role in by_hand.values()} - {"answer"}
    return [
        by_hand[column] if column in by_hand else _by_itself(table, column, taken)
        for column in range(len(table.headers))
    ]


def _by_hand(table: Table, options: ReadOptions) -> dict[int, Role]:
    roles: dict[int, Role] = {}
    missing = []
    for name, role in options.mapping.items():
        columns = [
            column
            for column, header in enumerate(table.headers)
            if plain(name) in (plain(header.name), plain(header.question))
        ]
        roles.update({column: Role(_BY_HAND[role], column, by_hand=True) for column in columns})
        if not columns:
            missing.append(name)
    if missing:
        raise ColumnsNotRecognised(
            f"Niet in het bestand gevonden: {', '.join(f'“{name}”' for name in missing)}. "
            'Geef bij --map de naam zoals die in het bestand staat, zoals in --map "answer=Toelichting".'
        )
    return roles


def _by_itself(table: Table, column: int, taken: set[RoleName]) -> Role:
    header = table.headers[column]
    role = role_of(header.name)
    if role is UNKNOWN:
        role = role_of(header.question)
    if role.name == "team":
        role = _really_a_team(table, column, role)
    if role.name in taken:
        return TECHNICAL
    return _by_values(table, column) if role is UNKNOWN else role


def _really_a_team(table: Table, column: int, role: Role) -> Role:
    """A team column that nobody filled in places nobody; sentences must never become a team's name."""
    texts = table.texts(column)
    if not texts:
        return TECHNICAL
    return UNKNOWN if is_wordy(texts) else role


def _by_values(table: Table, column: int) -> Role:
    sample, texts = table.sample(column), table.texts(column)
    if 2 * len(texts) < len(sample):
        return TECHNICAL
    if texts and (kind := identity_in(texts)):
        return Role("identity", dropped=kind)
    if reads_open(texts, table.headers[column].question, all_seen=table.whole):
        return OPEN
    return CLOSED if texts else TECHNICAL
