"""Dutch signs must survive every encoding a spreadsheet writes."""

import pytest

from culture_nlp.read import ReadOptions, pseudonymiser, read_bytes
from culture_nlp.read.encoding import encoding_of
from culture_nlp.records import Answer

SENTENCES = [
    "Eén collega is té druk, privé ook: België, coördinatie, naïef, € 100",
    "ideeën",
    "’s morgens “top” – en dan… niets",
    "‘s avonds",
    "„goed” • punt",
    "É",
    "reünie in Zoë’s café",
    "ÉÉN keer",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_signs_survive(sentence: str, encoding: str) -> None:
    data = f"team;antwoord\r\nZorg;{sentence}\r\n".encode(encoding)
    records = list(read_bytes(data, "export.csv", ReadOptions(pseudonymiser(b"test"))))
    assert [record.text for record in records if isinstance(record, Answer)] == [sentence]


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
@pytest.mark.parametrize("sentence", ["Eén coördinator is té druk", "ideeën", "Zoë", "één", "hè, naïef"])
def test_old_exports_of_excel(sentence: str, encoding: str) -> None:
    data = f"team;antwoord\r\nZorg;{sentence}\r\n".encode(encoding)
    assert data.decode(encoding_of(data)).endswith(f";{sentence}\r\n")


def test_a_sign_far_into_a_large_file() -> None:
    start = "team;antwoord\n" + "A;gewoon\n" * 300_000
    assert encoding_of((start + "A;één\n").encode()) == "utf-8"
    assert encoding_of((start + "A;één\n").encode("cp1252")) == "cp1252"


def test_ascii_is_utf8() -> None:
    assert encoding_of(b"team;antwoord\nA;b\n") == "utf-8"
