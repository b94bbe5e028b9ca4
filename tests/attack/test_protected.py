"""Releases made by the product: the attacker finds nothing, whatever people said (t = 0, 1)."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culture_nlp.attack import Roster, attack, parse_release
from culture_nlp.protect import RULES_VERSION, protect
from culture_nlp.publish import publish
from culture_nlp.records import TeamPath
from tests.attack.made import findings
from tests.protect.trees import LEAVES, signals


@st.composite
def organisations(draw: st.DrawFn) -> tuple[dict[TeamPath, int], list[dict[TeamPath, int]]]:
    """People of every leaf, and how many of them voiced each of three themes; often nobody or everybody."""
    leaves = draw(LEAVES)
    voiced = []
    for _ in range(3):
        extreme = draw(st.booleans())
        counts = {p: st.sampled_from([0, n, n // 2]) if extreme else st.integers(0, n) for p, n in leaves.items()}
        voiced.append({path: draw(count) for path, count in counts.items()})
    return leaves, voiced


def check(organisation: tuple[dict[TeamPath, int], list[dict[TeamPath, int]]]) -> None:
    leaves, voiced = organisation
    release = publish(
        protect(signals(leaves, voiced)),
        model_version="m 1",
        taxonomy_version="1.0",
        rules_version=RULES_VERSION,
        minimum_group=5,
    )
    document = parse_release(json.loads(release.model_dump_json()))
    assert document.intact
    assert findings(attack([document], [Roster({}, leaves, leaves)])) == []
    assert findings(attack([document])) == []


@given(organisations())
@settings(max_examples=100, deadline=None)
def test_nothing_is_found_in_what_is_published(
    organisation: tuple[dict[TeamPath, int], list[dict[TeamPath, int]]],
) -> None:
    check(organisation)


@pytest.mark.slow
@given(organisations())
@settings(max_examples=1000, deadline=None)
def test_nothing_is_found_in_a_thousand_organisations(
    organisation: tuple[dict[TeamPath, int], list[dict[TeamPath, int]]],
) -> None:
    check(organisation)
