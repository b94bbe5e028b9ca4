"""Titles, dates and group names: which retrospective, of which team, and who wrote or attended it."""

import re
from typing import Final

from culture_nlp.read.retro_headings import Meaning, heading_meaning

_MONTHS: Final = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec|january|february|march|may|june|july|august|october)\.?"
)
_DAYS: Final = (
    r"(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
DATE: Final = re.compile(
    rf"\b\d{{4}}-\d{{1,2}}-\d{{1,2}}\b|\b\d{{1,2}}[-/.]\d{{1,2}}(?:[-/.]\d{{2,4}})?\b"
    rf"|\b\d{{1,2}}(?:e|ste|de)? {_MONTHS}(?: '?\d{{2,4}})?(?!\w)",
    re.IGNORECASE,
)
TIME: Final = re.compile(r"\b\d{1,2}[:.]\d{2}\b(?: ?uur)?", re.IGNORECASE)
_ROUND: Final = re.compile(
    r"\b(?:sprint|week|weken|iteratie|iteration|blok|periode|kwartaal|q)\s*#?\d+\b", re.IGNORECASE
)
_AROUND_DATE: Final = re.compile(rf"\b(?:{_DAYS}|datum|date|om|at|uur|tot|t/m|en|van|week)\b|[\W_]", re.IGNORECASE)
_GROUP: Final = re.compile(
    r"\b((?:Groep|Group|Team|Squad|Afdeling|Ploeg|Tribe|Chapter|Unit|Cluster)\s+[A-Z0-9][\w&-]*(?:\s[A-Z0-9][\w&-]*)?)"
)
_GROUP_START: Final = re.compile(
    r"\b(?:groep|group|team|squad|afdeling|ploeg|tribe|chapter|unit|cluster)\b", re.IGNORECASE
)
_NOT_A_GROUP: Final = re.compile(r"\b(?:retro\w*|sprint|reflecti\w+|evaluati\w+|review|week|feedback)\b", re.IGNORECASE)
_AFTER_TITLE: Final = re.compile(
    r"\b(?:retro[\w-]*(?: per[sc]?pe[ck]\w*)?|(?:week)?reflectie|evaluatie|terugblik|reflection)"
    r"(?:\s+(?:sprint|week|iteratie)\s*\d+)?\s+(?:van|door|by|of|[-–—:])\s+(.+)$",
    re.IGNORECASE,
)
_DASH: Final = re.compile(r"\s+[-–—|]+\s+")
_BRACKETS: Final = re.compile(r"\[[^\]]*\]|\([^)]*\)")
_POST_META: Final = re.compile(r"^\S+\s·\s.*·.*\d")
_LONGEST_TITLE: Final = 120


def is_title(text: str) -> bool:
    """Whether a heading names a retrospective: by a listed word, a sprint or week, a date or a group."""
    if len(text) > _LONGEST_TITLE:
        return False
    if heading_meaning(text) is Meaning.TITLE or "retro" in text.casefold() or group_name(text):
        return True
    rest = _ROUND.sub("", DATE.sub("", text))
    return rest != text and not _AROUND_DATE.sub("", rest)


def is_date(text: str) -> bool:
    """Whether a line is only a date, with its weekday and brackets: ``Donderdag 25 april:``."""
    return bool(DATE.search(text)) and not _AROUND_DATE.sub("", TIME.sub("", DATE.sub("", text)))


def is_post(text: str) -> bool:
    """Whether a line says when a message on a forum was written: a date in words and a time, no more."""
    return is_date(text) and bool(TIME.search(DATE.sub("", text))) and bool(re.search(_MONTHS, text, re.IGNORECASE))


def is_message_mark(text: str) -> bool:
    """Whether a line is what an issue tracker sets above a comment: ``naam · comment · 2024-04-05``."""
    return bool(_POST_META.match(text) and DATE.search(text))


def without_stamp(text: str) -> str:
    """The text without a date or time in front."""
    stamped = re.match(
        rf"^[\[(]?(?:(?:{DATE.pattern})[ ,T]*)?(?:{TIME.pattern})?[\])]?\s*[-–:|]?\s+", text, re.IGNORECASE
    )
    return text[stamped.end() :] if stamped and re.search(r"\d", stamped[0]) else text


def group_name(text: str) -> str | None:
    """The group that a title names (``Groep Otters``, ``Team Zuid``), None without one."""
    found = _GROUP.search(_BRACKETS.sub(" ", text))
    if not found:
        return None
    name = _NOT_A_GROUP.split(found[1])[0].strip()
    return name if _GROUP_START.sub("", name).strip() else None


def title_people(text: str) -> list[str]:
    """Stretches of a title that may be a list of people, the likeliest first."""
    plain = re.sub(r"\s+", " ", _BRACKETS.sub(" ", text)).replace(" ,", ",").strip(" :")
    after = _AFTER_TITLE.search(plain)
    return ([after[1]] if after else []) + [part for part in _DASH.split(plain) if "," in part or " en " in part]
