"""Taking in answers: read, score, forget the text, keep the scores."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final

from api.answers import store
from api.answers.body import Submission
from api.answers.schemas import Receipt, Rejected
from api.core import TEAM_SEPARATOR, Core
from api.rounds.store import SCORES, is_closed, open_round
from culture_nlp.errors import RoundClosed
from culture_nlp.pipeline import score_answers
from culture_nlp.read import Reading, ReadOptions, read_bytes
from culture_nlp.records import Answer, NotScored, RejectedRow

CLOSED: Final = "De ronde is gepubliceerd en neemt geen antwoorden meer aan. Lever ze in bij een volgende ronde."
SOURCE_LENGTH: Final = 16


@dataclass(slots=True)
class _Intake:
    """The answers of a submission on their way to the model, with what must be remembered of each."""

    reading: Reading
    label: str
    rejected: list[Rejected] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def answers(self) -> Iterator[Answer]:
        for record in self.reading:
            if isinstance(record, RejectedRow):
                self.rejected.append(Rejected.of(record, self.label))
            else:
                self.keys.append(_key(record))
                yield record


def take_answers(core: Core, round_name: str, submission: Submission) -> Receipt:
    """Score a submission and keep the scores; they are on disk when this returns.

    Raises:
        RoundClosed: the round was published, before or while this was scored; nothing is kept.
        InputError: the submission cannot be read.
    """
    with core.database.reading() as connection:
        if is_closed(connection, round_name):
            raise RoundClosed(CLOSED)
    intake = _Intake(_read(core, round_name, submission), f"inzending{submission.suffix}")
    not_scored: Counter[str] = Counter()
    scored: list[tuple[str, str]] = []
    for number, result in enumerate(score_answers(intake.answers(), core.scorer)):
        if isinstance(result, NotScored):
            not_scored[result.reason] += 1
        else:
            unit = replace(result, id=intake.keys[number], round=round_name)
            scored.append((unit.id, SCORES.dump_json(unit).decode()))
    accepted = _keep(core, round_name, scored)
    return Receipt(
        rows=intake.reading.rows,
        accepted=accepted,
        duplicates=len(scored) - accepted,
        not_scored=dict(not_scored),
        rejected=intake.rejected,
    )


def _read(core: Core, round_name: str, submission: Submission) -> Reading:
    levels = (level.strip() for level in (submission.team or "").split(TEAM_SEPARATOR))
    options = ReadOptions(
        pseudonym=core.pseudonym,
        team=tuple(level for level in levels if level) or None,
        round=round_name,
        maximum_characters=core.settings.maximum_characters,
    )
    source = core.pseudonym(sha256(submission.source).hexdigest())[:SOURCE_LENGTH]
    return read_bytes(submission.data, f"{source}{submission.suffix}", options)


def _keep(core: Core, round_name: str, scored: list[tuple[str, str]]) -> int:
    with core.database.writing() as connection:
        if is_closed(connection, round_name):
            raise RoundClosed(CLOSED)
        open_round(connection, round_name)
        return store.keep_scores(connection, round_name, core.scorer.model_version, scored)


def _key(answer: Answer) -> str:
    """Tell what counts once in a round: a respondent's answer to a question, or one retrospective note."""
    survey = answer.kind == "survey"
    parts = (answer.respondent, answer.question) if survey else (answer.session, answer.id)
    return sha256(
        "\x1f".join([answer.kind, *(part or "" for part in parts)]).encode("utf-8", "surrogatepass")
    ).hexdigest()
