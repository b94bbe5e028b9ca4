"""R19, E20: any text in the file that is no name of a group, no id and no word of the rules; and what it counts."""

import re
from collections.abc import Iterator
from typing import Any, Final

from culture_nlp.attack.findings import Finding, Outcome
from culture_nlp.attack.meaning import LEVELS, WORDS
from culture_nlp.attack.situation import Situation

ATTACK: Final = "text"
IDENTIFIER: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
SHORT_NAME: Final = re.compile(r"[\w.+/-]{1,60}( [\w.+/-]{1,40})?")
"""Of a model or a version: at most two words."""
DIGEST: Final = re.compile(r"[0-9a-f]{64}")
MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d[T ][\d:.]+(Z|[+-]\d\d:\d\d)?")
LARGEST_KEY: Final = 40
MOST_TEXTS: Final = 20
COUNTS: Final = ("guarded", "withheld", "hidden", "suppressed", "too_small")


def attack(situation: Situation) -> Outcome:
    """Walk through the whole file."""
    raw = situation.document.raw
    found, tried = [], 0
    for place, text in _texts(raw, ""):
        tried += 1
        if not _expected(place, text):
            found.append(Finding("unknown_text", values={"place": place, "length": len(text)}, evidence="text"))
    counted = [Finding("withheld", values={"place": place}, evidence="text") for place in _withheld(raw, "")]
    return Outcome(ATTACK, tried, [*counted, *found[:MOST_TEXTS]], _notes(situation))


def _withheld(value: Any, place: str) -> Iterator[str]:
    """Where a number tells how many groups are hidden or too small (E20)."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in COUNTS and isinstance(inner, int) and inner > 0:
                yield f"{place}.{key}".removeprefix(".")
            elif key != "teams":
                yield from _withheld(inner, f"{place}.{key}")


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Every text with the keys that lead to it, lists without their numbers."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            known = IDENTIFIER.fullmatch(key) and len(key) <= LARGEST_KEY
            deeper = f"{place}.{key if known else '?'}".removeprefix(".")
            if not known:
                yield deeper, key
            yield from _texts(inner, deeper)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, place)


def _expected(place: str, text: str) -> bool:
    if place.startswith("input.") or place in ("teams.path", "round"):
        return True
    if place == "teams.themes.id":
        return bool(IDENTIFIER.fullmatch(text))
    if place.startswith("teams.") and place.endswith((".words.first", ".words.last")):
        return text in (*WORDS, *LEVELS)
    kind = place.rpartition(".")[2]
    if kind in ("id", "release"):
        return text == "" or bool(DIGEST.fullmatch(text))
    if kind == "created":
        return bool(MOMENT.fullmatch(text))
    return kind.endswith("_version") and bool(SHORT_NAME.fullmatch(text))


def _notes(situation: Situation) -> list[Finding]:
    """What else is worth knowing of a file."""
    document = situation.document
    notes = []
    if "input" in document.raw:
        notes.append(Finding("input_report", evidence="text"))
    if document.intact is False:
        notes.append(Finding("not_intact", evidence="digest"))
    if situation.contradicts:
        notes.append(Finding("contradicts", evidence="sizes"))
    return notes
