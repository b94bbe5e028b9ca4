"""``culture-nlp compare``: two models, or two files of labels, on the same gold units."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from culture_nlp.cli.common import check_output, write_text
from culture_nlp.cli.evaluate import GoldUnits, HtmlPath, JsonPath, SplitName, WritersFile, gold_units, labels_of
from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, targets
from culture_nlp.measure.confusions import flat, pole_labels
from culture_nlp.measure.metrics import gold_labels
from culture_nlp.measure.mistakes import disagreements
from culture_nlp.measure.paired import label_tests, method, paired_differences
from culture_nlp.report.measured_page import render_comparison
from culture_nlp.settings import settings
from culture_nlp.taxonomy import Taxonomy, load_taxonomy


def compare(
    gold: GoldUnits,
    first: Annotated[Path, typer.Option(help="A bundle folder, or labelled units as `score` writes them.")],
    second: Annotated[Path, typer.Option(help="The same for the other model.")],
    writers: WritersFile = None,
    split: SplitName = "test",
    json_path: JsonPath = None,
    html_path: HtmlPath = None,
    seed: Annotated[int, typer.Option(help="Seed of the bootstrap and the permutations.")] = 0,
) -> None:
    """Paired differences with intervals, and per theme x pole a permutation test with Holm's correction.

    Refuses labels that were given to other texts than the gold units have. JSON and report also tell on which units
    the two differ: by id, without their texts.
    """
    for path in (json_path, html_path):
        check_output(path)
    taxonomy = load_taxonomy(settings().taxonomy)
    units = gold_units(gold, taxonomy, writers, split)
    result = _compared(units, taxonomy, first, second, seed)
    _print(result)
    if json_path:
        write_text(json_path, json.dumps(result, indent=2) + "\n")
    if html_path:
        write_text(html_path, render_comparison(result, taxonomy))


def _compared(units: list[AnnotatedUnit], taxonomy: Taxonomy, first: Path, second: Path, seed: int) -> dict[str, Any]:
    """The comparison as a document, with what it was made of."""
    clusters = [u.writer or u.id for u in units]
    wanted = gold_labels(targets(units, taxonomy))
    (a, name_a), (b, name_b) = (labels_of(units, path, taxonomy) for path in (first, second))
    labels = pole_labels(taxonomy.theme_ids)
    cells = flat(a.themes), flat(b.themes), flat(wanted.themes)
    tests = label_tests(*cells, clusters, seed)
    return {
        "first": name_a,
        "second": name_b,
        "units": len(units),
        "writers": len(set(clusters)),
        "data_sha256": data_hash(units),
        "seed": seed,
        "method": method(seed),
        "measures": paired_differences(a, b, wanted, clusters, seed),
        "labels": [
            {"label": label} | {k: round(float(v[i]), 4) for k, v in tests.items()} for i, label in enumerate(labels)
        ],
        "disagreements": disagreements(*cells, [u.id for u in units], labels),
    }


def _print(result: dict[str, Any]) -> None:
    console = Console()
    table = Table("measure", result["first"], result["second"], "difference", "95 % interval")
    for name, row in result["measures"].items():
        low, high = row["interval"]
        cells = (f"{row[k]:.3f}" for k in ("first", "second"))
        table.add_row(name, *cells, f"{row['difference']:+.3f}", f"{low:+.3f} … {high:+.3f}")
    console.print(table)
    clear = [row for row in result["labels"] if row["p_holm"] < 0.05]
    if not clear:
        console.print("No single theme x pole differs beyond chance (permutation test, Holm's correction).")
        return
    table = Table("theme x pole", "F1 first", "F1 second", "p (Holm)")
    for row in clear:
        table.add_row(row["label"], f"{row['first']:.2f}", f"{row['second']:.2f}", f"{row['p_holm']:.4f}")
    console.print(table)
