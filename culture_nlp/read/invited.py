"""How many people of each group were invited: a table with a team and a number on each row."""

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Final

from culture_nlp.errors import ColumnsNotRecognised, InputError
from culture_nlp.read.encoding import text_of
from culture_nlp.records import TeamPath

TEAM: Final = ("team", "groep", "afdeling", "group")
INVITED: Final = ("uitgenodigd", "aantal", "genodigden", "invited", "medewerkers")


def read_invited(file: Path) -> dict[TeamPath, int]:
    """Invited people of every group that the table names, and of the groups above: path -> number.

    The first row holds the names of the columns; parts of a team's path are separated by a slash. Rows of one team
    are added up.

    Raises:
        ColumnsNotRecognised: there is no column with the team or with the number.
        InputError: a row holds no whole number; names row and column, never the value.
    """
    text = text_of(file.read_bytes())
    dialect = ";" if text.split("\n", 1)[0].count(";") else ","
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=dialect)
    names = {name.strip().casefold(): name for name in table.fieldnames or () if name}
    team, number = (next((names[n] for n in wanted if n in names), None) for wanted in (TEAM, INVITED))
    if team is None or number is None:
        raise ColumnsNotRecognised(
            f"{file.name}: er is een kolom “team” en een kolom “uitgenodigd” nodig, met die namen op de eerste rij."
        )
    found: Counter[TeamPath] = Counter()
    for row, cells in enumerate(table, start=2):
        path = tuple(part.strip() for part in (cells[team] or "").split("/") if part.strip())
        count = (cells[number] or "").strip()
        if not count.isdecimal():
            raise InputError(f"{file.name}, rij {row}, kolom “{number}”: vul een heel getal in.")
        for depth in range(len(path) + 1):
            found[path[:depth]] += int(count)
    return dict(found)
