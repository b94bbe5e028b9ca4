"""De-identification: checks of numbers, names that are words, chat spelling, Flanders, placeholders, odd Unicode."""

import re

import pytest

pytest.importorskip("pycrfsuite", reason="the extra `train` is not installed")

from hypothesis import given, settings
from hypothesis import strategies as st

from culture_nlp.prepare.deidentify import Deidentified, Span, deidentify
from culture_nlp.prepare.deidentify.bank_accounts import is_iban
from culture_nlp.prepare.deidentify.citizen_numbers import is_bsn, is_rijksregisternummer
from culture_nlp.prepare.deidentify.placeholders import name_placeholders
from culture_nlp.prepare.deidentify.spans import settle

PIECES = ["Fatima", "jan", "de", "enige", "brand", "[naam]", "ik", "ben", "58", "1.2.3", "op", "Gent", "12", "mei"]


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        ("111222333", True),
        ("123456782", True),
        ("123456783", False),
        ("000000000", False),
        ("12345", False),
        ("1234567ab", False),
    ],
)
def test_the_elfproef(digits: str, valid: bool) -> None:
    assert is_bsn(digits) is valid


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        ("85073003328", True),
        ("17073003384", True),
        ("85073003329", False),
        ("8507300332", False),
        ("8507300332x", False),
    ],
)
def test_the_check_of_a_rijksregisternummer_also_of_the_young(digits: str, valid: bool) -> None:
    assert is_rijksregisternummer(digits) is valid


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ("NL91ABNA0417164300", True),
        ("nl91 abna 0417 1643 00", True),
        ("BE68539007547034", True),
        ("DE89370400440532013000", True),
        ("NL91ABNA0417164301", False),
        ("NL91", False),
        ("niets", False),
    ],
)
def test_the_check_of_an_iban(value: str, valid: bool) -> None:
    assert is_iban(value) is valid


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mijn bsn is 123456782", "mijn bsn is [bsn]"),
        ("mijn bsn is 123456783", "mijn bsn is [bsn]"),
        ("rijksregister 85.07.30-033.28", "rijksregister [rijksregisternummer]"),
        ("stort op NL91 ABNA 0417 1643 00 graag", "stort op [rekeningnummer] graag"),
        ("stort op NL91 ABNA 0417 1643 01 graag", "stort op [rekeningnummer] graag"),
        ("stort op DE89 3704 0044 0532 0130 00 graag", "stort op [rekeningnummer] graag"),
        ("bel 06-12345678", "bel [telefoonnummer]"),
        ("bel +32 476 51 20 93", "bel [telefoonnummer]"),
        ("mail naar p.devries@bedrijf.nl.", "mail naar [e-mailadres]."),
        ("kijk op https://intranet.bedrijf.be/team?id=3, daar", "kijk op [webadres], daar"),
        ("de bus met kenteken K-482-XB", "de bus met kenteken [kenteken]"),
        ("de wagen 1-HVD-608", "de wagen [kenteken]"),
        ("ik woon op Dorpsstraat 12a", "ik woon op [adres]"),
        ("ik ben 58 en moe", "ik ben [leeftijd] en moe"),
        ("een 58-jarige", "een [leeftijd]-jarige"),
        ("sinds 12 maart 2024 is het stil", "sinds [datum] is het stil"),
        ("personeelsnummer 00418826", "personeelsnummer [nummer]"),
    ],
)
def test_what_a_pattern_tells_is_replaced_by_its_kind(text: str, expected: str) -> None:
    assert deidentify(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "Jan en alleman loopt hier binnen.",
        "Joost mag het weten waarom.",
        "we werken 4/5 en dat is goed",
        "er is 40.000 euro uitgegeven aan stoelen",
        "ik wil wel maar kan niet",
        "de witte bus is stuk",
        "Excel en Teams werken niet samen.",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert deidentify(text) == Deidentified(text, ())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Volgens Fatima en Krzysztof mag dat.", ["Fatima", "Krzysztof"]),
        ("vraag het aan fatima", ["fatima"]),
        ("mevrouw de Wit wil alles op papier", ["Wit"]),
        ("Roos neemt elke vrijdag iets lekkers mee", ["Roos"]),
        ("den Dries heeft da gezegd tegen Griet", ["Dries", "Griet"]),
        ("dr. V. Oyelaran-Sow belde terug", ["V.", "Oyelaran-Sow"]),
    ],
)
def test_names_of_every_background_go(text: str, names: list[str]) -> None:
    left = deidentify(text).text
    assert not [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", left)]
    assert "[naam" in left


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("als enige logopedist sta ik er alleen voor", "logopedist"),
        ("de burgemeester kwam kijken", "burgemeester"),
        ("sinds de brand slaap ik slecht", "brand"),
        ("toen ik terugkwam na de dood van mijn zoon was mijn stoel weg", "zoon"),
    ],
)
def test_who_is_one_of_a_kind_and_what_happened_once_go(text: str, gone: str) -> None:
    assert gone not in deidentify(text).text


def test_one_person_keeps_one_placeholder_and_others_get_another() -> None:
    left = deidentify(
        "Mevrouw Jansen belt met meneer Peeters. Toen mevrouw Jansen ophing was meneer Peeters boos."
    ).text
    first, second, third, fourth = re.findall(r"\[naam \d\]", left)
    assert (first, second) == (third, fourth)
    assert first != second


def test_a_first_name_is_the_same_person_as_the_full_name() -> None:
    spans = [Span(0, 10, "name"), Span(14, 19, "name")]
    assert name_placeholders("Hilde Maes en Hilde", spans) == ["[naam]", "[naam]"]


def test_numbers_go_on_after_those_that_stand_in_the_text() -> None:
    assert name_placeholders("[naam 1] en [naam 2] en Piet", [Span(24, 28, "name")]) == ["[naam 3]"]


def test_spans_point_into_the_text_as_it_came() -> None:
    text = "bel 06-12345678 of mail p@bedrijf.nl, ik ben 58"
    values = [(text[span.start : span.end], span.kind) for span in deidentify(text).spans]
    assert values == [("06-12345678", "phone"), ("p@bedrijf.nl", "email"), ("58", "age")]


def test_the_span_given_first_wins_and_the_later_keeps_what_is_left() -> None:
    settled = settle([Span(3, 6, "bsn"), Span(0, 9, "number")])
    assert settled == [Span(0, 3, "number"), Span(3, 6, "bsn"), Span(6, 9, "number")]


def test_nothing_of_the_text_is_in_a_repr() -> None:
    assert "58" not in repr(deidentify("ik ben 58"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=12).map(" ".join))
def test_any_text_goes_through_and_a_second_time_changes_nothing(text: str) -> None:
    once = deidentify(text)
    assert deidentify(once.text) == Deidentified(once.text, ())
    assert all(0 <= span.start < span.end <= len(text) for span in once.spans)
    assert all(before.end <= after.start for before, after in zip(once.spans, once.spans[1:], strict=False))


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "👩‍💻", "\ud83d", "İ̇stanbul", "ﬁ ﬂ Ǆ", "١٢٣٤٥٦٧٨٩", "a" * 3_000, "1 " * 2_000]
)
def test_odd_texts_raise_nothing(text: str) -> None:
    assert isinstance(deidentify(text), Deidentified)
