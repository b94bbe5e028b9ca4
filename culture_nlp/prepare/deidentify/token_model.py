"""A conditional random field over tokens (Lafferty et al. 2001) for what no pattern tells: names, functions, events.

It is trained by ``culture_nlp.training.deidentifier``. A token is masked where the model doubts that it is ordinary:
a name that stays in costs more than a word that goes.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final, cast

import pycrfsuite

from culture_nlp.prepare.deidentify.features import features
from culture_nlp.prepare.deidentify.spans import KINDS, Kind, Span
from culture_nlp.prepare.deidentify.tokens import Token, tokenise

MODEL: Final = Path(__file__).with_name("tokens.crfsuite")
ORDINARY: Final = "O"
# Probability of being ordinary below which a token is masked; chosen on the training files.
THRESHOLD: Final = 0.93
# These run over words that are ordinary by themselves: "sinds de brand in blok C".
_RUNNING: Final = frozenset(("event", "function", "organisation", "address", "date"))
_LONGEST_GAP: Final = 2
_SENTENCE_ENDS: Final = frozenset(".!?…")
# Alone they tell nothing.
_FUNCTION_WORDS: Final = frozenset(
    [
        "de",
        "het",
        "een",
        "den",
        "der",
        "van",
        "in",
        "op",
        "te",
        "aan",
        "bij",
        "met",
        "na",
        "als",
        "dat",
        "die",
        "toen",
        "sinds",
        "en",
        "of",
        "maar",
        "tot",
        "om",
        "voor",
        "uit",
        "e",
        "m",
        "t",
    ]
)
# A CRFsuite tagger keeps the text it was last given.
_ONE_AT_A_TIME: Final = Lock()


def find_by_model(text: str, spans: Sequence[Span], threshold: float = THRESHOLD) -> Iterator[Span]:
    """Yield what the model finds; ``spans`` is what the patterns have found."""
    # Half a surrogate pair cannot be given to CRFsuite; "?" is as long.
    text = text.encode("utf-8", "replace").decode("utf-8")
    tokens = tokenise(text)
    if not tokens:
        return
    labels = _labels(features(text, tokens, spans), threshold)
    for i, token in enumerate(tokens):
        if token.is_placeholder or not (token.text[0].isalnum() or _is_inside(labels, i)):
            labels[i] = None
    _bridge(tokens, labels)
    yield from _runs(tokens, labels)


def _labels(attributes: Sequence[Sequence[str]], threshold: float) -> list[Kind | None]:
    known = [kind for kind in KINDS if kind in _tagger().labels()]
    chosen: list[Kind | None] = []
    with _ONE_AT_A_TIME:
        _tagger().set(attributes)
        for i in range(len(attributes)):
            if _tagger().marginal(ORDINARY, i) >= threshold:
                chosen.append(None)
            else:
                chosen.append(max(known, key=lambda kind: cast(float, _tagger().marginal(kind, i))))
    return chosen


def _is_inside(labels: Sequence[Kind | None], i: int) -> bool:
    """Whether the words on both sides are masked as the same kind: then the mark between them goes with them."""
    return 0 < i < len(labels) - 1 and labels[i - 1] == labels[i] == labels[i + 1]


def _bridge(tokens: Sequence[Token], labels: list[Kind | None]) -> None:
    """Close gaps of a word or two inside what runs over several words."""
    last, kind = 0, None
    for i, label in enumerate(labels):
        if label is None:
            continue
        between = (tokens[j].text for j in range(last + 1, i))
        near = i - last - 1 <= _LONGEST_GAP and _SENTENCE_ENDS.isdisjoint(between)
        if label == kind and label in _RUNNING and near:
            labels[last:i] = [label] * (i - last)
        last, kind = i, label


def _runs(tokens: Sequence[Token], labels: Sequence[Kind | None]) -> Iterator[Span]:
    start = 0
    for i in range(1, len(labels) + 1):
        if i < len(labels) and labels[i] == labels[start]:
            continue
        inside = (token.text.lower() for token in tokens[start:i])
        if (kind := labels[start]) is not None and not _FUNCTION_WORDS.issuperset(inside):
            yield Span(tokens[start].start, tokens[i - 1].end, kind)
        start = i


@cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    return tagger
