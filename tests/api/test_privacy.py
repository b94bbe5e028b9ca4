"""What a respondent wrote, and who it was, is in nothing that stays."""

import logging
import tempfile
from pathlib import Path

import pytest

from api.database import Database
from culture_nlp.errors import SettingError
from tests.api.samples import BUSY, answer, team_of

CANARY = "kanariepietje"
MARK = "jan.kanarie@voorbeeld.nl"
ROUND = "/v1/rounds/2026-voorjaar"


def test_a_text_and_a_mark_are_in_no_response_log_or_file(
    start, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = start()
    others = [answer(100 + n, "Dag", text=f"{BUSY} Al {n} weken.") for n in range(20)]
    client.post(f"{ROUND}/answers", json=others)
    text = f"{BUSY} Zeker sinds {CANARY} er is."
    fields = {"e-mail": MARK, "vraag": "Wat wil je leren?"}
    notes = f"# Retro\n\n## Wat kan beter?\n- {text}\n".encode()
    rows = ("team;e-mail;Wat zou je willen leren?", f"Nacht;{MARK};{text}", f"Nacht;p@voorbeeld.nl;{BUSY}")
    table = "\n".join(rows).encode()
    responses = [
        client.post(f"{ROUND}/answers", json=[answer(n, text=text, **fields) for n in range(6)]),
        client.post(f"{ROUND}/answers", json=[answer(7, text=text + CANARY * 1_000)]),
        client.post(f"{ROUND}/answers", files={"file": (f"{CANARY}.md", notes)}, data={"team": "Zorg/Nacht"}),
        client.post(f"{ROUND}/answers", files={"file": (f"{CANARY}.csv", table)}),
        client.post(f"{ROUND}/release"),
        client.get(f"{ROUND}/signals"),
    ]
    assert [response.status_code for response in responses] == [202, 202, 202, 202, 200, 200]
    assert sum(response.json()["accepted"] for response in responses[:4]) == 9
    start()
    own = [record for record in caplog.records if not record.name.startswith("http")]
    written = "".join(response.text for response in responses)
    written += "".join(map(logging.Formatter().format, own))
    written += "".join(path.read_bytes().decode("latin-1") for path in database.parent.iterdir())
    for secret in (CANARY, MARK, "te veel werk"):
        assert secret not in written


def test_an_upload_never_reaches_a_temporary_file(start, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("a temporary file")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    rows = [f"Nacht;r{number};{BUSY} Dat is het verhaal van {number}." for number in range(50)]
    padding = [";;" + " " * 100_000] * 30
    table = "\n".join(["team;respondent;Wat wil je leren?", *rows, *padding]).encode()
    receipt = start().post(f"{ROUND}/answers", files={"file": ("groot.csv", table)}).json()
    assert receipt["accepted"] == 50


def test_pseudonyms_differ_per_database(start, database: Path) -> None:
    start().post(f"{ROUND}/answers", json=answer(1))
    key = database.with_name(database.name + "-key").read_bytes()
    assert len(key) == 32
    assert database.stat().st_mode & 0o777 == 0o600
    database.with_name(database.name + "-key").write_bytes(bytes(32))
    with pytest.raises(SettingError, match="not the key"):
        start()


def test_another_key_in_the_settings_is_refused(start) -> None:
    start(pseudonym_key="een")
    with pytest.raises(SettingError, match="CULTURE_NLP_PSEUDONYM_KEY"):
        start(pseudonym_key="twee")


def test_a_key_in_the_settings_leaves_no_file(start, database: Path) -> None:
    start(pseudonym_key="een").post(f"{ROUND}/answers", json=team_of(2, "Nacht"))
    assert not database.with_name(database.name + "-key").exists()


def test_a_damaged_key_file_is_refused(start, database: Path) -> None:
    database.with_name(database.name + "-key").write_bytes(b"half")
    with pytest.raises(SettingError, match="damaged"):
        start()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "postgresql://db/x", "onzin"])
def test_only_a_file_of_sqlite(url: str) -> None:
    with pytest.raises(SettingError, match="CULTURE_NLP_DATABASE_URL"):
        Database(url)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="folder"):
        Database(f"sqlite:///{tmp_path}/nergens/dienst.db")
