"""INCEpTION: documents in UIMA CAS JSON, one a unit, and the annotations of its project export.

A unit is a document: a first line with its question or heading, an empty line, the text. Every answer is an annotation
of the layer ``CultureSignal`` over the whole text, with the string feature ``label`` ("themes: workload negative").
Make that span layer in the project (allow stacking, any overlap) and import the tag set for its feature before the
documents. INCEpTION carries id, question or heading, and text; sector, variety, writer and scenario stay behind.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from culture_nlp.annotate.fields import choices, to_fields, unit_or_error
from culture_nlp.errors import SettingError, TrainingError
from culture_nlp.measure.annotated import AnnotatedUnit
from culture_nlp.taxonomy import Taxonomy

LAYER = "webanno.custom.CultureSignal"
CONTEXTS = {"question": "Vraag: ", "heading": "Kop: "}
NOBODY = "INITIAL_CAS"


def interface(taxonomy: Taxonomy) -> str:
    """The tag set to import (Settings, Tagsets)."""
    tags = [f"{question}: {answer}" for question, answers in choices(taxonomy).items() for answer in answers]
    document = {
        "name": "culture signals",
        "language": "nl",
        "create_tag": False,
        "tags": [{"tag_name": tag, "tag_description": ""} for tag in tags],
    }
    return json.dumps(document, indent=1) + "\n"


def write(units: Iterable[AnnotatedUnit], path: Path, labels: bool) -> None:
    """A zip of documents to import as "UIMA CAS JSON"; with ``labels`` those of the units are annotated."""
    cassis = _cassis()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for unit in units:
            types = cassis.TypeSystem()
            layer = types.create_type(LAYER, "uima.tcas.Annotation")
            types.create_feature(layer, "label", "uima.cas.String")
            cas = cassis.Cas(typesystem=types)
            head = next(
                (f"{word}{getattr(unit, name)}\n\n" for name, word in CONTEXTS.items() if getattr(unit, name)), "\n\n"
            )
            cas.sofa_string, cas.sofa_mime = head + unit.text, "text/plain"
            if labels:
                for question, answers in to_fields(unit).items():
                    for answer in answers:
                        end = len(head) + len(unit.text)
                        cas.add(layer(begin=len(head), end=end, label=f"{question}: {answer}"))
            archive.writestr(f"{unit.id}.json", cas.to_json())


def read(path: Path) -> Iterator[tuple[str, AnnotatedUnit | TrainingError]]:
    """Annotator and unit of every annotated document of a project export.

    In the zip they lie at ``annotation/DOCUMENT/USER.json``.

    An incomplete one comes as an error that names the place.

    Raises:
        TrainingError: not such an export.
    """
    cassis = _cassis()
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile):
        raise TrainingError(f"{path.name}: not an export of INCEpTION (a zip).") from None
    with archive:
        for name in sorted(archive.namelist()):
            parts = Path(name).parts
            if len(parts) != 3 or parts[0] != "annotation" or not name.endswith(".json") or Path(name).stem == NOBODY:
                continue
            try:
                cas = cassis.load_cas_from_json(archive.read(name).decode("utf-8"))
                found = [str(a.label) for a in cas.select(LAYER)]
            except Exception:  # noqa: BLE001  the library's errors quote the document
                raise TrainingError(
                    f"{path.name}, {parts[1]}: not a document in UIMA CAS JSON with our layer."
                ) from None
            answers: dict[str, list[str]] = {}
            for label in found:
                question, _, answer = label.partition(": ")
                answers.setdefault(question, []).append(answer)
            known = _known(str(cas.sofa_string), Path(parts[1]).stem)
            yield Path(name).stem, unit_or_error(known, answers, f"{path.name}, {parts[1]}")


def _known(document: str, unit_id: str) -> dict[str, Any]:
    head, _, text = document.partition("\n\n")
    known: dict[str, Any] = {"id": unit_id, "text": text, "kind": "survey"}
    for name, word in CONTEXTS.items():
        if head.startswith(word):
            known |= {name: head[len(word) :], "kind": "retro" if name == "heading" else "survey"}
    return known


def _cassis() -> Any:
    try:
        import cassis
    except ImportError:
        raise SettingError('This needs the extra "train": pip install "culture-nlp[train]".') from None
    return cassis
