"""Small release documents, made by hand, in the JSON shape of a release file."""

from collections.abc import Mapping, Sequence
from typing import Any

from culture_nlp.attack import Attempt, Document, Finding, parse_release

Path = tuple[str, ...]


def exact(count: int, people: int) -> dict[str, Any]:
    """A share told as a number."""
    value = round(count / people, 3)
    return {"share": value, "at_least": value, "at_most": value, "low": 0.0, "high": 1.0, "words": None}


def word(first: str, last: str | None = None) -> dict[str, Any]:
    """A share told in words."""
    words = {"first": first, "last": last or first}
    return {"share": None, "at_least": None, "at_most": None, "low": None, "high": None, "words": words}


def band(low: int, high: int, people: int) -> dict[str, Any]:
    """A share told as a range."""
    ends = {"at_least": round(low / people, 3), "at_most": round(high / people, 3)}
    return {"share": None, **ends, "low": 0.0, "high": 1.0, "words": None}


def mean(name: str, value: float) -> dict[str, Any]:
    """Sentiment (``mean``) or safety (``score``) told as a number."""
    return {name: value, "at_least": value, "at_most": value, "low": 0.0, "high": 1.0, "words": None}


def team(path: str, people: int | tuple[int, int] | None, *figures: Any, **more: Any) -> dict[str, Any]:
    """A published group; ``figures`` are the negative poles of themes a, b, c ... The whole is ``""``."""
    low, high = (people, people) if isinstance(people, int) else people or (0, 0)
    themes = [{"id": f"theme_{name}", "negative": figure} for name, figure in zip("abcdef", figures, strict=False)]
    return {
        "path": [part for part in path.split("/") if part],
        "respondents": {"low": low, "high": high} if people else None,
        "published": True,
        "themes": themes,
        "sentiment": None,
        "safety": None,
    } | more


def hidden(path: str) -> dict[str, Any]:
    """A group that is not published."""
    empty = dict.fromkeys(("respondents", "themes", "sentiment", "safety"))
    return {"path": path.split("/"), "published": False} | empty


def release(*teams: Mapping[str, Any], **more: Any) -> Document:
    """A release document."""
    return parse_release({"format": 2, "id": "", "minimum_group": 5, "teams": list(teams)} | more)


def keys(attempts: Sequence[Attempt], attack: str | None = None) -> set[str]:
    """What was found, by key; of one attack or of all."""
    return {finding.key for finding in findings(attempts, attack)}


def findings(attempts: Sequence[Attempt], attack: str | None = None) -> list[Finding]:
    """What was found."""
    return [f for a in attempts if attack in (None, a.outcome.attack) for f in a.outcome.findings]


def notes(attempts: Sequence[Attempt], attack: str | None = None) -> set[str]:
    """What was noted, by key."""
    return {f.key for a in attempts if attack in (None, a.outcome.attack) for f in a.outcome.notes}
