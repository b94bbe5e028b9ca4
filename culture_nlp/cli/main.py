"""``culture-nlp``: gathers the commands and turns errors into messages and exit codes."""

import sys
import traceback
from importlib.metadata import version
from typing import Annotated

import typer
from rich.console import Console

from culture_nlp.cli.analyse import analyse
from culture_nlp.cli.annotate import annotate
from culture_nlp.cli.attack import attack
from culture_nlp.cli.base import base
from culture_nlp.cli.compare import compare
from culture_nlp.cli.demo import demo
from culture_nlp.cli.evaluate import evaluate
from culture_nlp.cli.score import score
from culture_nlp.cli.select import select
from culture_nlp.cli.serve import serve
from culture_nlp.cli.theme import theme
from culture_nlp.cli.train import train
from culture_nlp.errors import CultureError

HELP = """Dutch text analysis for culture signals: from open answers and retro notes to anonymised signals per team.

\b
First steps
  culture-nlp demo                           signals of a sample organisation
  culture-nlp analyse answers.xlsx           signals of your own file
  culture-nlp analyse answers.csv --html report.html
  culture-nlp attack signals.json            what could somebody learn about one person from it?
  culture-nlp serve                          the same as a service, on this machine only

\b
Exit codes
  0 done   1 unexpected error   2 wrong option or setting   3 input cannot be used
  4 model bundle or taxonomy cannot be used   5 not published   6 attack found something
  130 stopped with Ctrl-C
"""

app = typer.Typer(
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (analyse, score, train, evaluate, compare, select, base, serve, demo, attack):
    app.command()(command)
app.add_typer(annotate, name="annotate")
app.add_typer(theme, name="theme")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"culture-nlp {version('culture-nlp')}")
        raise typer.Exit


@app.callback()
def _common(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop."),
    ] = False,
) -> None:
    """Options of every command."""


def run() -> None:
    """Entry point. A user sees a title, a message and an exit code, never a stack trace."""
    try:
        app()
    except CultureError as error:
        _complain(f"{error.title_nl}. {error.message}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # noqa: BLE001  the last stop: its own message may quote an answer
        place = traceback.extract_tb(error.__traceback__)[-1]
        _complain(f"{CultureError.title_nl}. {type(error).__name__} at {place.filename}:{place.lineno}.")
        sys.exit(CultureError.exit_code)


def _complain(text: str) -> None:
    Console(stderr=True).print(text, markup=False, highlight=False, soft_wrap=True)
