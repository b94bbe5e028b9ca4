"""The shipped taxonomy is complete, and a broken file is told what is wrong, where and what to do."""

import re
from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError

from culture_nlp.errors import TaxonomyError
from culture_nlp.taxonomy import Facet, Theme, load_taxonomy
from culture_nlp.taxonomy.ids import CLUSTER_IDS, FACET_IDS, THEME_IDS
from culture_nlp.taxonomy.load import SHIPPED, read_taxonomy

OWN_THEME = """
[[themes]]
id = "hybrid_work"
cluster = "environment"
label_nl = "Thuis en op kantoor werken"
label_en = "Hybrid work"
negative_nl = "thuiswerkers staan buitenspel"
negative_en = "people at home are left out"
positive_nl = "thuis en op kantoor werken gaan goed samen"
positive_en = "home and office go well together"
definition_nl = "Gaat over werken op verschillende plekken."
definition_en = "About working in different places."
examples_negative = ["vanuit huis hoor ik de helft niet", "wie belt telt niet mee", "camera uit, mens weg"]
examples_positive = ["dinsdag samen, rest thuis, top", "ook op afstand hoor je erbij", "scherm erbij, klaar"]
thought_nl = "Ook op afstand leer je van elkaar als daar plek voor is."
thought_en = "You learn from each other at a distance too, if there is room for it."
question_nl = "Hoe werken wij samen als niet iedereen op dezelfde plek is?"
question_en = "How do we work together when not everyone is in the same place?"

[[borders]]
between = ["collaboration", "hybrid_work"]
border_nl = "Hoe het samen gaat is samenwerking; wat de afstand ermee doet, hoort hier."
"""

THEMES = load_taxonomy().themes
FACETS = load_taxonomy().facets
POLED: tuple[Theme | Facet, ...] = (*THEMES, *FACETS)
EXAMPLES = [e for entry in POLED for e in (*entry.examples_negative, *entry.examples_positive)]


def write(folder: Path, old: str = "", new: str = "", extra: str = "") -> Path:
    """A copy of the shipped file in which the first ``old`` is ``new`` and ``extra`` stands at the end."""
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = folder / "own.toml"
    path.write_text(text.replace(old, new, 1) + extra, encoding="utf-8")
    return path


def complaint(path: Path) -> str:
    with pytest.raises(TaxonomyError) as caught:
        load_taxonomy(path)
    assert "pydantic" not in caught.value.message.casefold()
    return caught.value.message


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


# --------------------------------------------------------------------------------------- what is shipped


def test_the_shipped_file_holds_the_fixed_ids_in_order() -> None:
    taxonomy = load_taxonomy()
    assert tuple(cluster.id for cluster in taxonomy.clusters) == CLUSTER_IDS
    assert taxonomy.theme_ids == THEME_IDS
    assert taxonomy.facet_ids == FACET_IDS
    assert (len(CLUSTER_IDS), len(THEME_IDS), len(FACET_IDS)) == (5, 22, 7)


def test_the_shipped_file_is_read_once() -> None:
    assert load_taxonomy() is load_taxonomy()


def test_every_cluster_has_themes() -> None:
    assert {theme.cluster for theme in THEMES} == set(CLUSTER_IDS)


@pytest.mark.parametrize("entry", POLED, ids=lambda entry: entry.id)
def test_every_entry_has_the_same_number_of_examples_for_both_poles(entry: Theme | Facet) -> None:
    expected = 3 if isinstance(entry, Theme) else 2
    assert len(entry.examples_negative) == len(entry.examples_positive) == expected


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.id)
def test_definitions_are_one_to_three_sentences_and_say_what_does_not_count(theme: Theme) -> None:
    for text, negation in ((theme.definition_nl, "niet"), (theme.definition_en, "not")):
        assert 1 <= len(re.findall(r"[.?](?:\s|$)", text)) <= 3
        assert text.endswith(".")
        assert negation in words(text)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.id)
def test_questions_are_open(theme: Theme) -> None:
    assert words(theme.question_nl)[0] in {"hoe", "wat", "waaraan", "wanneer", "welke"}
    assert words(theme.question_en)[0] in {"how", "what", "when", "which"}


@pytest.mark.parametrize("entry", POLED, ids=lambda entry: entry.id)
def test_dutch_and_english_are_not_the_same_text(entry: Theme | Facet) -> None:
    assert entry.negative_nl != entry.negative_en
    assert entry.positive_nl != entry.positive_en


def test_no_example_occurs_twice() -> None:
    counts = Counter(" ".join(words(example)) for example in EXAMPLES)
    assert [text for text, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("entry", POLED, ids=lambda entry: entry.id)
def test_examples_tell_the_theme_without_its_label(entry: Theme | Facet) -> None:
    little = {
        "de",
        "en",
        "in",
        "op",
        "het",
        "van",
        "over",
        "iets",
        "je",
        "versus",
        "eigen",
        "elkaar",
        "geven",
    }
    label = {word for word in words(entry.label_nl) if word not in little}
    for examples in (entry.examples_negative, entry.examples_positive):
        assert sum(bool(label & set(words(example))) for example in examples) <= 1


def test_examples_are_typed_by_different_people() -> None:
    starts_small = sum(example[0].islower() for example in EXAMPLES)
    flemish = sum(bool({"ge", "zijt", "chef", "mekaar", "u", "uw"} & set(words(e))) for e in EXAMPLES)
    assert 0.25 < starts_small / len(EXAMPLES) < 0.75
    assert flemish >= 10
    assert min(map(len, EXAMPLES)) < 35 < 90 < max(map(len, EXAMPLES))


def test_every_theme_has_neighbours_and_they_are_mutual() -> None:
    taxonomy = load_taxonomy()
    for theme_id in taxonomy.theme_ids:
        neighbours = taxonomy.neighbours(theme_id)
        assert neighbours
        assert theme_id not in neighbours
        for neighbour, sentence in neighbours.items():
            assert taxonomy.neighbours(neighbour)[theme_id] == sentence


# ---------------------------------------------------------------------------------------------- look-up


def test_look_up_by_id() -> None:
    taxonomy = load_taxonomy()
    assert taxonomy.theme("workload").label_nl == "Haalbare werkdruk"
    assert taxonomy.facet("mistakes").id == "mistakes"


def test_an_unknown_id_is_refused_without_repeating_it() -> None:
    taxonomy = load_taxonomy()
    for look_up in (taxonomy.theme, taxonomy.facet):
        with pytest.raises(TaxonomyError) as caught:
            look_up("somebody_said_this")
        assert "somebody" not in caught.value.message


def test_a_taxonomy_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        load_taxonomy().version = "9.9"


# ---------------------------------------------------------------------------------- an organisation's own


def test_an_own_file_may_add_a_theme_after_the_fixed_ones(tmp_path: Path) -> None:
    taxonomy = load_taxonomy(write(tmp_path, extra=OWN_THEME))
    assert taxonomy.theme_ids == (*THEME_IDS, "hybrid_work")
    assert set(taxonomy.neighbours("hybrid_work")) == {"collaboration"}
    assert "hybrid_work" in taxonomy.neighbours("collaboration")


def test_an_own_file_may_reword(tmp_path: Path) -> None:
    own = load_taxonomy(write(tmp_path, '"Haalbare werkdruk"', '"Drukte"'))
    assert own.theme("workload").label_nl == "Drukte"
    assert load_taxonomy().theme("workload").label_nl == "Haalbare werkdruk"


def test_the_shipped_file_may_not_grow_a_theme(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="theme hybrid_work: is not a fixed id"):
        read_taxonomy(write(tmp_path, extra=OWN_THEME), own_themes=False)


def test_a_file_saved_on_windows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(SHIPPED.read_bytes().replace(b"\n", b"\r\n").join([b"\xef\xbb\xbf", b""]))
    assert load_taxonomy(path) == load_taxonomy()


# --------------------------------------------------------------------------------------------- broken files

WORKLOAD_NEGATIVE = 'negative_nl = "te veel werk, te weinig mensen of structureel overwerk"'
WORKLOAD_POSITIVE = "het werk is behapbaar en in balans, er is ruimte in de agenda"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (WORKLOAD_NEGATIVE, "", "theme workload: negative_nl is missing; add it"),
        (WORKLOAD_NEGATIVE, 'negative_nl = "  "', "theme workload: negative_nl is empty; fill it in"),
        (WORKLOAD_NEGATIVE, "negative_nl = 3", "theme workload: negative_nl must be text between quotes"),
        (
            WORKLOAD_NEGATIVE,
            f'negative_nl = "{WORKLOAD_POSITIVE.upper()}"',
            "theme workload: negative_nl and positive_nl are the same",
        ),
        (
            'label_nl = "Haalbare werkdruk"',
            'label_nl = "' + "x" * 41 + '"',
            "label_nl is longer than 40 characters",
        ),
        (
            'label_nl = "Haalbare werkdruk"',
            'label_nl = "feedback geven en ontvangen"',
            "theme feedback: label_nl is",
        ),
        (
            'id = "workload"\ncluster = "leadership"',
            'id = "workload"\ncluster = "moon"',
            "theme workload: cluster",
        ),
        ('id = "workload"', 'id = "drukte"', "theme workload: is missing; put it back under this id"),
        ('id = "workload"', 'id = "Te Druk!"', "theme number 2: id is not of the right form"),
        ('id = "workload"', 'id = "feedback"', "theme feedback: has this id twice"),
        ('id = "mistakes"', 'id = "errors"', "facet mistakes: is missing"),
        ('id = "outcomes"', 'id = "effects"', "cluster outcomes: is missing"),
        (
            'question_nl = "Wat doen wij',
            'question_nl = "Fijn." # "',
            "theme celebrating_success: question_nl must be",
        ),
        (
            'question_nl = "Wat doen wij',
            'vraag = "Wat doen wij',
            "theme celebrating_success: vraag is not a known",
        ),
        ('  "druk, maar goed te doen",\n', "", "theme workload: examples_positive needs at least 3"),
        ('"druk, maar goed te doen"', '""', "theme workload: examples_positive 2 is empty"),
        (
            'between = ["workload", "budget_joy"]',
            'between = ["workload", "moon"]',
            "border 3 (workload and moon): names",
        ),
        (
            'between = ["workload", "budget_joy"]',
            'between = ["workload", "workload"]',
            "names one theme twice",
        ),
        (
            'between = ["workload", "budget_joy"]',
            'between = ["realistic_goals", "workload"]',
            "this pair has a border already",
        ),
        (
            'between = ["workload", "budget_joy"]',
            'between = ["workload"]',
            "border number 3: between 2 is missing",
        ),
        ('version = "1.0"', "", "version is missing"),
        ('version = "1.0"', 'version = "new"', "version is not of the right form"),
    ],
)
def test_a_broken_file_is_told_where_and_what_to_do(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert told in complaint(write(tmp_path, old, new))


def test_fixed_themes_keep_their_order(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    first, second = (text.index(f'[[themes]]\nid = "{i}"') for i in ("workload", "learning_attitude"))
    third = text.index('[[themes]]\nid = "development_talks"')
    path = tmp_path / "own.toml"
    path.write_text(text[:first] + text[second:third] + text[first:second] + text[third:], encoding="utf-8")
    assert "themes: put the 22 fixed ones first, in the order of the shipped file" in complaint(path)


def test_an_own_theme_in_an_unknown_cluster_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, extra=OWN_THEME.replace('"environment"', '"moon"'))
    assert "theme hybrid_work: cluster is not known; choose one of leadership," in complaint(path)


def test_all_problems_are_told_up_to_ten(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(SHIPPED.read_text(encoding="utf-8").replace("negative_en", "negatief_en"), encoding="utf-8")
    message = complaint(path)
    assert message.count("\n- ") == 11
    assert re.search(r"- and \d+ more$", message)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Vraag;Antwoord\nHoe gaat het?;nooit meer\n", "not valid TOML at line 1, column 6"),
        (b'version = "1.0', "not valid TOML at"),
        ("version = 'caf\u00e9'".encode("latin-1"), "not UTF-8"),
        (b"", "version is missing; add it"),
        (b'themes = "none"', "themes must be a list"),
    ],
)
def test_a_file_that_is_no_taxonomy(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(content)
    message = complaint(path)
    assert told in message
    assert "nooit meer" not in message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "cannot be opened: check the path" in complaint(tmp_path / "none.toml")
