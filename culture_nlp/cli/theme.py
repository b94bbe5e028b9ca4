"""``culture-nlp theme``: themes of an organisation's own, from a description and a few examples."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from culture_nlp.cli.common import check_output, write_text
from culture_nlp.pipeline import load_scorer
from culture_nlp.score.bundle import shipped_bundle
from culture_nlp.score.own_theme import OwnTheme, check_fit, read_own_theme
from culture_nlp.settings import settings
from culture_nlp.training.background import load_background
from culture_nlp.training.own_theme_examples import Names, make_own_theme, read_examples
from culture_nlp.training.own_theme_training import PRIOR

theme = typer.Typer(
    no_args_is_help=True, help="Themes of your own: a description and 16 or more examples; the model is not trained."
)
BundleOption = Annotated[Path | None, typer.Option(help="Another model bundle than the shipped one.")]


@theme.command("add")
def add(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE.jsonl",
            help='Examples: {"text": …, "question": … or "heading": …, "pole": "negative", "positive", "mixed", or '
            "null for what is near the theme and not about it}.",
        ),
    ],
    theme_id: Annotated[str, typer.Option("--id", help="Id: small letters, digits, underscores; not a known theme's.")],
    label_nl: Annotated[str, typer.Option(help="What the theme is called, in Dutch.")],
    label_en: Annotated[str, typer.Option(help="What the theme is called, in English.")],
    description: Annotated[str, typer.Option(help="What it is about, in one or two Dutch sentences.")],
    out: Annotated[Path, typer.Option(metavar="OUT.json", help="Where the theme goes.")],
    prior: Annotated[
        float, typer.Option(min=0.001, max=0.5, help="Share of answers that you expect to be about it.")
    ] = PRIOR,
    bundle: BundleOption = None,
) -> None:
    """Make a theme from examples that are invented, or whose writers agreed. The file keeps weights, no text.

    Examples that look like real answers, with the question they answer, are worth most; then `score --own-theme` uses
    it with this bundle.
    """
    check_output(out)
    examples = read_examples(file)
    folder = bundle or settings().bundle or shipped_bundle()
    background = load_background(folder)
    scorer = load_scorer(settings().model_copy(update={"bundle": folder}))
    made = make_own_theme(scorer, background, Names(theme_id, label_nl, label_en, description), examples, prior)
    write_text(out, made.model_dump_json(indent=1) + "\n")
    _print(made)


@theme.command("check")
def check(
    file: Annotated[Path, typer.Argument(metavar="OWN.json", help="A theme that `theme add` made.")],
    bundle: BundleOption = None,
) -> None:
    """Tell how a theme does on its own examples, each left out in turn, and how often ordinary units get it."""
    made = read_own_theme(file)
    scorer = load_scorer(settings().model_copy(update={"bundle": bundle or settings().bundle}))
    check_fit(made, scorer.bundle)
    _print(made)


def _print(made: OwnTheme) -> None:
    found = made.check
    table = Table("measure", "value", title=f"{made.id}: {made.label_nl}", title_justify="left")
    for name, value in (
        ("examples found when left out", found.recall),
        ("… negative pole", found.recall_negative),
        ("… positive pole", found.recall_positive),
        (f"ordinary units that get it (of {found.ordinary_units})", found.false_alarms),
        (f"counter-examples that get it (of {found.counter_examples})", found.counter_alarms),
    ):
        if value is not None:
            table.add_row(name, f"{100 * value:.1f} %")
    about = made.prior * found.recall
    right = about / max(about + (1 - made.prior) * found.false_alarms, 1e-9)
    table.add_row(f"right of those found, if {100 * made.prior:g} % are about it", f"{100 * right:.0f} %")
    table.add_row("threshold", f"{made.threshold:.2f}")
    console = Console()
    console.print(table)
    if found.missed:
        console.print(f"Missed when left out: lines {', '.join(map(str, found.missed))} of the examples.")
    console.print(
        f"From {found.examples} examples: a first impression. Annotate a few hundred answers to know how good it is."
    )
