"""Retrospective boards: exports in which an item's heading stands somewhere else."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from culture_nlp.read.names import plain
from culture_nlp.read.table import RawRow, Row, Table

_PARABOL: Final = ("reflectiongroup", "author", "type", "prompt", "content")
_PARABOL_FILE: Final = re.compile(r"ParabolRetrospective_(.*\w.*)_\d{4}-\d{1,2}-\d{1,2}\b.*\.csv")
_TASKS: Final = "Actiepunten"


def is_trello(board: Mapping[str, Any]) -> bool:
    """Whether an object is the JSON export of a Trello board."""
    return all(isinstance(board.get(key), list) for key in ("cards", "lists"))


def trello_items(board: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One item per card: its list as heading, title and description as text.

    Archived cards and cards in archived lists are left out. So is who made a card.
    """
    headings = {
        column.get("id"): column.get("name")
        for column in board["lists"]
        if isinstance(column, dict) and isinstance(column.get("id"), str) and not column.get("closed")
    }
    return [
        {"id": card.get("id"), "heading": headings[str(card.get("idList"))], "text": _card_text(card)}
        for card in board["cards"]
        if isinstance(card, dict) and not card.get("closed") and str(card.get("idList")) in headings
    ]


def _card_text(card: Mapping[str, Any]) -> object:
    title, description = card.get("name"), card.get("desc")
    if isinstance(title, str) and isinstance(description, str) and description.strip():
        return f"{title}\n{description}"
    return title


def parabol_team(file: str) -> str | None:
    """The team in the name that Parabol gives its export."""
    found = _PARABOL_FILE.fullmatch(file)
    return found[1].replace("_", " ").strip() if found else None


def with_parabol_headings(table: Table) -> Table:
    """Give comments and replies the heading of the reflections they are about, and tasks that of actions.

    Only for a table with Parabol's columns; another is returned as it is. The heading of a comment is known
    if all reflections of its group stand under one.
    """
    columns = {plain(header.name): place for place, header in reversed(list(enumerate(table.headers)))}
    if not set(_PARABOL) <= columns.keys():
        return table
    group, kind, prompt = columns["reflectiongroup"], columns["type"], columns["prompt"]
    headings: dict[str, set[str]] = {}

    def rows() -> Iterator[RawRow]:
        for row in table.rows:
            if not isinstance(row, Row):
                yield row
                continue
            said = (row.cell(kind) or "").strip()
            about = headings.setdefault(row.cell(group) or "", set())
            cells = list(row.cells) + [""] * (len(table.headers) - len(row.cells))
            if said == "Reflection":
                about.add(cells[prompt] or "")
            elif said in ("Comment", "Reply"):
                cells[prompt] = next(iter(about)) if len(about) == 1 else ""
            elif said == "Task":
                cells[prompt] = _TASKS
            else:
                yield table.rejected("unknown_kind", row.number, table.headers[kind].name)
                continue
            yield Row(row.number, cells)

    return Table.of(table.headers, rows(), table.rejected)
