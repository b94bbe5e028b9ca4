"""A small release: a whole, a published team and two that are not published."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest

from culture_nlp.files import InputReport
from culture_nlp.pipeline import Analysis
from culture_nlp.publish import Release
from culture_nlp.publish.release import AuditReport, Mean, People, ReleasedTeam, ReleasedTheme, Score, Share, Words
from culture_nlp.records import RejectedRow, TeamPath
from culture_nlp.taxonomy import Taxonomy, load_taxonomy

HOSTILE = "<script>alert(1)</script>"
FORMULA = "=HYPERLINK(1)"

# theme id -> shares of the negative and of the positive pole; every other theme is at 1 %
VOICED = {
    "workload": (0.62, 0.11),
    "communication": (0.41, 0.2),
    "feedback": (0.08, 0.55),
    "retention": (0.3, 0.3),
}


def share(value: float) -> Share:
    low, high = round(max(value - 0.1, 0), 3), round(min(value + 0.12, 1), 3)
    return Share(share=value, at_least=value, at_most=value, low=low, high=high)


def mean(value: float, low: float, high: float) -> Mean:
    return Mean(mean=value, at_least=value, at_most=value, low=low, high=high)


def score(value: float, low: float, high: float) -> Score:
    return Score(score=value, at_least=value, at_most=value, low=low, high=high)


def words(first: str, low: float, high: float) -> dict[str, Any]:
    return {"at_least": low, "at_most": high, "low": low, "high": high, "words": Words(first=first, last=first)}


def theme(theme_id: str) -> ReleasedTheme:
    negative, positive = VOICED.get(theme_id, (0.01, 0.01))
    return ReleasedTheme(id=theme_id, negative=share(negative), positive=share(positive))


def published(path: TeamPath, respondents: int, theme_ids: tuple[str, ...]) -> ReleasedTeam:
    return ReleasedTeam(
        path=path,
        respondents=People(low=respondents, high=respondents),
        published=True,
        themes=tuple(theme(theme_id) for theme_id in theme_ids),
        sentiment=mean(-0.42, -0.71, -0.13),
        safety=score(47.4, 38.2, 56.9),
    )


def small(path: TeamPath) -> ReleasedTeam:
    """A team of seven or so: words only."""
    few, most = words("few", 0, 0.4), words("most", 0.57, 1)
    return ReleasedTeam(
        path=path,
        respondents=People(low=5, high=7),
        published=True,
        themes=(
            ReleasedTheme(id="workload", negative=Share(share=None, **most), positive=Share(share=None, **few)),
            ReleasedTheme(id="feedback", negative=Share(share=None, **few), positive=Share(share=None, **few)),
        ),
        sentiment=Mean(mean=None, **words("low", -1.2, -0.4)),
        safety=Score(score=None, **words("middle", 40, 60)),
    )


def hidden(path: TeamPath) -> ReleasedTeam:
    return ReleasedTeam(path=path, respondents=None, published=False, themes=None, sentiment=None, safety=None)


def release(*teams: ReleasedTeam) -> Release:
    return Release(
        created=datetime(2026, 3, 9, 8, 30, tzinfo=UTC),
        model_version="culture-signals-nl 1.0.0",
        taxonomy_version="1.0",
        rules_version="1",
        minimum_group=5,
        audit=AuditReport(passed=True, rules_version="2"),
        teams=teams,
    ).sealed()


@pytest.fixture
def taxonomy() -> Taxonomy:
    return load_taxonomy()


@pytest.fixture
def analysis(taxonomy: Taxonomy) -> Analysis:
    report = InputReport(
        rows=41,
        answers=97,
        not_scored=Counter(no_answer=6, not_dutch=2),
        rejected=[
            RejectedRow("a.csv", row, "Antwoord", "too_long", f"Rij {row}: het antwoord is te lang.")
            for row in range(2, 14)
        ],
        dropped_columns={"Naam", "E-mail"},
    )
    teams = (
        published((), 34, taxonomy.theme_ids),
        published(("Zorg",), 23, taxonomy.theme_ids),
        hidden(("Zorg", HOSTILE)),
        hidden((FORMULA,)),
    )
    return Analysis(report, release(*teams))


@pytest.fixture
def all_hidden() -> Analysis:
    return Analysis(InputReport(rows=7, answers=8), release(hidden(()), hidden(("Zorg",))))
