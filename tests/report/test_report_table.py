"""The table is plain text in a pipe, fits its width, and says one thing of every unpublished group."""

import io
from typing import Literal

import pytest
from rich.console import Console

from culture_nlp.files import InputReport
from culture_nlp.pipeline import Analysis
from culture_nlp.report.table import PIPED_WIDTH, print_signals
from culture_nlp.taxonomy import Taxonomy


def printed(
    analysis: Analysis, taxonomy: Taxonomy, language: Literal["nl", "en"] = "nl", terminal: int | None = None
) -> str:
    file = io.StringIO()
    console = Console(file=file, force_terminal=False)
    if terminal:
        console = Console(file=file, force_terminal=True, width=terminal, color_system="standard")
    print_signals(console, analysis, taxonomy, language)
    return file.getvalue()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_pipe_gets_plain_text_of_100_columns(
    analysis: Analysis, taxonomy: Taxonomy, language: Literal["nl", "en"]
) -> None:
    text = printed(analysis, taxonomy, language)
    assert "\x1b" not in text
    assert max(len(line) for line in text.splitlines()) == PIPED_WIDTH


def test_a_terminal_gets_colour(analysis: Analysis, taxonomy: Taxonomy) -> None:
    assert "\x1b[" in printed(analysis, taxonomy, terminal=100)


def test_no_figure_or_label_is_cut_off(analysis: Analysis, taxonomy: Taxonomy) -> None:
    text = printed(analysis, taxonomy)
    assert "…" not in text
    for found in (
        "- Haalbare werkdruk",
        "62% (52-74%)",
        "-0,4",
        "-0,7 tot -0,1",
        "38 tot 57",
        "34 respondenten",
    ):
        assert found in text


def test_three_concerns_and_two_strengths_in_order_of_share(analysis: Analysis, taxonomy: Taxonomy) -> None:
    signs = [
        sign
        for line in printed(analysis, taxonomy).split("Signalen per groep")[1].splitlines()
        for sign in ("- ", "+ ")
        if f" {sign}" in line and "%" in line
    ]
    assert signs == ["- ", "- ", "- ", "+ ", "+ "] * 2


def test_unpublished_groups_get_the_same_words_and_no_number(analysis: Analysis, taxonomy: Taxonomy) -> None:
    text = printed(analysis, taxonomy)
    assert text.count("Niet gepubliceerd") == 2
    (line,) = [line for line in text.splitlines() if "=HYPERLINK" in line]
    assert line.split("=HYPERLINK(1)")[1].split() == ["Niet", "gepubliceerd"]


def test_what_was_read_is_told_in_dutch(analysis: Analysis, taxonomy: Taxonomy) -> None:
    text = printed(analysis, taxonomy)
    for found in ("41 rijen, 97 antwoorden", "8: geen antwoord", "geen Nederlands (2)", "E-mail, Naam"):
        assert found in text
    assert text.count("a.csv: Rij") == 10
    assert "en nog 2" in text


def test_names_cannot_steer_the_terminal(analysis: Analysis, taxonomy: Taxonomy) -> None:
    team = analysis.release.teams[2].model_copy(update={"path": ("\x1b[31m[red]ICT\u202e",)})
    release = analysis.release.model_copy(update={"teams": (team,)})
    text = printed(Analysis(InputReport(), release), taxonomy)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[red]ICT" in text


def test_without_groups_the_input_is_still_told(analysis: Analysis, taxonomy: Taxonomy) -> None:
    empty = analysis.release.model_copy(update={"teams": ()})
    text = printed(Analysis(analysis.input, empty), taxonomy)
    assert "41 rijen" in text
    assert "Geen antwoord kon worden gescoord." in text
