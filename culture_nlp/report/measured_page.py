"""Evaluation and comparison as one page each, for researchers: no script, no network, and of a unit its id only.

Both are made of the document that ``evaluate`` and ``compare`` write as JSON; a page tells nothing that is not there.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from culture_nlp.report.axis import difference_axis, value_axis
from culture_nlp.report.confusion_grid import confusion_grid
from culture_nlp.report.texts import printable
from culture_nlp.taxonomy import Taxonomy

Document = Mapping[str, Any]

LISTED: Final = 300
"""Units that a page lists at most; the JSON has all."""
PAIRS: Final = 15
CLEAR: Final = 0.05
MEASURES: Final = {
    "theme_pole_micro_f1": "Theme × pole, F1 (micro)",
    "theme_pole_macro_f1": "Theme × pole, F1 (macro)",
    "theme_micro_f1": "Theme whatever its pole, F1",
    "no_theme_f1": "No theme at all, F1",
    "sentiment_kappa": "Sentiment −2 … +2, weighted κ",
    "sentiment_label_macro_f1": "Sentiment label, F1 (macro)",
    "evidence_f1": "Evidence on safety, F1",
    "level_kappa": "Level of safety, weighted κ",
    "facet_pole_micro_f1": "Facet of safety × pole, F1",
}
RELATIONS: Final = {"other pole": "same theme, other pole", "neighbour": "neighbour", "other theme": "other theme"}


def render_evaluation(document: Document, taxonomy: Taxonomy) -> str:
    """The page of an evaluation.

    Args:
        document: as ``evaluate --json`` writes it; ``reliability`` is there only where a model was run.
        taxonomy: the one that the labels are of.
    """
    pairs = document["confusions"]["pairs"]
    axis = value_axis(bound for cell in document["measures"].values() for bound in cell["interval"])
    return _render(
        "evaluation.html.j2",
        document,
        taxonomy,
        axis=axis,
        unit_axis=value_axis([]),
        errors=_listed(document["errors"]),
        pairs=pairs[:PAIRS],
        grid=confusion_grid(pairs, taxonomy),
    )


def render_comparison(document: Document, taxonomy: Taxonomy) -> str:
    """The page of a comparison of two models.

    Args:
        document: as ``compare --json`` writes it.
        taxonomy: the one that the labels are of.
    """
    right = [unit["right"] for unit in document["disagreements"]]
    return _render(
        "comparison.html.j2",
        document,
        taxonomy,
        axis=difference_axis(bound for row in document["measures"].values() for bound in row["interval"]),
        unit_axis=value_axis([]),
        clear=sum(row["p_holm"] < CLEAR for row in document["labels"]),
        level=CLEAR,
        right={which: right.count(which) for which in ("first", "second", "neither")},
        disagreements=_listed(document["disagreements"]),
    )


def _render(template: str, document: Document, taxonomy: Taxonomy, **more: Any) -> str:
    labels = _labels(taxonomy)

    def named(keys: Iterable[str]) -> str:
        return "; ".join(labels[key] for key in keys)

    return (
        _environment()
        .get_template(template)
        .render(
            d=document,
            taxonomy=taxonomy,
            themes={theme.id: theme.label_en for theme in taxonomy.themes},
            facets={facet.id: facet.label_en for facet in taxonomy.facets},
            named=named,
            measures=MEASURES,
            relations=RELATIONS,
            **more,
        )
    )


def _labels(taxonomy: Taxonomy) -> dict[str, str]:
    """``workload negative`` of a document to words."""
    words = {theme.id: theme.label_en for theme in taxonomy.themes}
    words |= {f"safety.{facet.id}": f"Safety: {facet.label_en}" for facet in taxonomy.facets}
    return {f"{key} {pole}": f"{word}, {pole}" for key, word in words.items() for pole in ("negative", "positive")}


def _listed(units: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [unit | {"id": printable(unit["id"])} for unit in units[:LISTED]]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("culture_nlp.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
