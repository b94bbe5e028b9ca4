"""Releases are frozen and identified by their content."""

import pytest
from pydantic import ValidationError

from culture_nlp.protect import protect
from culture_nlp.publish import Release, publish
from culture_nlp.records import Estimate, TeamSignal, ThemeSignal


def release(share: float = 0.25) -> Release:
    e = Estimate(share, 0.1, 0.5)
    signals = [TeamSignal(p, n, n, {"workload": ThemeSignal(e, e)}, e, e) for p, n in (((), 40), (("A",), 4))]
    return publish(protect(signals), model_version="m 1", taxonomy_version="1", rules_version="1", minimum_group=5)


def test_equal_content_has_the_same_id_and_other_content_another() -> None:
    assert release().id == release().id
    assert release().id != release(0.5).id


def test_a_release_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        release().model_version = "other"  # type: ignore[misc]


def test_hidden_groups_are_null_in_the_document() -> None:
    team = release().model_dump()["teams"][1]
    assert team == {
        "path": ("A",),
        "respondents": None,
        "published": False,
        "themes": None,
        "sentiment": None,
        "safety": None,
    }


def test_a_release_survives_its_json() -> None:
    original = release()
    assert Release.model_validate_json(original.model_dump_json()) == original
    assert Release.model_validate_json(original.model_dump_json()).sealed().id == original.id
