"""What was tried and found, for people (Dutch or English) and for machines."""

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

from culture_nlp.attack.attacks import Attempt, leaks
from culture_nlp.attack.documents import Column, Document, GroupPath
from culture_nlp.attack.findings import Finding, Outcome

Language = Literal["nl", "en"]
Label = Callable[[str], str]
"""A theme's id to its name."""

ATTACKER: Final = "1"
"""Version of the attacks; part of what the hash is made of."""
MOST_COLUMNS: Final = 3
NOT_FROM_FILES: Final = ("timing", "repeat", "stuffing", "people")


@cache
def load_texts(language: Language) -> Mapping[str, str]:
    """The words in one language, by key."""
    words: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))
    return words[language]


def as_json(documents: Sequence[Document], attempts: Sequence[Attempt]) -> dict[str, Any]:
    """Everything as one document. ``sha256`` is that of the rest: equal for equal files, knowledge and attacks."""
    body: dict[str, Any] = {
        "attacker": ATTACKER,
        "releases": [{"id": d.id, "round": d.round, "intact": d.intact} for d in documents],
        "attacks": [_attempt(attempt) for attempt in attempts],
        "findings": leaks(attempts),
        "not_from_files": list(NOT_FROM_FILES),
    }
    content = json.dumps(body, sort_keys=True, ensure_ascii=False)
    return body | {"sha256": sha256(content.encode()).hexdigest()}


def render(
    documents: Sequence[Document],
    attempts: Sequence[Attempt],
    language: Language = "nl",
    label: Label = str,
    coalition: int = 1,
) -> str:
    """A report in plain text."""
    texts = load_texts(language)
    return "\n".join(_lines(documents, attempts, texts, label, coalition)) + "\n"


def _lines(
    documents: Sequence[Document], attempts: Sequence[Attempt], texts: Mapping[str, str], label: Label, coalition: int
) -> Iterator[str]:
    yield texts["title"]
    yield ""
    for number, document in enumerate(documents, start=1):
        checked = {True: "intact", False: "changed", None: "unchecked"}[document.intact]
        yield texts["release"].format(number=number, id=document.id or texts["no_id"], checked=texts[checked])
    yield texts["knows"].format(coalition=coalition)
    found = leaks(attempts)
    yield ""
    yield texts["verdict_clean" if not found else "verdict_one" if found == 1 else "verdict"].format(found=found)
    yield ""
    for name in dict.fromkeys(attempt.outcome.attack for attempt in attempts):
        yield from _attack([a for a in attempts if a.outcome.attack == name], texts, label, len(documents))
    yield texts["not_from_files"]
    yield from (f"- {texts[f'not_{each}']}" for each in NOT_FROM_FILES)
    yield ""
    yield texts["digest"].format(digest=as_json(documents, attempts)["sha256"])


def _attack(attempts: list[Attempt], texts: Mapping[str, str], label: Label, releases: int) -> Iterator[str]:
    outcome = attempts[0].outcome
    yield f"{texts[f'name_{outcome.attack}']}: {texts[f'does_{outcome.attack}']}"
    for attempt in attempts:
        where = texts["in_releases"].format(numbers=" + ".join(map(str, attempt.releases))) if releases > 1 else ""
        yield f"  -> {where}{_result(attempt.outcome, texts)}"
        for finding in attempt.outcome.findings:
            yield f"     {texts['found']} {sentence(finding, texts, label)}"
        for note in attempt.outcome.notes:
            yield f"     {texts['note']} {sentence(note, texts, label)}"
    yield ""


def _result(outcome: Outcome, texts: Mapping[str, str]) -> str:
    if outcome.skipped:
        return texts["skipped"].format(reason=texts[f"skip_{outcome.skipped}"])
    count = len(outcome.findings)
    key = "nothing" if not count else "one_finding" if count == 1 else "findings"
    return texts[key].format(tried=outcome.tried, count=count)


def sentence(finding: Finding, texts: Mapping[str, str], label: Label = str) -> str:
    """A finding in words: whom, what, how sure, how computed."""
    people = finding.values.get("others", finding.people)
    values = dict(finding.values) | {"who": _who(finding, texts), "people": "?" if people is None else people}
    parts = [texts[finding.key].format(**values)]
    if finding.columns:
        parts.append(texts["columns"].format(columns=_columns(finding.columns, texts, label)))
    parts.append(texts[f"sure_{finding.sure}"].format(**values))
    if finding.evidence:
        parts.append(texts["computed"].format(how=texts[f"by_{finding.evidence}"]))
    return " ".join(part for part in parts if part)


def _who(finding: Finding, texts: Mapping[str, str]) -> str:
    if finding.group is None:
        return ""
    name = _printable(" / ".join(finding.group)) or texts["everybody"]
    return texts[f"who_{finding.part}"].format(group=name)


def _columns(columns: Sequence[Column], texts: Mapping[str, str], label: Label) -> str:
    named = [f"{label(theme)} ({texts.get(f'pole_{pole}', pole)})" for theme, pole in columns[:MOST_COLUMNS]]
    more = len(columns) - len(named)
    return ", ".join(named) + (texts["and_more"].format(count=more) if more else "")


def _attempt(attempt: Attempt) -> dict[str, Any]:
    outcome = attempt.outcome
    return {
        "attack": outcome.attack,
        "releases": list(attempt.releases),
        "tried": outcome.tried,
        "skipped": outcome.skipped,
        "findings": [_finding(each) for each in outcome.findings],
        "notes": [_finding(each) for each in outcome.notes],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    group: GroupPath | None = finding.group
    return {
        "learned": finding.key,
        "group": None if group is None else list(group),
        "part": finding.part,
        "people": finding.people,
        "values": dict(finding.values),
        "sure": finding.sure,
        "evidence": finding.evidence,
        "columns": [list(column) for column in finding.columns],
        "sentence": sentence(finding, load_texts("en")),
    }


def _printable(name: str) -> str:
    return "".join(character for character in name if character.isprintable())
