"""What an attacker knows beside the releases: who is in which team, and what some people answered.

A roster is a table with a header. Either ``team;person``: one row for each person. Or ``team;invited;answered``: one
row for each team, with the people who are directly in it and in no team below it. A team is its path, joined by " /
". Known answers are ``person;theme;pole;yes|no``.
"""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from culture_nlp.attack.documents import Column, GroupPath
from culture_nlp.errors import UnreadableFile

NAMES: Final = {
    "team": "team",
    "groep": "team",
    "person": "person",
    "persoon": "person",
    "invited": "invited",
    "gevraagd": "invited",
    "uitgenodigd": "invited",
    "answered": "answered",
    "geantwoord": "answered",
    "theme": "theme",
    "thema": "theme",
    "pole": "pole",
    "pool": "pole",
    "answer": "answer",
    "antwoord": "answer",
}
YES_NO: Final = {"yes": True, "ja": True, "no": False, "nee": False}
POLES: Final = {"negatief": "negative", "positief": "positive", "-": "negative", "+": "positive"}
KNOWN_FIELDS: Final = ("person", "theme", "pole", "answer")


@dataclass(frozen=True, slots=True)
class Roster:
    """Where each person is, and how many people are directly in each team.

    ``answered`` is None where the roster does not tell how many answered; then it is at most all.
    """

    teams: Mapping[str, GroupPath]
    invited: Mapping[GroupPath, int]
    answered: Mapping[GroupPath, int] | None


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """What an attacker knows of one person."""

    person: str
    column: Column
    said: bool


def read_roster(path: Path) -> Roster:
    """Read a roster.

    Raises:
        UnreadableFile: columns are missing, or a row holds no number where one is needed.
    """
    rows = _rows(path)
    if rows and "person" in rows[0]:
        teams = {row["person"]: team_path(row["team"]) for row in rows if row["person"]}
        return Roster(teams, Counter(teams.values()), None)
    invited: Counter[GroupPath] = Counter()
    answered: Counter[GroupPath] = Counter()
    for number, row in enumerate(rows, start=2):
        try:
            invited[team_path(row["team"])] += int(row["invited"])
            answered[team_path(row["team"])] += int(row.get("answered") or row["invited"])
        except (KeyError, ValueError):
            raise UnreadableFile(
                f"{path.name}, rij {number}: verwacht team;person of team;invited;answered met gehele getallen."
            ) from None
    return Roster({}, invited, answered if rows and "answered" in rows[0] else None)


def read_known(path: Path) -> list[KnownAnswer]:
    """Read known answers; a header is optional.

    Raises:
        UnreadableFile: a row has other fields.
    """
    found = []
    for number, row in enumerate(_table(path), start=1):
        names = [NAMES.get(cell.strip().lower()) for cell in row]
        if number == 1 and "person" in names:
            continue
        if len(row) != len(KNOWN_FIELDS) or row[3].strip().lower() not in YES_NO:
            raise UnreadableFile(f"{path.name}, rij {number}: verwacht person;theme;pole;yes of no.")
        person, theme, pole, said = (cell.strip() for cell in row)
        found.append(KnownAnswer(person, (theme, POLES.get(pole, pole)), YES_NO[said.lower()]))
    return found


def team_path(name: str) -> GroupPath:
    """``"A / B"`` to a path."""
    return tuple(part.strip() for part in name.split(" / ") if part.strip())


def _rows(path: Path) -> list[dict[str, str]]:
    table = _table(path)
    header = [NAMES.get(cell.strip().lower(), cell.strip().lower()) for cell in table[0]] if table else []
    if "team" not in header:
        raise UnreadableFile(f"{path.name}: de eerste rij noemt geen kolom team.")
    return [dict(zip(header, (cell.strip() for cell in row), strict=False)) for row in table[1:]]


def _table(path: Path) -> list[list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UnreadableFile(f"{path.name}: dit is geen leesbaar UTF-8-bestand.") from None
    first = text.partition("\n")[0]
    separator = max(";\t,", key=first.count)
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if any(row)]
