"""doccano: JSON lines of a text-classification project, its labels, and its export.

Format: one object a line with ``text``, ``label`` (a list of strings) and any other keys as metadata; the export adds
``id`` and ``Comments`` and comes as one file an annotator (``all.jsonl`` or ``NAME.jsonl``) in a zip.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from culture_nlp.annotate.fields import about, choices, to_fields, unit_or_error
from culture_nlp.errors import TrainingError
from culture_nlp.measure.annotated import AnnotatedUnit
from culture_nlp.taxonomy import Taxonomy

UNIT_ID = "unit_id"
"""doccano numbers its examples in ``id``; the unit's own id travels under this name."""


def interface(taxonomy: Taxonomy) -> str:
    """The labels to import (Labels, Actions, Import Labels)."""
    labels = [f"{question}: {answer}" for question, answers in choices(taxonomy).items() for answer in answers]
    return json.dumps([{"text": label} for label in labels], indent=1) + "\n"


def write(units: Iterable[AnnotatedUnit], path: Path, labels: bool) -> None:
    """Examples to import; with ``labels`` those of the units are set already."""
    with path.open("w", encoding="utf-8") as file:
        for unit in units:
            known = about(unit)
            row = {"text": known.pop("text"), UNIT_ID: known.pop("id"), **known, "label": []}
            if labels:
                row["label"] = [f"{q}: {answer}" for q, answers in to_fields(unit).items() for answer in answers]
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def read(path: Path) -> Iterator[tuple[str, AnnotatedUnit | TrainingError]]:
    """Annotator (the file's name) and unit of every example of an export, a zip or one JSON-lines file.

    An incomplete one comes as an error that names the place.

    Raises:
        TrainingError: not such an export.
    """
    for name, text in _files(path):
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                place = f"{name}, line {number}"
                row = _row(line, place)
                answers: dict[str, list[str]] = {}
                for label in row["label"]:
                    question, _, answer = label.partition(": ")
                    answers.setdefault(question, []).append(answer)
                known = row | {"id": str(row.get(UNIT_ID, row.get("id")))}
                yield Path(name).stem, unit_or_error(known, answers, place)


def _files(path: Path) -> Iterator[tuple[str, str]]:
    try:
        if not zipfile.is_zipfile(path):
            yield path.name, path.read_text(encoding="utf-8")
            return
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".jsonl"):
                    yield name, archive.read(name).decode("utf-8")
    except (OSError, ValueError):
        raise TrainingError(f"{path.name}: not there, or not UTF-8.") from None


def _row(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict) or not isinstance(row.get("label"), list):
        raise TrainingError(f"{place}: not an example of a text-classification export.")
    return row
