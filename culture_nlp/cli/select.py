"""``culture-nlp select``: which texts to annotate next."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from culture_nlp.cli.common import check_output, write_text
from culture_nlp.cli.score import read_rows, to_unit
from culture_nlp.measure.selection import select as chosen_rows
from culture_nlp.pipeline import load_scorer
from culture_nlp.settings import settings


def select(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Texts without labels, with consent to annotate.")],
    out: Annotated[Path, typer.Option(metavar="OUT.jsonl", help="Where the chosen texts go, most wanted first.")],
    count: Annotated[int, typer.Option(min=1, help="How many texts to choose.")] = 100,
    bundle: Annotated[Path | None, typer.Option(help="Another model bundle than the shipped one.")] = None,
) -> None:
    """Choose texts that the model doubts and that differ from each other: they teach it most.

    For annotated or invented texts, or texts whose writers agreed: never for answers given in confidence.
    """
    check_output(out)
    rows = list(read_rows(file))
    chosen = settings()
    scorer = load_scorer(chosen.model_copy(update={"bundle": bundle or chosen.bundle}))
    p = scorer.probabilities([to_unit(row) for row in rows]).themes.reshape(len(rows), -1)
    picked = chosen_rows(p, count)
    write_text(out, "".join(json.dumps(rows[i], ensure_ascii=False) + "\n" for i in picked))
    Console(stderr=True).print(f"{out}: {len(picked)} of {len(rows)} texts", highlight=False)
