"""An item as it is kept: without markup, marks of tools, votes, owners and names."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from culture_nlp.read.retro_headings import one_of, words
from culture_nlp.read.retro_names import SOMEBODY, Names, clean_name, split_names
from culture_nlp.read.retro_titles import without_stamp

_CHECKBOX: Final = re.compile(r"^\s*\[[ xX✓v]?\]\s*")
_BULLET: Final = re.compile(r"^(?:[-*•+–]\s+)+")
_LINK: Final = re.compile(r"\[([^\]\[]*)\]\(([^)(]*)\)")
_URL: Final = re.compile(r"<?\bhttps?://\S+|\bwww\.\S+", re.IGNORECASE)
_MARKERS: Final = re.compile(r"(?<![\w*_`~])[*_`~]+(?=\S)|(?<=\S)[*_`~]+(?![\w*_`~])")
"""Marks of emphasis and code where words begin and end, and the star of a footnote."""

_TALLY: Final = r"\+?\d{1,2}\s*[x×]?|[x×]\s*\d{1,2}|[x×]{1,9}|\d{1,2}\s*(?:stem(?:men)?|votes?|keer|punten|likes?)"
_VOTES_AFTER: Final = re.compile(
    rf"\s*(?:\((?:{_TALLY})\)|\[(?:{_TALLY})\]|(?<=\s)\+\d{{1,2}}|[•●⚫🔴🔵🟢]+|(?<=\s)[x×]{{1,9}}|(?<=\s)\|+"
    rf"|[👍❤️⭐]+\s*\d{{1,2}}|(?<=\s)(?:[•·|–-]\s*)?\d{{1,2}} (?:stem(?:men)?|votes?|likes?))\s*$",
    re.IGNORECASE,
)
_VOTES_BEFORE: Final = re.compile(
    rf"^(?:\((?:{_TALLY})\)|\[(?:{_TALLY})\]|\+\d{{1,2}}(?=\s)|\d{{1,2}}[x×](?=\s)|[•●⚫]+(?=\s))\s*[-:]?\s*"
)
_PAGE_MARKS: Final = re.compile(r"(?:\(\d{1,2}\)){2,}")
_QUOTED_POST: Final = re.compile(r"(?<![\w.-])[\w.-]+ schreef: ?↑.*$")
_PARENTHESES: Final = re.compile(r"\s*[(\[]([^()\[\]]{1,60})[)\]]")
_TRAILING_OWNER: Final = re.compile(r"\s+(?:[-–—>→]+|=>)\s*([^-–—>→]{2,40})$")
_GLUE: Final = re.compile(r";(?=[^\W\d_]{2})")
_QUOTES: Final = re.compile(r"^[„“”\"‘’']([^„“”\"]*)[“”\"’']$|^,,(.*)(?:''|’’)$")
_ONLY_NAMES: Final = re.compile(rf"(?:[\W_]|\ben\b|\b{SOMEBODY}s?\b)+", re.IGNORECASE)
_ENDS: Final = (".", "!", "?", ":", ";", "…")
_FEW_WORDS: Final = 3


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = words("retro_words.toml")["items"]
    return lists | {"owner": re.compile(rf"(?:{one_of(lists['owners'])})\s*[:=]\s*(.*)", re.IGNORECASE)}


def is_status(label: str) -> bool:
    """Whether a label belongs to the bookkeeping of a task."""
    return clean_name(label).casefold() in _lists()["status"]


def is_metadata(label: str) -> bool:
    """Whether a label says something about the notes themselves, such as a place or a date."""
    lists = _lists()
    return clean_name(label).casefold() in (*lists["metadata"], *lists["metadata_with_number"])


def plain_text(text: str) -> str:
    """Text without markup; a link keeps its words, unless there is little else than a link."""
    without = _URL.sub("", _LINK.sub(_link_words, text))
    linked = without != text and (_URL.search(text) or _LINK.fullmatch(text.strip()))
    if linked and len(re.findall(r"\w+", without)) <= _FEW_WORDS:
        return ""
    return _MARKERS.sub("", without).strip()


def _link_words(found: re.Match[str]) -> str:
    return "" if found[2].startswith("#") else found[1]


def item_text(text: str, names: Names) -> str:
    """The text of one bullet, line or cell, cleaned; "" for a placeholder or where only a name is left."""
    text = re.sub(r"\s+", " ", text.strip())
    text = _BULLET.sub("", _CHECKBOX.sub("", _BULLET.sub("", text)))
    text = _QUOTED_POST.sub("", _PAGE_MARKS.sub("", text))
    text = without_stamp(plain_text(_without_votes(text)))
    text = _without_owners(_without_votes(text), names)
    text = names.masked(_GLUE.sub("; ", text)).strip(" \t|")
    quoted = _QUOTES.match(text)
    text = (quoted[1] or quoted[2] or "").strip() if quoted else text
    placeholder = text.casefold().strip(" .") in _lists()["placeholders"]
    return "" if placeholder or _ONLY_NAMES.fullmatch(text) or _is_empty(text) else text


def _is_empty(text: str) -> bool:
    """Whether no letter, digit or picture is left."""
    return not any(character.isalnum() or ord(character) > 0x2190 for character in text)


def _without_votes(text: str) -> str:
    before = None
    while before != text:
        before, text = text, _VOTES_BEFORE.sub("", _VOTES_AFTER.sub("", text)).strip()
    return text


def _without_owners(text: str, names: Names) -> str:
    """Take out who an action is for: ``(eigenaar: Ines)``, ``(Ines, Jorn)``, ``- Ines`` at the end."""
    text = _PARENTHESES.sub(lambda found: "" if _is_owner(found[1], names) else found[0], text).strip()
    trailing = _TRAILING_OWNER.search(text)
    return text[: trailing.start()] if trailing and _is_owner(trailing[1], names) else text


def _is_owner(text: str, names: Names) -> bool:
    owner = _lists()["owner"].fullmatch(text.strip())
    if owner:
        return not owner[1] or names.is_name(owner[1]) or bool(split_names(owner[1], sure=False))
    return names.is_name(text) or text.startswith("@")


def joined(parts: Iterable[str]) -> str:
    """A bullet and the bullets under it as one text: ``ouder – kind; kind``."""
    head, *rest = [part for part in parts if part] or [""]
    for at, part in enumerate(rest):
        between = " " if head.endswith(_ENDS) else ("; " if at else " – ")
        head = f"{head}{between}{part}"
    return head
