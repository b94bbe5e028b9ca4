"""``culture-nlp analyse``: the main job."""

import json
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from culture_nlp.cli.common import check_output, progress_bar, write_text
from culture_nlp.errors import NothingToScore, SettingError
from culture_nlp.pipeline import Analysis, load_scorer, read_options
from culture_nlp.pipeline import analyse as run_analysis
from culture_nlp.read.invited import read_invited
from culture_nlp.records import TeamPath
from culture_nlp.report.data import analysis_json, csv_text
from culture_nlp.report.html import render_html
from culture_nlp.report.table import print_signals
from culture_nlp.report.texts import Language
from culture_nlp.settings import GROUP_FLOOR, settings
from culture_nlp.taxonomy import load_taxonomy


def analyse(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="Survey exports (CSV, TSV, XLSX, JSON, NDJSON) and retro notes (MD, TXT); folders are searched.",
        ),
    ],
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="ROLE=COLUMN",
            help="What a column holds, if its name does not tell: team, respondent, round, answer, question, "
            'heading, kind or ignore. May be repeated: --map team="Waar werk je?" --map answer=V3.',
        ),
    ] = None,
    team: Annotated[str | None, typer.Option(help='Team of everything that names none: "Zorg / Zorg Noord".')] = None,
    only_round: Annotated[
        str | None, typer.Option("--round", help="Which round, where the files hold several: as it stands there.")
    ] = None,
    minimum_group: Annotated[
        int, typer.Option(help=f"Smallest group that is published. May be raised, never below {GROUP_FLOOR}.")
    ] = GROUP_FLOOR,
    invited: Annotated[
        Path | None,
        typer.Option(help="Table (CSV) with a team and how many people were invited on each row: 'team;uitgenodigd'."),
    ] = None,
    before: Annotated[
        Path | None, typer.Option(help="The JSON of the round before: what was hidden there stays hidden first.")
    ] = None,
    json_path: Annotated[Path | None, typer.Option("--json", metavar="PATH", help="Write the signals as JSON.")] = None,
    csv_path: Annotated[
        Path | None, typer.Option("--csv", metavar="PATH", help="Write a tidy table, one row per figure.")
    ] = None,
    html_path: Annotated[
        Path | None,
        typer.Option("--html", metavar="PATH", help="Write a report in one file, to open in a browser."),
    ] = None,
    english: Annotated[bool, typer.Option("--english", help="Table and report in English.")] = False,
) -> None:
    """Signals per team from files with Dutch answers.

    Broken rows are listed by number and field; the good rows are processed. No text is kept.
    """
    for path in (json_path, csv_path, html_path):
        check_output(path)
    analysis = analyse_files(
        find_files(files),
        mapping or [],
        team,
        minimum_group,
        only_round,
        read_invited(invited) if invited else None,
        shown_before(before) if before else None,
    )
    language: Language = "en" if english else "nl"
    taxonomy = load_taxonomy(settings().taxonomy)
    print_signals(Console(), analysis, taxonomy, language)
    if json_path:
        write_text(json_path, json.dumps(analysis_json(analysis), ensure_ascii=False, indent=2) + "\n")
    if csv_path:
        write_text(csv_path, csv_text(analysis.release, taxonomy))
    if html_path:
        write_text(html_path, render_html(analysis, taxonomy, language))
    if not analysis.release.teams:
        raise NothingToScore("In deze bestanden staat geen antwoord dat gescoord kan worden.")


def analyse_files(
    files: list[Path],
    mapping: list[str],
    team: str | None,
    minimum_group: int,
    only_round: str | None = None,
    invited: Mapping[TeamPath, int] | None = None,
    before: Collection[TeamPath] | None = None,
) -> Analysis:
    """Run the main job with a progress bar."""
    if minimum_group < GROUP_FLOOR:
        raise SettingError(f"--minimum-group: may be raised, never below {GROUP_FLOOR}.")
    chosen = settings()
    chosen = chosen.model_copy(update={"minimum_group": max(minimum_group, chosen.minimum_group)})
    options = read_options(chosen, parse_mapping(mapping), parse_team(team))
    scorer = load_scorer(chosen)
    with progress_bar() as progress:
        task = progress.add_task("antwoorden", total=None)
        told = partial(progress.update, task)
        return run_analysis(
            files, scorer, chosen, options, lambda n: told(completed=n), only_round, invited=invited, before=before
        )


def shown_before(file: Path) -> set[TeamPath]:
    """The groups that an earlier ``--json`` document shows.

    Raises:
        SettingError: the file is not such a document.
    """
    try:
        teams = json.loads(file.read_text(encoding="utf-8"))["teams"]
        return {tuple(team["path"]) for team in teams if team["published"]}
    except (OSError, ValueError, KeyError, TypeError):
        raise SettingError("--before: not a JSON document of an earlier round.") from None


def find_files(paths: list[Path]) -> list[Path]:
    """The files named, and those in folders named, sorted; hidden files and README files are passed over.

    Raises:
        SettingError: a path does not exist.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.is_file() and not p.name.startswith("."))
            found.extend(p for p in inside if p.stem.upper() != "README")
        elif path.is_file():
            found.append(path)
        else:
            raise SettingError(f"{path}: no such file or folder.")
    return found


def parse_mapping(options: list[str]) -> dict[str, str]:
    """``ROLE=COLUMN`` options to column -> role.

    Raises:
        SettingError: not of that form, or an unknown role.
    """
    roles = {"team", "respondent", "round", "answer", "question", "heading", "kind", "ignore"}
    mapping: dict[str, str] = {}
    for option in options:
        role, separator, column = option.partition("=")
        if not separator or role.strip() not in roles or not column.strip():
            raise SettingError(f"--map takes ROLE=COLUMN, with ROLE one of {', '.join(sorted(roles))}.")
        mapping[column.strip()] = role.strip()
    return mapping


def parse_team(text: str | None) -> tuple[str, ...] | None:
    """``"A / B"`` to a path."""
    return tuple(part.strip() for part in text.split("/") if part.strip()) if text else None
