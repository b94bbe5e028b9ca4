"""Retrospective notes that were pasted from a wiki, a chat, a mail or Word."""

import pytest

from tests.read.retro_notes import read_answers, read_below, read_items, read_texts, read_writers


def test_table_with_tabs() -> None:
    notes = (
        "Retrospective Team Blauw - sprint 14\nDatum\t13 apr 2026\nDeelnemers\t@Mats @Ines @Jorn\n\n"
        "Wat ging goed?\tWat kan beter?\tActies\n"
        "Demo was op tijd\tStand-up duurt lang\tTimer zetten\nMats heeft ons gered\tTe veel tegelijk\t\n"
    )
    answers = read_answers(notes)
    assert [(a.heading, a.text) for a in answers] == [
        ("Wat ging goed?", "Demo was op tijd"),
        ("Wat kan beter?", "Stand-up duurt lang"),
        ("Acties", "Timer zetten"),
        ("Wat ging goed?", "Iemand heeft ons gered"),
        ("Wat kan beter?", "Te veel tegelijk"),
    ]
    assert {(a.team, a.participants) for a in answers} == {(("Team Blauw",), 3)}


def test_table_after_a_list_of_people() -> None:
    notes = "Aanwezig: Mats, Ines\n\n| Ging goed | Kan beter |\n|---|---|\n| Fijne sfeer | Te laat begonnen |\n"
    assert read_items(notes) == [("Ging goed", "Fijne sfeer"), ("Kan beter", "Te laat begonnen")]


CHATS = {
    "Teams, copied": "[13-04-2026 09:0{}] {}: {}",
    "WhatsApp": "13-04-2026 09:0{} - {}: {}",
    "WhatsApp, copied": "[09:0{}, 13-4-2026] {}: {}",
    "time only": "09:0{} {}: {}",
    "Teams": "{1} 13-4 09:0{0}\n{2}\n",
    "Slack": "{1}  9:0{0} AM\n{2}\n",
    "older Teams": "[13-4 09:0{}] {}\n{}\n",
}


@pytest.mark.parametrize("layout", CHATS.values(), ids=CHATS)
def test_chat(layout: str) -> None:
    said = [
        ("Ines Koper", "Goedemorgen allemaal, wat ging er goed?"),
        ("Mats", "De samenwerking ging lekker"),
        ("Jorn", "we durven eindelijk nee te zeggen"),
        ("Ines Koper", "En wat kon beter?"),
        ("Mats", "teveel meetings"),
    ]
    notes = "\n".join(layout.format(minute, name, text) for minute, (name, text) in enumerate(said))
    assert [((heading or "").casefold(), text) for heading, text in read_items(notes)] == [
        ("wat ging er goed?", "De samenwerking ging lekker"),
        ("wat ging er goed?", "we durven eindelijk nee te zeggen"),
        ("wat kon beter?", "teveel meetings"),
    ]
    writers = read_writers(notes)
    assert writers["teveel meetings"] == writers["De samenwerking ging lekker"] is not None
    assert writers["we durven eindelijk nee te zeggen"] not in {writers["teveel meetings"], None}


def test_titles_with_a_time_are_no_chat() -> None:
    notes = (
        "# Retro Team Rood\n\nSprint 13 13-4 09:00\nTops\n- samen getest\n\nSprint 14 27-4 09:00\nTops\n- demo liep\n"
    )
    writers = read_writers(notes)
    assert writers["samen getest"] is writers["demo liep"] is None


def test_end_of_a_mail() -> None:
    mail = "Hoi Mats,\n\nTop: de samenwerking\nTip: het rooster eerder delen\n\nMet vriendelijke groet,\n\nInes Koper\n"
    assert read_texts(mail) == ["de samenwerking", "het rooster eerder delen"]


@pytest.mark.parametrize("sign", ["\uf0b7\t", "\uf0a7\t", "§\t", "o\t", "Ø\t", "ü\t"])
def test_bullets_of_word(sign: str) -> None:
    assert read_below(f"{sign}Korte lijnen\n{sign}We helpen elkaar\nPagina 1 van 2\n") == [
        "Korte lijnen",
        "We helpen elkaar",
    ]


@pytest.mark.parametrize("votes", ["6 votes", "• 3 stemmen", "- 2 likes"])
def test_votes_without_brackets(votes: str) -> None:
    assert read_below(f"- Goede demo {votes}") == ["Goede demo"]
