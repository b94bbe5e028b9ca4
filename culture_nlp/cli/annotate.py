"""``culture-nlp annotate``: units to an annotation tool and back, and what two annotators make of the same units."""

import json
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import openpyxl
import typer
from rich.console import Console
from rich.table import Table

from culture_nlp.annotate import argilla, doccano, inception, label_studio
from culture_nlp.annotate.fields import to_fields
from culture_nlp.cli.common import check_output, write_text
from culture_nlp.errors import TrainingError
from culture_nlp.measure.agreement import agreement
from culture_nlp.measure.annotated import AnnotatedUnit, read_units
from culture_nlp.settings import settings
from culture_nlp.taxonomy import load_taxonomy

annotate = typer.Typer(
    no_args_is_help=True, help="Annotated units to and from Label Studio, doccano, Argilla and INCEpTION."
)


class Tool(StrEnum):
    """The tools that are known."""

    LABEL_STUDIO = "label-studio"
    DOCCANO = "doccano"
    ARGILLA = "argilla"
    INCEPTION = "inception"


MODULES: dict[Tool, ModuleType] = {
    Tool.LABEL_STUDIO: label_studio,
    Tool.DOCCANO: doccano,
    Tool.ARGILLA: argilla,
    Tool.INCEPTION: inception,
}
ToolOption = Annotated[Tool, typer.Option(help="Annotation tool.")]


@annotate.command("export")
def export(
    units: Annotated[list[Path], typer.Argument(metavar="UNITS…", help="Units (JSON lines, CSV, or folders).")],
    tool: ToolOption,
    out: Annotated[Path, typer.Option(help="File to import into the tool.")],
    interface: Annotated[
        Path | None, typer.Option(help="Also write the tool's labels or interface to this file.")
    ] = None,
    labels: Annotated[bool, typer.Option("--labels", help="Send the labels along, to be corrected.")] = False,
) -> None:
    """Write what the tool imports; for invented or consented texts only."""
    check_output(out)
    check_output(interface)
    taxonomy = load_taxonomy(settings().taxonomy)
    MODULES[tool].write(read_units(units, taxonomy), out, labels)
    if interface:
        write_text(interface, MODULES[tool].interface(taxonomy))


@annotate.command("import")
def import_(
    export: Annotated[Path, typer.Argument(metavar="EXPORT", help="What the tool exported.")],
    tool: ToolOption,
    out: Annotated[Path, typer.Option(help="Folder for the units: one JSON-lines file an annotator.")],
) -> None:
    """Read the tool's export; incomplete annotations are told and left out, the others are kept.

    The files can be given to `train`, `evaluate` and `annotate agree` as they are.
    """
    found: dict[str, list[AnnotatedUnit]] = {}
    for annotator, unit in MODULES[tool].read(export):
        if isinstance(unit, TrainingError):
            Console(stderr=True).print(f"Left out: {unit.message}", markup=False, highlight=False, soft_wrap=True)
        else:
            found.setdefault(annotator, []).append(unit)
    if not found:
        raise TrainingError(f"{export.name}: no finished annotation in it.")
    out.mkdir(parents=True, exist_ok=True)
    for number, (_, units) in enumerate(sorted(found.items()), start=1):
        text = "".join(json.dumps(u.model_dump(mode="json"), ensure_ascii=False) + "\n" for u in units)
        write_text(out / f"annotator-{number}.jsonl", text)
    Console().print(f"{out}: {len(found)} annotators, {sum(map(len, found.values()))} annotated units")


@annotate.command("agree")
def agree(
    first: Annotated[Path, typer.Argument(help="Units of one annotator.")],
    second: Annotated[Path, typer.Argument(help="The same units of another.")],
    sheet: Annotated[
        Path | None, typer.Option(metavar="PATH.xlsx", help="Write the differing units, to decide on.")
    ] = None,
    json_path: Annotated[Path | None, typer.Option("--json", metavar="PATH", help="Write all figures as JSON.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the bootstrap.")] = 0,
) -> None:
    """Krippendorff's alpha per theme, facet, sentiment and safety level, over the units that both labelled."""
    check_output(sheet)
    check_output(json_path)
    taxonomy = load_taxonomy(settings().taxonomy)
    other = {u.id: u for u in read_units([second], taxonomy)}
    mine = [u for u in read_units([first], taxonomy) if u.id in other]
    if len(mine) < 2:
        raise TrainingError("The two files share fewer than two units (matched by id).")
    result = agreement(mine, [other[u.id] for u in mine], taxonomy, seed)
    _print(result)
    if json_path:
        write_text(json_path, json.dumps(result, indent=1) + "\n")
    if sheet:
        _write_sheet(sheet, [(u, other[u.id]) for u in mine if to_fields(u) != to_fields(other[u.id])])


def _print(result: dict[str, Any]) -> None:
    table = Table("", "alpha", "95 % interval", "first", "second", title=f"{result['units']} units")
    rows = [(name, result[name]) for name in ("themes_overall", "facets_overall", "sentiment")]
    rows += [(name, result[name]) for name in ("safety_evidence", "safety_level")]
    rows += [(f"{r['id']} {r['pole']}", r) for r in result["themes"] + result["facets"] if r["first"] or r["second"]]
    for name, row in rows:
        low, high = row["interval"] or (float("nan"), float("nan"))
        value = "–" if row["alpha"] is None else f"{row['alpha']:.2f}"
        table.add_row(name, value, f"{low:.2f} – {high:.2f}", str(row["first"]), str(row["second"]))
    Console().print(table)


def _write_sheet(path: Path, pairs: list[tuple[AnnotatedUnit, AnnotatedUnit]]) -> None:
    """One row a differing unit: both labels, and empty columns for the decision and its reason."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    questions = list(to_fields(pairs[0][0])) if pairs else []
    page.append(
        ["id", "question or heading", "text"]
        + [f"{q} ({reader})" for q in questions for reader in ("first", "second")]
        + ["decision", "reason"]
    )
    for first, second in pairs:
        a, b = to_fields(first), to_fields(second)
        cells = [", ".join(side[q]) for q in questions for side in (a, b)]
        page.append([first.id, first.question or first.heading or "", first.text, *cells, "", ""])
        for cell in page[page.max_row]:
            cell.data_type = "s"  # a text that begins with "=" is not a formula
    book.save(path)
