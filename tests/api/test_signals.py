"""Publishing a round and reading it: one release, frozen, and one refusal."""

import pytest
from fastapi.testclient import TestClient

from tests.api.samples import WordScorer, answer, team_of

ROUND = "/v1/rounds/2026-voorjaar"


def _published(client: TestClient) -> TestClient:
    """Nacht has 6 people, Dag 8, Stilstand 2: Weekend is hidden beside it."""
    for people, team in ((6, "Nacht"), (8, "Dag"), (5, "Weekend")):
        client.post(f"{ROUND}/answers", json=[answer(f"{team}{n}", team) for n in range(people)])
    client.post(f"{ROUND}/answers", json=[answer(f"Stilstand{n}", "Stilstand") for n in range(2)])
    assert client.post(f"{ROUND}/release").status_code == 200
    return client


def test_signals_come_from_the_release(client: TestClient) -> None:
    _published(client)
    release = client.post(f"{ROUND}/release").json()
    signals = client.get(f"{ROUND}/signals").json()
    assert signals["release"] == release["id"]
    assert release["model_version"] == "woorden 1"
    by_path = {tuple(team["path"]): team for team in signals["teams"]}
    assert by_path[()]["respondents"] == {"low": 21, "high": 21}
    assert by_path[("Zorg", "Dag")]["respondents"] == {"low": 8, "high": 10}
    assert ("Zorg", "Stilstand") not in by_path
    assert all(team["published"] for team in signals["teams"])


def test_one_team_and_one_theme(client: TestClient) -> None:
    _published(client)
    [team] = client.get(f"{ROUND}/signals", params={"team": "Zorg/Dag", "theme": "workload"}).json()["teams"]
    assert team["path"] == ["Zorg", "Dag"]
    assert [theme["id"] for theme in team["themes"]] == ["workload"]
    assert team["themes"][0]["negative"]["share"] is None
    assert team["themes"][0]["negative"]["words"] == {"first": "most", "last": "most"}
    [whole] = client.get(f"{ROUND}/signals", params={"team": ""}).json()["teams"]
    assert whole["path"] == []


def test_a_release_is_frozen(client: TestClient, start) -> None:
    _published(client)
    before = client.get(f"{ROUND}/signals")
    release = client.post(f"{ROUND}/release").content
    client.post(f"{ROUND}/answers", json=team_of(9, "Nacht", first=500))
    assert client.post(f"{ROUND}/release").content == release
    restarted = start(minimum_group=50)
    assert restarted.get(f"{ROUND}/signals").content == before.content
    assert restarted.post(f"{ROUND}/release").content == release


def test_live_answers_are_never_read(client: TestClient) -> None:
    client.post(f"{ROUND}/answers", json=team_of(20, "Nacht"))
    assert client.get(f"{ROUND}/signals").status_code == 404


def test_every_refusal_is_the_same(client: TestClient) -> None:
    _published(client)
    client.post("/v1/rounds/open/answers", json=team_of(20, "Nacht"))
    client.post("/v1/rounds/klein/answers", json=team_of(3, "Nacht"))
    client.post("/v1/rounds/klein/release")
    causes = {
        "unknown round": "/v1/rounds/bestaat-niet/signals",
        "no release": "/v1/rounds/open/signals",
        "nobody large enough": "/v1/rounds/klein/signals",
        "unknown team": f"{ROUND}/signals?team=Zorg/Bestaatniet",
        "too small": f"{ROUND}/signals?team=Zorg/Stilstand",
        "hidden beside a small one": f"{ROUND}/signals?team=Zorg/Weekend",
        "unknown theme": f"{ROUND}/signals?team=Zorg/Dag&theme=bestaatniet",
    }
    answers = [client.get(url) for url in causes.values()]
    assert {response.status_code for response in answers} == {404}
    assert len({response.content for response in answers}) == 1
    assert len({tuple(sorted(response.headers.items())) for response in answers}) == 1
    assert "etag" not in answers[0].headers


def test_etag(client: TestClient) -> None:
    _published(client)
    first = client.get(f"{ROUND}/signals")
    tag = first.headers["etag"]
    for sent in (tag, f"W/{tag}", f'"oud", {tag}', "*"):
        repeated = client.get(f"{ROUND}/signals", headers={"If-None-Match": sent})
        assert (repeated.status_code, repeated.content, repeated.headers["etag"]) == (304, b"", tag)
    assert client.get(f"{ROUND}/signals", headers={"If-None-Match": '"oud"'}).content == first.content
    assert client.get(f"{ROUND}/signals?team=Zorg/Dag").headers["etag"] != tag


def test_nothing_to_publish_leaves_the_round_open(client: TestClient) -> None:
    unknown = client.post(f"{ROUND}/release")
    client.post(f"{ROUND}/answers", json=answer(1, text="nvt"))
    empty = client.post(f"{ROUND}/release")
    assert (unknown.status_code, unknown.json()["code"]) == (422, "nothing_to_score")
    assert empty.content == unknown.content
    assert client.post(f"{ROUND}/answers", json=answer(1)).json()["accepted"] == 1


def test_a_release_says_which_models_scored(start) -> None:
    newer = WordScorer()
    newer.model_version = "woorden 2"
    start().post(f"{ROUND}/answers", json=team_of(6, "Nacht"))
    client = start(newer)
    client.post(f"{ROUND}/answers", json=team_of(6, "Dag", first=10))
    assert client.post(f"{ROUND}/release").json()["model_version"] == "woorden 1, woorden 2"


def test_a_failure_while_publishing_leaves_a_closed_round_that_can_go_on(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(f"{ROUND}/answers", json=team_of(6, "Nacht"))
    with monkeypatch.context() as broken:
        broken.setattr("api.rounds.service.publish_signals", None)
        assert client.post(f"{ROUND}/release").status_code == 500
    assert client.get(f"{ROUND}/signals").status_code == 404
    assert client.post(f"{ROUND}/answers", json=answer(99)).status_code == 409
    assert client.post(f"{ROUND}/release").status_code == 200
    assert client.get(f"{ROUND}/signals").json()["teams"][0]["respondents"] == {"low": 5, "high": 7}


def test_themes(client: TestClient) -> None:
    themes = client.get("/v1/themes").json()["themes"]
    assert len(themes) == 22
    assert all(theme["label_nl"] and theme["label_en"] and theme["question_nl"] for theme in themes)
