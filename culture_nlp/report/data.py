"""A release as data: the JSON document of ``culture-nlp analyse`` and a tidy CSV for spreadsheets."""

import csv
import io
from collections.abc import Iterator
from typing import Any, Final, TextIO

from culture_nlp.pipeline import Analysis
from culture_nlp.publish import Release
from culture_nlp.publish.release import People, ReleasedTeam
from culture_nlp.report.figures import Figures
from culture_nlp.report.texts import load_texts
from culture_nlp.taxonomy import Taxonomy

BYTE_ORDER_MARK: Final = "\ufeff"
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet calculate a cell (OWASP, CSV injection); wide signs do so in some languages."""

HEADER: Final = (
    "groep",
    "niveau",
    "gepubliceerd",
    "respondenten",
    "maat",
    "thema_id",
    "thema",
    "cluster",
    "pool",
    "waarde",
    "laag",
    "hoog",
    "in woorden",
)
MEASURE: Final = ("", "", "", "")

Cell = str | int | float | None


def analysis_json(analysis: Analysis) -> dict[str, Any]:
    """The document of an analysis: ``input``, ``release`` and ``teams``; null is what is not published."""
    report, release = analysis.input, analysis.release.model_dump(mode="json", exclude={"format"})
    teams = release.pop("teams")
    return {
        "input": {
            "rows": report.rows,
            "answers": report.answers,
            "not_scored": dict(report.not_scored.most_common()),
            "rejected": [
                {"file": r.file, "row": r.row, "field": r.field, "code": r.code, "message": r.message}
                for r in report.rejected
            ],
            "dropped_columns": sorted(report.dropped_columns),
        },
        "release": release,
        "teams": teams,
    }


def write_csv(release: Release, taxonomy: Taxonomy, file: TextIO) -> None:
    """Write one row per group, theme and pole, and a row each for sentiment (-2 ... +2) and safety (0-100).

    Shares are in [0, 1]. A group that is not published has one row without figures. The first character is a
    byte order mark, from which Excel knows UTF-8; open ``file`` with ``encoding="utf-8", newline=""``.
    """
    file.write(BYTE_ORDER_MARK)
    # All texts are quoted: a separator in the name of a team then never starts a new cell in any locale.
    writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(HEADER)
    for team in release.teams:
        for figures in _figures(team, taxonomy):
            writer.writerow([neutral(cell) for cell in (*_group(team), *figures)])


def csv_text(release: Release, taxonomy: Taxonomy) -> str:
    """What ``write_csv`` writes, as one text."""
    file = io.StringIO(newline="")
    write_csv(release, taxonomy, file)
    return file.getvalue()


def neutral(cell: Cell) -> Cell:
    """The cell; a text that a spreadsheet would calculate gets an apostrophe in front, a number stays."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _group(team: ReleasedTeam) -> tuple[Cell, ...]:
    name = " / ".join(team.path) or load_texts("nl")["everybody"]
    people = None if team.respondents is None else _people(team.respondents)
    return name, len(team.path), "ja" if team.published else "nee", people


def _figures(team: ReleasedTeam, taxonomy: Taxonomy) -> Iterator[tuple[Cell, ...]]:
    if not team.published:
        yield "", *MEASURE, None, None, None, None
        return
    figures = Figures(load_texts("nl"))
    clusters = {cluster.id: cluster.label_nl for cluster in taxonomy.clusters}
    for signal in team.themes or ():
        theme = taxonomy.theme(signal.id)
        for pole, s in (("negatief", signal.negative), ("positief", signal.positive)):
            place = (theme.id, theme.label_nl, clusters[theme.cluster], pole)
            yield "aandeel", *place, s.share, s.low, s.high, figures.amount(s) if s.words else None
    if mean := team.sentiment:
        yield "sentiment", *MEASURE, mean.mean, mean.low, mean.high, figures.mean(mean) if mean.words else None
    if score := team.safety:
        yield "veiligheid", *MEASURE, score.score, score.low, score.high, figures.score(score) if score.words else None


def _people(people: People) -> Cell:
    """The number of respondents, or its range as text, which a spreadsheet does not take for a date."""
    return people.low if people.low == people.high else f"{people.low} t/m {people.high}"
