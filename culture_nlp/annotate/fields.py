"""The guideline's labels as five questions of an annotation tool, and back.

``themes`` and ``facets`` take several choices ("workload negative"), ``sentiment``, ``sentiment_label`` and
``safety_level`` one; no ``safety_level`` means that the text gives no evidence of psychological safety.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from culture_nlp.errors import TrainingError
from culture_nlp.measure.annotated import AnnotatedUnit, wrong_fields
from culture_nlp.taxonomy import Taxonomy

Fields = dict[str, list[str]]
POLES = ("negative", "positive", "mixed")
SINGLE = ("sentiment", "sentiment_label", "safety_level")
ABOUT = ("id", "text", "kind", "question", "heading", "sector", "variety", "writer", "scenario")
"""What is known of a unit besides its labels; travels with it through a tool."""


def choices(taxonomy: Taxonomy) -> Fields:
    """Every question with its possible answers."""
    return {
        "themes": [f"{theme} {pole}" for theme in taxonomy.theme_ids for pole in POLES],
        "sentiment": ["-2", "-1", "0", "1", "2"],
        "sentiment_label": ["negative", "neutral", "positive", "mixed"],
        "safety_level": ["-2", "-1", "0", "1", "2"],
        "facets": [f"{facet} {pole}" for facet in taxonomy.facet_ids for pole in POLES],
    }


def to_fields(unit: AnnotatedUnit) -> Fields:
    """A unit's labels as answers to the questions."""
    safety = unit.safety
    return {
        "themes": [f"{theme} {pole}" for theme, pole in unit.themes.items()],
        "sentiment": [str(unit.sentiment)],
        "sentiment_label": [unit.sentiment_label],
        "safety_level": [str(safety.level)] if safety else [],
        "facets": [f"{facet} {pole}" for facet, pole in safety.facets.items()] if safety else [],
    }


def about(unit: AnnotatedUnit) -> dict[str, Any]:
    """What is known of a unit besides its labels; nothing that is empty."""
    return {name: value for name in ABOUT if (value := getattr(unit, name)) is not None}


def from_fields(known: Mapping[str, Any], answers: Mapping[str, Sequence[str]], place: str) -> AnnotatedUnit:
    """A unit from what was known of it and the answers of one annotator.

    Tasks that were made elsewhere may lack a ``kind``: what has a ``heading`` is a retro note.

    Raises:
        TrainingError: an answer is missing or does not fit; names the place and the question, never the text.
    """
    for question in ("sentiment", "sentiment_label"):
        if len(answers.get(question, ())) != 1:
            raise TrainingError(f"{place}: one answer needed to {question!r}.")
    level = answers.get("safety_level", ())
    facets = _poles(answers.get("facets", ()), "facets", place)
    if facets and not level:
        raise TrainingError(f"{place}: facets without a 'safety_level'.")
    row = {name: known.get(name) for name in ABOUT} | {
        "id": _text(known.get("id")),
        "writer": _text(known.get("writer")),
        "kind": known.get("kind") or ("retro" if known.get("heading") else "survey"),
        "themes": _poles(answers.get("themes", ()), "themes", place),
        "sentiment": _number(answers["sentiment"][0], "sentiment", place),
        "sentiment_label": answers["sentiment_label"][0],
        "safety": {"level": _number(level[0], "safety_level", place), "facets": facets} if level else None,
    }
    try:
        return AnnotatedUnit.model_validate(row)
    except ValidationError as error:
        raise TrainingError(f"{place}: not a valid unit (field {wrong_fields(error)}).") from None


def unit_or_error(
    known: Mapping[str, Any], answers: Mapping[str, Sequence[str]], place: str
) -> AnnotatedUnit | TrainingError:
    """:func:`from_fields` with what is wrong as a value: an annotation that is incomplete does not cost the others."""
    try:
        return from_fields(known, answers, place)
    except TrainingError as error:
        return error


def _text(value: Any) -> Any:
    """Tools make numbers of ids that are written in digits."""
    return str(value) if isinstance(value, int) else value


def _poles(answers: Sequence[str], question: str, place: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for answer in answers:
        label, _, pole = answer.rpartition(" ")
        if pole not in POLES or not label:
            raise TrainingError(f"{place}: an answer to {question!r} is not a label with its pole.")
        if label in found and found[label] != pole:
            pole = "mixed"
        found[label] = pole
    return found


def _number(answer: str, question: str, place: str) -> int:
    try:
        return int(answer)
    except ValueError:
        raise TrainingError(f"{place}: the answer to {question!r} is not a number.") from None
