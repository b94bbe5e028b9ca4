"""Sentences and clauses, as two components of a spaCy pipeline with spaCy's Dutch tokenizer and no model."""

import re
from functools import cache
from itertools import pairwise
from threading import Lock
from typing import Any, Final

import numpy as np
import spacy
from spacy.attrs import LOWER  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import compile_infix_regex

from culture_nlp.prepare.clause_borders import clause_starts
from culture_nlp.prepare.sentences import sentence_starts
from culture_nlp.records import Clause

SPANS: Final = "clauses"
"""The key of ``Doc.spans`` under which the clauses stand."""

# These, blanks and loose hyphens belong to no clause at its edges.
_EDGE: Final = frozenset(",;•·●‣▪*|–—")
# What spaCy leaves joined: "top!!maar", "nou;dus".
_INFIXES: Final = (r"(?<=\w)[;!?…]+(?=\w)",)

# A run without blanks that no person types; spaCy's time for one grows with the square of its length.
_ENDLESS: Final = re.compile(r"\S{300}")
# spaCy's memory zones are not safe for threads.
_ONE_AT_A_TIME: Final = Lock()


@Language.component("dutch_sentences", assigns=["token.is_sent_start"])
def dutch_sentences(doc: Doc) -> Doc:
    """Mark where sentences begin."""
    spaced = [bool(token.whitespace_) for token in doc]
    starts = sentence_starts([token.text for token in doc], spaced)
    # spaCy's codes are 1 and -1, in unsigned numbers; setting them token by token takes three times as long.
    codes: Any = np.where(starts, 1, -1).astype(np.int64).view(np.uint64)
    return doc.from_array(["SENT_START"], codes.reshape(-1, 1))


@Language.component("dutch_clauses", assigns=["doc.spans"])
def dutch_clauses(doc: Doc) -> Doc:
    """Put the clauses of every sentence in ``doc.spans["clauses"]``; together they cover the text."""
    spans: list[Span] = []
    for sentence in doc.sents:
        tokens = [token.lower_ for token in sentence]
        edges = [0, *clause_starts(tokens), len(tokens)]
        spans += [sentence[begin:end] for begin, end in pairwise(edges)]
    doc.spans[SPANS] = spans
    return doc


@cache
def pipeline() -> Language:
    """Return the pipeline: spaCy's Dutch tokenizer, sentences, clauses."""
    nlp = spacy.blank("nl")
    # Nothing but the lower case of a word is looked at; the other attributes cost half the time.
    vocab: Any = nlp.vocab
    vocab.lex_attr_getters = {LOWER: vocab.lex_attr_getters[LOWER]}
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex((*(nlp.Defaults.infixes or ()), *_INFIXES)).finditer
    nlp.add_pipe("dutch_sentences")
    nlp.add_pipe("dutch_clauses")
    return nlp


def find_clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a text in order: no overlap, none empty, no blanks or bullets at their edges.

    What lies between two clauses is blank or punctuation. A text that holds more than blanks has a clause.
    The words are forgotten afterwards: they do not stay in the vocabulary of the pipeline.
    """
    whole = text.strip()
    if not whole:
        return ()
    start = text.index(whole)
    spans = [] if _ENDLESS.search(text) else _spans(text)
    return tuple(Clause(*span) for span in spans) or (Clause(start, start + len(whole)),)


def _spans(text: str) -> list[tuple[int, int]]:
    nlp = pipeline()
    with _ONE_AT_A_TIME, nlp.memory_zone():
        doc = nlp(text)
        spans = [_trim(text, span.start_char, span.end_char) for span in doc.spans[SPANS]]
        # The document has to go before its zone does.
        del doc
    return [(start, end) for start, end in spans if start < end]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out what belongs to no clause at both edges; an empty stretch when nothing is left."""
    while start < end and _at_edge(text[start], text[start + 1 : start + 2]):
        start += 1
    while start < end and _at_edge(text[end - 1], text[end - 2 : end - 1]):
        end -= 1
    return start, end


def _at_edge(character: str, inward: str) -> bool:
    loose_hyphen = character == "-" and (inward == "-" or inward.isspace())
    return character.isspace() or character in _EDGE or loose_hyphen
