"""The model inside a spaCy pipeline."""

import spacy
from spacy.tokens import Doc

import culture_nlp.spacy_component
from culture_nlp.spacy_component import NAME


def pipeline(**config: bool) -> spacy.language.Language:
    nlp = spacy.blank("nl")
    nlp.add_pipe(NAME, config=config)
    return nlp


def test_themes_and_labelled_spans() -> None:
    doc = pipeline()("De werkdruk is veel te hoog. De koffie is lekker.")
    assert "workload" in doc._.themes
    assert -2 <= doc._.sentiment_score <= 2
    labels = {span.label_: span.text for span in doc.spans[NAME]}
    assert labels["workload:negative"] == "De werkdruk is veel te hoog."


def test_spans_are_of_the_themes_of_the_doc_and_can_be_left_out() -> None:
    text = "De werkdruk is veel te hoog. De koffie is lekker, maar er wordt geroddeld."
    doc, plain = pipeline()(text), pipeline(spans=False)(text)
    assert {span.label_.split(":")[0] for span in doc.spans[NAME]} == set(doc._.themes)
    assert plain._.themes == doc._.themes
    assert not plain.spans[NAME]


def test_the_question_is_read() -> None:
    nlp = pipeline()
    component = nlp.get_pipe(NAME)
    found = []
    for question in ("Wat gaat er goed?", "Wat kan er beter?"):
        doc: Doc = nlp.make_doc("de samenwerking")
        doc._.question = question
        found.append(component(doc)._.themes.get("collaboration"))
    assert found == ["positive", "negative"]


def test_empty_docs_and_many_docs() -> None:
    docs = list(pipeline().pipe(["", "prima", "te weinig mensen, te veel werk"]))
    assert docs[0]._.themes == {}
    assert docs[0]._.sentiment_score is None
    assert "workload" in docs[2]._.themes


def test_the_factory_is_an_entry_point() -> None:
    assert culture_nlp.spacy_component.NAME in spacy.util.registry._entry_point_factories.get_entry_points()
