"""``culture-nlp train``: a bundle from annotated units, or a cross-validation on them."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from culture_nlp.cli.common import require_training
from culture_nlp.errors import SettingError, TrainingError
from culture_nlp.measure.annotated import AnnotatedUnit, read_units
from culture_nlp.settings import settings
from culture_nlp.taxonomy import load_taxonomy

Data = Annotated[list[Path], typer.Argument(metavar="DATA…", help="Annotated units: JSON lines, CSV, or folders.")]
Out = Annotated[
    Path,
    typer.Option(help="Folder of the bundle; its name is the model's name. With --folds it only names the run."),
]
WritersFile = Annotated[Path, typer.Option(help="TOML file with the writers of the development and test split.")]
SplitShare = Annotated[
    float | None,
    typer.Option(
        min=0.01,
        max=0.49,
        help="Where no writer of that file is in the data: draw a split by writer, with this share of the units for "
        "development and as much for test, and write it to splits.toml in the run folder.",
    ),
]
Base = Annotated[str, typer.Option(help="Folder made by `culture-nlp base`, or a Hugging Face encoder by name.")]
ConfigFile = Annotated[
    Path | None, typer.Option(help="TOML file with training settings: epochs, patience, device, seed and so on.")
]
RunFolder = Annotated[Path | None, typer.Option(help="Folder for weights and curves; default runs/NAME.")]
Version = Annotated[str, typer.Option("--bundle-version", help="Version that releases will quote.")]
Start = Annotated[Path | None, typer.Option(help="Run folder of an earlier model to train on from: a second stage.")]
Reuse = Annotated[bool, typer.Option("--reuse", help="Take the weights of the run folder; do not train.")]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume",
        help="Go on after the last whole epoch of a run that was stopped, with the same data and settings. "
        "Without it training begins anew.",
    ),
]
Folds = Annotated[
    int | None,
    typer.Option(
        min=2,
        help="Cross-validate in so many folds by writer over the training and development units; the test units are "
        "left alone. Writes fold-1 … and cross_validation.json into the run folder, and no bundle.",
    ),
]
Mlflow = Annotated[
    str | None,
    typer.Option(
        metavar="URI",
        help="Also log settings, curves and measures to MLflow there: a server, or sqlite:///mlflow.db.",
    ),
]


def train(
    data: Data,
    out: Out,
    writers: WritersFile = Path("corpora/splits.toml"),
    split_share: SplitShare = None,
    base: Base = "models/base/e5-small-nl",
    config: ConfigFile = None,
    run: RunFolder = None,
    version: Version = "1",
    start: Start = None,
    reuse: Reuse = False,
    resume: Resume = False,
    folds: Folds = None,
    mlflow: Mlflow = None,
) -> None:
    """Fine-tune an encoder on annotated units, calibrate, export to int8, measure, write the card.

    Needs the extra `train`. Start with `culture-nlp base`, which makes the Dutch base encoder offline. A CSV has the
    columns text, themes ("workload:negative; feedback:positive"), sentiment and sentiment_label, and may have question
    or heading, safety_level, facets, writer and id.
    """
    require_training()
    if reuse and (resume or folds):
        raise SettingError("--reuse does not train; leave out --resume and --folds.")
    from culture_nlp.training.build import build_model, rebuild
    from culture_nlp.training.config import read_config
    from culture_nlp.training.cross_validation import cross_validate
    from culture_nlp.training.splits import choose_splits
    from culture_nlp.training.tracking import tracked

    taxonomy, chosen, work = load_taxonomy(settings().taxonomy), read_config(config), run or Path("runs") / out.name
    units = read_units(data, taxonomy)
    _require_each_once(units)
    splits = choose_splits(units, writers, split_share, chosen.seed, work)
    with tracked(mlflow, out.name, chosen.model_dump() | {"base": Path(base).name, "folds": folds}) as tracker:
        if folds:
            both = [*splits.training, *splits.development]
            result = cross_validate(base, both, taxonomy, chosen, folds, work, tracker, start, resume=resume)
        elif reuse:
            result = rebuild(work, base, splits, taxonomy, chosen, out, version)
        else:
            result = build_model(
                base, splits, taxonomy, chosen, work, out, version, start, resume=resume, on_epoch=tracker.epoch
            )
        tracker.end(_figures(result), *([work] if folds else [work, out]))
    _print(result, work if folds else out)


def _require_each_once(units: Sequence[AnnotatedUnit]) -> None:
    if twice := sum(count > 1 for count in Counter(u.id for u in units).values()):
        raise TrainingError(
            f"{twice} units occur more than once (by id). Give one reading of each: compare several annotators with "
            "`culture-nlp annotate agree`, decide, and keep one file."
        )


def _figures(result: dict[str, Any]) -> dict[str, float]:
    """The measures of an evaluation, or the means over the folds of a cross-validation."""
    means: dict[str, float] | None = result.get("mean")
    return means or {name: cell["value"] for name, cell in result["measures"].items()}


def _print(result: dict[str, Any], place: Path) -> None:
    name = "theme_pole_micro_f1"
    where, f1 = "on the test split", result.get("pooled", result)["measures"][name]
    if "folds" in result:
        mean, deviation = result["mean"][name], result["standard_deviation"][name]
        where = f"{len(result['folds'])} folds {mean:.3f} ± {deviation:.3f}, pooled"
    low, high = f1["interval"]
    Console().print(f"{place}: theme x pole micro-F1, {where}: {f1['value']:.3f} ({low:.3f} – {high:.3f})")
