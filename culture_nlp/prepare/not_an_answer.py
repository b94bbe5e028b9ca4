"""Why an answer is not scored: it is empty, says it says nothing, points elsewhere, or holds no words."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final, Literal

from culture_nlp.prepare.gibberish import is_gibberish

Reason = Literal["empty", "no_answer", "refers_elsewhere", "no_words", "gibberish"]

_EMOTICON: Final = re.compile(r"[:;=8][-'^o]?[()/|DPpOo]|<3|\^\^")
# Longer texts are in no list; looking them up would only take time.
_LONGEST_LISTED: Final = 100
_RATING_SIGNS: Final = frozenset("+±%")


def reason_not_an_answer(text: str, *, has_prompt: bool) -> Reason | None:
    """Return why a normalised text holds nothing to score, or None when it is an answer.

    ``has_prompt`` tells whether a question or a heading stands above it: "7,5", "👍" and "+" mean something
    there and nothing without. Whether the text is Dutch is not looked at.
    """
    if not text:
        return "empty"
    if len(text) <= _LONGEST_LISTED and (reason := _listed(_fold(text))):
        return reason
    if not any(character.isalpha() for character in text):
        return None if has_prompt and _means_something(text) else "no_words"
    return "gibberish" if is_gibberish(text) else None


def _means_something(text: str) -> bool:
    return bool(_EMOTICON.search(text)) or any(
        character.isdigit() or character in _RATING_SIGNS or unicodedata.category(character) == "So"
        for character in text
    )


def _fold(text: str) -> str:
    """Bring a text to the form of the list: lower case, single blanks, "#" for numbers, no outer punctuation.

    A text of one repeated punctuation mark becomes that mark.
    """
    folded = re.sub(r"\d+", "#", " ".join(text.casefold().split()))
    core = re.sub(r"^[^\w#]+|[^\w#]+$", "", folded)
    if core:
        return core
    marks = set(folded) - {" "}
    return marks.pop() if len(marks) == 1 else folded


def _listed(folded: str) -> Reason | None:
    entries, filler = _lists()
    reason = entries.get(folded)
    if reason is None:
        reason = entries.get(filler.sub("", folded))
    return reason


@cache
def _lists() -> tuple[dict[str, Reason], re.Pattern[str]]:
    lists = tomllib.loads(Path(__file__).with_name("not_answers.toml").read_text(encoding="utf-8"))
    entries: dict[str, Reason] = dict.fromkeys(lists["no_answer"], "no_answer")
    entries |= dict.fromkeys(lists["refers_elsewhere"], "refers_elsewhere")
    fillers = "|".join(re.escape(word) for word in lists["fillers"])
    return entries, re.compile(rf"^(?:(?:{fillers})[\s,.]+)+|(?:[\s,.]+(?:{fillers}))+$")
