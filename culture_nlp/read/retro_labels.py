"""A label in front of a text: ``**Mats:** …``, ``Ging goed: …``, ``**Wat kan beter?**``."""

import re
from dataclasses import dataclass, field
from typing import Final

from culture_nlp.read.retro_headings import ITEMS, PEOPLE, Meaning, heading_meaning

_BOLD: Final = re.compile(r"(?:\*\*|__)[ *_]*([^*]+?)\s*([:?]?)[ *_]*(?:\*\*|__)[*_]?\s*(:?)\s*(.*)", re.DOTALL)
_ITALIC: Final = re.compile(r"[*_]([^*_:]{1,40}):[*_]\s*()()(.*)", re.DOTALL)
_PLAIN: Final = re.compile(r"@?([^\W\d_][^:.!?]{0,40}?(?:\([^)]*\))?)\s*:(?=\s|$)\s*(.*)", re.DOTALL)
_LONG: Final = re.compile(r"(.{3,120}?[:?])\s+(.*)", re.DOTALL)
_DASH: Final = re.compile(r"(@?[A-ZÀ-Þ][\w'’.-]*(?: [\w'’.-]+){0,2})\s+(?:[-–—→>]+|=>)\s+(.+)", re.DOTALL)
_CHECKBOX: Final = re.compile(r"\[[ xX✓v]?\]\s*")
_MOST_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class Label:
    """A label and what follows it on the same line; ``bold`` when it is marked as such."""

    text: str = field(repr=False)
    rest: str = field(repr=False)
    bold: bool


def split_label(text: str) -> Label | None:
    """The label in front of a text, or the whole text where it is bold; None where there is no label."""
    checkbox = _CHECKBOX.match(text)
    text = text[checkbox.end() :] if checkbox else text
    bold = _BOLD.fullmatch(text)
    if bold:
        inside, mark, outside, rest = bold.groups()
        if mark or outside or not rest:
            return Label(inside + ("?" if mark == "?" else ""), rest, bold=True)
        return None
    italic = _ITALIC.fullmatch(text)
    if italic:
        return Label(italic[1], italic[4], bold=False)
    known = _LONG.fullmatch(text + " ")
    if known and heading_meaning(known[1], certain=False) in ITEMS | PEOPLE | {Meaning.OLD}:
        return Label(known[1].removesuffix(":"), known[2].strip(), bold=False)
    plain = _PLAIN.fullmatch(text)
    if plain and len(plain[1].split()) <= _MOST_WORDS:
        return Label(plain[1], plain[2], bold=False)
    dash = _DASH.fullmatch(text)
    return Label(dash[1], dash[2], bold=False) if dash else None
