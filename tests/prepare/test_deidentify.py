"""De-identification: numbers by their checks, names by position and context, ordinary words left alone."""

import pytest

pytest.importorskip("pycrfsuite", reason="the extra `train` is not installed")

from hypothesis import given, settings
from hypothesis import strategies as st

from culture_nlp.prepare.deidentify import deidentify


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("mail jan.jansen@voorbeeld.nl even", "jan.jansen@voorbeeld.nl"),
        ("zie https://intranet.voorbeeld.nl/x", "intranet.voorbeeld.nl"),
        ("bel 06-12345678", "06-12345678"),
        ("mijn rekening is NL91ABNA0417164300", "NL91ABNA0417164300"),
        ("mijn bsn is 111222333", "111222333"),
        ("ik woon in de Kerkstraat 12, 1234 AB Zwolle", "1234 AB"),
        ("Fatima van de Berg zei het", "Fatima"),
        ("vraag het aan fatima of aan mehmet", "fatima"),
        ("Goedele van de nacht heeft het gezegd", "Goedele"),
        ("op 3 mei is het gebeurd", "3 mei"),
    ],
)
def test_what_tells_who_somebody_is_goes(text: str, gone: str) -> None:
    assert gone not in deidentify(text).text


@pytest.mark.parametrize(
    "text",
    [
        "De werkdruk is te hoog en er is geen tijd om te leren.",
        "de rozen in de tuin staan er mooi bij",
        "de muur is wit en de vloer is grijs",
        "we werken goed samen",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert deidentify(text).text == text


def test_one_person_is_the_same_person_throughout() -> None:
    found = deidentify("Fatima belde Mehmet. Later belde Fatima weer.").text
    first, second = found.split(" belde ")[0], found.split("Later belde ")[1].split(" weer")[0]
    assert first == second
    assert found.count(first) == 2


def test_a_number_that_fails_its_check_is_no_citizen_number() -> None:
    assert "bsn" not in deidentify("artikel 123456789 is op").text


def test_what_was_taken_out_is_not_in_the_result() -> None:
    assert "Fatima" not in repr(deidentify("Fatima is ziek"))


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_no_text_makes_it_stumble(text: str) -> None:
    assert isinstance(deidentify(text).text, str)
