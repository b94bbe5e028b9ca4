"""Argilla 2: records as ``rg.Dataset.records.to_json`` and ``from_json`` have them, and their settings."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from culture_nlp.annotate.fields import SINGLE, about, choices, to_fields, unit_or_error
from culture_nlp.errors import TrainingError
from culture_nlp.measure.annotated import AnnotatedUnit
from culture_nlp.taxonomy import Taxonomy

FIELDS = ("text", "question", "heading")


def interface(taxonomy: Taxonomy) -> str:
    """Python that makes the dataset's settings (paste it where the client is)."""
    lines = ["import argilla as rg", "", "settings = rg.Settings("]
    lines.append("    fields=[" + ", ".join(f'rg.TextField("{f}", required={f == "text"})' for f in FIELDS) + "],")
    lines.append("    questions=[")
    for question, answers in choices(taxonomy).items():
        kind = "LabelQuestion" if question in SINGLE else "MultiLabelQuestion"
        needed = question in ("sentiment", "sentiment_label")
        lines.append(f"        rg.{kind}({question!r}, labels={answers!r}, required={needed}),")
    metadata = ", ".join(
        f'rg.TermsMetadataProperty("{m}")' for m in ("kind", "sector", "variety", "writer", "scenario")
    )
    return "\n".join([*lines, "    ],", f"    metadata=[{metadata}],", ")", ""])


def write(units: Iterable[AnnotatedUnit], path: Path, labels: bool) -> None:
    """Records to import; with ``labels`` those of the units as suggestions."""
    records = []
    for unit in units:
        known = about(unit)
        record: dict[str, Any] = {
            "id": known.pop("id"),
            "fields": {name: known.pop(name) for name in FIELDS if name in known},
            "metadata": known,
            "suggestions": {},
            "responses": {},
            "vectors": {},
        }
        if labels:
            record["suggestions"] = {
                question: {"value": answers[0] if question in SINGLE else answers, "score": None, "agent": "given"}
                for question, answers in to_fields(unit).items()
                if answers
            }
        records.append(record)
    path.write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> Iterator[tuple[str, AnnotatedUnit | TrainingError]]:
    """Annotator and unit of every response of an export.

    An incomplete one comes as an error that names the place.

    Raises:
        TrainingError: not such an export.
    """
    try:
        records = json.loads(path.read_text(encoding="utf-8"))
        found = [(record, answers) for record in records for answers in _by_annotator(record["responses"]).items()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise TrainingError(f"{path.name}: not records of Argilla 2.") from None
    for record, (annotator, answers) in found:
        known = {"id": record["id"], **record["fields"], **record.get("metadata", {})}
        yield annotator, unit_or_error(known, answers, f"{path.name}, record {record['id']}")


def _by_annotator(responses: dict[str, list[dict[str, Any]]]) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for question, given in responses.items():
        for response in given:
            value = response["value"]
            answers = value if isinstance(value, list) else [value]
            found.setdefault(str(response.get("user_id")), {})[question] = answers
    return found
