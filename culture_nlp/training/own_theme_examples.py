"""From a file of examples to the head of a theme of one's own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from culture_nlp.errors import TrainingError
from culture_nlp.prepare.normalise import clean
from culture_nlp.records import Kind, Polarity, Unit
from culture_nlp.score.own_theme import OwnTheme, check_id, head_files
from culture_nlp.score.scorer import OnnxScorer
from culture_nlp.training.background import Background
from culture_nlp.training.own_theme_training import Examples, fit_head

LEAST: Final = 16
"""Fewest examples that a head is made from; evaluation/results/own_themes.json tells what eight are worth."""


class Example(BaseModel):
    """One line of the file; ``pole`` null makes it a counter-example: near the theme, and not about it."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    text: str = Field(repr=False)
    question: str | None = Field(None, repr=False)
    heading: str | None = Field(None, repr=False)
    pole: Polarity | None
    line: int

    @model_validator(mode="after")
    def _has_text(self) -> Self:
        if not clean(self.text):
            raise ValueError("text is empty")
        return self

    def unit(self) -> Unit:
        """As the scorer gets it."""
        kind: Kind = "retro" if self.heading and not self.question else "survey"
        return Unit("", clean(self.text), kind, (), None, self.question or None, self.heading or None)


@dataclass(frozen=True, slots=True)
class Names:
    """What a theme is called and what it is about, in a sentence or two."""

    id: str
    label_nl: str
    label_en: str
    description: str


def read_examples(path: Path) -> list[Example]:
    """Examples from JSON lines with ``text``, ``pole`` and, if any, ``question`` or ``heading``; doubles count once.

    Raises:
        TrainingError: a line cannot be used, or there are fewer than LEAST examples of the theme.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        raise TrainingError(f"{path.name}: not there, or not UTF-8.") from None
    found = [_example(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    units = {(e.unit().text.casefold(), e.question, e.heading): e for e in reversed(found)}
    examples = sorted(units.values(), key=lambda e: e.line)
    if (count := sum(e.pole is not None for e in examples)) < LEAST:
        raise TrainingError(
            f"{path.name}: {count} different examples of the theme; at least {LEAST} are needed. Write them in the "
            "words that people use, some short, some long, of both poles; 32 or 64 are clearly better."
        )
    return examples


def _example(path: Path, number: int, line: str) -> Example:
    try:
        row = json.loads(line)
        return Example.model_validate({**row, "line": number} if isinstance(row, dict) else row)
    except ValidationError as error:
        fields = ", ".join(sorted({str(e["loc"][0]) if e["loc"] else "text" for e in error.errors()}))
        raise TrainingError(
            f'{path.name}, line {number}: field {fields} is missing or wrong. A line is {{"text": "…", "pole": '
            '"negative", "positive", "mixed" or null}}, with "question" or "heading" if there was one.'
        ) from None
    except ValueError:
        raise TrainingError(f"{path.name}, line {number}: not JSON.") from None


def make_own_theme(
    scorer: OnnxScorer, background: Background, names: Names, examples: Sequence[Example], prior: float
) -> OwnTheme:
    """Fit a head to examples.

    Raises:
        BundleError: the bundle is of before own themes.
        TaxonomyError: the id is in use.
        TrainingError: id, a label or the description is not of the right form.
    """
    check_id(names.id, scorer.bundle.themes)
    poles = np.array([(e.pole in ("negative", "mixed"), e.pole in ("positive", "mixed")) for e in examples])
    units = [e.unit() for e in examples]
    bare = scorer.readings([replace(unit, question=None, heading=None) for unit in units])
    taught = Examples.of(scorer.readings(units), bare, [u.question or u.heading for u in units], poles)
    description = scorer.readings([Unit("", clean(names.description), "survey", (), None)])
    head = fit_head(background, taught, description, prior, scorer.bundle.thresholds.mixed)
    check = head.check.model_copy(update={"missed": tuple(examples[row].line for row in head.check.missed)})
    try:
        return OwnTheme(
            id=names.id,
            label_nl=names.label_nl,
            label_en=names.label_en,
            description=names.description,
            model=scorer.bundle.label,
            files=head_files(scorer.bundle),
            prior=prior,
            threshold=head.threshold,
            present=head.present,
            negative=head.negative,
            positive=head.positive,
            check=check,
        )
    except ValidationError as error:
        fields = ", ".join(str(e["loc"][0]) for e in error.errors())
        raise TrainingError(
            f"Theme: {fields} is not of the right form. An id is a to z, 0 to 9 and _ (2 to 40 characters), a label "
            "1 to 40 characters, a description 1 to 300."
        ) from None
