"""JSON and NDJSON: a list of objects is a table whose columns are the fields."""

import json
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any, Final, NamedTuple

from culture_nlp.errors import UnreadableFile
from culture_nlp.read.boards import is_trello, trello_items
from culture_nlp.read.cells import tidy
from culture_nlp.read.encoding import text_lines, text_of
from culture_nlp.read.names import is_question, role_of
from culture_nlp.read.rejections import Rejections
from culture_nlp.read.table import HEAD_ROWS, Cell, Header, RawRow, Row, Table
from culture_nlp.records import RejectedRow

_LISTS: Final = (
    "answers", "responses", "data", "cards", "items", "units", "results", "submissions", "antwoorden", "reacties",
)  # fmt: skip
_SHARED: Final = ("team", "round", "question", "heading", "kind")
_USELESS: Final = ("technical", "identity", "closed")
_PLAIN: Final = (*_SHARED, "answer")
_DEEPEST: Final = 3


class _Item(NamedTuple):
    number: int
    fields: Mapping[str, Any]


_Parsed = _Item | RejectedRow


def json_table(data: bytes, rejected: Rejections) -> Table | None:
    """Read a list of objects, an object that holds one (with team or round for all beside it), or a board.

    None if there is no object with fields.

    Raises:
        UnreadableFile: not valid JSON, or neither a list nor an object.
    """
    try:
        content = json.loads(text_of(data))
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            f"Dit is geen geldige JSON: er gaat iets mis op regel {error.lineno}, teken {error.colno}. "
            "Exporteer het bestand opnieuw."
        ) from None
    except (ValueError, RecursionError):
        raise UnreadableFile("De JSON is te diep of heeft een te groot getal. Exporteer opnieuw.") from None
    values = enumerate(_list_in(content), start=1)
    items = [_item(number, value, rejected) for number, value in values]
    return _table(items, iter(()), rejected)


def ndjson_table(data: bytes, rejected: Rejections) -> Table | None:
    """Read one object per line, as a stream; None if there is none."""
    items = _lines(data, rejected)
    return _table(list(islice(items, HEAD_ROWS)), items, rejected)


def _list_in(content: object) -> list[Any]:
    if isinstance(content, list):
        return content
    if not isinstance(content, dict):
        raise UnreadableFile("De JSON bevat geen lijst met antwoorden. Lever een lijst van objecten aan.")
    if is_trello(content):
        return trello_items(content)
    name = next((name for name in _LISTS if isinstance(content.get(name), list)), None)
    if name is None:
        return [content]
    shared = {key: value for key, value in content.items() if key != name and role_of(key).name in _SHARED}
    return [{**shared, **item} if isinstance(item, dict) else item for item in content[name]]


def _lines(data: bytes, rejected: Rejections) -> Iterator[_Parsed]:
    for number, line in enumerate(text_lines(data), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            yield rejected("not_json", number)
        else:
            yield _item(number, value, rejected)


def _item(number: int, value: object, rejected: Rejections) -> _Parsed:
    return _Item(number, value) if isinstance(value, dict) else rejected("not_object", number)


def _table(head: list[_Parsed], rest: Iterator[_Parsed], rejected: Rejections) -> Table | None:
    fields = _fields(head)
    if not fields:
        return None
    if not any(role_of(key).name == "answer" or is_question(key) for key in fields):
        head, rest = list(map(_flat_item, head)), map(_flat_item, rest)
        fields = _fields(head)
    rows = (_row(item, fields, rejected) for item in chain(head, rest))
    return Table.of([Header(tidy(key), tidy(key)) for key in fields], rows, rejected, own_ids=True)


def _fields(items: list[_Parsed]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for item in items if isinstance(item, _Item) for key in item.fields))


def _flat_item(item: _Parsed) -> _Parsed:
    return item._replace(fields=_flat(item.fields)) if isinstance(item, _Item) else item


def _flat(fields: Mapping[str, Any], depth: int = 1) -> dict[str, Any]:
    """Fields of objects in an object become its own; a list of questions and answers, a field per question."""
    flat: dict[str, Any] = {}
    for key, value in fields.items():
        inside = _asked(value) if isinstance(value, list) else {}
        if isinstance(value, dict) and depth < _DEEPEST and role_of(key).name not in _PLAIN:
            inside = _flat(value, depth + 1)
        if not inside:
            flat[key] = value
        for inner, found in inside.items():
            flat[f"{key} {inner}" if inner in flat else inner] = found
    return flat


def _asked(values: list[Any]) -> dict[str, Any]:
    """Question → answer, if that is what all objects in a list tell."""
    pairs: dict[str, Any] = {}
    for value in values:
        question, answer = (_called(role, value) for role in ("question", "answer"))
        if question is None or answer is None:
            return {}
        pairs[str(value[question])] = value[answer]
    return pairs


def _called(role: str, value: object) -> str | None:
    keys = [key for key in value if role_of(key).name == role] if isinstance(value, dict) else []
    return min(keys, key=lambda key: role_of(key).rank, default=None)


def _row(item: _Parsed, fields: tuple[str, ...], rejected: Rejections) -> RawRow:
    if isinstance(item, RejectedRow):
        return item
    unknown = [key for key in item.fields if key not in fields and role_of(key).name not in _USELESS]
    if unknown:
        return rejected("unknown_field", item.number)
    return Row(item.number, [_cell(key, item.fields.get(key)) for key in fields])


def _cell(key: str, value: object) -> Cell:
    """Text of a value; a team may be a list, from broad to narrow. Another list or an object is not text."""
    match value:
        case None:
            return ""
        case str():
            return value
        case list() if role_of(key).name == "team" and all(isinstance(part, str) for part in value):
            return " / ".join(value)
        case list() | dict():
            return None
        case _:
            return str(value)
