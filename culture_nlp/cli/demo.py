"""``culture-nlp demo``: the sample organisation."""

from pathlib import Path

from rich.console import Console

from culture_nlp.cli.analyse import analyse_files, find_files
from culture_nlp.errors import UnreadableFile
from culture_nlp.report.table import print_signals
from culture_nlp.settings import GROUP_FLOOR, settings
from culture_nlp.taxonomy import load_taxonomy


def demo() -> None:
    """Signals of the sample organisation that comes with this program: a survey and retro notes of ten teams."""
    analysis = analyse_files(find_files([sample_folder()]), [], None, GROUP_FLOOR)
    print_signals(Console(), analysis, load_taxonomy(settings().taxonomy), "nl")


def sample_folder() -> Path:
    """Where the sample lies: in the package (a wheel) or in the repository."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "sample", package.parent / "corpora" / "sample"):
        if folder.is_dir():
            return folder
    raise UnreadableFile("This installation holds no sample organisation.")
