"""Bullets, wrapping, marks of tools, and what stands between the items."""

import pytest

from tests.read.retro_notes import read_below, read_items, read_texts


def test_facts_about_the_notes_are_no_items() -> None:
    notes = "# Retro\n- Datum: 5 mei\n- Locatie: Utrecht\n- Scrum master: Ines\n## Tops\n- Tijd: genoeg\n"
    assert read_items(notes) == [("Tops", "Tijd: genoeg")]


def test_child_bullets_are_joined_to_their_parent() -> None:
    notes = (
        "# Retro van Jorn en Mats\n## Tips\n- Communicatie in user stories\n"
        "  - *Jorn en ik hadden allebei hetzelfde gemaakt.*\n- Planning:\n    - te krap\n    - te laat\n"
    )
    assert read_texts(notes) == [
        "Communicatie in user stories – Iemand en ik hadden allebei hetzelfde gemaakt.",
        "Planning: te krap; te laat",
    ]


def test_bullets_under_a_bullet_that_is_a_heading_or_a_name() -> None:
    notes = (
        "# Retro van Mats en Ines\n- Wat ging goed?\n  - rust\n  - tempo\n- Wat kan beter:\n  - Mats:\n    - drukte\n"
    )
    assert read_items(notes) == [
        ("Wat ging goed?", "rust"),
        ("Wat ging goed?", "tempo"),
        ("Wat kan beter", "drukte"),
    ]


def test_wrapped_lines_are_joined() -> None:
    bullet = "- Als er een tijd stond werd die niet altijd gehaald. Dat gaf\n  wat irritatie.\n- kort"
    assert read_below(bullet) == [
        "Als er een tijd stond werd die niet altijd gehaald. Dat gaf wat irritatie.",
        "kort",
    ]
    paragraph = "We hebben deze weken veel geleerd over hoe je samen een planning\nmaakt die haalbaar is."
    assert read_below(paragraph) == [paragraph.replace("\n", " ")]
    assert read_below("Het was een\nrommelige week") == ["Het was een rommelige week"]


@pytest.mark.parametrize(
    "lines",
    [
        "- rust\n- tempo",
        "* rust\n* tempo",
        "-rust\n-tempo",
        " - rust\n - tempo",
        "\t- rust\n\t- tempo",
        "1. rust\n2. tempo",
        "> rust\n> tempo",
        "> - rust\n> - tempo",
        "rust\ntempo",
        "rust<br>\ntempo<br/>",
        "rust  \ntempo  ",
        "- [x] rust\n- [ ] tempo",
        "• rust\n•tempo",
        "- rust\n- \n-\n- tempo",
        "- rust\n- ...\n- …\n- nvt\n- tempo",
        "<ul>\n<li>rust</li>\n<li>tempo</li>\n</ul>",
        "1.\nrust\n2.\ntempo",
        "- **rust**\n- _tempo_",
        "- rust\r\n- tempo\r\n",
        "- rust (3x)\n- tempo +2",
        "- rust [4]\n- tempo •••",
        "- rust xxx\n- 3x tempo",
        "- (2) rust\n- tempo (2 stemmen)",
        "- 10:32 rust\n- [2024-04-05 10:32] tempo",
        "<details>\n\n- rust\n- <span style='x'>tempo</span>&nbsp;\n\n</details>",
    ],
)
def test_styles_of_bullets_and_marks_of_tools(lines: str) -> None:
    assert read_below(lines) == ["rust", "tempo"]


def test_content_that_looks_like_a_mark_stays() -> None:
    lines = "- 7,5\n- build brak 3x\n- 2 dagen vrij\n- (te) veel overleg\n- MR's :D\n- niet *zo* fijn 😔\n"
    assert read_below(lines + "- start/stop_data lezen") == [
        "7,5",
        "build brak 3x",
        "2 dagen vrij",
        "(te) veel overleg",
        "MR's :D",
        "niet zo fijn 😔",
        "start/stop_data lezen",
    ]


def test_checkbox_with_glue() -> None:
    assert read_below("- [ ] Eerder om hulp vragen;hulp vragen dus.") == ["Eerder om hulp vragen; hulp vragen dus."]


def test_bookkeeping_is_left_out() -> None:
    lines = (
        "- [Testen schrijven](https://voorbeeld.example/116)\n    - **Status:** mee bezig\n"
        "    - **Oorzaak niet afgerond:** geen tijd gehad\n    - **Actie volgende sprint:** inplannen\n- rust"
    )
    assert read_below(lines) == ["rust"]


def test_what_stands_between_the_items_is_left_out() -> None:
    notes = """\
[[_TOC_]]
# Inhoudsopgave
- [Sprint 1](#sprint-1)
- [Wat ging goed](#goed)

# Inleiding
We keken wat goed ging en wat beter kon.

_Datum: 6-11-2025_
// Alle tekst met // weghalen
>> Geef elkaar feedback
<!-- Wat ging goed?
- verborgen -->

## Cijfers
Story points: 12
- 12 punten

## Wat ging goed?
> _Wat gaat er goed?_
>Beschrijf hier per teamlid wat er goed ging
_To be filled in_
- rust
- [commit](https://voorbeeld.example/3)
- https://voorbeeld.example/bord
- Bord: https://voorbeeld.example/bord
![retro bord](retro2.png)
<img src="x.png">

```mermaid
pie title Punten
  "Mats" : 3
```

---
***

## Wat kan beter?
* goed idee *echt waar*
*Disclaimer: ik was er niet bij.*
- [Ik wil leren hoe je beter plant](https://voorbeeld.example/7)

## Actiepunten vorige sprint
- [x] bord opruimen
## Vorig Verbeterdoel
- op tijd komen
## Vorige week
- lunch

## Situatie (S):
Het liep vast.
## Eindconclusie
Mooi.
"""
    assert read_items(notes) == [
        ("Wat ging goed?", "rust"),
        ("Wat kan beter?", "goed idee echt waar"),
        ("Wat kan beter?", "Ik wil leren hoe je beter plant"),
    ]


def test_footnote_is_no_item() -> None:
    assert read_below("- heeft niets* bijgedragen\n- rust\n* was met het verslag bezig") == [
        "heeft niets bijgedragen",
        "rust",
    ]


def test_stray_fence_does_not_swallow_the_notes() -> None:
    assert read_texts("```\n## Tops\n- rust\n```\n## Tips\n- tempo\n") == ["rust", "tempo"]
    assert read_texts("## Tops\n- rust\n```\n- tempo\n") == ["rust", "tempo"]


def test_issue_tracker() -> None:
    notes = (
        "*Update verbeterpunten sprint 11\n- demo kost halve dag (let op bij planning)\n- ...\n"
        "ineskoper · comment · 2024-04-05\n@jorn was nog iets over het bord\n"
    )
    assert read_texts(notes) == ["demo kost halve dag (let op bij planning)", "Iemand was nog iets over het bord"]


def test_forum_post_without_its_date_its_copy_and_its_quote() -> None:
    post = "Er wordt hier alleen gepraat over wie er niet is, al jaren."
    notes = f"woensdag 5 juni 2024 om 11:43\n{post}\n\n{post}\n\nJa klopt!vlinder88 schreef: ↑05-06-2024 11:39Dus hij\n"
    assert read_texts(notes) == [post, "Ja klopt!"]
