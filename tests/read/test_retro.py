"""Retro notes in the layouts that people really use; all content here is invented."""

import re
import tomllib
from pathlib import Path

import pytest

from culture_nlp.read.options import ReadOptions
from culture_nlp.read.retro import NO_TEAM, read_retro
from culture_nlp.read.retro_headings import Meaning, heading_meaning
from culture_nlp.records import Answer, RejectedRow, TeamPath

NAMES = ("Mats", "Ines", "Koper", "Jorn")


def _pseudonym(mark: str) -> str:
    return f"p{sum(ord(sign) * (at + 1) for at, sign in enumerate(mark))}"


def _rows(
    text: str, team: TeamPath | None = None, maximum_characters: int = 10_000
) -> list[Answer | RejectedRow]:
    options = ReadOptions(pseudonym=_pseudonym, team=team, maximum_characters=maximum_characters)
    return list(read_retro(text, file="retro.md", options=options))


def _answers(text: str) -> list[Answer]:
    rows = _rows(text)
    answers = [row for row in rows if isinstance(row, Answer)]
    assert len(answers) == len(rows)
    assert len({answer.id for answer in answers}) == len(answers)
    for answer in answers:
        assert answer.kind == "retro"
        assert answer.question is None
        for name in NAMES:
            assert not re.search(rf"\b{name}", f"{answer.text} {answer.heading}", re.IGNORECASE)
    return answers


def _items(text: str) -> list[tuple[str | None, str]]:
    return [(answer.heading, answer.text) for answer in _answers(text)]


def _texts(text: str) -> list[str]:
    return [answer.text for answer in _answers(text)]


def _writers(text: str) -> dict[str, str | None]:
    return {answer.text: answer.respondent for answer in _answers(text)}


def _below(lines: str, heading: str = "Wat ging goed?") -> list[str]:
    return _texts(f"## {heading}\n{lines}\n")


PERSON_FIRST = """\
# Sprint 2 Groep Otters [04/09--15/09] - Retrospective van Mats, Ines(SM) en Jorn
## Mats:
### Wat ging goed?
- fijn samengewerkt
### Wat kan beter?
- planning
## Ines Koper
## Wat kan beter?
- nogsteeds te laat hulp vragen
## Tips
- minder praten
"""


def test_person_first_with_a_level_that_slips() -> None:
    assert _items(PERSON_FIRST) == [
        ("Wat ging goed?", "fijn samengewerkt"),
        ("Wat kan beter?", "planning"),
        ("Wat kan beter?", "nogsteeds te laat hulp vragen"),
        ("Tips", "minder praten"),
    ]
    mats, mats_too, ines, ines_too = (answer.respondent for answer in _answers(PERSON_FIRST))
    assert mats == mats_too is not None
    assert ines == ines_too is not None
    assert mats != ines


def test_title_gives_participants_and_team() -> None:
    for answer in _answers(PERSON_FIRST):
        assert answer.participants == 3
        assert answer.team == ("Groep Otters",)


QUESTION_FIRST = """\
# Retro
Aanwezig: Mats, Ines, Jorn
## Wat ging goed?
**Mats:**

-Communicatie was top

**Ines:**\x20

Goede hulp gehad van de rest.\x20\x20
Liep achter maar kon alles vragen.

**Jorn:** Planning, communicatie, lezen.
## Wat kan beter?
- overleg
**Ines:** vaker thuis werken
"""


def test_question_first_with_names_in_front() -> None:
    assert _items(QUESTION_FIRST) == [
        ("Wat ging goed?", "Communicatie was top"),
        ("Wat ging goed?", "Goede hulp gehad van de rest."),
        ("Wat ging goed?", "Liep achter maar kon alles vragen."),
        ("Wat ging goed?", "Planning, communicatie, lezen."),
        ("Wat kan beter?", "overleg"),
        ("Wat kan beter?", "vaker thuis werken"),
    ]
    mats, ines, ines_too, jorn, nobody, ines_again = (
        answer.respondent for answer in _answers(QUESTION_FIRST)
    )
    assert ines == ines_too == ines_again
    assert nobody is None
    assert len({mats, ines, jorn}) == 3


def test_names_nobody_told_about_are_known_by_their_neighbours() -> None:
    notes = "**Met welke beslissing was jij het niet eens?**  \n- **Xiu:** was het overal mee eens  \n- **Bao:** nee  \n"
    answers = _answers(notes)
    assert [(a.heading, a.text) for a in answers] == [
        ("Met welke beslissing was jij het niet eens?", "was het overal mee eens"),
        ("Met welke beslissing was jij het niet eens?", "nee"),
    ]
    assert len({a.respondent for a in answers} - {None}) == 2


@pytest.mark.parametrize(
    "notes",
    [
        "## Wat ging goed?\n### Xiu\n- rust\n### Bao\n- orde\n## Wat kan beter?\n### Xiu\n- tempo\n### Bao\n- lunch\n",
        "Ging goed:\nXiu: rust\nBao: orde\nKan beter:\nXiu: tempo\nBao: lunch\n",
        "**Xiu**\n\nGing goed:\n- rust\nKan beter:\n- tempo\n\n**Bao**\n\nGing goed:\n- orde\nKan beter:\n- lunch\n",
        "## Xiu\n### Goed\n- rust\n### Beter\n- tempo\n## Bao\n### Goed\n- orde\n### Beter\n- lunch\n",
        "## Wat ging goed?\n**Xiu:** rust\n**Bao:** orde\n## Wat kan beter?\n**Xiu:** tempo\n**Bao:** lunch\n",
    ],
)
def test_names_that_come_back_are_people(notes: str) -> None:
    writers = _writers(notes)
    assert set(writers) == {"rust", "orde", "tempo", "lunch"}
    assert writers["rust"] == writers["tempo"] != writers["orde"] == writers["lunch"]
    assert None not in writers.values()


def test_subjects_that_come_back_are_no_people() -> None:
    notes = "## Ging goed\n- Rooster: fijn\n- Lunch: top\n## Kan beter\n- Rooster: laat\n- Lunch: te kort\n"
    assert set(_writers(notes).values()) == {None}
    headings = "## Ging goed\n### Planning\n- fijn\n### Sfeer\n- top\n## Kan beter\n### Planning\n- te laat\n"
    assert _writers(headings) == {"Planning: fijn": None, "Sfeer: top": None, "Planning: te laat": None}


def test_reflection_of_a_person_is_an_item() -> None:
    notes = "# Retro van Mats en Ines\n## Mats\n### Reflectie\nDeze week lag de druk hoog.\n"
    (answer,) = _answers(notes)
    assert (answer.heading, answer.text) == ("Reflectie", "Deze week lag de druk hoog.")
    assert answer.respondent is not None


def test_unknown_heading_beside_known_ones_is_a_section() -> None:
    notes = "# Retro\n## Hoe het ging\nWe zaten bij elkaar.\n## Tops\nrust\n## Regenwolken\nte druk\n"
    assert _items(notes) == [("Tops", "rust"), ("Regenwolken", "te druk")]


def test_facts_about_the_notes_are_no_items() -> None:
    notes = "# Retro\n- Datum: 5 mei\n- Locatie: Utrecht\n- Scrum master: Ines\n## Tops\n- Tijd: genoeg\n"
    assert _items(notes) == [("Tops", "Tijd: genoeg")]


def test_receiver_in_the_heading_is_left_out() -> None:
    assert _items("## Tips voor Sanne\n- eerder vragen\n- Sanne praat zacht\n") == [
        ("Tips voor iemand", "eerder vragen"),
        ("Tips voor iemand", "Iemand praat zacht"),
    ]


def test_question_is_kept_with_answers_that_need_it() -> None:
    notes = "**Wie hielp jou het meest?**\n- **Mats:** Jorn\n- **Ines:** 7,5\n- **Jorn:** Ja\n"
    assert _items(notes) == [("Wie hielp jou het meest?", "7,5"), ("Wie hielp jou het meest?", "Ja")]


def test_feedback_under_a_name_has_no_known_writer() -> None:
    notes = "# Retro van Mats en Ines\n#### Tops\n\n## Ines:\nop jou kan je rekenen\n### Tips\n## Ines:\nvaker laten horen\n"
    assert _items(notes) == [("Tops", "op jou kan je rekenen"), ("Tips", "vaker laten horen")]
    assert {answer.respondent for answer in _answers(notes)} == {None}


def test_feedback_after_sections_of_persons() -> None:
    notes = "## Mats\n### Wat ging goed?\n- rust\n## Jorn\n### Wat ging goed?\n- tempo\n#### Tops\n## Mats:\nfijne vent\n"
    assert _items(notes)[-1] == ("Tops", "fijne vent")
    assert _answers(notes)[-1].respondent is None


def test_child_bullets_are_joined_to_their_parent() -> None:
    notes = (
        "# Retro van Jorn en Mats\n## Tips\n- Communicatie in user stories\n"
        "  - *Jorn en ik hadden allebei hetzelfde gemaakt.*\n- Planning:\n    - te krap\n    - te laat\n"
    )
    assert _texts(notes) == [
        "Communicatie in user stories – Iemand en ik hadden allebei hetzelfde gemaakt.",
        "Planning: te krap; te laat",
    ]


def test_bullets_under_a_bullet_that_is_a_heading_or_a_name() -> None:
    notes = "# Retro van Mats en Ines\n- Wat ging goed?\n  - rust\n  - tempo\n- Wat kan beter:\n  - Mats:\n    - drukte\n"
    assert _items(notes) == [
        ("Wat ging goed?", "rust"),
        ("Wat ging goed?", "tempo"),
        ("Wat kan beter", "drukte"),
    ]


def test_wrapped_lines_are_joined() -> None:
    bullet = "- Als er een tijd stond werd die niet altijd gehaald. Dat gaf\n  wat irritatie.\n- kort"
    assert _below(bullet) == [
        "Als er een tijd stond werd die niet altijd gehaald. Dat gaf wat irritatie.",
        "kort",
    ]
    paragraph = "We hebben deze weken veel geleerd over hoe je samen een planning\nmaakt die haalbaar is."
    assert _below(paragraph) == [paragraph.replace("\n", " ")]
    assert _below("Het was een\nrommelige week") == ["Het was een rommelige week"]


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
    assert _below(lines) == ["rust", "tempo"]


def test_content_that_looks_like_a_mark_stays() -> None:
    lines = "- 7,5\n- build brak 3x\n- 2 dagen vrij\n- (te) veel overleg\n- MR's :D\n- niet *zo* fijn 😔\n- start/stop_data lezen"
    assert _below(lines) == [
        "7,5",
        "build brak 3x",
        "2 dagen vrij",
        "(te) veel overleg",
        "MR's :D",
        "niet zo fijn 😔",
        "start/stop_data lezen",
    ]


def test_bold_label_that_is_a_subject_stays() -> None:
    answers = _answers(
        "## Wat kan beter?\n- **Planning:** kan strakker.\n- **Sfeer:** was weg\n- Merge: gaat mis\n"
    )
    assert [a.text for a in answers] == ["Planning: kan strakker.", "Sfeer: was weg", "Merge: gaat mis"]
    assert {a.respondent for a in answers} == {None}


def test_checkbox_with_glue() -> None:
    assert _below("- [ ] Eerder om hulp vragen;hulp vragen dus.") == [
        "Eerder om hulp vragen; hulp vragen dus."
    ]


def test_bookkeeping_is_left_out() -> None:
    lines = (
        "- [Testen schrijven](https://voorbeeld.example/116)\n    - **Status:** mee bezig\n"
        "    - **Oorzaak niet afgerond:** geen tijd gehad\n    - **Actie volgende sprint:** inplannen\n- rust"
    )
    assert _below(lines) == ["rust"]


def test_owners_are_left_out() -> None:
    notes = (
        "# Retro van Ines en Jorn\n## Actiepunten\n1. **Bord bijhouden (eigenaar: Ines)**\n   - *Actie:* elke week nalopen\n"
        "2. Lunch regelen (Ines, Jorn)\n3. Ruimte boeken - Jorn\n4. Demo @ines\n5. Daily om 9 uur (kort)\n"
    )
    assert _texts(notes) == [
        "Bord bijhouden – Actie: elke week nalopen",
        "Lunch regelen",
        "Ruimte boeken",
        "Demo iemand",
        "Daily om 9 uur (kort)",
    ]


def test_table_with_independent_columns() -> None:
    notes = (
        "| Well        | Not Well | New Ideas |\n|-------------|:--------:|---|\n"
        "| Fijne sfeer | -        | Borrel    |\n| nvt | Te veel meetings<br>te laat | |\n"
    )
    assert _items(notes) == [
        ("Well", "Fijne sfeer"),
        ("New Ideas", "Borrel"),
        ("Not Well", "Te veel meetings"),
        ("Not Well", "te laat"),
    ]


def test_table_of_feedback_per_person() -> None:
    notes = (
        "| Naam | Top 1 | Top 2 | Tip 1 | Tip 2 |\n|---|---|---|---|---|\n"
        "| Ines | Pakt het voortouw | Altijd op tijd | Mag vaker wat zeggen | - |\n"
    )
    answers = _answers(notes)
    assert [a.heading for a in answers] == ["Top 1", "Top 2", "Tip 1"]
    assert {a.respondent for a in answers} == {None}


def test_table_of_own_answers() -> None:
    notes = "Naam | Wat ging goed | Wat kan beter\n---|---|---\nMats | rust | drukte\nIves | lunch | nvt\n"
    writers = _writers(notes)
    assert list(writers) == ["rust", "drukte", "lunch"]
    assert writers["rust"] == writers["drukte"] != writers["lunch"]
    assert None not in writers.values()


def test_table_with_the_writer_of_feedback() -> None:
    notes = (
        "## Mats\n| From | What went well | What can be improved |\n|---|---|---|\n| Ines | rust | haast |\n\n"
        "## Ines\n| From | What went well | What can be improved |\n|---|---|---|\n| Jorn | orde | - |\n"
    )
    writers = _writers(notes)
    assert list(writers) == ["rust", "haast", "orde"]
    assert writers["rust"] == writers["haast"] != writers["orde"]


def test_table_of_grades_holds_no_items() -> None:
    (row,) = _rows("| Naam | Cijfer |\n|---|---|\n| Ines | 7,5 |\n")
    assert isinstance(row, RejectedRow)


def test_tables_start_stop_continue() -> None:
    table = "| Action | Why | By |\n|---|---|---|\n| {} | dat helpt | Jorn |\n"
    notes = "".join(
        f"## {word}\n\n{table.format(text)}\n" for word, text in (("START", "pauze"), ("STOP", "mailen"))
    )
    assert _items(notes) == [("START", "pauze – dat helpt"), ("STOP", "mailen – dat helpt")]
    assert _items("| START | STOP | CONTINUE |\n|--|--|--|\n| a1 | b1 | c1 |\n") == [
        ("START", "a1"),
        ("STOP", "b1"),
        ("CONTINUE", "c1"),
    ]


def test_table_of_smart_goals_is_one_item_a_row() -> None:
    long = "we slaan de pauze over " * 10
    notes = f"## Plan van Aanpak\n| Onderwerp | Situatie | Doel |\n|---|---|---|\n| Pauze | {long} | iedereen rust |\n"
    assert _items(notes) == [("Plan van Aanpak", f"Pauze – {long.strip()}; iedereen rust")]


def test_table_with_headings_in_the_first_column() -> None:
    assert _items("| Wat ging goed? | rust |\n|---|---|\n| Wat kan beter? | tempo |\n") == [
        ("Wat ging goed?", "rust"),
        ("Wat kan beter?", "tempo"),
    ]


@pytest.mark.parametrize(
    ("people", "count"),
    [
        ("Deelnemers: \t-Mats\n\t-Ines\n\t-Jorn", 3),
        ("**Aanwezig:** Mats, Ines (SM) en Jorn **Afwezig:** Niemand", 3),
        ("### Teamleden aanwezig\n- Mats (scrum master)\n- Ines Koper\n- Jorn", 3),
        ("### Aanwezigheid\nMats\nInes\n", 2),
        ("Aanwezig: 6 personen", 6),
        ("**Aanwezig:** Mats en Ines\n**Afwezig:** Jorn", 2),
        ("## Aanwezig\n| Naam | Rol |\n|---|---|\n| Mats | SM |\n| Ines | dev |", 2),
    ],
)
def test_people_are_counted_and_are_no_items(people: str, count: int) -> None:
    answers = _answers(f"# Retro\n{people}\n\n## Wat ging goed?\n- hulp bij het testen\n- rust\n")
    assert [answer.participants for answer in answers] == [count, count]
    assert answers[1].text == "rust"


def test_list_of_people_ends_at_the_first_item() -> None:
    assert _texts("Aanwezig: Mats, Ines\n\n- het overleg was veel te lang voor ons\n") == [
        "het overleg was veel te lang voor ons"
    ]


def test_several_retros_in_one_file_are_several_sessions() -> None:
    notes = (
        "# Retrospectives\n## Sprint 2 [21/08--01/09]\nAanwezig: Mats, Ines\n### Wat ging goed?\n- rust\n- orde\n"
        "## Sprint 1\n### Wat ging goed?\n- tempo\n\nDonderdag 25 april:\nGing goed:\n- lunch\n"
    )
    answers = _answers(notes)
    assert [a.text for a in answers] == ["rust", "orde", "tempo", "lunch"]
    sessions = [a.session for a in answers]
    assert sessions[0] == sessions[1]
    assert len(set(sessions)) == 3
    assert [a.participants for a in answers] == [2, 2, None, None]


def test_one_person_in_two_sessions_is_two_pseudonyms() -> None:
    notes = "# Sprint 1\n## Wat ging goed?\n**Mats:** rust\n# Sprint 2\n## Wat ging goed?\n**Mats:** tempo\n"
    first, second = _answers(notes)
    assert first.respondent != second.respondent


def test_front_matter_gives_team_and_round() -> None:
    notes = "---\ntitle: Retro Team Zuid\nteam: Zorg / Noord\nronde: 2025-Q1\ndate: 2025-03-01\n---\n## Tops\n- rust\n"
    (answer,) = _answers(notes)
    assert (answer.team, answer.round, answer.text) == (("Zorg", "Noord"), "2025-Q1", "rust")
    (row,) = _rows(notes, team=("Eigen",))
    assert isinstance(row, Answer)
    assert row.team == ("Eigen",)
    assert _answers(notes.replace("Zorg / Noord", "Zorg > Noord"))[0].team == ("Zorg", "Noord")


@pytest.mark.parametrize(
    ("title", "team"),
    [("# Retro Team Zuid", ("Team Zuid",)), ("# Team Retrospective", NO_TEAM), ("# Sprint 3", NO_TEAM)],
)
def test_team_of_the_title(title: str, team: TeamPath) -> None:
    assert _answers(f"{title}\n## Tops\n- rust\n")[0].team == team


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
    assert _items(notes) == [
        ("Wat ging goed?", "rust"),
        ("Wat kan beter?", "goed idee echt waar"),
        ("Wat kan beter?", "Ik wil leren hoe je beter plant"),
    ]


def test_footnote_is_no_item() -> None:
    assert _below("- heeft niets* bijgedragen\n- rust\n* was met het verslag bezig") == [
        "heeft niets bijgedragen",
        "rust",
    ]


def test_stray_fence_does_not_swallow_the_notes() -> None:
    assert _texts("```\n## Tops\n- rust\n```\n## Tips\n- tempo\n") == ["rust", "tempo"]
    assert _texts("## Tops\n- rust\n```\n- tempo\n") == ["rust", "tempo"]


@pytest.mark.parametrize(
    ("written", "heading"),
    [
        ("## âœ… What Went Well", "What Went Well"),
        ("### Wat ging er goed ?", "Wat ging er goed ?"),
        ("#Tops", "Tops"),
        ("**Wat kan beter?**", "Wat kan beter?"),
        ("__Tips:__", "Tips"),
        ("Ging goed:", "Ging goed"),
        ("Dit kon beter:", "Dit kon beter"),
        ("Wat ging goed", "Wat ging goed"),
        ("Wat ging er goed?\n---", "Wat ging er goed?"),
        ("1. Wat ging er goed?", "Wat ging er goed?"),
        ("## 2. Sterke punten (Stars):", "Sterke punten (Stars)"),
        ("Mad", "Mad"),
        ("Longed for", "Longed for"),
        ("# Verbtervoorstellen", "Verbtervoorstellen"),
        ("To Like (Waar zijn wij tevreden over?)", "To Like (Waar zijn wij tevreden over?)"),
        ("<h2>Pluspunten</h2>", "Pluspunten"),
        ("_Wat ging goed?_", "Wat ging goed?"),
        ("*Update verbeterpunten sprint 11", "Update verbeterpunten sprint 11"),
        ("## Feedback voor Jorn", "Feedback voor iemand"),
        ("## Iets heel anders", "Iets heel anders"),
    ],
)
def test_ways_to_write_a_heading(written: str, heading: str) -> None:
    assert _items(f"# Retro van Jorn en Ines\n{written}\n- rust\n- tempo\n") == [
        (heading, "rust"),
        (heading, "tempo"),
    ]


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Wat ging er afgelopen week goed?", Meaning.POSITIVE),
        ("Let's Appreciate Others", Meaning.POSITIVE),
        (
            "Wat ging er niet goed, waar heb je je aan geërgerd, wat moet er niet meer gebeuren?",
            Meaning.NEGATIVE,
        ),
        ("Waarmee gaan we stoppen", Meaning.NEGATIVE),
        ("Doe minder", Meaning.NEGATIVE),
        ("Actiepunten volgende sprint:", Meaning.ACTION),
        ("Actions for Next Sprint?", Meaning.ACTION),
        ("Personal ToDo list:", Meaning.ACTION),
        ("Acties van vorige sprint", Meaning.OLD),
        ("Actiepunten afgelopen sprint:", Meaning.OLD),
        ("Reflectie op Verbeterdoel", Meaning.OLD),
        ("Categorieen", Meaning.NEUTRAL),
        ("Reflectie (R):", Meaning.NEUTRAL),
        ("Scrum Retro Perspective", Meaning.TITLE),
        ("retroperspective", Meaning.TITLE),
        ("Retroperspectief", Meaning.TITLE),
        ("Teamleden aanwezig", Meaning.PRESENT),
        ("De zon scheen", None),
    ],
)
def test_meaning_of_headings(heading: str, meaning: Meaning | None) -> None:
    assert heading_meaning(heading) == meaning


def test_noun_under_more_or_less_keeps_its_heading() -> None:
    notes = "Meer doen:\n- pauze houden\nMinder doen:\nanderen onderbreken\nHouden zo:\n- lunch\n"
    assert _items(notes) == [
        ("Meer doen", "pauze houden"),
        ("Minder doen", "anderen onderbreken"),
        ("Houden zo", "lunch"),
    ]


def test_heading_and_item_on_one_line() -> None:
    notes = "Ging goed: de sfeer\n**Wat kan beter?** De planning\n- Top: rust\n- Tip: eerder beginnen\n"
    assert _items(notes) == [
        ("Ging goed", "de sfeer"),
        ("Wat kan beter?", "De planning"),
        ("Top", "rust"),
        ("Tip", "eerder beginnen"),
    ]


def test_answer_that_is_also_a_heading_word_stays_an_answer() -> None:
    assert _items("## Hoe ging het samenwerken?\ngoed\n") == [("Hoe ging het samenwerken?", "goed")]


def test_plain_text_boards() -> None:
    assert _items("Mad\n- overwerk\nSad\n- weinig tijd\nGlad\n- collega's\n") == [
        ("Mad", "overwerk"),
        ("Sad", "weinig tijd"),
        ("Glad", "collega's"),
    ]
    assert _items(
        "Liked\n\nsamen werken\n\nLearned\n\ntesten\n\nLacked\n\ntijd\n\nLonged for\n\nkoffie\n"
    ) == [
        ("Liked", "samen werken"),
        ("Learned", "testen"),
        ("Lacked", "tijd"),
        ("Longed for", "koffie"),
    ]


def test_sections_on_one_line() -> None:
    assert _items("Pluspunten Fijne collega's Minpunten * weinig geduld * veel wisselingen\n") == [
        ("Pluspunten", "Fijne collega's"),
        ("Minpunten", "weinig geduld"),
        ("Minpunten", "veel wisselingen"),
    ]


def test_weekly_reflection_with_a_quote_that_stops() -> None:
    notes = (
        "Reflectie\n==========\n1. Wat ging er afgelopen week goed?\n> Het plannen ging beter.\n\nOok het overleg was fijn.\n\n"
        "2. Wie heeft jou geholpen en hoe?\n> Een collega, met de planning.\n"
    )
    assert _items(notes) == [
        ("Wat ging er afgelopen week goed?", "Het plannen ging beter."),
        ("Wat ging er afgelopen week goed?", "Ook het overleg was fijn."),
        ("Wie heeft jou geholpen en hoe?", "Een collega, met de planning."),
    ]


def test_reflection_of_one_person_is_theirs() -> None:
    notes = "# Reflectie week 3 van Ines Koper\n## Wat ging goed?\n- rust\n"
    (answer,) = _answers(notes)
    assert answer.respondent is not None
    assert answer.participants == 1


def test_questions_first_and_again_above_the_answers() -> None:
    notes = (
        "Hoe ervaren jullie de werkdruk?\n\nWaar lopen jullie tegenaan?\n\nOpbrengsten:\n\nHoe ervaren jullie de werkdruk?\n\n"
        "Veel te hoog volgens de meesten,(1)(2) zeker in de avond en in het\nweekend.\n\nValt mee.\n\n"
        "Waar lopen jullie tegenaan?\n\nDe roosters.\n"
    )
    assert _items(notes) == [
        (
            "Hoe ervaren jullie de werkdruk?",
            "Veel te hoog volgens de meesten, zeker in de avond en in het weekend.",
        ),
        ("Hoe ervaren jullie de werkdruk?", "Valt mee."),
        ("Waar lopen jullie tegenaan?", "De roosters."),
    ]


def test_issue_tracker() -> None:
    notes = (
        "*Update verbeterpunten sprint 11\n- demo kost halve dag (let op bij planning)\n- ...\n"
        "ineskoper · comment · 2024-04-05\n@jorn was nog iets over het bord\n"
    )
    assert _texts(notes) == ["demo kost halve dag (let op bij planning)", "Iemand was nog iets over het bord"]


def test_forum_post_without_its_date_its_copy_and_its_quote() -> None:
    post = "Er wordt hier alleen gepraat over wie er niet is, al jaren."
    notes = f"woensdag 5 juni 2024 om 11:43\n{post}\n\n{post}\n\nJa klopt!vlinder88 schreef: ↑05-06-2024 11:39Dus hij\n"
    assert _texts(notes) == [post, "Ja klopt!"]


def test_same_answer_of_three_people_is_three_answers() -> None:
    notes = "# Retro van Mats, Ines en Jorn\n## Tips voor ons\n" + "".join(
        f"**{name}:** Idem, de communicatie moet echt beter volgende keer.\n"
        for name in ("Mats", "Ines", "Jorn")
    )
    assert len(_answers(notes)) == 3


def test_name_and_text_without_bold_or_bullet() -> None:
    notes = "Deelnemers: Mats, Ines\n\nWat ging goed?\nMats: prima sprint\nInes(SM): druk maar leuk\n"
    writers = _writers(notes)
    assert list(writers) == ["prima sprint", "druk maar leuk"]
    assert len(set(writers.values()) - {None}) == 2


def test_names_inside_items_are_replaced() -> None:
    notes = "# Retro van Mats en Ines Koper\n## Tops\n- Mats en Ines zijn top\n- de hulp van mats\n- Ines' planning\n- Koper!\n"
    assert [a.text for a in _answers(notes)] == [
        "Iemand en iemand zijn top",
        "de hulp van iemand",
        "Iemands planning",
    ]


@pytest.mark.parametrize(
    "notes",
    [
        "",
        "# Retro sprint 4\n![bord](bord.png)\n",
        "# Retro\nhttps://voorbeeld.example/bord\n",
        "Zomaar een verhaal.\n",
    ],
)
def test_notes_without_items_are_rejected_once(notes: str) -> None:
    (row,) = _rows(notes)
    assert isinstance(row, RejectedRow)
    assert (row.code, row.row, row.field, row.file) == ("no_items", None, None, "retro.md")
    assert "lijst" in row.message


def test_item_that_is_too_long_is_rejected_with_its_line() -> None:
    rows = _rows("## Tops\n- rust\n- " + "lang " * 40 + "\n", maximum_characters=100)
    assert isinstance(rows[0], Answer)
    assert isinstance(rows[1], RejectedRow)
    assert (rows[1].code, rows[1].row) == ("too_long", 3)
    assert "lang lang" not in rows[1].message


def test_damaged_item_is_rejected() -> None:
    (row,) = _rows("## Tops\n- rust \udce9n orde\n")
    assert isinstance(row, RejectedRow)
    assert row.code == "undecodable"


def test_identifiers_hold_the_line_and_not_the_name_of_the_file() -> None:
    answers = _answers("## Tops\n- rust\n\n| Tops | Tips |\n|---|---|\n| a1 | b1 |\n")
    assert [re.sub(r"^[0-9a-f]{8}-", "", answer.id) for answer in answers] == ["2", "6", "6.2"]


def test_word_lists_do_not_contradict_themselves() -> None:
    folder = Path(__file__).parents[2] / "culture_nlp" / "read"
    data = tomllib.loads((folder / "headings.toml").read_text(encoding="utf-8"))
    listed = [text for texts in data["headings"].values() for text in texts]
    assert len(listed) == len(set(listed))
    assert set(data["kinds"]["weak"]) | set(data["kinds"]["feedback"]) | set(data["kinds"]["inline"]) <= set(
        listed
    )


LONG = """\
---
titel: Retro's
---
# Groep Otters, Scrum Retro Perspective
[[_TOC_]]

## First Retrospective [14/05/2025]
### Teamleden aanwezig
- Mats (SM)
- Ines Koper
- Jorn

### Inleiding
We hingen briefjes op over wat goed ging en wat beter kon.

### What Went Well?
- Iedereen was er. (2x)
- **Mats:** MR's sneller gemerged dan vorige keer, ook dmv de
  nieuwe afspraken
- De hulp van Ines
  - vooral bij het deployen

### Wat kan beter?
**Ines:**

- Wekelijke planning ipv dagelijks
-

**Jorn:** Nogsteeds telaat beginnen ivm de bus.

### Actiepunten vorige sprint
- [x] Bord opruimen (Jorn)

### Actiepunten
| Actie | Wie | Wanneer |
|---|---|---|
| Om 9 uur beginnen | Jorn | maandag |

## Tweede Retro [28/05/2025]
Aanwezig: Mats, Ines
![bord](bord.png)

#### Tops
## Mats:
je bent er altijd
#### Tips
## Ines:
iets eerder hulp vragen

## Mats
### Wat ging goed?
1. Rust
### Wat kan beter?
Niks, ging lekker

## Ines
## Wat ging goed?
- [ ] tempo
### Samenvatting
Prima sprint.
"""


def test_a_long_mixed_file() -> None:
    answers = _answers(LONG)
    assert [(a.heading, a.text) for a in answers] == [
        ("What Went Well?", "Iedereen was er."),
        ("What Went Well?", "MR's sneller gemerged dan vorige keer, ook dmv de nieuwe afspraken"),
        ("What Went Well?", "De hulp van iemand – vooral bij het deployen"),
        ("Wat kan beter?", "Wekelijke planning ipv dagelijks"),
        ("Wat kan beter?", "Nogsteeds telaat beginnen ivm de bus."),
        ("Actie", "Om 9 uur beginnen"),
        ("Tops", "je bent er altijd"),
        ("Tips", "iets eerder hulp vragen"),
        ("Wat ging goed?", "Rust"),
        ("Wat kan beter?", "Niks, ging lekker"),
        ("Wat ging goed?", "tempo"),
    ]
    assert len({answer.session for answer in answers}) == 2
    assert [answer.participants for answer in answers] == [3] * 6 + [2] * 5
    assert [answer.team for answer in answers] == [("Groep Otters",)] * 11
    writers = [answer.respondent for answer in answers]
    assert [writer is None for writer in writers] == [True, False, True, False, False, True, True, True] + [
        False
    ] * 3
    assert len({writers[1], writers[3], writers[4]}) == 3
    assert writers[8] == writers[9] != writers[10]
