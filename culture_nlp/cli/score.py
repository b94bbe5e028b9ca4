"""``culture-nlp score``: labels and probabilities per unit, for researchers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from culture_nlp.cli.common import check_output, progress_bar
from culture_nlp.errors import UnreadableFile
from culture_nlp.pipeline import BATCH, load_scorer
from culture_nlp.prepare.normalise import clean
from culture_nlp.records import Unit
from culture_nlp.score.labels import unit_labels
from culture_nlp.score.own_theme import read_own_theme
from culture_nlp.settings import settings


def score(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Units: text, and question or heading if any.")],
    output: Annotated[Path, typer.Option("--output", metavar="OUT.jsonl", help="Where the labelled units go.")],
    bundle: Annotated[Path | None, typer.Option(help="Another model bundle than the shipped one.")] = None,
    evidence: Annotated[
        bool,
        typer.Option("--evidence", help="Add `evidence`: for each theme its clause, [start, end] of the cleaned text."),
    ] = False,
    own_theme: Annotated[
        list[Path] | None,
        typer.Option(metavar="OWN.json", help="Score a theme of your own too, made by `theme add`; may be repeated."),
    ] = None,
) -> None:
    """Label units with the model: every input key is kept, the labels of the annotation guideline are added.

    For annotated or invented texts, not for answers of employees: a score per person must never be made or kept.
    """
    check_output(output)
    chosen = settings()
    scorer = load_scorer(chosen.model_copy(update={"bundle": bundle or chosen.bundle}))
    for path in own_theme or ():
        scorer.add(read_own_theme(path))
    # All of them first: a bad line then leaves no half a result, and the output may be the file itself.
    rows = list(read_rows(file))
    with progress_bar() as progress, output.open("w", encoding="utf-8") as out:
        task = progress.add_task("units", total=len(rows))
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            units = [to_unit(row) for row in batch]
            for row, labels in zip(batch, unit_labels(scorer, units, with_evidence=evidence), strict=True):
                out.write(json.dumps(row | labels, ensure_ascii=False) + "\n")
            progress.advance(task, len(batch))
    Console(stderr=True).print(f"{output}", highlight=False)


def read_rows(file: Path) -> Iterator[dict[str, Any]]:
    """JSON objects with a ``text``, one a line; empty lines are passed over.

    Raises:
        UnreadableFile: not there, or a line is not such an object; names the line, never its content.
    """
    try:
        with file.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _row(file, number, line)
    except (OSError, UnicodeDecodeError):
        raise UnreadableFile(f"{file.name}: not there, or not UTF-8.") from None


def _row(file: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise UnreadableFile(f'{file.name}, line {number}: expected a JSON object with a string "text".')
    return row


def to_unit(row: dict[str, Any]) -> Unit:
    """A unit from a row; what the model does not read is left empty."""
    question, heading = (row.get(k) if isinstance(row.get(k), str) else None for k in ("question", "heading"))
    return Unit(
        id=str(row.get("id", "")),
        text=clean(row["text"]),
        kind="retro" if heading and not question else "survey",
        team=(),
        respondent=None,
        question=question,
        heading=heading,
    )
