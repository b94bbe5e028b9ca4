"""``culture-nlp train``: a bundle from annotated units."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError
from rich.console import Console

from culture_nlp.cli.common import require_training
from culture_nlp.errors import TrainingError
from culture_nlp.settings import settings
from culture_nlp.taxonomy import load_taxonomy

if TYPE_CHECKING:
    from culture_nlp.training.trainer import TrainingConfig


def train(
    data: Annotated[list[Path], typer.Argument(metavar="DATA…", help="Annotated units: JSON lines, or folders.")],
    out: Annotated[Path, typer.Option(help="Folder of the bundle; its name is the model's name.")],
    writers: Annotated[Path, typer.Option(help="TOML file with the writers of the development and test split.")] = Path(
        "corpora/splits.toml"
    ),
    base: Annotated[
        str, typer.Option(help="Folder made by `culture-nlp base`, or a Hugging Face encoder by name.")
    ] = "models/base/e5-small-nl",
    config: Annotated[Path | None, typer.Option(help="TOML file with training settings.")] = None,
    run: Annotated[Path | None, typer.Option(help="Folder for weights and curves; default runs/NAME.")] = None,
    version: Annotated[str, typer.Option("--bundle-version", help="Version that releases will quote.")] = "1",
    start: Annotated[
        Path | None, typer.Option(help="Run folder of an earlier model to train on from: a second stage.")
    ] = None,
    reuse: Annotated[bool, typer.Option("--reuse", help="Take the weights of the run folder; do not train.")] = False,
) -> None:
    """Fine-tune an encoder on annotated units, calibrate, export to int8, measure, write the card.

    Needs the extra `train`. Start with `culture-nlp base`, which makes the Dutch base encoder offline.
    """
    require_training()
    from culture_nlp.measure.annotated import read_units, split_by_writer, writers_of
    from culture_nlp.training.build import Splits, build_model, rebuild

    taxonomy = load_taxonomy(settings().taxonomy)
    units = read_units(data, taxonomy)
    splits = Splits(*split_by_writer(units, writers_of(writers, "development"), writers_of(writers, "test")))
    chosen = read_config(config)
    work = run or Path("runs") / out.name
    if reuse:
        result = rebuild(work, base, splits, taxonomy, chosen, out, version)
    else:
        result = build_model(base, splits, taxonomy, chosen, work, out, version, start)
    f1 = result["measures"]["theme_pole_micro_f1"]
    Console().print(f"{out}: theme x pole micro-F1 {f1['value']:.3f} {tuple(f1['interval'])} on the test split")


def read_config(path: Path | None) -> TrainingConfig:
    """Training settings from a TOML file, or the defaults.

    Raises:
        TrainingError: names the field that is wrong.
    """
    from culture_nlp.training.trainer import TrainingConfig

    try:
        return TrainingConfig.model_validate(tomllib.loads(path.read_text(encoding="utf-8")) if path else {})
    except ValidationError as error:
        fields = ", ".join(str(e["loc"][0]) for e in error.errors())
        raise TrainingError(f"Training settings: not allowed or unknown: {fields}.") from None
    except (OSError, ValueError):
        raise TrainingError("Training settings: not a TOML file that can be read.") from None
