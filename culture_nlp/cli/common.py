"""What several commands share: progress on standard error, output paths checked before the work starts."""

from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from culture_nlp.errors import SettingError


def progress_bar() -> Progress:
    """A progress bar on standard error, so that standard output can be piped."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def check_output(path: Path | None) -> None:
    """Complain before the work about an output that cannot be written.

    Raises:
        SettingError: its folder does not exist, or it is a folder.
    """
    if path is not None and (path.is_dir() or not path.resolve().parent.is_dir()):
        raise SettingError(f"{path}: cannot be written; name a file in a folder that exists.")


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 as it is.

    Raises:
        SettingError: the system refuses.
    """
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError:
        raise SettingError(f"{path}: cannot be written.") from None


def require_training() -> None:
    """Say how to install what training needs, if it is not there.

    Raises:
        SettingError: the extra ``train`` is missing.
    """
    if find_spec("torch") is None or find_spec("transformers") is None:
        raise SettingError('This needs the extra "train": pip install "culture-nlp[train]".')
