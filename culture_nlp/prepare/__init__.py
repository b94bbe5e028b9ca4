"""Answers become units: cleaned, known to be Dutch and to say something, divided into clauses."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from culture_nlp.prepare.clauses import find_clauses
from culture_nlp.prepare.language import is_dutch
from culture_nlp.prepare.normalise import clean
from culture_nlp.prepare.not_an_answer import reason_not_an_answer
from culture_nlp.records import Answer, NotScored, Unit

__all__ = ["prepare"]

_ABOUT_THE_ANSWER = tuple(field.name for field in fields(Answer) if field.name != "text")


def prepare(answers: Iterable[Answer]) -> Iterator[Unit | NotScored]:
    """Turn answers into units, lazily: one out for each one in, in the same order.

    An answer that holds nothing to score comes out as :class:`NotScored` with its reason: ``empty``,
    ``no_answer``, ``refers_elsewhere``, ``no_words``, ``gibberish`` or ``not_dutch``.
    """
    return map(_prepare_one, answers)


def _prepare_one(answer: Answer) -> Unit | NotScored:
    text = clean(answer.text)
    has_prompt = bool((answer.question or answer.heading or "").strip())
    if reason := reason_not_an_answer(text, has_prompt=has_prompt):
        return NotScored(answer.id, reason)
    if not is_dutch(text):
        return NotScored(answer.id, "not_dutch")
    about = {name: getattr(answer, name) for name in _ABOUT_THE_ANSWER}
    return Unit(text=text, clauses=find_clauses(text), **about)
