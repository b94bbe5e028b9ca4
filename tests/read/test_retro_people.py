"""Who wrote, received and attended: respondents, participants, and no names in what is read."""

import pytest

from tests.read.retro_notes import read_answers, read_items, read_texts, read_writers

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
    assert read_items(PERSON_FIRST) == [
        ("Wat ging goed?", "fijn samengewerkt"),
        ("Wat kan beter?", "planning"),
        ("Wat kan beter?", "nogsteeds te laat hulp vragen"),
        ("Tips", "minder praten"),
    ]
    mats, mats_too, ines, ines_too = (answer.respondent for answer in read_answers(PERSON_FIRST))
    assert mats == mats_too is not None
    assert ines == ines_too is not None
    assert mats != ines


def test_title_gives_participants_and_team() -> None:
    for answer in read_answers(PERSON_FIRST):
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
    assert read_items(QUESTION_FIRST) == [
        ("Wat ging goed?", "Communicatie was top"),
        ("Wat ging goed?", "Goede hulp gehad van de rest."),
        ("Wat ging goed?", "Liep achter maar kon alles vragen."),
        ("Wat ging goed?", "Planning, communicatie, lezen."),
        ("Wat kan beter?", "overleg"),
        ("Wat kan beter?", "vaker thuis werken"),
    ]
    mats, ines, ines_too, jorn, nobody, ines_again = (answer.respondent for answer in read_answers(QUESTION_FIRST))
    assert ines == ines_too == ines_again
    assert nobody is None
    assert len({mats, ines, jorn}) == 3


def test_names_nobody_told_about_are_known_by_their_neighbours() -> None:
    question = "**Met welke beslissing was jij het niet eens?**  \n"
    notes = f"{question}- **Xiu:** was het overal mee eens  \n- **Bao:** nee  \n"
    answers = read_answers(notes)
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
    writers = read_writers(notes)
    assert set(writers) == {"rust", "orde", "tempo", "lunch"}
    assert writers["rust"] == writers["tempo"] != writers["orde"] == writers["lunch"]
    assert None not in writers.values()


def test_subjects_that_come_back_are_no_people() -> None:
    notes = "## Ging goed\n- Rooster: fijn\n- Lunch: top\n## Kan beter\n- Rooster: laat\n- Lunch: te kort\n"
    assert set(read_writers(notes).values()) == {None}
    headings = "## Ging goed\n### Planning\n- fijn\n### Sfeer\n- top\n## Kan beter\n### Planning\n- te laat\n"
    assert read_writers(headings) == {"Planning: fijn": None, "Sfeer: top": None, "Planning: te laat": None}


def test_reflection_of_a_person_is_an_item() -> None:
    notes = "# Retro van Mats en Ines\n## Mats\n### Reflectie\nDeze week lag de druk hoog.\n"
    (answer,) = read_answers(notes)
    assert (answer.heading, answer.text) == ("Reflectie", "Deze week lag de druk hoog.")
    assert answer.respondent is not None


def test_receiver_in_the_heading_is_left_out() -> None:
    assert read_items("## Tips voor Sanne\n- eerder vragen\n- Sanne praat zacht\n") == [
        ("Tips voor iemand", "eerder vragen"),
        ("Tips voor iemand", "Iemand praat zacht"),
    ]


def test_question_is_kept_with_answers_that_need_it() -> None:
    notes = "**Wie hielp jou het meest?**\n- **Mats:** Jorn en Ines\n- **Ines:** 7,5\n- **Jorn:** Ja\n"
    assert read_items(notes) == [("Wie hielp jou het meest?", "7,5"), ("Wie hielp jou het meest?", "Ja")]


def test_feedback_under_a_name_has_no_known_writer() -> None:
    notes = (
        "# Retro van Mats en Ines\n#### Tops\n\n## Ines:\nop jou kan je rekenen\n"
        "### Tips\n## Ines:\nvaker laten horen\n"
    )
    assert read_items(notes) == [("Tops", "op jou kan je rekenen"), ("Tips", "vaker laten horen")]
    assert {answer.respondent for answer in read_answers(notes)} == {None}


def test_feedback_after_sections_of_persons() -> None:
    own = "## {}\n### Wat ging goed?\n- {}\n"
    notes = own.format("Mats", "rust") + own.format("Jorn", "tempo") + "#### Tops\n## Mats:\nfijne vent\n"
    assert read_items(notes)[-1] == ("Tops", "fijne vent")
    assert read_answers(notes)[-1].respondent is None


def test_bold_label_that_is_a_subject_stays() -> None:
    answers = read_answers(
        "## Wat kan beter?\n- **Planning:** kan strakker.\n- **Sfeer:** was weg\n- Merge: gaat mis\n"
    )
    assert [a.text for a in answers] == ["Planning: kan strakker.", "Sfeer: was weg", "Merge: gaat mis"]
    assert {a.respondent for a in answers} == {None}


def test_owners_are_left_out() -> None:
    notes = (
        "# Retro van Ines en Jorn\n## Actiepunten\n"
        "1. **Bord bijhouden (eigenaar: Ines)**\n   - *Actie:* elke week nalopen\n"
        "2. Lunch regelen (Ines, Jorn)\n3. Ruimte boeken - Jorn\n4. Demo @ines\n5. Daily om 9 uur (kort)\n"
    )
    assert read_texts(notes) == [
        "Bord bijhouden – Actie: elke week nalopen",
        "Lunch regelen",
        "Ruimte boeken",
        "Demo iemand",
        "Daily om 9 uur (kort)",
    ]


def test_name_before_an_action_is_its_owner() -> None:
    notes = "Retro 12 april\naanwezig: mats, ines, 2 ziek\n\nActies\n- Mats → bord bijhouden\n- @ines: lunch\n"
    answers = read_answers(notes)
    assert [(a.text, a.respondent, a.participants) for a in answers] == [
        ("bord bijhouden", None, 2),
        ("lunch", None, 2),
    ]


@pytest.mark.parametrize(
    ("people", "count"),
    [
        ("Deelnemers: \t-Mats\n\t-Ines\n\t-Jorn", 3),
        ("**Aanwezig:** Mats, Ines (SM) en Jorn **Afwezig:** Niemand", 3),
        ("### Teamleden aanwezig\n- Mats (scrum master)\n- Ines Koper\n- Jorn", 3),
        ("### Aanwezigheid\nMats\nInes\n", 2),
        ("Aanwezig: 6 personen", 6),
        ("### Aanwezig\n**Mats**\n**Ines**", 2),
        ("- Aanwezig: Mats, Ines\n- Notulist: Jorn", 2),
        ("**Aanwezig:** Mats en Ines\n**Afwezig:** Jorn", 2),
        ("## Aanwezig\n| Naam | Rol |\n|---|---|\n| Mats | SM |\n| Ines | dev |", 2),
    ],
)
def test_people_are_counted_and_are_no_items(people: str, count: int) -> None:
    answers = read_answers(f"# Retro\n{people}\n\n## Wat ging goed?\n- hulp bij het testen\n- rust\n")
    assert [answer.participants for answer in answers] == [count, count]
    assert answers[1].text == "rust"


def test_list_of_people_ends_at_the_first_item() -> None:
    assert read_texts("Aanwezig: Mats, Ines\n\n- het overleg was veel te lang voor ons\n") == [
        "het overleg was veel te lang voor ons"
    ]


def test_one_person_in_two_sessions_is_two_pseudonyms() -> None:
    notes = "# Sprint 1\n## Wat ging goed?\n**Mats:** rust\n# Sprint 2\n## Wat ging goed?\n**Mats:** tempo\n"
    first, second = read_answers(notes)
    assert first.respondent != second.respondent


def test_reflection_of_one_person_is_theirs() -> None:
    notes = "# Reflectie week 3 van Ines Koper\n## Wat ging goed?\n- rust\n"
    (answer,) = read_answers(notes)
    assert answer.respondent is not None
    assert answer.participants == 1


def test_same_answer_of_three_people_is_three_answers() -> None:
    notes = "# Retro van Mats, Ines en Jorn\n## Tips voor ons\n" + "".join(
        f"**{name}:** Idem, de communicatie moet echt beter volgende keer.\n" for name in ("Mats", "Ines", "Jorn")
    )
    assert len(read_answers(notes)) == 3


def test_name_and_text_without_bold_or_bullet() -> None:
    notes = "Deelnemers: Mats, Ines\n\nWat ging goed?\nMats: prima sprint\nInes(SM): druk maar leuk\n"
    writers = read_writers(notes)
    assert list(writers) == ["prima sprint", "druk maar leuk"]
    assert len(set(writers.values()) - {None}) == 2


def test_name_behind_a_checkbox_or_before_a_dash() -> None:
    notes = "# Retro van Mats en Ines\n## Wat ging goed?\n- [ ] **Mats:** rust\n- Ines - orde\n- Planning - krap\n"
    writers = read_writers(notes)
    assert list(writers) == ["rust", "orde", "Planning - krap"]
    assert writers["rust"] != writers["orde"]
    assert writers["Planning - krap"] is None


def test_names_under_a_heading_without_items() -> None:
    notes = "# Retro\nMats, Ines\n## Rolverdeling\n**Mats:**\n- scrum master\n### Ines\n- bouwer\n## Tops\n- rust\n"
    assert read_texts(notes) == ["rust"]


def test_names_inside_items_are_replaced() -> None:
    notes = (
        "# Retro van Mats en Ines Koper\n## Tops\n"
        "- Mats en Ines zijn top\n- de hulp van mats\n- Ines' planning\n- Koper!\n"
    )
    assert [a.text for a in read_answers(notes)] == [
        "Iemand en iemand zijn top",
        "de hulp van iemand",
        "Iemands planning",
    ]
