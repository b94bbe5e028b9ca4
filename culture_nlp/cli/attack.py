"""``culture-nlp attack``: try to learn what one person said, from published files alone."""

import json
from pathlib import Path
from typing import Annotated

import typer

from culture_nlp.attack import as_json, leaks, read_known, read_release, read_roster, render
from culture_nlp.attack import attack as run_attacks
from culture_nlp.cli.common import check_output, write_text
from culture_nlp.errors import SettingError, TaxonomyError
from culture_nlp.settings import settings
from culture_nlp.taxonomy import load_taxonomy

FOUND = 6
"""Exit code where something was found."""


def attack(
    releases: Annotated[
        list[Path],
        typer.Argument(metavar="RELEASE…", help="Published files: what `analyse --json` writes, or the service gives."),
    ],
    roster: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Who is in which team (CSV team;person), or sizes (CSV team;invited;answered); a team is its path: "
            '"Zorg / Zorg Noord". One for all releases; or one for each, in the same order, for rounds or groupings.',
        ),
    ] = None,
    know: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Answers the attacker knows (CSV person;theme;pole;yes|no)."),
    ] = None,
    coalition: Annotated[
        int, typer.Option(metavar="T", min=0, max=2, help="How many people's own answers to try; 2 gives notes only.")
    ] = 1,
    json_path: Annotated[Path | None, typer.Option("--json", metavar="PATH", help="Write everything as JSON.")] = None,
    english: Annotated[bool, typer.Option("--english", help="Report in English.")] = False,
) -> None:
    """Attack published files: what could somebody learn about one person or a small group?

    Shares no code with what makes releases. Ends with exit code 0 if nothing is found, and 6 if something is.
    """
    check_output(json_path)
    rosters = [read_roster(path) for path in roster or []]
    if len(rosters) not in (0, 1, len(releases)):
        raise SettingError("--roster: give one for all releases, or one for each.")
    known = read_known(know) if know else []
    if known and not any(r.teams for r in rosters):
        raise SettingError("--know: needs a --roster that tells who is in which team (CSV team;person).")
    documents = [read_release(path) for path in releases]
    attempts = run_attacks(documents, rosters, known, coalition)
    names = _theme_names(english)
    typer.echo(
        render(documents, attempts, "en" if english else "nl", lambda theme: names.get(theme, theme), coalition),
        nl=False,
    )
    if json_path:
        write_text(json_path, json.dumps(as_json(documents, attempts), ensure_ascii=False, indent=2) + "\n")
    if leaks(attempts):
        raise typer.Exit(FOUND)


def _theme_names(english: bool) -> dict[str, str]:
    """Names of the themes of the taxonomy; a release may know others."""
    try:
        themes = load_taxonomy(settings().taxonomy).themes
    except TaxonomyError:
        return {}
    return {theme.id: theme.label_en if english else theme.label_nl for theme in themes}
