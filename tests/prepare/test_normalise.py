import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_nlp.prepare.normalise import clean


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  Goed   team \t ", "Goed team"),
        ("cafe\u0301", "café"),
        ("geÃ¯nteresseerd in collegaâ€™s", "geïnteresseerd in collega’s"),
        ("sfeer &amp; samenwerking", "sfeer & samenwerking"),
        ("te druk &lt;br&gt; te laat", "te druk\nte laat"),
        ("<p>goed</p><p>te <b>druk</b></p>", "goed\nte druk"),
        ('<a href="x">link</a>', "link"),
        ("een\r\n\r\n\r\ntwee", "een\ntwee"),
        ("zacht\u00adkoppel\u200bteken\ufeff", "zachtkoppelteken"),
        ("bel\x07 en \x00nul", "bel en nul"),
        ("halve \ud83d emoji", "halve \ufffd emoji"),
    ],
)
def test_repairs_what_machines_did(typed: str, expected: str) -> None:
    assert clean(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "ik vin da nie OKE!!",
        "‘t is “goed” zo",
        "collega's <3 en 2 < 3 > 1",
        "top 👍🏽 door 👩\u200d💻 en ❤️",
        "1/2 dag à 7,5 uur",
        "<naam> was er niet",
    ],
)
def test_leaves_what_the_person_typed(typed: str) -> None:
    assert clean(typed) == typed


def test_a_joiner_outside_an_emoji_is_dirt() -> None:
    assert clean("sa\u200dmen") == "samen"


@given(st.text())
def test_is_nfc_without_outer_blanks_or_control_characters(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in cleaned if character != "\n")
