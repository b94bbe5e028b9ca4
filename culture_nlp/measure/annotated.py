"""Annotated units: reading JSON lines or CSV, splits that share no writer, label arrays."""

import json
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from culture_nlp.errors import TrainingError
from culture_nlp.measure.annotated_csv import read_csv
from culture_nlp.prepare.normalise import clean
from culture_nlp.records import Kind, Polarity, SentimentLabel, Unit
from culture_nlp.score.scorer import SENTIMENT_LABELS
from culture_nlp.taxonomy import Taxonomy

_POLES: dict[str, tuple[float, float]] = {"negative": (1, 0), "positive": (0, 1), "mixed": (1, 1)}


class AnnotatedSafety(BaseModel):
    """Gold psychological safety of a unit that gives evidence."""

    model_config = ConfigDict(frozen=True)
    level: Literal[-2, -1, 0, 1, 2]
    facets: dict[str, Literal["negative", "positive", "mixed"]]


class AnnotatedUnit(BaseModel):
    """One unit of a corpus, in the shape of the annotation guideline."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    id: str
    text: str
    kind: Kind
    question: str | None = None
    heading: str | None = None
    themes: dict[str, Polarity]
    sentiment: Literal[-2, -1, 0, 1, 2]
    sentiment_label: SentimentLabel
    safety: AnnotatedSafety | None
    sector: str | None = None
    variety: str | None = None
    writer: str | None = None
    scenario: str | None = None

    @model_validator(mode="after")
    def _has_text(self) -> Self:
        if not self.text.strip():
            raise ValueError("text is empty")
        return self

    def unit(self) -> Unit:
        """The same without its labels, as the scorer gets it."""
        return Unit(
            id=self.id,
            text=clean(self.text),
            kind=self.kind,
            team=(),
            respondent=self.writer,
            question=self.question,
            heading=self.heading,
        )


def read_units(paths: Iterable[Path], taxonomy: Taxonomy) -> list[AnnotatedUnit]:
    """Read annotated units from JSON lines and CSV (of a folder all ``*.jsonl`` and ``*.csv``, sorted by name).

    Raises:
        TrainingError: a line or row is not a valid unit; names file, line and field, never the text.
    """
    units: list[AnnotatedUnit] = []
    for path in paths:
        inside = path.rglob("*") if path.is_dir() else [path]
        files = sorted(f for f in inside if f.is_file() and (f == path or f.suffix.lower() in {".jsonl", ".csv"}))
        if not files:
            raise TrainingError(f"{path}: no JSON-lines or CSV file there")
        for file in files:
            units.extend(_read_file(file, taxonomy))
    return units


def _read_file(file: Path, taxonomy: Taxonomy) -> Iterator[AnnotatedUnit]:
    word, rows = ("row", read_csv(file)) if file.suffix.lower() == ".csv" else ("line", _read_lines(file))
    for number, row in rows:
        place = f"{file.name}, {word} {number}"
        try:
            unit = AnnotatedUnit.model_validate(row)
        except ValidationError as error:
            raise TrainingError(f"{place}: not a valid unit (field {wrong_fields(error)})") from None
        if set(unit.themes) - set(taxonomy.theme_ids):
            raise TrainingError(f"{place}: a theme id that the taxonomy lacks (field themes)")
        if unit.safety and set(unit.safety.facets) - set(taxonomy.facet_ids):
            raise TrainingError(f"{place}: a facet id that the taxonomy lacks (field facets)")
        yield unit


def wrong_fields(error: ValidationError) -> str:
    """The fields of a unit that are wrong; never the keys inside one, as those come from the input."""
    places = [e["loc"][: 2 if e["loc"][:1] == ("safety",) else 1] for e in error.errors()]
    return ", ".join(sorted({".".join(map(str, place)) or "unit" for place in places}))


def _read_lines(file: Path) -> Iterator[tuple[int, Any]]:
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield number, _parsed(line, f"{file.name}, line {number}")
    except UnicodeDecodeError:
        raise TrainingError(f"{file.name}: not UTF-8") from None


def _parsed(line: str, place: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        raise TrainingError(f"{place}: not JSON") from None


def writers_of(file: Path, split: str) -> frozenset[str]:
    """The writers that a TOML file lists under ``split``.

    Raises:
        TrainingError: not such a file, or no such list.
    """
    try:
        lists = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise TrainingError(f"{file.name}: not a TOML file with lists of writers") from None
    if not isinstance(lists.get(split), list):
        raise TrainingError(f"{file.name}: no list named {split!r}")
    return frozenset(lists[split])


def split_by_writer(
    units: Sequence[AnnotatedUnit], development: frozenset[str], test: frozenset[str]
) -> tuple[list[AnnotatedUnit], list[AnnotatedUnit], list[AnnotatedUnit]]:
    """Train, development and test units; the last two by the writers named, train by all others.

    Raises:
        TrainingError: a writer is in both.
    """
    if both := development & test:
        raise TrainingError(f"{len(both)} writers are in the development and in the test split")
    train = [u for u in units if u.writer not in development | test]
    return train, [u for u in units if u.writer in development], [u for u in units if u.writer in test]


def data_hash(units: Iterable[AnnotatedUnit]) -> str:
    """SHA-256 over the units in their order; two runs on the same data share it."""
    digest = sha256()
    for unit in units:
        digest.update(unit.model_dump_json().encode())
    return digest.hexdigest()


Targets = dict[str, npt.NDArray[Any]]


def targets(units: Sequence[AnnotatedUnit], taxonomy: Taxonomy) -> Targets:
    """Gold labels as arrays, n units in the first dimension.

    ``themes`` [n, themes, 2] and ``facets`` [n, facets, 2]: negative and positive pole, mixed is both;
    ``sentiment`` [n] class index on the scale -2 ... +2; ``sentiment_label`` [n] index;
    ``evidence`` [n] 0 or 1; ``level`` [n] class index, -1 where there is no evidence.
    """
    return {
        "themes": _poles([u.themes for u in units], taxonomy.theme_ids),
        "facets": _poles([u.safety.facets if u.safety else {} for u in units], taxonomy.facet_ids),
        "sentiment": np.array([u.sentiment + 2 for u in units], dtype=np.int64),
        "sentiment_label": np.array([SENTIMENT_LABELS.index(u.sentiment_label) for u in units], dtype=np.int64),
        "evidence": np.array([u.safety is not None for u in units], dtype=np.float32),
        "level": np.array([u.safety.level + 2 if u.safety else -1 for u in units], dtype=np.int64),
    }


def _poles(rows: Sequence[dict[str, Any]], ids: Sequence[str]) -> npt.NDArray[np.float32]:
    column = {label: i for i, label in enumerate(ids)}
    out = np.zeros((len(rows), len(ids), 2), dtype=np.float32)
    for row, labels in enumerate(rows):
        for label, polarity in labels.items():
            out[row, column[label]] = _POLES[polarity]
    return out
