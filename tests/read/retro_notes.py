"""Reads invented retro notes and checks what must hold for all of them; used by ``test_retro*``."""

import re

from culture_nlp.read.options import ReadOptions
from culture_nlp.read.retro import read_retro
from culture_nlp.records import Answer, RejectedRow, TeamPath

NAMES = ("Mats", "Ines", "Koper", "Jorn")


def _pseudonym(mark: str) -> str:
    return f"p{sum(ord(sign) * (at + 1) for at, sign in enumerate(mark))}"


def read_rows(text: str, team: TeamPath | None = None, maximum_characters: int = 10_000) -> list[Answer | RejectedRow]:
    options = ReadOptions(pseudonym=_pseudonym, team=team, maximum_characters=maximum_characters)
    return list(read_retro(text, file="retro.md", options=options))


def read_answers(text: str) -> list[Answer]:
    rows = read_rows(text)
    answers = [row for row in rows if isinstance(row, Answer)]
    assert len(answers) == len(rows)
    assert len({answer.id for answer in answers}) == len(answers)
    for answer in answers:
        assert answer.kind == "retro"
        assert answer.question is None
        for name in NAMES:
            assert not re.search(rf"\b{name}", f"{answer.text} {answer.heading}", re.IGNORECASE)
    return answers


def read_items(text: str) -> list[tuple[str | None, str]]:
    return [(answer.heading, answer.text) for answer in read_answers(text)]


def read_texts(text: str) -> list[str]:
    return [answer.text for answer in read_answers(text)]


def read_writers(text: str) -> dict[str, str | None]:
    return {answer.text: answer.respondent for answer in read_answers(text)}


def read_below(lines: str, heading: str = "Wat ging goed?") -> list[str]:
    return read_texts(f"## {heading}\n{lines}\n")
