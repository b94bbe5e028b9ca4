"""From signals to what may be published: figures, floors, and that the pattern tells nothing."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culture_nlp.protect import protect
from culture_nlp.records import PublishedSignal, TeamPath
from tests.protect.trees import LEAVES, exactly, signals, tree


def published(leaves: dict[TeamPath, int], voiced: dict[TeamPath, int]) -> dict[TeamPath, PublishedSignal]:
    return {s.path: s for s in protect(signals(leaves, [voiced])).signals}


def test_a_small_group_has_words_and_no_numbers() -> None:
    found = published({("A",): 6, ("B",): 40}, {("A",): 5, ("B",): 10})[("A",)]
    assert found.respondents == (5, 7)
    assert found.themes
    figure = found.themes["t0"].negative
    assert (figure.value, figure.words) == (None, ("most", "most"))
    assert found.sentiment
    assert (found.sentiment.value, found.sentiment.words) == (None, ("middle", "middle"))


def test_the_words_of_a_small_group_do_not_tell_its_size() -> None:
    five, six, seven = (published({("A",): n, ("B",): 40}, {("A",): 1, ("B",): 10})[("A",)] for n in (5, 6, 7))
    assert five == six == seven


def test_a_large_group_has_a_share_with_an_interval() -> None:
    found = published({("A",): 30, ("B",): 40}, {("A",): 12, ("B",): 10})[("A",)]
    assert found.themes
    figure = found.themes["t0"].negative
    assert figure.value == pytest.approx(0.4)
    assert figure.low < 0.3 < 0.5 < figure.high
    assert found.respondents == (30, 30)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_r5_nobody_one_and_two_look_alike(count: int) -> None:
    found = published({("A",): 30, ("B",): 40}, {("A",): count, ("B",): 10})[("A",)]
    assert found == published({("A",): 30, ("B",): 40}, {("A",): 0, ("B",): 10})[("A",)]
    assert found.themes
    assert found.themes["t0"].negative.words == ("few", "few")


def test_e19_a_joiner_does_not_show_where_nobody_had_said_it() -> None:
    before = published({("A",): 5, ("B",): 30}, {("A",): 0, ("B",): 9})[("A",)]
    after = published({("A",): 6, ("B",): 30}, {("A",): 1, ("B",): 9})[("A",)]
    assert before == after


def test_e15_a_mean_of_a_small_group_is_a_level_and_that_of_a_large_one_has_a_fixed_spread() -> None:
    group = signals({("A",): 25, ("B",): 30}, [{("A",): 5, ("B",): 9}], mean=0.2471, score=61.3)
    wide = [dataclasses.replace(s, sentiment=dataclasses.replace(exactly(0.2471), low=-1.9, high=1.9)) for s in group]
    narrow, same = protect(group).signals[1], protect(wide).signals[1]
    assert narrow.sentiment == same.sentiment
    assert narrow.sentiment
    assert narrow.sentiment.value == pytest.approx(0.2)
    assert narrow.safety
    assert narrow.safety.value == 60.0


@pytest.mark.parametrize("minimum", [0, 1, 4, -3])
def test_the_floor_of_five_cannot_be_lowered(minimum: int) -> None:
    assert not protect(signals({(): 4}, [{(): 2}]), minimum).signals[0].published


def test_the_minimum_can_be_raised() -> None:
    assert not protect(signals({(): 9}, [{(): 2}]), 10).signals[0].published
    assert protect(signals({(): 10}, [{(): 2}]), 10).signals[0].published


def test_a_hidden_group_holds_no_figure_and_no_reason() -> None:
    hidden = protect(signals({("A",): 4, ("B",): 16}, [{("A",): 1, ("B",): 3}])).signals[1]
    assert dataclasses.astuple(hidden) == (("A",), False, None, None, None, None)


def test_e20_nothing_in_a_release_counts_what_was_withheld() -> None:
    from culture_nlp.publish import publish

    def released(small: int) -> str:
        made = protect(signals({("A",): small, ("B",): 30, ("C",): 20 - small}, [{("A",): 1, ("B",): 9, ("C",): 3}]))
        about = {"model_version": "m", "taxonomy_version": "1", "rules_version": "2", "minimum_group": 5}
        return publish(made, **about).model_dump_json(exclude={"teams", "id", "created"})  # type: ignore[arg-type]

    assert released(4) == released(3) == released(8)


def test_no_signal_gives_no_signal() -> None:
    assert protect([]).signals == []


@given(LEAVES, st.data())
@settings(max_examples=60, deadline=None)
def test_r17_what_is_hidden_does_not_depend_on_what_was_said(leaves: dict[TeamPath, int], data: st.DataObject) -> None:
    voiced = {path: data.draw(st.integers(0, n)) for path, n in leaves.items()}
    quiet = protect(signals(leaves, [dict.fromkeys(leaves, 0)])).signals
    loud = protect(signals(leaves, [voiced])).signals
    assert [s.published for s in quiet] == [s.published for s in loud]
    assert [s.respondents for s in quiet] == [s.respondents for s in loud]


@given(LEAVES, st.data())
@settings(max_examples=60, deadline=None)
def test_every_count_that_a_group_really_has_is_within_what_is_told(
    leaves: dict[TeamPath, int], data: st.DataObject
) -> None:
    voiced = {path: data.draw(st.integers(0, n)) for path, n in leaves.items()}
    people, counts = tree(leaves), tree(voiced)
    for signal in protect(signals(leaves, [voiced])).signals:
        if signal.themes:
            figure = signal.themes["t0"].negative
            share = counts[signal.path] / people[signal.path]
            assert figure.at_least - 1e-9 <= share <= figure.at_most + 1e-9
