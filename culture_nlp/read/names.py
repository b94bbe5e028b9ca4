"""What a column is called and what that tells: the lists of ``columns.toml``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

RoleName = Literal[
    "team", "person", "response", "round", "answer", "question", "heading", "kind",
    "identity", "technical", "closed", "open", "unknown",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """What a column is for.

    ``rank`` orders columns of one role: for teams from broad to narrow, else from most to least fitting.
    ``dropped`` is the kind of column to report as dropped; ``by_hand`` that a caller said so.
    """

    name: RoleName
    rank: int = 0
    dropped: str | None = None
    by_hand: bool = False


_WORDS_OF_A_QUESTION: Final = 4

UNKNOWN: Final = Role("unknown")
OPEN: Final = Role("open")
CLOSED: Final = Role("closed", dropped="closed question")
TECHNICAL: Final = Role("technical")


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """The lists, ready to look up."""

    by_name: dict[str, Role]
    by_pattern: tuple[tuple[re.Pattern[str], Role], ...]
    open_names: frozenset[str]
    open_patterns: tuple[re.Pattern[str], ...]
    anonymous: frozenset[str]
    scale: frozenset[str]


def plain(name: str) -> str:
    """A name without capitals, spaces and punctuation; "#" stays if there is nothing else."""
    return "".join(sign for sign in name.casefold() if sign.isalnum()) or name.strip()


def role_of(header: str) -> Role:
    """What a column with this name is for."""
    names = column_names()
    if role := names.by_name.get(plain(header)):
        return role
    spaced = " ".join(header.casefold().split())
    return next((role for pattern, role in names.by_pattern if pattern.fullmatch(spaced)), UNKNOWN)


def is_question(header: str) -> bool:
    """Whether a column is called by a question, or by a word that asks for open answers."""
    if header.rstrip(" *:").endswith("?") or len(header.split()) >= _WORDS_OF_A_QUESTION:
        return True
    names = column_names()
    spaced = " ".join(header.casefold().split())
    return plain(header).rstrip("0123456789") in names.open_names or any(
        pattern.fullmatch(spaced) for pattern in names.open_patterns
    )


@cache
def column_names() -> ColumnNames:
    """The shipped lists."""
    data = tomllib.loads(files("culture_nlp.read").joinpath("columns.toml").read_text("utf-8"))
    by_name: dict[str, Role] = {}
    by_pattern: list[tuple[re.Pattern[str], Role]] = []

    def add(entry: dict[str, Any], role: Role, *, ranked: bool = False) -> None:
        for rank, name in enumerate(entry.get("names", ())):
            by_name.setdefault(plain(name), Role(role.name, rank, role.dropped) if ranked else role)
        by_pattern.extend((re.compile(pattern), role) for pattern in entry.get("patterns", ()))

    for level in data["team"]:
        add(level, Role("team", level["rank"]))
    add({"names": data["respondent"]["person"]}, Role("person"), ranked=True)
    add({"names": data["respondent"]["response"]}, Role("response"), ranked=True)
    single: tuple[RoleName, ...] = ("round", "question", "answer", "heading", "kind")
    for name in single:
        add(data[name], Role(name), ranked=True)
    for kind, entry in data["identity"].items():
        add(entry, Role("identity", 0, kind))
    add(data["technical"], TECHNICAL)
    add(data["background"], CLOSED)
    return ColumnNames(
        by_name,
        tuple(by_pattern),
        frozenset(map(plain, data["open_question"]["names"])),
        tuple(map(re.compile, data["open_question"]["patterns"])),
        frozenset(map(plain, data["anonymous"]["names"])),
        frozenset(map(plain, data["scale"]["names"])),
    )
