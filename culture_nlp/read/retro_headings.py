"""What a heading in retrospective notes means, from ``headings.toml``.

Reading needs the meaning only to tell items from everything else: what stands under ``old``, ``neutral``,
``present`` and ``absent`` is not an item. A heading is written in a hundred ways, so texts are compared in a
normal form, and a text that is certainly a heading may also match by a part or with a typing error.
"""

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final


class Meaning(StrEnum):
    """What stands under a heading. ``QUESTION``: a question in no list; ``UNKNOWN``: any other text."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"
    ACTION = "action"
    QUESTION = "question"
    UNKNOWN = "unknown"
    OLD = "old"
    NEUTRAL = "neutral"
    PRESENT = "present"
    ABSENT = "absent"
    TITLE = "title"


ITEMS: Final = frozenset({Meaning.POSITIVE, Meaning.NEGATIVE, Meaning.MIXED, Meaning.ACTION})
"""Meanings of the listed headings under which items stand."""
PEOPLE: Final = frozenset({Meaning.PRESENT, Meaning.ABSENT})

_LONGEST_LINE: Final = 60
_LONGEST_HEADING: Final = 300
_FUZZY_FROM: Final = 8
_FUZZY_RATIO: Final = 0.9
_PREFIX_WORDS: Final = 2
_EDGES: Final = re.compile(r"^[\W_]+|[\W_]+$")
_NUMBERING: Final = re.compile(r"^\W*(?:\d{1,2}\s*[.):]|[a-z]\))\s*(?=\D)")
_MARKUP: Final = re.compile(r"\*\*|__|[*_`~](?=\w)|(?<=[\w?!.:)])[*_`~]|^#+|#+$")
_SYMBOLS: Final = re.compile(r"^[^\w(\[„“”\"‘'«]+")
_BRACKETS: Final = re.compile(r"[(\[][^)\]]*[)\]]?")
_SEGMENTS: Final = re.compile(r"\s*[,;:|/]\s*|\s+[-–—]+\s+|\s*[?!]\s+|\s*[(\[]")
_LINK: Final = re.compile(r"\[([^\]\[]*)\]\([^)(]*\)")
_STARR: Final = re.compile(r"\([STAR]\)\W*$")
"""A part of a report by the STARR method: ``Situatie (S):``."""

_PREPOSITION: Final = re.compile(r"\s+(?:voor|van|aan|bij|over|om|uit|tijdens|in|per|op|for|from|of)\s+")
_LAST_NUMBER: Final = re.compile(r"\s+\d{1,2}$")
_QUESTION: Final = re.compile(
    r"^(?:\w+:? )?(?:wat|hoe|waar\w*|welke?|wie|waarom|wanneer|heb|heeft|hebben|ben|is|zijn|kun|kan|kunnen|zou"
    r"|vind|voel\w*|ging|gaat|doe|durf|what|how|which|who|why|when|did|do|is|are|where)\b.*\?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Headings:
    meanings: dict[str, Meaning]
    feedback: frozenset[str]
    weak: frozenset[str]
    reflection: frozenset[str]
    inline: re.Pattern[str]
    inline_heading: re.Pattern[str]
    fillers: re.Pattern[str]
    past: re.Pattern[str]
    other: re.Pattern[str]


def words(name: str) -> dict[str, Any]:
    """A TOML file of word lists that stands beside this module."""
    return tomllib.loads(files("culture_nlp.read").joinpath(name).read_text(encoding="utf-8"))


def one_of(options: list[str]) -> str:
    """Regular expression for one of these texts, the longest first."""
    return "|".join(re.escape(option) for option in sorted(options, key=len, reverse=True))


@cache
def _headings() -> _Headings:
    data = words("headings.toml")
    kinds, time = data["kinds"], data["time"]
    units = rf"(?:{one_of(time['units'])})"
    meanings = {text: Meaning(meaning) for meaning, texts in data["headings"].items() for text in texts}
    of_time = rf"(?:{one_of(time['other'])}) {units}|{units} \d+"
    return _Headings(
        meanings=meanings,
        feedback=frozenset(kinds["feedback"]),
        weak=frozenset(kinds["weak"]),
        reflection=frozenset(kinds["reflection"]),
        inline=re.compile(rf"(?<!\w)(?={'|'.join(re.escape(w.capitalize()) for w in kinds['inline'])})(?=\w)"),
        inline_heading=re.compile(rf"({one_of(kinds['inline'])})[\s:]*(.*)", re.IGNORECASE | re.DOTALL),
        fillers=re.compile(rf"\b(?:{one_of(time['fillers'])})\b"),
        past=re.compile(rf"\b(?:van |in |uit |de )*(?:{one_of(time['past'])}) {units}\b"),
        other=re.compile(rf"\b(?:(?:van|in|uit|voor|tijdens|de|het|for|of|the) )*(?:{of_time})\b"),
    )


def clean_heading(text: str) -> str:
    """The heading as written, without markup, numbering, symbols in front and a colon behind."""
    plain = _MARKUP.sub("", text.strip()).strip()
    plain = _NUMBERING.sub("", _SYMBOLS.sub("", plain))
    plain = _LINK.sub(r"\1", plain)
    return re.sub(r"\s+", " ", plain).strip().rstrip(":;").rstrip(" *_").strip()


def _normal(text: str) -> str:
    lowered = clean_heading(text).casefold().replace("’", "'").replace("`", "'")
    return re.sub(r"\s+", " ", _EDGES.sub("", lowered))


def _without(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        text = pattern.sub(" ", text)
    return _EDGES.sub("", re.sub(r"\s+", " ", text))


def _listed(text: str) -> str | None:
    """The listed heading that this text is, give or take brackets, numbers, fillers and words of time."""
    known = _headings()
    outside = _without(text, _BRACKETS)
    forms = (
        text,
        outside,
        _LAST_NUMBER.sub("", outside),
        _without(outside, known.fillers),
        _without(outside, known.other),
        _without(outside, known.fillers, known.other),
        _without(outside, known.fillers, known.past, known.other),
    )
    return next((form for form in forms if form in known.meanings), None)


def _by_part(text: str) -> str | None:
    segments = [segment for segment in (_EDGES.sub("", part) for part in _SEGMENTS.split(text)) if segment]
    candidates = [*segments[:1], *segments[-1:], _PREPOSITION.split(text)[0]]
    listed = next((found for found in map(_listed, candidates) if found), None)
    if listed and _headings().meanings[listed] is not Meaning.TITLE:
        return listed
    parts = text.split()
    for end in range(len(parts) - 1, _PREFIX_WORDS - 1, -1):
        start = " ".join(parts[:end])
        if _headings().meanings.get(start) in ITEMS and start not in _headings().weak:
            return start
    return None


def _by_typing_error(text: str) -> str | None:
    if len(text) < _FUZZY_FROM:
        return None
    return next(iter(get_close_matches(text, _headings().meanings, n=1, cutoff=_FUZZY_RATIO)), None)


def _key(text: str, *, certain: bool) -> str | None:
    normal = _normal(text) if len(text) <= _LONGEST_HEADING else ""
    if not normal:
        return None
    return _listed(normal) or ((_by_part(normal) or _by_typing_error(normal)) if certain else None)


def heading_meaning(text: str, *, certain: bool = True) -> Meaning | None:
    """Meaning of a heading, None if it is in no list.

    Args:
        text: the heading as written, markup and all.
        certain: the layout says it is a heading; then a part of it or a near spelling is enough.
    """
    if _STARR.search(text):
        return Meaning.NEUTRAL
    key = _key(text, certain=certain)
    if key is None:
        return None
    meaning = _headings().meanings[key]
    is_past = _headings().past.search(_normal(text)) is not None
    return Meaning.OLD if meaning is Meaning.ACTION and is_past else meaning


def is_feedback(text: str) -> bool:
    """Whether a name under this heading can be the receiver of the feedback instead of its writer."""
    return _key(text, certain=True) in _headings().feedback


def is_reflection(text: str) -> bool:
    """Whether a title is one that also stands above somebody's own text: ``Reflectie``."""
    return _normal(text) in _headings().reflection


def is_plain_heading(text: str, *, before_list: bool) -> bool:
    """Whether a line without markup is a heading: a listed text, alone on its line.

    Args:
        text: the line.
        before_list: a bullet follows, so a weak word ("Goed") is a heading and no answer.
    """
    if len(text) > _LONGEST_LINE or text.rstrip().endswith((".", "!", ",")):
        return False
    key = _key(text, certain=False)
    if key is None:
        return False
    return key not in _headings().weak or before_list or text.rstrip().endswith((":", "?"))


def is_question(text: str) -> bool:
    """Whether the text asks something, by its first words and the question mark."""
    return len(text) <= _LONGEST_HEADING and _QUESTION.match(clean_heading(text)) is not None


def inline_sections(text: str) -> list[str]:
    """Split ``Pluspunten … Minpunten …`` on one line; one piece where it is no such line."""
    pieces = [piece.strip() for piece in _headings().inline.split(text) if piece.strip()]
    starts = _headings().inline.match(text) is not None
    return pieces if starts and len(pieces) > 1 else [text]


def split_inline(piece: str) -> tuple[str, str]:
    """Heading and rest of one piece of ``inline_sections``."""
    found = _headings().inline_heading.match(piece)
    return (found[1], found[2]) if found else (piece, "")
