"""What a column is called and what that tells: the lists of ``columns.toml``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from culture_nlp.read.retro_headings import ITEMS, heading_meaning

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
_NUMBERED: Final = re.compile(r"((vraag|question) )?[a-z]*\d\w*(\[\w+\])?\s*[.:)–-]+\s+|[a-z]{2,}\.\s+", re.IGNORECASE)
_ADDED: Final = re.compile(r"\s*(\([^()]*\)|[*:])$")

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
    """What a column with this name is for; "2. Naam (optioneel) *" is called "Naam"."""
    role = _role_of(header)
    return _role_of(_bare(header)) if role is UNKNOWN else role


def _role_of(header: str) -> Role:
    names = column_names()
    if role := names.by_name.get(plain(header)):
        return role
    spaced = " ".join(header.casefold().split())
    return next((role for pattern, role in names.by_pattern if pattern.fullmatch(spaced)), UNKNOWN)


def _bare(header: str) -> str:
    """A name without the number or code in front ("G01Q02. ", "Vraag 3: ") and the note or star behind."""
    bare, ends = header.strip(), 1
    if number := _NUMBERED.match(bare):
        bare = bare[number.end() :]
    while ends:
        bare, ends = _ADDED.subn("", bare)
    return bare or header


def is_question(header: str) -> bool:
    """Whether a column is called by a question, by a word that asks for open answers, or by a sentence."""
    return asks(header) or len(header.split()) >= _WORDS_OF_A_QUESTION


def asks(header: str) -> bool:
    """Whether a column's name asks something: a question, a word such as "Toelichting", a retrospective's heading."""
    bare = _bare(header)
    if bare.endswith("?") or heading_meaning(bare, certain=False) in ITEMS:
        return True
    names = column_names()
    spaced = " ".join(bare.casefold().split())
    return plain(bare).rstrip("0123456789") in names.open_names or any(
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
        nouns = f"({'|'.join(level.get('nouns', ()))})"
        asked = data["team_questions"]["patterns"] if "nouns" in level else ()
        patterns = [pattern.replace("NOUN", nouns) for pattern in asked]
        add({**level, "patterns": patterns}, Role("team", level["rank"]))
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
