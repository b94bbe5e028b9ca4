"""The corpora as they ship: valid units, splits that share nothing, readings, challenge groups, marked data."""

import json
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, read_units, split_by_writer, writers_of
from culture_nlp.measure.corpus_card import read_card
from culture_nlp.measure.near_duplicates import near_duplicates
from culture_nlp.measure.readings import Decision, Reading, differing, read_readings, reading_of
from culture_nlp.taxonomy import load_taxonomy

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT / "corpora"
SPLITS = CORPORA / "splits.toml"
NAMES = ("training", "development", "test")

Splits = dict[str, list[AnnotatedUnit]]


@pytest.fixture(scope="module")
def splits() -> Splits:
    units = read_units([CORPORA / "seed", CORPORA / "units"], load_taxonomy())
    assert len({unit.id for unit in units}) == len(units)
    parts = split_by_writer(units, writers_of(SPLITS, "development"), writers_of(SPLITS, "test"))
    return dict(zip(NAMES, parts, strict=True))


@pytest.fixture(scope="module")
def units(splits: Splits) -> list[AnnotatedUnit]:
    return [unit for part in splits.values() for unit in part]


@pytest.fixture(scope="module")
def statistics() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "evaluation/results/corpus.json").read_text(encoding="utf-8"))
    return found


def test_every_writer_of_a_split_wrote_something_and_is_in_one_split(splits: Splits) -> None:
    lists = tomllib.loads(SPLITS.read_text(encoding="utf-8"))
    assert set(lists) == {"development", "test"}
    for name in lists:
        assert set(lists[name]) == {unit.writer for unit in splits[name]}
    assert not set(lists["development"]) & set(lists["test"])


def test_every_unit_tells_its_writer_scenario_sector_and_variety(units: list[AnnotatedUnit]) -> None:
    assert [u.id for u in units if not (u.writer and u.scenario and u.sector)] == []
    assert {u.variety for u in units} == {"nl-NL", "nl-BE"}
    assert [u.id for u in units if (u.question is None) == (u.heading is None)] == []


def test_no_scenario_is_shared_by_two_writers(units: list[AnnotatedUnit]) -> None:
    writers = defaultdict(set)
    for unit in units:
        writers[unit.scenario].add(unit.writer)
    assert {s: w for s, w in writers.items() if len(w) > 1} == {}


def test_nobody_wrote_more_than_forty_units(units: list[AnnotatedUnit]) -> None:
    assert max(Counter(unit.writer for unit in units).values()) <= 40


def test_no_test_text_of_five_words_and_more_is_in_another_split(splits: Splits) -> None:
    training, development, test = (
        {" ".join(u.text.casefold().split()) for u in splits[name] if len(u.text.split()) > 4} for name in NAMES
    )
    assert test & (training | development) == set()
    assert development & training == set()


@pytest.mark.slow
def test_no_near_duplicate_across_splits_and_few_within(splits: Splits, units: list[AnnotatedUnit]) -> None:
    split = {unit.id: name for name, part in splits.items() for unit in part}
    pairs = [(units[i], units[j]) for i, j, _ in near_duplicates([u.text for u in units])]
    assert [(a.id, b.id) for a, b in pairs if split[a.id] != split[b.id]] == []
    assert len(pairs) <= len(units) / 200


def test_the_statistics_are_those_of_the_corpus(splits: Splits, statistics: dict[str, Any]) -> None:
    for name, part in splits.items():
        assert statistics[name]["units"] == len(part)
        assert statistics[name]["writers"] == len({u.writer for u in part})


def test_the_card_is_valid_and_its_hashes_are_those_of_the_splits(splits: Splits) -> None:
    card = read_card(CORPORA / "card.toml")
    for name, part in splits.items():
        assert card.splits[name].sha256 == data_hash(part)  # type: ignore[index]
    for file in (card.guideline, card.datasheet, card.agreement):
        assert (CORPORA / file).is_file()


def test_size_and_balance(statistics: dict[str, Any]) -> None:
    assert sum(statistics[name]["units"] for name in NAMES) >= 20_000
    assert statistics["development"]["units"] >= 1_500
    assert statistics["test"]["units"] >= 2_000
    for name in NAMES:
        assert 0.3 <= statistics[name]["retro items"] <= 0.45
        assert 0.2 <= statistics[name]["Flemish"] <= 0.4
        assert statistics[name]["sectors"] >= 25
    assert statistics["development"]["without a theme"] >= 0.3
    assert statistics["test"]["without a theme"] >= 0.32


def test_every_theme_and_facet_is_there_often_enough_on_both_poles(statistics: dict[str, Any]) -> None:
    labels = statistics["training"]["labels"]
    rare = {
        (label, pole): counts[pole]
        for group, least in (("themes", 350), ("facets", 200))
        for label, counts in labels[group].items()
        for pole in ("negative", "positive")
        if counts[pole] < least
    }
    assert rare == {}


def test_lengths_are_those_of_people_who_type(statistics: dict[str, Any]) -> None:
    for name in NAMES:
        assert statistics[name]["up to five words"] >= 0.15
        assert statistics[name]["sixty words and more"] >= 0.045
        assert 8 <= statistics[name]["words, median"] <= 25


def test_it_is_not_made_from_templates(statistics: dict[str, Any]) -> None:
    repetition = statistics["repetition"]
    assert repetition["distinct"] >= 0.97
    assert repetition["most shared"][0][1] <= 25


def readings(name: str) -> dict[str, Reading]:
    return read_readings(CORPORA / f"readings/{name}.jsonl", Reading)


def test_both_readings_are_kept_and_the_corpus_holds_what_was_decided(splits: Splits) -> None:
    first, second = readings("reader-1"), readings("reader-2")
    decided = read_readings(CORPORA / "readings/adjudication.jsonl", Decision)
    assert set(first) == set(second)
    assert set(decided) <= set(differing(first, second))
    assert all(len(d.reason.split()) >= 2 for d in decided.values())
    gold = {u.id: reading_of(u) for part in splits.values() for u in part}
    assert set(first) <= set(gold)
    wrong = [i for i in first if gold[i].labels() != (decided.get(i) or first[i]).labels()]
    assert wrong == []


def test_test_whole_and_a_fifth_of_the_rest_were_read_twice_and_every_difference_is_decided(splits: Splits) -> None:
    first, second = readings("reader-1"), readings("reader-2")
    decided = read_readings(CORPORA / "readings/adjudication.jsonl", Decision)
    assert {u.id for u in splits["test"]} <= set(second)
    rest = [u.id for name in ("training", "development") for u in splits[name]]
    assert sum(i in second for i in rest) >= len(rest) / 5
    assert set(differing(first, second)) == set(decided)


def rows(folder: str) -> list[dict[str, Any]]:
    files = sorted((CORPORA / folder).glob("*.jsonl"))
    return [json.loads(line) for f in files for line in f.read_text(encoding="utf-8").split("\n") if line]


CAPABILITIES = {
    "negation",
    "past",
    "wish",
    "hypothetical",
    "quoted",
    "irony",
    "understatement",
    "pole_by_context",
    "neighbour_theme",
    "word_without_meaning",
    "opposite_poles",
    "long_one_clause",
    "typos",
    "dialect",
    "english_mix",
    "identity",
}


def test_the_challenge_set_is_valid_and_apart_from_the_corpus(units: list[AnnotatedUnit]) -> None:
    challenge = read_units([CORPORA / "challenge"], load_taxonomy())
    assert len(challenge) >= 1_200
    assert len({u.id for u in challenge}) == len(challenge)
    assert not {u.id for u in challenge} & {u.id for u in units}
    known = {u.text.casefold() for u in units if len(u.text.split()) > 4}
    assert [u.id for u in challenge if u.text.casefold() in known] == []


def test_every_challenge_group_has_something_to_compare() -> None:
    groups = defaultdict(list)
    for row in rows("challenge"):
        assert row["capability"] in CAPABILITIES, row["id"]
        assert row["tests"].strip(), row["id"]
        groups[row["group"]].append(row)
    assert {row["capability"] for row in rows("challenge")} == CAPABILITIES
    for name, members in groups.items():
        assert len(members) >= 2, name
        assert len({(m["text"], m["question"], m["heading"]) for m in members}) == len(members), name
        assert len({m["capability"] for m in members}) == 1, name


def test_labels_do_not_move_where_only_who_somebody_is_was_swapped() -> None:
    groups = defaultdict(list)
    for row in rows("challenge"):
        if row["capability"] == "identity":
            groups[row["group"]].append(row)
    for name, members in groups.items():
        assert len({json.dumps([m["themes"], m["sentiment"], m["safety"]], sort_keys=True) for m in members}) == 1, name


KINDS = {
    "name",
    "function",
    "organisation",
    "place",
    "address",
    "postcode",
    "phone",
    "email",
    "url",
    "bsn",
    "rrn",
    "iban",
    "plate",
    "date",
    "age",
    "number",
    "event",
}


def test_marked_personal_data_lies_inside_the_text() -> None:
    assert len(rows("deidentification")) >= 1_500
    for row in rows("deidentification"):
        end = 0
        for span in row["spans"]:
            assert span["kind"] in KINDS, row["id"]
            assert end <= span["start"] < span["end"] <= len(row["text"]), row["id"]
            assert row["text"][span["start"] : span["end"]].strip(), row["id"]
            end = span["end"]


def test_marked_personal_data_has_all_kinds_and_many_without() -> None:
    kinds = Counter(span["kind"] for row in rows("deidentification") for span in row["spans"])
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 15
    assert sum(not row["spans"] for row in rows("deidentification")) >= 300
