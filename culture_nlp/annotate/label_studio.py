"""Label Studio: a labelling interface, tasks with predictions to import, and its JSON export.

Format: https://labelstud.io/guide/task_format (tasks with ``data``, ``predictions`` and ``annotations``).
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from culture_nlp.annotate.fields import SINGLE, Fields, about, choices, to_fields, unit_or_error
from culture_nlp.errors import TrainingError
from culture_nlp.measure.annotated import AnnotatedUnit
from culture_nlp.taxonomy import Taxonomy

TEXT = "text"


def interface(taxonomy: Taxonomy) -> str:
    """The labelling interface (Settings, Labeling Interface, Code)."""
    lines = ["<View>", '  <Header value="$question"/>', '  <Header value="$heading"/>']
    lines.append(f'  <Text name="{TEXT}" value="$text"/>')
    for question, answers in choices(taxonomy).items():
        choice = "single" if question in SINGLE else "multiple"
        lines.append(f'  <Header value="{question}"/>')
        lines.append(f'  <Choices name="{question}" toName="{TEXT}" choice="{choice}" showInLine="true">')
        lines += [f"    <Choice value={quoteattr(answer)}/>" for answer in answers]
        lines.append("  </Choices>")
    return "\n".join([*lines, "</View>", ""])


def write(units: Iterable[AnnotatedUnit], path: Path, labels: bool) -> None:
    """Tasks to import; with ``labels`` as predictions, to be corrected."""
    tasks = []
    for unit in units:
        task: dict[str, Any] = {"data": {"question": "", "heading": ""} | about(unit)}
        if labels:
            task["predictions"] = [{"model_version": "given", "result": _result(to_fields(unit))}]
        tasks.append(task)
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> Iterator[tuple[str, AnnotatedUnit | TrainingError]]:
    """Annotator and unit of every finished annotation of a JSON export.

    An incomplete one comes as an error that names the place.

    Raises:
        TrainingError: not such an export.
    """
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
        pairs = [(task, a) for task in tasks for a in task["annotations"] if not a.get("was_cancelled")]
    except (OSError, ValueError, KeyError, TypeError):
        raise TrainingError(f"{path.name}: not a JSON export of Label Studio.") from None
    for task, annotation in pairs:
        answers = {
            item["from_name"]: item["value"]["choices"] for item in annotation["result"] if item["type"] == "choices"
        }
        known = {"id": f"task-{task.get('id')}"} | {k: v for k, v in task["data"].items() if v not in ("", None)}
        yield _annotator(annotation), unit_or_error(known, answers, f"{path.name}, task {task.get('id')}")


def _annotator(annotation: dict[str, Any]) -> str:
    by = annotation.get("completed_by")
    return str(by.get("id") if isinstance(by, dict) else by)


def _result(fields: Fields) -> list[dict[str, Any]]:
    return [
        {"from_name": question, "to_name": TEXT, "type": "choices", "value": {"choices": answers}}
        for question, answers in fields.items()
        if answers
    ]
