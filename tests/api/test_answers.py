"""Handing in answers: what is kept, what counts once, what is refused."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import Workbook

from tests.api.samples import BUSY, CALM, QUESTION, WordScorer, answer, team_of

ANSWERS = "/v1/rounds/2026-voorjaar/answers"


def test_one_answer_and_a_list(client: TestClient) -> None:
    first = client.post(ANSWERS, json=answer(1))
    assert first.status_code == 202
    assert first.json() == {"rows": 1, "accepted": 1, "duplicates": 0, "not_scored": {}, "rejected": []}
    assert client.post(ANSWERS, json=team_of(3, "Dag", first=10)).json()["accepted"] == 3


def test_the_same_respondent_and_question_count_once(client: TestClient) -> None:
    client.post(ANSWERS, json=answer(1))
    again = client.post(ANSWERS, json=[answer(1, text=CALM), answer(2)]).json()
    assert (again["accepted"], again["duplicates"]) == (1, 1)
    other_question = client.post(ANSWERS, json=answer(1, vraag="Wat helpt je om te leren?")).json()
    assert (other_question["accepted"], other_question["duplicates"]) == (1, 0)
    other_round = client.post("/v1/rounds/2026-najaar/answers", json=answer(1)).json()
    assert (other_round["accepted"], other_round["duplicates"]) == (1, 0)


def test_a_respondent_is_known_by_the_same_mark_however_it_is_written(client: TestClient) -> None:
    client.post(ANSWERS, json=answer(1, respondent="Jan@voorbeeld.nl"))
    assert client.post(ANSWERS, json=answer(1, respondent=" jan@voorbeeld.nl ")).json()["duplicates"] == 1


def test_what_says_nothing_is_counted_and_not_kept(client: TestClient) -> None:
    receipt = client.post(ANSWERS, json=[answer(1, text="n.v.t."), answer(2, text="")]).json()
    assert receipt["accepted"] == 0
    assert sum(receipt["not_scored"].values()) == 2


def test_broken_lines_do_not_stop_the_rest(client: TestClient) -> None:
    lines = [json.dumps(answer(1)), '{"antwoord": "niet af', "[1, 2]", json.dumps(answer(2))]
    response = client.post(ANSWERS, content="\n".join(lines).encode(), headers={"Content-Type": "application/x-ndjson"})
    receipt = response.json()
    assert receipt["accepted"] == 2
    assert [(row["row"], row["code"]) for row in receipt["rejected"]] == [(2, "not_json"), (3, "not_object")]
    assert {row["file"] for row in receipt["rejected"]} == {"inzending.ndjson"}


def test_all_rows_bad_is_a_receipt_too(client: TestClient) -> None:
    response = client.post(ANSWERS, json=[answer(1, text="a" * 20_000)])
    assert response.status_code == 202
    assert response.json()["accepted"] == 0
    assert response.json()["rejected"][0]["code"] == "too_long"


WISHES = ["rust", "een vast rooster", "meer handen", "minder overleg", "een buddy", "een andere planning"]
TEXTS = [f"{BUSY} Wat mij zou helpen is {wish}." for wish in WISHES]


def _csv() -> bytes:
    rows = [f"Zorg;Nacht;r{number};{text}" for number, text in enumerate(TEXTS)]
    return "\r\n".join([f"afdeling;team;respondent;{QUESTION}", *rows]).encode("cp1252")


def _xlsx() -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Afdeling", "Team", "Respondent", QUESTION])
    for number, text in enumerate(TEXTS):
        sheet.append(["Zorg", "Nacht", f"r{number}", text])
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


@pytest.mark.parametrize(("name", "data"), [("Export Jansen.csv", _csv()), ("export.XLSX", _xlsx())])
def test_a_file_with_a_table(client: TestClient, name: str, data: bytes) -> None:
    receipt = client.post(ANSWERS, files={"file": (name, data)}).json()
    assert (receipt["rows"], receipt["accepted"]) == (6, 6)
    assert client.post(ANSWERS, files={"file": (name, data)}).json()["duplicates"] == 6


def test_a_longer_export_of_the_same_name_adds_only_what_is_new(client: TestClient) -> None:
    """Nobody has a mark here: people are known by their row, and must not count twice."""
    rows = [f"Zorg;{text}" for text in TEXTS]
    for count, accepted in ((4, 4), (6, 2)):
        data = "\n".join([f"team;{QUESTION}", *rows[:count]]).encode()
        assert client.post(ANSWERS, files={"file": ("export.csv", data)}).json()["accepted"] == accepted


def test_notes_get_the_team_of_the_form_and_count_once(client: TestClient) -> None:
    notes = f"# Retro sprint 12\n\n## Wat kan beter?\n- {BUSY}\n- {CALM}\n".encode()
    form = {"files": {"file": ("retro.md", notes)}, "data": {"team": "IT/Betalingen"}}
    assert client.post(ANSWERS, **form).json()["accepted"] == 2
    assert client.post(ANSWERS, **form).json()["duplicates"] == 2
    form["files"] = {"file": ("retro.md", notes.replace(b"sprint 12", b"sprint 13"))}
    assert client.post(ANSWERS, **form).json()["accepted"] == 2


def test_a_closed_round_takes_no_more(client: TestClient) -> None:
    client.post(ANSWERS, json=team_of(6, "Nacht"))
    client.post("/v1/rounds/2026-voorjaar/release")
    refused = client.post(ANSWERS, json=answer(99))
    assert (refused.status_code, refused.json()["code"]) == (409, "round_closed")


def test_a_round_that_closes_during_scoring_keeps_nothing(start) -> None:
    class Slow(WordScorer):
        def score(self, units):
            if units[0].text == CALM:
                client.post("/v1/rounds/2026-voorjaar/release")
            return super().score(units)

    client = start(Slow())
    client.post(ANSWERS, json=team_of(6, "Nacht"))
    assert client.post(ANSWERS, json=answer(99, text=CALM)).status_code == 409
    teams = client.get("/v1/rounds/2026-voorjaar/signals").json()["teams"]
    assert [team["respondents"] for team in teams] == [{"low": 5, "high": 7}] * len(teams)


def test_answers_survive_a_restart_and_the_respondent_stays_the_same(start, database: Path) -> None:
    start().post(ANSWERS, json=team_of(6, "Nacht"))
    assert start().post(ANSWERS, json=team_of(7, "Nacht")).json()["duplicates"] == 6
    key = database.with_name(database.name + "-key")
    assert key.stat().st_mode & 0o777 == 0o600
