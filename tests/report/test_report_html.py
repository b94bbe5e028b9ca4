"""The page is one file without network, readable by everybody, and shows nothing of an unpublished group."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest

import culture_nlp.report
from culture_nlp.files import InputReport
from culture_nlp.pipeline import Analysis
from culture_nlp.report.html import render_html
from culture_nlp.taxonomy import Taxonomy

CSS = (Path(culture_nlp.report.__file__).parent / "templates" / "signals.css").read_text(encoding="utf-8")
HOSTILE, FORMULA = "<script>alert(1)</script>", "=HYPERLINK(1)"
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
Language = Literal["nl", "en"]


class Page(HTMLParser):
    """Tags with their attributes, and the text of every table row."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[str] = []
        self.inside_row = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append("")
        self.inside_row = self.inside_row or tag == "tr"

    def handle_endtag(self, tag: str) -> None:
        self.inside_row = self.inside_row and tag != "tr"

    def handle_data(self, data: str) -> None:
        if self.inside_row:
            self.rows[-1] += data

    def attributes(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name))]


@LANGUAGES
def test_the_page_needs_nothing_from_outside(analysis: Analysis, taxonomy: Taxonomy, language: Language) -> None:
    html = render_html(analysis, taxonomy, language)
    page = Page(html)
    assert html.lstrip().startswith("<!doctype html>")
    assert f'<html lang="{language}">' in html
    assert not {"script", "link", "img", "iframe", "base", "form"} & {tag for tag, _ in page.tags}
    assert not page.attributes("src")
    assert "@import" not in html
    assert "url(" not in html
    assert "://" not in html


def test_the_name_of_a_team_is_escaped(analysis: Analysis, taxonomy: Taxonomy) -> None:
    html = render_html(analysis, taxonomy)
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@LANGUAGES
def test_the_page_can_be_navigated(analysis: Analysis, taxonomy: Taxonomy, language: Language) -> None:
    page = Page(render_html(analysis, taxonomy, language))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert {"header", "main", "footer"} <= {tag for tag, _ in page.tags}
    assert all(attrs.get("scope") for tag, attrs in page.tags if tag == "th")
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    assert {href.removeprefix("#") for href in page.attributes("href")} <= set(ids)
    assert set(page.attributes("aria-labelledby")) <= set(ids)


def test_unpublished_groups_get_the_same_words_and_no_number(analysis: Analysis, taxonomy: Taxonomy) -> None:
    rows = Page(render_html(analysis, taxonomy)).rows
    for name in (HOSTILE, FORMULA):
        (row,) = [row for row in rows if name in row]
        assert row.replace(name, "").split() == ["Niet", "gepubliceerd"]


def test_of_an_unpublished_whole_not_even_the_input_is_counted(all_hidden: Analysis, taxonomy: Taxonomy) -> None:
    html = render_html(all_hidden, taxonomy)
    assert "Over het geheel zijn geen cijfers gepubliceerd." in html
    assert "Wat is gelezen" not in html
    assert "<svg" not in html
    assert "<td" not in html
    text = re.sub(r"<style>.*?</style>|<[^>]+>|[0-9a-f]{64}", " ", html, flags=re.DOTALL)
    assert not re.search(r"\b[78]\b", text)


def test_a_published_group_has_shares_intervals_and_questions(analysis: Analysis, taxonomy: Taxonomy) -> None:
    html = render_html(analysis, taxonomy)
    for found in ("62%", "marge 52–74%", "−0,4", "marge −0,7 tot −0,1", "47 van 100", "marge 38 tot 57"):
        assert found in html
    assert taxonomy.theme("workload").question_nl in html
    assert taxonomy.theme("feedback").question_nl not in html
    assert html.count("weinig klachten is geen bewijs van veiligheid") == 2


def test_a_balance_that_may_be_zero_is_marked(analysis: Analysis, taxonomy: Taxonomy) -> None:
    html = render_html(analysis, taxonomy)
    assert re.search(r'<span class="cell n3">−51</span>', html)
    assert re.search(r'<span class="cell zero unsure">0<span class="unseen"> onzeker</span></span>', html)


def test_a_stored_release_has_no_chapter_on_the_input(analysis: Analysis, taxonomy: Taxonomy) -> None:
    assert "Gelezen: 41 rijen, 97 antwoorden." in render_html(analysis, taxonomy)
    assert "Wat is gelezen" not in render_html(Analysis(InputReport(), analysis.release), taxonomy)


def test_places_of_rejected_rows_stay_out_of_a_page_that_is_passed_on(analysis: Analysis, taxonomy: Taxonomy) -> None:
    html = render_html(analysis, taxonomy)
    assert "a.csv" not in html
    assert "Rij 2" not in html


def test_an_empty_release_makes_a_page(analysis: Analysis, taxonomy: Taxonomy) -> None:
    empty = analysis.release.model_copy(update={"teams": ()})
    assert "Geen antwoord kon worden gescoord." in render_html(Analysis(InputReport(), empty), taxonomy)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_is_readable_on_its_ground(scheme: int) -> None:
    block = re.findall(r":root \{(.*?)\}", CSS, flags=re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    inks = [name for name in colours if name.endswith("-ink")]
    assert len(inks) == 11
    for ink in inks:
        assert contrast(colours[ink], colours[ink.removesuffix("-ink")]) >= 4.5, ink
    for ground in ("paper", "card"):
        assert contrast(colours["quiet-ink"], colours[ground]) >= 4.5
        assert contrast(colours["link"], colours[ground]) >= 4.5
    for bar in ("negative", "positive", "scale"):
        assert contrast(colours[bar], colours["track"]) >= 3, bar
