from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culture_nlp.prepare.clauses import find_clauses, pipeline
from culture_nlp.prepare.finite_verbs import finite_verbs


def split(text: str) -> list[str]:
    return [text[clause.start : clause.end] for clause in find_clauses(text)]


@pytest.mark.parametrize(
    "marked",
    [
        "de sfeer is goed | maar er wordt wel veel geroddeld",
        "Jan en Piet",
        "Jan en Piet werken goed samen | en dat is fijn",
        "wij hebben een app en een website die goed werkt",
        "ik vind dat de sfeer en de communicatie beter kunnen",
        "te laat en onduidelijk",
        "Snel, goed en duidelijk communiceren",
        "fijne collega's, leuk werk, goede sfeer",
        "ik werk hier maar twee dagen",
        "doe maar gewoon",
        "fijn team | maar weinig tijd",
        "het is druk, | want er zijn veel zieken",
        "het is leuk werk | omdat Jan en Piet er zijn",
        "Hoewel de sfeer goed is, | wordt er veel geroddeld",
        "als je binnenkomt | is het stil",
        "het is rustig, | omdat Wouter vandaag thuiswerkt",
        "Vraag je iets, | dan zucht hij diep",
        "dat wij niet weg kunnen | terwijl het al laat is",
        "het loopt net zo goed als vroeger",
        "wij werken als team goed samen",
        "de sfeer is goed, | de werkdruk is hoog",
        "prima, | al vind ik een gesprek fijner",
        "het is leuk, | alleen is het te druk",
        "hij mailt wel | maar vaak pas als het te laat is",
    ],
)
def test_clauses_begin_where_both_sides_say_something(marked: str) -> None:
    parts = marked.split(" | ")
    assert split(" ".join(parts)) == [part.rstrip(",") for part in parts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("goed team; veel werk", ["goed team", "veel werk"]),
        ("goed team - veel werk", ["goed team", "veel werk"]),
        ("team-overleg en 2-3 dagen", ["team-overleg en 2-3 dagen"]),
        ("Echt?! nou... ja hoor", ["Echt?!", "nou...", "ja hoor"]),
        ("goed!!slecht", ["goed!!", "slecht"]),
        ("de sfeer is top. maar druk", ["de sfeer is top.", "maar druk"]),
        ("goede sfeer\nte druk", ["goede sfeer", "te druk"]),
        ("- sfeer\n* druk\n• laat", ["sfeer", "druk", "laat"]),
        ("1. sfeer\n2. druk", ["1. sfeer", "2. druk"]),
        ("+ leuke mensen\n✅ demo\n❌ te lang", ["+ leuke mensen", "✅ demo", "❌ te lang"]),
        ("fijn team 😀 wel druk", ["fijn team 😀", "wel druk"]),
        ("top 👩\u200d💻👍🏽 toch", ["top 👩\u200d💻👍🏽", "toch"]),
        (":-) leuk", [":-) leuk"]),
        ("bijv. de planning, o.a. ivm vakantie", ["bijv. de planning, o.a. ivm vakantie"]),
        (
            "1x p.w. overleg m.b.t. rooster met dhr. Jansen",
            ["1x p.w. overleg m.b.t. rooster met dhr. Jansen"],
        ),
        ("mr. V. begon, excl. pauze", ["mr. V. begon, excl. pauze"]),
        ("koffie, thee enz. Verder prima", ["koffie, thee enz.", "Verder prima"]),
        ('Hij zei "het is goed." Dat was alles.', ['Hij zei "het is goed."', "Dat was alles."]),
        ("om 14.00 uur, 7,5 uur", ["om 14.00 uur, 7,5 uur"]),
        ("😀", ["😀"]),
        ("-", ["-"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_as_people_type_them(text: str, expected: list[str]) -> None:
    assert split(text) == expected


PIECES = st.sampled_from(
    [
        *("de", "sfeer", "is", "goed", "wordt", "ik", "werk", "niet", "bijv.", "1", "7,5"),
        *("maar", "en", "omdat", "als", "dan", "alleen", "al"),
        *(",", ".", "...", "?", "!", ";", "-", "•", "\n", "(", ")", '"', "'", ":"),
        *("👍", "❤️", "👩\u200d💻", ":-)"),
    ]
)


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_clauses_are_ordered_apart_and_leave_out_only_blanks_and_punctuation(text: str) -> None:
    found = find_clauses(text)
    position = 0
    for clause in found:
        assert position <= clause.start < clause.end <= len(text)
        assert text[clause.start : clause.end].strip() == text[clause.start : clause.end]
        assert not any(character.isalnum() for character in text[position : clause.start])
        position = clause.end
    assert not any(character.isalnum() for character in text[position:])
    assert bool(found) == bool(text.strip())


def test_the_pipeline_forgets_the_words() -> None:
    find_clauses("mijn collega Xyzzelstein zegt niks")
    assert not {"Xyzzelstein", "xyzzelstein"} & set(pipeline().vocab.strings)


def test_threads_get_the_same_clauses() -> None:
    texts = [f"de sfeer {n} is goed maar er wordt wel veel geroddeld" for n in range(200)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(find_clauses, texts)) == [find_clauses(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("ik werk hier", "werk"),
        ("leuk werk", ""),
        ("we overleggen veel", "overleggen"),
        ("ze alleen", ""),
        ("die mensen", ""),
        ("er zijn plannen", "zijn"),
        ("zijn werk", ""),
        ("meer te zijn", ""),
        ("collega's kunnen veel", "kunnen"),
        ("iedereen praat", "praat"),
        ("de praat", ""),
        ("als hij thuiswerkt", "thuiswerkt"),
        ("de afwas", ""),
        ("hij luisterde en mopperde", "luisterde mopperde"),
    ],
)
def test_finite_verbs_need_their_subject_where_the_form_is_ambiguous(text: str, verbs: str) -> None:
    words = text.split()
    found = [word for word, finite in zip(words, finite_verbs(words), strict=True) if finite]
    assert found == verbs.split()
