"""Retro notes as a whole: the contract, sessions, teams, rejections and a long mixed file. All invented."""

import re

import pytest

from culture_nlp.read.retro import NO_TEAM
from culture_nlp.records import Answer, RejectedRow, TeamPath
from tests.read.retro_notes import read_answers, read_rows


def test_several_retros_in_one_file_are_several_sessions() -> None:
    notes = (
        "# Retrospectives\n## Sprint 2 [21/08--01/09]\nAanwezig: Mats, Ines\n### Wat ging goed?\n- rust\n- orde\n"
        "## Sprint 1\n### Wat ging goed?\n- tempo\n\nDonderdag 25 april:\nGing goed:\n- lunch\n"
    )
    answers = read_answers(notes)
    assert [a.text for a in answers] == ["rust", "orde", "tempo", "lunch"]
    sessions = [a.session for a in answers]
    assert sessions[0] == sessions[1]
    assert len(set(sessions)) == 3
    assert [a.participants for a in answers] == [2, 2, None, None]


def test_front_matter_gives_team_and_round() -> None:
    notes = "---\ntitle: Retro Team Zuid\nteam: Zorg / Noord\nronde: 2025-Q1\ndate: 2025-03-01\n---\n## Tops\n- rust\n"
    (answer,) = read_answers(notes)
    assert (answer.team, answer.round, answer.text) == (("Zorg", "Noord"), "2025-Q1", "rust")
    (row,) = read_rows(notes, team=("Eigen",))
    assert isinstance(row, Answer)
    assert row.team == ("Eigen",)
    assert read_answers(notes.replace("Zorg / Noord", "Zorg > Noord"))[0].team == ("Zorg", "Noord")


@pytest.mark.parametrize(
    ("title", "team"),
    [("# Retro Team Zuid", ("Team Zuid",)), ("# Team Retrospective", NO_TEAM), ("# Sprint 3", NO_TEAM)],
)
def test_team_of_the_title(title: str, team: TeamPath) -> None:
    assert read_answers(f"{title}\n## Tops\n- rust\n")[0].team == team


@pytest.mark.parametrize(
    "notes",
    [
        "",
        "# Retro sprint 4\n![bord](bord.png)\n",
        "# Retro\nhttps://voorbeeld.example/bord\n",
        "Zomaar een verhaal.\n",
    ],
)
def test_notes_without_items_are_rejected_once(notes: str) -> None:
    (row,) = read_rows(notes)
    assert isinstance(row, RejectedRow)
    assert (row.code, row.row, row.field, row.file) == ("no_items", None, None, "retro.md")
    assert "lijst" in row.message


def test_item_that_is_too_long_is_rejected_with_its_line() -> None:
    rows = read_rows("## Tops\n- rust\n- " + "lang " * 40 + "\n", maximum_characters=100)
    assert isinstance(rows[0], Answer)
    assert isinstance(rows[1], RejectedRow)
    assert (rows[1].code, rows[1].row) == ("too_long", 3)
    assert "lang lang" not in rows[1].message


def test_damaged_item_is_rejected() -> None:
    (row,) = read_rows("## Tops\n- rust \udce9n orde\n")
    assert isinstance(row, RejectedRow)
    assert row.code == "undecodable"


def test_identifiers_hold_the_line_and_not_the_name_of_the_file() -> None:
    answers = read_answers("## Tops\n- rust\n\n| Tops | Tips |\n|---|---|\n| a1 | b1 |\n")
    assert [re.sub(r"^[0-9a-f]{8}-", "", answer.id) for answer in answers] == ["2", "6", "6.2"]


LONG = """\
---
titel: Retro's
---
# Groep Otters, Scrum Retro Perspective
[[_TOC_]]

## First Retrospective [14/05/2025]
### Teamleden aanwezig
- Mats (SM)
- Ines Koper
- Jorn

### Inleiding
We hingen briefjes op over wat goed ging en wat beter kon.

### What Went Well?
- Iedereen was er. (2x)
- **Mats:** MR's sneller gemerged dan vorige keer, ook dmv de
  nieuwe afspraken
- De hulp van Ines
  - vooral bij het deployen

### Wat kan beter?
**Ines:**

- Wekelijke planning ipv dagelijks
-

**Jorn:** Nogsteeds telaat beginnen ivm de bus.

### Actiepunten vorige sprint
- [x] Bord opruimen (Jorn)

### Actiepunten
| Actie | Wie | Wanneer |
|---|---|---|
| Om 9 uur beginnen | Jorn | maandag |

## Tweede Retro [28/05/2025]
Aanwezig: Mats, Ines
![bord](bord.png)

#### Tops
## Mats:
je bent er altijd
#### Tips
## Ines:
iets eerder hulp vragen

## Mats
### Wat ging goed?
1. Rust
### Wat kan beter?
Niks, ging lekker

## Ines
## Wat ging goed?
- [ ] tempo
### Samenvatting
Prima sprint.
"""


def test_a_long_mixed_file() -> None:
    answers = read_answers(LONG)
    assert [(a.heading, a.text) for a in answers] == [
        ("What Went Well?", "Iedereen was er."),
        ("What Went Well?", "MR's sneller gemerged dan vorige keer, ook dmv de nieuwe afspraken"),
        ("What Went Well?", "De hulp van iemand – vooral bij het deployen"),
        ("Wat kan beter?", "Wekelijke planning ipv dagelijks"),
        ("Wat kan beter?", "Nogsteeds telaat beginnen ivm de bus."),
        ("Actie", "Om 9 uur beginnen"),
        ("Tops", "je bent er altijd"),
        ("Tips", "iets eerder hulp vragen"),
        ("Wat ging goed?", "Rust"),
        ("Wat kan beter?", "Niks, ging lekker"),
        ("Wat ging goed?", "tempo"),
    ]
    assert len({answer.session for answer in answers}) == 2
    assert [answer.participants for answer in answers] == [3] * 6 + [2] * 5
    assert [answer.team for answer in answers] == [("Groep Otters",)] * 11
    writers = [answer.respondent for answer in answers]
    assert [writer is None for writer in writers] == [True, False, True, False, False, True, True, True] + [False] * 3
    assert len({writers[1], writers[3], writers[4]}) == 3
    assert writers[8] == writers[9] != writers[10]
