"""The model as a spaCy component: ``nlp.add_pipe("culture_signals")``.

Sets ``doc._.themes`` (theme -> polarity), ``doc._.sentiment_score`` (-2 ... +2), ``doc._.safety`` (level and facets, or
None) and ``doc.spans["culture_signals"]``: for each pole of each of these themes the clause that carried it, labelled
``theme:pole``. Finding them takes most of the time; ``config={"spans": False}`` leaves them out. The question or
heading that a text stands under is read from ``doc._.question`` and ``doc._.heading``; set them with
``nlp.pipe(..., as_tuples=True)`` or on the made doc before the component runs.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.util import minibatch

from culture_nlp.pipeline import load_scorer
from culture_nlp.records import Unit
from culture_nlp.score.labels import unit_labels
from culture_nlp.score.scorer import OnnxScorer
from culture_nlp.settings import settings

NAME: Final = "culture_signals"
for extension in ("themes", "sentiment_score", "safety", "question", "heading"):
    if not Doc.has_extension(extension):
        Doc.set_extension(extension, default=None)


@Language.factory(
    NAME,
    assigns=["doc._.themes", "doc._.sentiment_score", "doc._.safety", "doc.spans"],
    default_config={"bundle": None, "spans": True},
)
def make_culture_signals(nlp: Language, name: str, bundle: str | None, spans: bool) -> "CultureSignals":  # noqa: ARG001  spaCy calls it so
    """The component; ``bundle`` is a folder, the shipped model where it is left out."""
    chosen = settings()
    scorer = load_scorer(chosen.model_copy(update={"bundle": Path(bundle) if bundle else chosen.bundle}))
    return CultureSignals(scorer, spans=spans)


class CultureSignals:
    """Labels docs with a bundle. The text is scored as it stands, so that spans fit the doc's characters."""

    def __init__(self, scorer: OnnxScorer, *, spans: bool = True) -> None:
        self.scorer = scorer
        self.spans = spans

    def __call__(self, doc: Doc) -> Doc:
        return self._label([doc])[0]

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Label a stream of docs in batches."""
        for docs in minibatch(stream, size=batch_size):  # type: ignore[no-untyped-call]
            yield from self._label(list(docs))

    def _label(self, docs: list[Doc]) -> list[Doc]:
        units = [_unit(doc) for doc in docs]
        scored = [unit for unit in units if unit.text.strip()]
        found = dict(zip(map(id, scored), unit_labels(self.scorer, scored, with_evidence=self.spans), strict=True))
        for doc, unit in zip(docs, units, strict=True):
            labels = found.get(id(unit))
            doc._.themes = labels["themes"] if labels else {}
            doc._.sentiment_score = labels["sentiment"] if labels else None
            doc._.safety = labels["safety"] if labels else None
            doc.spans[NAME] = _spans(doc, labels["evidence"] if labels and self.spans else {})
        return docs


def _unit(doc: Doc) -> Unit:
    heading = doc._.heading
    return Unit(
        id="",
        text=doc.text,
        kind="retro" if heading and not doc._.question else "survey",
        team=(),
        respondent=None,
        question=doc._.question,
        heading=heading,
    )


def _spans(doc: Doc, evidence: dict[str, dict[str, list[int]]]) -> SpanGroup:
    spans = [
        doc.char_span(start, end, label=f"{theme}:{pole}", alignment_mode="expand")
        for theme, poles in evidence.items()
        for pole, (start, end) in poles.items()
    ]
    return SpanGroup(doc, name=NAME, spans=[span for span in spans if span is not None])
