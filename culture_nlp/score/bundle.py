"""A model bundle: a folder with an ONNX network, a tokenizer, and ``bundle.json`` that says what they are.

Every file is listed with its SHA-256 and checked before it is opened. Nothing in a bundle is executed or
unpickled.
"""

from hashlib import sha256
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from culture_nlp.errors import BundleError
from culture_nlp.score.probabilities import Calibration, Thresholds
from culture_nlp.score.quantification import Quantification

FORMAT: Final = 1
MANIFEST: Final = "bundle.json"
SHIPPED: Final = "culture-signals-nl"


class Bundle(BaseModel):
    """What ``bundle.json`` holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = Field(description="version of this layout")
    name: str
    version: str
    themes: tuple[str, ...] = Field(description="theme ids in the order of the network's outputs")
    facets: tuple[str, ...]
    calibration: Calibration
    thresholds: Thresholds
    quantification: Quantification | None = Field(None, description="how its probabilities become shares")
    base: str = Field(description="name of the encoder it was fine-tuned from")
    trained_on: dict[str, str] = Field(description="SHA-256 of the units per split")
    files: dict[str, str] = Field(description="file name -> SHA-256")

    @property
    def label(self) -> str:
        """Name and version, as releases quote it."""
        return f"{self.name} {self.version}"


def read_bundle(folder: Path) -> Bundle:
    """Read and verify a bundle.

    Raises:
        BundleError: missing, of another format, or a file does not match its SHA-256.
    """
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise BundleError(f"No model bundle in the folder {folder.name!r}: {MANIFEST} is missing.")
    try:
        bundle = Bundle.model_validate_json(manifest.read_bytes())
    except ValidationError:
        raise BundleError(f"{MANIFEST} of {folder.name!r} is damaged or of another version.") from None
    if bundle.format != FORMAT:
        raise BundleError(f"{folder.name!r} has bundle format {bundle.format}; this version reads {FORMAT}.")
    for name, expected in bundle.files.items():
        file = folder / name
        if not file.is_file() or file_hash(file) != expected:
            raise BundleError(f"File {name!r} of bundle {folder.name!r} is missing or was changed. Install it again.")
    return bundle


def shipped_bundle() -> Path:
    """Folder of the bundle that comes with the package (a wheel) or the repository."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "models" / SHIPPED, package.parent / "models" / SHIPPED):
        if (folder / MANIFEST).is_file():
            return folder
    raise BundleError("This installation holds no model bundle. Set CULTURE_NLP_BUNDLE to the folder of one.")


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        digest = sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
