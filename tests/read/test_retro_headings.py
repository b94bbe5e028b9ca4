"""The ways to write a heading, and what heading an item keeps."""

import tomllib
from pathlib import Path

import pytest

from culture_nlp.read.retro_headings import Meaning, heading_meaning
from tests.read.retro_notes import read_items, read_texts


def test_unknown_heading_beside_known_ones_is_a_section() -> None:
    notes = "# Retro\n## Hoe het ging\nWe zaten bij elkaar.\n## Tops\nrust\n## Regenwolken\nte druk\n"
    assert read_items(notes) == [("Tops", "rust"), ("Regenwolken", "te druk")]


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
    assert read_items(f"# Retro van Jorn en Ines\n{written}\n- rust\n- tempo\n") == [
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
    assert read_items(notes) == [
        ("Meer doen", "pauze houden"),
        ("Minder doen", "anderen onderbreken"),
        ("Houden zo", "lunch"),
    ]


def test_heading_and_item_on_one_line() -> None:
    notes = "Ging goed: de sfeer\n**Wat kan beter?** De planning\n- Top: rust\n- Tip: eerder beginnen\n"
    assert read_items(notes) == [
        ("Ging goed", "de sfeer"),
        ("Wat kan beter?", "De planning"),
        ("Top", "rust"),
        ("Tip", "eerder beginnen"),
    ]


def test_answer_that_is_also_a_heading_word_stays_an_answer() -> None:
    assert read_items("## Hoe ging het samenwerken?\ngoed\n") == [("Hoe ging het samenwerken?", "goed")]


def test_plain_text_boards() -> None:
    assert read_items("Mad\n- overwerk\nSad\n- weinig tijd\nGlad\n- collega's\n") == [
        ("Mad", "overwerk"),
        ("Sad", "weinig tijd"),
        ("Glad", "collega's"),
    ]
    assert read_items("Liked\n\nsamen werken\n\nLearned\n\ntesten\n\nLacked\n\ntijd\n\nLonged for\n\nkoffie\n") == [
        ("Liked", "samen werken"),
        ("Learned", "testen"),
        ("Lacked", "tijd"),
        ("Longed for", "koffie"),
    ]


def test_sections_on_one_line() -> None:
    assert read_items("Pluspunten Fijne collega's Minpunten * weinig geduld * veel wisselingen\n") == [
        ("Pluspunten", "Fijne collega's"),
        ("Minpunten", "weinig geduld"),
        ("Minpunten", "veel wisselingen"),
    ]


def test_section_on_one_line_keeps_its_first_word_whole() -> None:
    assert read_texts("Tops sfeer en snelheid Tips: structuur\n") == ["sfeer en snelheid", "structuur"]


def test_weekly_reflection_with_a_quote_that_stops() -> None:
    notes = (
        "Reflectie\n==========\n"
        "1. Wat ging er afgelopen week goed?\n> Het plannen ging beter.\n\nOok het overleg was fijn.\n\n"
        "2. Wie heeft jou geholpen en hoe?\n> Een collega, met de planning.\n"
    )
    assert read_items(notes) == [
        ("Wat ging er afgelopen week goed?", "Het plannen ging beter."),
        ("Wat ging er afgelopen week goed?", "Ook het overleg was fijn."),
        ("Wie heeft jou geholpen en hoe?", "Een collega, met de planning."),
    ]


def test_questions_first_and_again_above_the_answers() -> None:
    notes = (
        "Hoe ervaren jullie de werkdruk?\n\nWaar lopen jullie tegenaan?\n\n"
        "Opbrengsten:\n\nHoe ervaren jullie de werkdruk?\n\n"
        "Veel te hoog volgens de meesten,(1)(2) zeker in de avond en in het\nweekend.\n\nValt mee.\n\n"
        "Waar lopen jullie tegenaan?\n\nDe roosters.\n"
    )
    assert read_items(notes) == [
        (
            "Hoe ervaren jullie de werkdruk?",
            "Veel te hoog volgens de meesten, zeker in de avond en in het weekend.",
        ),
        ("Hoe ervaren jullie de werkdruk?", "Valt mee."),
        ("Waar lopen jullie tegenaan?", "De roosters."),
    ]


def test_word_lists_do_not_contradict_themselves() -> None:
    folder = Path(__file__).parents[2] / "culture_nlp" / "read"
    data = tomllib.loads((folder / "headings.toml").read_text(encoding="utf-8"))
    listed = [text for texts in data["headings"].values() for text in texts]
    assert len(listed) == len(set(listed))
    assert set(data["kinds"]["weak"]) | set(data["kinds"]["feedback"]) | set(data["kinds"]["inline"]) <= set(listed)
