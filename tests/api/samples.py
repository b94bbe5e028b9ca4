"""A scorer that counts words instead of a model, and answers to post."""

from collections.abc import Sequence

from culture_nlp.records import PoleScores, Safety, ScoredUnit, Sentiment, Unit
from culture_nlp.taxonomy import load_taxonomy

QUESTION = "Wat houdt je tegen om te leren?"
BUSY = "Er is veel te veel werk en geen tijd om iets nieuws te leren."
CALM = "We nemen samen rustig de tijd om van elkaar te leren."


class WordScorer:
    """Says workload is negative where a text has "te veel werk", and nothing else."""

    model_version = "woorden 1"
    quantification = None

    def score(self, units: Sequence[Unit]) -> list[ScoredUnit]:
        return [self._scored(unit) for unit in units]

    def _scored(self, unit: Unit) -> ScoredUnit:
        taxonomy = load_taxonomy()
        busy = "te veel werk" in unit.text
        nothing = PoleScores(0.0, 0.0)
        return ScoredUnit(
            id=unit.id,
            kind=unit.kind,
            team=unit.team,
            respondent=unit.respondent,
            round=unit.round,
            session=unit.session,
            participants=unit.participants,
            themes=dict.fromkeys(taxonomy.theme_ids, nothing) | {"workload": PoleScores(1.0, 0.0) if busy else nothing},
            sentiment=Sentiment(
                -1.0 if busy else 1.0,
                "negative" if busy else "positive",
                {"negative": float(busy), "neutral": 0.0, "positive": float(not busy), "mixed": 0.0},
            ),
            safety=Safety(0.5, 0.0, dict.fromkeys(taxonomy.facet_ids, nothing)),
        )


def answer(number: int | str, team: str = "Nacht", text: str = BUSY, **fields: str) -> dict[str, str]:
    """One survey answer of respondent ``number``."""
    return {
        "afdeling": "Zorg",
        "team": team,
        "respondent": f"r{number}",
        "vraag": QUESTION,
        "antwoord": text,
    } | fields


def team_of(count: int, team: str, first: int = 0) -> list[dict[str, str]]:
    """Answers of as many respondents."""
    return [answer(first + number, team) for number in range(count)]
