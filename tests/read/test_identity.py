"""Who somebody is goes no further than a pseudonym."""

import pytest

from culture_nlp.read import Reading, ReadOptions, pseudonymiser, read_bytes
from culture_nlp.records import Answer

PSEUDONYM = pseudonymiser(b"sleutel")


def answers(text: str, name: str = "export.csv", **changes: object) -> tuple[Reading, list[Answer]]:
    reading = read_bytes(text.encode(), name, ReadOptions(PSEUDONYM, **changes))  # type: ignore[arg-type]
    return reading, [record for record in reading if isinstance(record, Answer)]


def test_pseudonyms_depend_on_key_and_not_on_case_or_spaces() -> None:
    assert PSEUDONYM(" Jan@X.nl") == PSEUDONYM("jan@x.nl ")
    assert PSEUDONYM("jan@x.nl") != pseudonymiser(b"anders")("jan@x.nl")
    assert PSEUDONYM("jan@x.nl") != PSEUDONYM("els@x.nl")
    assert len(PSEUDONYM("jan@x.nl")) == 32
    assert int(PSEUDONYM("jan@x.nl"), 16)
    with pytest.raises(ValueError, match="empty"):
        pseudonymiser(b"")


def test_identity_columns_are_dropped_and_named_by_kind() -> None:
    text = (
        "Voornaam;Achternaam;E-mail;IP-adres;Telefoonnummer;Geboortedatum;Leidinggevende;Browser;Postcode;antwoord\n"
        "Jan;Jansen;jan@x.nl;10.0.0.1;0612345678;1-1-1980;Els Maas;Firefox;1234AB;Het is hier best druk\n"
    )
    reading, found = answers(text)
    assert reading.dropped_columns == (
        "birth date", "e-mail", "ip", "location", "manager", "name", "phone", "user agent",
    )  # fmt: skip
    assert [a.text for a in found] == ["Het is hier best druk"]
    everything = repr([(a.id, a.text, a.team, a.respondent, a.question, a.session) for a in found])
    assert not any(value in everything for value in ("Jan", "jan@x.nl", "10.0.0.1", "0612", "Els", "1234AB"))


def test_identity_is_recognised_by_its_values_too() -> None:
    text = "Contact;Bereikbaar;Herkomst;Wat gaat goed?\n" + "".join(
        f"p{number}@x.nl;06-1234567{number};192.168.0.{number};Reden nummer {number} om te blijven\n"
        for number in range(5)
    )
    reading, found = answers(text)
    assert reading.dropped_columns == ("e-mail", "ip", "phone")
    assert {a.question for a in found} == {"Wat gaat goed?"}


def test_a_personal_mark_goes_before_an_address_before_a_number_before_a_name() -> None:
    header = "ID;E-mail;Naam;Personeelsnummer;antwoord\n"
    _, (first,) = answers(header + "1;jan@x.nl;Jan;778;goed\n")
    assert first.respondent == PSEUDONYM("778")
    _, (second,) = answers(header + "1;jan@x.nl;Jan;;goed\n")
    assert second.respondent == PSEUDONYM("jan@x.nl")
    _, (third,) = answers(header + "R_9x;anonymous;Jan;;goed\n")
    assert third.respondent == PSEUDONYM("R_9x")
    _, (fourth,) = answers(header + ";anoniem;Jan;;goed\n")
    assert fourth.respondent == PSEUDONYM("Jan")


def test_first_and_last_name_are_one_mark() -> None:
    _, found = answers("Voornaam;Achternaam;antwoord\nJan;Jansen;een\nJan;Maas;twee\n")
    assert found[0].respondent == PSEUDONYM("Jan Jansen") != found[1].respondent


def test_a_number_within_a_file_marks_nobody_elsewhere() -> None:
    text = "ID;team;antwoord\n1;A;prima\n"
    _, (one,) = answers(text, "a.csv")
    _, (other,) = answers(text, "b.csv")
    _, (later,) = answers(text, "a.csv", round="2026")
    _, (again,) = answers(text, "map/a.csv")
    assert len({one.respondent, other.respondent, later.respondent}) == 3
    assert again == one


def test_without_a_mark_every_row_is_somebody() -> None:
    _, found = answers("team;Wat gaat goed?;Wat kan beter?\nA;lol samen;rust aan\nA;lol samen;rust aan\n")
    assert len({a.respondent for a in found}) == 2
    assert found[0].respondent == found[1].respondent


def test_the_mark_can_be_given_by_hand() -> None:
    _, (found,) = answers("Sleutelwoord;E-mail;antwoord\nroos;jan@x.nl;prima\n", mapping={"sleutelwoord": "respondent"})
    assert found.respondent == PSEUDONYM("roos")


def test_the_number_of_a_card_is_not_its_author() -> None:
    _, found = answers("id;lijst;tekst\n11;Goed;sfeer\n12;Goed;hulp\n")
    assert [a.respondent for a in found] == [None, None]


def test_ids_hold_no_name() -> None:
    _, (found,) = answers("antwoord\nprima\n", "Ontslaggesprek Jan Jansen.csv")
    assert "jan" not in found.id.casefold()
    assert found.id.endswith("-2-1")
