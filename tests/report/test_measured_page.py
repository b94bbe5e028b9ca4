"""Pages for researchers: whole, escaped, and right about what they draw; what they count is counted by hand."""

import re
from collections.abc import Iterable
from dataclasses import fields
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import culture_nlp.report
from culture_nlp.measure.confusions import confusions, flat, pole_labels
from culture_nlp.measure.metrics import Bools, Measures
from culture_nlp.measure.mistakes import disagreements, mistakes
from culture_nlp.measure.reliability import BINS, reliability
from culture_nlp.measure.report import expected_calibration_error
from culture_nlp.report.axis import difference_axis, value_axis
from culture_nlp.report.confusion_grid import confusion_grid
from culture_nlp.report.measured_page import LISTED, MEASURES, render_comparison, render_evaluation
from culture_nlp.taxonomy import Taxonomy

HOSTILE = "<script>alert(1)</script>"
TURNED = "u\u202e1"
"""An id that turns the direction of writing."""


class Page(HTMLParser):
    """Tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def attributes(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name))]


def cells(taxonomy: Taxonomy, *units: Iterable[str]) -> Bools:
    labels = pole_labels(taxonomy.theme_ids)
    out = np.zeros((len(units), len(labels)), dtype=np.bool_)
    for row, names in enumerate(units):
        out[row, [labels.index(name) for name in names]] = True
    return out.reshape(len(units), -1, 2)


def poles(ids: Iterable[str]) -> list[dict[str, Any]]:
    row = {"support": 12, "precision": 0.5, "recall": 0.25, "f1": 0.333, "f1_interval": (0.1, 0.6)}
    return [row | {"id": i, "pole": pole} for i in ids for pole in ("negative", "positive")]


@pytest.fixture
def evaluation(taxonomy: Taxonomy) -> dict[str, Any]:
    error = {"missed": ["workload negative"], "wrong": ["safety.risk_taking positive"], "right": ["feedback positive"]}
    empty = {"cells": 0, "probability": None, "share": None, "interval": None}
    full = {"cells": 1234, "probability": 0.3, "share": 0.7, "interval": [0.6, 0.8]}
    return {
        "data_sha256": "ab" * 32,
        "seed": 3,
        "model": f"model {HOSTILE}",
        "ece_theme_pole": 0.0123,
        "units": 2000,
        "writers": 40,
        "measures": {name: {"value": 0.5, "interval": [0.25, 0.75]} for name in MEASURES},
        "interval_method": "bootstrap over writers",
        "themes": poles(taxonomy.theme_ids),
        "facets": poles(taxonomy.facet_ids),
        "reliability": [{"low": 0.0, "high": 0.5} | empty, {"low": 0.5, "high": 1.0} | full],
        "confusions": {
            "missed": 30,
            "nothing_instead": 20,
            "pairs": [
                {
                    "missed": "workload negative",
                    "given": "communication negative",
                    "units": 7,
                    "of": 9,
                    "relation": "neighbour",
                }
            ],
        },
        "errors": [{"id": HOSTILE} | error, {"id": TURNED} | error]
        + [{"id": f"unit-{i}"} | error for i in range(LISTED)],
    }


@pytest.fixture
def comparison(taxonomy: Taxonomy) -> dict[str, Any]:
    row = {"first": 0.5, "second": 0.55, "difference": 0.05}
    nothing: dict[str, Any] = {"first_missed": [], "first_wrong": [], "second_missed": [], "second_wrong": []}
    labels = [
        {"label": label, "first": 0.5, "second": 0.6, "p": 0.01, "p_holm": 0.4}
        for label in pole_labels(taxonomy.theme_ids)
    ]
    labels[0] |= {"p_holm": 0.01}
    return {
        "first": "one.jsonl",
        "second": HOSTILE,
        "units": 100,
        "writers": 100,
        "data_sha256": "cd" * 32,
        "seed": 0,
        "method": "paired bootstrap",
        "measures": {name: row | {"interval": [-0.01, 0.11]} for name in MEASURES}
        | {"theme_micro_f1": row | {"interval": [0.01, 0.09]}},
        "labels": labels,
        "disagreements": [
            nothing | {"id": HOSTILE, "right": "second", "closer": "second", "first_missed": ["workload negative"]},
            nothing | {"id": "u2", "right": "neither", "closer": "first", "second_wrong": ["feedback positive"]},
        ],
    }


@pytest.fixture(params=["evaluation", "comparison"])
def page(request: pytest.FixtureRequest, taxonomy: Taxonomy) -> str:
    make = {"evaluation": render_evaluation, "comparison": render_comparison}[request.param]
    return make(request.getfixturevalue(request.param), taxonomy)


def test_a_page_needs_nothing_from_outside_and_runs_nothing(page: str) -> None:
    parsed = Page(page)
    assert page.lstrip().startswith("<!doctype html>")
    assert not {"script", "link", "img", "iframe", "base", "form"} & {tag for tag, _ in parsed.tags}
    assert not parsed.attributes("src")
    assert not [name for _, attrs in parsed.tags for name in attrs if name.startswith("on")]
    for outside in ("@import", "url(", "://"):
        assert outside not in page


def test_names_and_ids_are_escaped(page: str) -> None:
    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3
    assert "\u202e" not in page


def test_a_page_can_be_navigated(page: str) -> None:
    parsed = Page(page)
    levels = [int(tag[1]) for tag, _ in parsed.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert all(attrs.get("scope") for tag, attrs in parsed.tags if tag == "th")
    ids = parsed.attributes("id")
    assert len(ids) == len(set(ids))
    assert {href.removeprefix("#") for href in parsed.attributes("href")} <= set(ids)
    assert set(parsed.attributes("aria-labelledby")) <= set(ids)


def test_every_class_has_a_style(page: str) -> None:
    folder = Path(culture_nlp.report.__file__).parent / "templates"
    styles = "".join((folder / name).read_text(encoding="utf-8") for name in ("signals.css", "measured.css"))
    used = {name for value in Page(page).attributes("class") for name in value.split()}
    assert {name for name in used if f".{name}" not in styles} == set()


def test_every_measure_has_a_name() -> None:
    assert set(MEASURES) == {f.name for f in fields(Measures)} - {"units"}


def test_an_evaluation_tells_what_was_measured(evaluation: dict[str, Any], taxonomy: Taxonomy) -> None:
    html = render_evaluation(evaluation, taxonomy)
    for found in ("2,000", "ab" * 32, "bootstrap over writers", "0.0123", "1,234", "0.250 … 0.750"):
        assert found in html
    assert 'x1="25.0%" x2="75.0%" y1="13" y2="13"' in html
    workload = taxonomy.theme("workload").label_en
    assert f"{workload}, negative" in html
    assert f"Safety: {taxonomy.facet('risk_taking').label_en}, positive" in html
    assert "each unit counts as one" not in html


def test_a_page_lists_so_many_units_and_says_how_many_more(evaluation: dict[str, Any], taxonomy: Taxonomy) -> None:
    html = render_evaluation(evaluation, taxonomy)
    assert "302 of 2,000 units" in html
    assert "And 2 more" in html
    assert "unit-297<" in html
    assert "unit-298<" not in html


def test_labels_of_a_file_have_no_reliability(evaluation: dict[str, Any], taxonomy: Taxonomy) -> None:
    for key in ("model", "ece_theme_pole", "reliability"):
        del evaluation[key]
    evaluation |= {"predicted": "second-reader.jsonl", "errors": []}
    evaluation["confusions"] = {"missed": 0, "nothing_instead": 0, "pairs": []}
    html = render_evaluation(evaluation, taxonomy)
    assert "Evaluation of second-reader.jsonl" in html
    assert 'class="diagram"' not in html
    assert "calibration" not in html
    assert "No unit has both" in html


def test_a_label_without_gold_units_has_no_figures(evaluation: dict[str, Any], taxonomy: Taxonomy) -> None:
    assert "no gold unit" not in render_evaluation(evaluation, taxonomy)
    evaluation["themes"][0]["support"] = 0
    assert render_evaluation(evaluation, taxonomy).count("no gold unit") == 1


def test_a_comparison_marks_what_is_clear(comparison: dict[str, Any], taxonomy: Taxonomy) -> None:
    html = render_comparison(comparison, taxonomy)
    assert html.count('<tr class="clear">') == 2
    assert html.count(">clear</span>") == 1
    assert "1 of 44 labels differ" in html
    assert "right on 0 of them, the second on 1, neither on 1" in html
    assert "neither (first is closer)" in html
    assert "each unit counts as one" in html


def test_an_axis_holds_its_values() -> None:
    assert value_axis([0.2, 0.9]).at(0.25) == 25
    assert value_axis([-0.1]).at(0) == 50
    assert difference_axis([-0.03, 0.01]).ticks == (-0.05, -0.025, 0, 0.025, 0.05)
    assert difference_axis([]).at(0) == 50
    assert difference_axis([1.4]).at(1) == 75
    assert value_axis([]).at(1.7) == 100


def test_confusions_count_units_in_which_one_is_missed_and_the_other_wrong(taxonomy: Taxonomy) -> None:
    first, second = taxonomy.borders[0].between
    gold = cells(taxonomy, [f"{first} negative"], [f"{first} negative"], [f"{first} negative"], [f"{first} positive"])
    given = cells(taxonomy, [f"{second} negative"], [f"{second} negative"], [], [f"{first} negative"])
    found = confusions(given, gold, taxonomy)
    assert (found["missed"], found["nothing_instead"]) == (4, 1)
    assert [(p["missed"], p["given"], p["units"], p["of"], p["relation"]) for p in found["pairs"]] == [
        (f"{first} negative", f"{second} negative", 2, 3, "neighbour"),
        (f"{first} positive", f"{first} negative", 1, 1, "other pole"),
    ]
    grid = confusion_grid(found["pairs"], taxonomy)[first]
    column = taxonomy.theme_ids.index
    assert (grid[column(second)].count, grid[column(second)].colour, grid[column(second)].neighbour) == (2, "p3", True)
    assert (grid[column(first)].count, grid[column(first)].neighbour) == (1, False)
    assert sum(square.colour != "zero" for square in grid) == 2


def test_right_labels_are_no_confusions(taxonomy: Taxonomy) -> None:
    gold = cells(taxonomy, ["workload negative", "feedback positive"], [])
    assert confusions(gold, gold, taxonomy) == {"missed": 0, "nothing_instead": 0, "pairs": []}


def test_mistakes_come_by_their_number_and_by_id(taxonomy: Taxonomy) -> None:
    gold = cells(taxonomy, ["workload negative"], ["workload negative", "feedback positive"], ["feedback positive"])
    given = cells(taxonomy, ["workload negative"], ["workload negative"], ["feedback negative"])
    found = mistakes(flat(given), flat(gold), ["a", "b", "c"], pole_labels(taxonomy.theme_ids))
    assert found == [
        {"id": "c", "missed": ["feedback positive"], "wrong": ["feedback negative"], "right": []},
        {"id": "b", "missed": ["feedback positive"], "wrong": [], "right": ["workload negative"]},
    ]


def test_where_two_differ_one_of_them_is_right_on_each_label() -> None:
    labels = ["x", "y", "z"]
    gold = np.array([[1, 1, 0], [1, 0, 0], [1, 0, 0], [0, 0, 0]], dtype=bool)
    first = np.array([[1, 1, 0], [0, 0, 1], [0, 1, 0], [1, 1, 1]], dtype=bool)
    second = np.array([[1, 0, 1], [1, 0, 1], [1, 0, 0], [1, 1, 1]], dtype=bool)
    found = {unit.pop("id"): unit for unit in disagreements(first, second, gold, ["a", "b", "c", "d"], labels)}
    assert list(found) == ["a", "c", "b"]
    assert (found["a"]["right"], found["a"]["second_missed"], found["a"]["second_wrong"]) == ("first", ["y"], ["z"])
    assert (found["b"]["right"], found["b"]["closer"], found["b"]["first_missed"]) == ("neither", "second", ["x"])
    assert (found["c"]["right"], found["c"]["first_missed"], found["c"]["first_wrong"]) == ("second", ["x"], ["y"])
    assert found["b"]["first_wrong"] == []


def test_reliability_of_honest_and_of_boasting_probabilities() -> None:
    rng = np.random.default_rng(7)
    p = rng.random((2000, 2, 2))
    gold = rng.random(p.shape) < p
    writers = [f"w{i // 20}" for i in range(len(p))]
    honest = reliability(p, gold, writers)
    assert len(honest) == BINS
    assert sum(row["cells"] for row in honest) == p.size
    assert sum(row["interval"][0] <= row["probability"] <= row["interval"][1] for row in honest) >= BINS - 3
    ece = sum(row["cells"] * abs(row["probability"] - row["share"]) for row in honest) / p.size
    assert ece == pytest.approx(expected_calibration_error(p, gold), abs=1e-4)
    boasting = reliability(np.full(p.shape, 0.97), gold, writers)
    assert [row["cells"] for row in boasting] == [0] * (BINS - 1) + [p.size]
    assert boasting[0]["share"] is None
    assert boasting[-1]["interval"][1] < 0.6
