"""``culture-nlp evaluate``: labels of a model, or of a second reader, against gold labels."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from culture_nlp.cli.common import check_output, write_text
from culture_nlp.errors import TrainingError
from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, read_units, targets, writers_of
from culture_nlp.measure.metrics import Labels, decide, gold_labels, left_open
from culture_nlp.measure.reliability import reliability
from culture_nlp.measure.report import evaluation, expected_calibration_error, where_it_errs
from culture_nlp.pipeline import load_scorer
from culture_nlp.report.measured_page import render_evaluation
from culture_nlp.settings import settings
from culture_nlp.taxonomy import Taxonomy, load_taxonomy

GoldUnits = Annotated[
    list[Path], typer.Argument(metavar="GOLD…", help="Annotated units (JSON lines, CSV, or folders).")
]
WritersFile = Annotated[Path | None, typer.Option(help="TOML file with lists of writers, such as corpora/splits.toml.")]
SplitName = Annotated[str, typer.Option(help="Which list of that file to measure on.")]
JsonPath = Annotated[Path | None, typer.Option("--json", metavar="PATH", help="Write all figures as JSON.")]
HtmlPath = Annotated[
    Path | None, typer.Option("--html", metavar="PATH", help="Write a report in one file, to open in a browser.")
]


def evaluate(
    gold: GoldUnits,
    predicted: Annotated[
        Path | None,
        typer.Option(help="Labels to judge, as `score` writes them; without it the model is run."),
    ] = None,
    bundle: Annotated[Path | None, typer.Option(help="Another model bundle than the shipped one.")] = None,
    writers: WritersFile = None,
    split: SplitName = "test",
    json_path: JsonPath = None,
    html_path: HtmlPath = None,
    seed: Annotated[int, typer.Option(help="Seed of the bootstrap.")] = 0,
) -> None:
    """F1 per theme x pole, kappa of sentiment and safety, calibration; with intervals over writers.

    JSON and report also tell what is confused with what, and which units are wrong: by id, without their texts.
    """
    for path in (json_path, html_path):
        check_output(path)
    taxonomy = load_taxonomy(settings().taxonomy)
    units = gold_units(gold, taxonomy, writers, split)
    result = judge(units, taxonomy, predicted, bundle, seed, errors=True)
    _print(result)
    if json_path:
        write_text(json_path, json.dumps(result, indent=2) + "\n")
    if html_path:
        write_text(html_path, render_evaluation(result, taxonomy))


def gold_units(gold: list[Path], taxonomy: Taxonomy, writers: Path | None, split: str) -> list[AnnotatedUnit]:
    """Annotated units to measure on: all of them, or those of the writers that a file lists.

    Raises:
        TrainingError: none is left.
    """
    units = read_units(gold, taxonomy)
    if writers:
        chosen = writers_of(writers, split)
        units = [u for u in units if u.writer in chosen]
    if not units:
        raise TrainingError("No annotated unit to evaluate on.")
    return units


def labels_of(units: list[AnnotatedUnit], source: Path, taxonomy: Taxonomy) -> tuple[Labels, str]:
    """Labels for units, and where they are from: a bundle's folder is run, a file's labels are taken by id.

    Raises:
        TrainingError: the file lacks a unit, or was labelled on another text.
    """
    if not source.is_dir():
        return _predicted_labels(units, source, taxonomy), source.name
    scorer = load_scorer(settings().model_copy(update={"bundle": source}))
    limits = scorer.bundle.thresholds
    p = scorer.probabilities([u.unit() for u in units])
    return decide(p, limits), scorer.model_version


def judge(
    units: list[AnnotatedUnit],
    taxonomy: Taxonomy,
    predicted: Path | None,
    bundle: Path | None,
    seed: int,
    *,
    errors: bool = False,
) -> dict[str, Any]:
    """The evaluation as a document, with what it was made of.

    Args:
        errors: also the reliability of the probabilities, the confusions, and the ids of the units that are wrong.
    """
    gold = gold_labels(targets(units, taxonomy))
    clusters = [u.writer or u.id for u in units]
    about: dict[str, Any] = {"data_sha256": data_hash(units), "seed": seed}
    details: dict[str, Any] = {}
    if predicted:
        given = _predicted_labels(units, predicted, taxonomy)
        about["predicted"] = predicted.name
    else:
        chosen = settings()
        scorer = load_scorer(chosen.model_copy(update={"bundle": bundle or chosen.bundle}))
        p, limits = scorer.probabilities([u.unit() for u in units]), scorer.bundle.thresholds
        given = decide(p, limits)
        about["model"] = scorer.model_version
        about["ece_theme_pole"] = round(expected_calibration_error(p.themes, gold.themes), 4)
        about["not_sure"] = left_open(p.themes, gold.themes, limits)
        if errors:
            details["reliability"] = reliability(p.themes, gold.themes, clusters, seed)
    if errors:
        details |= where_it_errs(given, gold, [u.id for u in units], taxonomy)
    document = evaluation(
        given, gold, clusters=clusters, themes=taxonomy.theme_ids, facets=taxonomy.facet_ids, seed=seed
    )
    return about | document | details


def _predicted_labels(units: list[AnnotatedUnit], predicted: Path, taxonomy: Taxonomy) -> Labels:
    by_id = {u.id: u for u in read_units([predicted], taxonomy)}
    if missing := sum(u.id not in by_id for u in units):
        raise TrainingError(f"{predicted.name}: {missing} units of the gold data are not in it (matched by id).")
    if other := sum(by_id[u.id].text != u.text for u in units):
        raise TrainingError(f"{predicted.name}: {other} units have another text than the gold data; not the same data.")
    return gold_labels(targets([by_id[u.id] for u in units], taxonomy))


def _print(result: dict[str, Any]) -> None:
    console = Console()
    table = Table(title=f"{result['units']} units of {result['writers']} writers", title_justify="left")
    table.add_column("measure")
    table.add_column("value", justify="right")
    table.add_column("95 % interval", justify="right")
    for name, cell in result["measures"].items():
        low, high = cell["interval"]
        table.add_row(name, f"{cell['value']:.3f}", f"{low:.3f} – {high:.3f}")
    console.print(table)
    table = Table("theme or facet", "pole", "support", "precision", "recall", "F1", "95 % interval")
    for row in result["themes"] + result["facets"]:
        low, high = row["f1_interval"]
        figures = (f"{row[k]:.2f}" for k in ("precision", "recall", "f1"))
        table.add_row(row["id"], row["pole"], str(row["support"]), *figures, f"{low:.2f} – {high:.2f}")
    console.print(table)
