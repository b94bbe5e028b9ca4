"""Every kind of failure has one shape, and none tells what was sent in."""

import logging
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.samples import WordScorer, answer, team_of

CANARY = "kanariepietje"
ANSWERS = "/v1/rounds/2026-voorjaar/answers"
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "multipart/form-data; boundary=grens"}
HIDDEN_FILE = "\r\n".join(
    [
        "--grens",
        f'Content-Disposition: form-data; name="{CANARY}"; filename="{CANARY}.csv"',
        "",
        "x",
        "--grens--",
    ]
)

FAILURES: dict[str, tuple[str, str, dict[str, Any], int, str]] = {
    "no such address": ("GET", f"/{CANARY}", {}, 404, "no_such_address"),
    "no such method": ("DELETE", "/v1/themes", {}, 405, "no_such_method"),
    "round name": ("POST", f"/v1/rounds/{CANARY}%20/release", {}, 422, "request"),
    "team too long": ("GET", f"/v1/rounds/a/signals?team={CANARY * 100}", {}, 422, "request"),
    "too large": ("POST", ANSWERS, {"json": [CANARY * 1_000]}, 413, "too_large"),
    "too large in pieces": (
        "POST",
        ANSWERS,
        {"content": iter([b"x" * 9_000] * 2), "headers": JSON},
        413,
        "too_large",
    ),
    "no media type": ("POST", ANSWERS, {"content": CANARY.encode()}, 415, "unsupported_format"),
    "form of a web page": ("POST", ANSWERS, {"data": {"antwoord": CANARY}}, 415, "unsupported_format"),
    "broken JSON": (
        "POST",
        ANSWERS,
        {"content": f'{{"{CANARY}'.encode(), "headers": JSON},
        422,
        "unreadable_file",
    ),
    "empty": ("POST", ANSWERS, {"content": b"", "headers": JSON}, 422, "unreadable_file"),
    "no list of objects": ("POST", ANSWERS, {"json": [CANARY]}, 422, "unreadable_file"),
    "no answers": ("POST", ANSWERS, {"json": [{"team": CANARY}]}, 422, "columns_not_recognised"),
    "damaged form": ("POST", ANSWERS, {"content": CANARY.encode(), "headers": FORM}, 422, "unreadable_file"),
    "form without a boundary": (
        "POST",
        ANSWERS,
        {"content": CANARY.encode(), "headers": {"Content-Type": "multipart/form-data"}},
        422,
        "unreadable_file",
    ),
    "form without a file": (
        "POST",
        ANSWERS,
        {"content": HIDDEN_FILE, "headers": FORM},
        422,
        "unreadable_file",
    ),
    "two files": (
        "POST",
        ANSWERS,
        {"files": [("file", ("a.csv", CANARY)), ("file", ("b.csv", CANARY))]},
        422,
        "unreadable_file",
    ),
    "other file": (
        "POST",
        ANSWERS,
        {"files": {"file": (f"{CANARY}.pdf", b"%PDF")}},
        415,
        "unsupported_format",
    ),
    "nothing to score": ("POST", f"/v1/rounds/{CANARY}/release", {}, 422, "nothing_to_score"),
    "not published": ("GET", f"/v1/rounds/{CANARY}/signals", {}, 404, "not_published"),
    "round closed": (
        "POST",
        "/v1/rounds/dicht/answers",
        {"json": answer(1, text=CANARY)},
        409,
        "round_closed",
    ),
    "unforeseen": ("POST", ANSWERS, {"json": answer(1, text=f"Dit is een bom {CANARY}.")}, 500, "unexpected"),
}


class Bomb(WordScorer):
    """Fails on one text, and says so with the text in its message."""

    def score(self, units):
        if any("bom" in unit.text for unit in units):
            raise ValueError(units[0].text)
        return super().score(units)


@pytest.fixture
def client(start) -> TestClient:
    service = start(Bomb(), maximum_file_bytes=10_000)
    service.post("/v1/rounds/dicht/answers", json=team_of(5, "Nacht"))
    service.post("/v1/rounds/dicht/release")
    return service


@pytest.mark.parametrize("failure", FAILURES)
def test_one_shape_that_repeats_nothing(client: TestClient, failure: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    method, url, options, status, code = FAILURES[failure]
    response = client.request(method, url, **options)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    problem = response.json()
    assert set(problem) - {"instance"} == {"type", "title", "status", "code", "detail", "errors"}
    assert problem["status"] == status
    assert problem["type"] == f"urn:culture-nlp:problem:{code}"
    assert ("instance" in problem) == (status >= 500)
    assert CANARY not in response.text
    own = [record for record in caplog.records if not record.name.startswith("http")]
    assert CANARY not in "".join(map(logging.Formatter().format, own))


def test_a_wrong_field_is_pointed_at(client: TestClient) -> None:
    [error] = client.get(f"/v1/rounds/a/signals?theme={'x' * 65}").json()["errors"]
    assert (error["pointer"], error["code"]) == ("/query/theme", "string_too_long")
    [error] = client.post("/v1/rounds/-a/release").json()["errors"]
    assert (error["pointer"], error["code"]) == ("/path/round", "string_pattern_mismatch")


def test_a_refused_method_says_what_is_allowed(client: TestClient) -> None:
    assert client.delete("/v1/themes").headers["allow"] == "GET"


def test_an_unforeseen_error_is_found_back_by_its_number(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    incident = client.post(ANSWERS, json=answer(1, text="Dit is een bom.")).json()["instance"].rpartition(":")[2]
    [message] = [record.getMessage() for record in caplog.records if record.name == "api.problems"]
    assert incident in message
    assert "ValueError" in message
    assert f"{Path(__file__).name}" in message
    assert client.post(ANSWERS, json=answer(1)).status_code == 202


def test_a_database_that_is_away_keeps_nothing_and_comes_back(
    start, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.database.SECONDS_TO_WAIT_FOR_A_LOCK", 0)
    client = start()
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert client.get("/health/live").status_code == 200
    for refused in (client.post(ANSWERS, json=answer(1)), client.get("/health/ready")):
        assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
    other.execute("ROLLBACK")
    other.close()
    assert client.get("/health/ready").json()["model_version"] == "woorden 1"
    assert client.post(ANSWERS, json=answer(1)).json()["accepted"] == 1
