"""The lines of a notes file without what is never an item: front matter, fences, comments, tags, pictures."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from culture_nlp.read.retro_headings import heading_meaning

CELL_BREAK: Final = "\x1e"
"""Stands for ``<br>`` inside a row of a table."""

_NEWLINE: Final = re.compile(r"\r\n|\r|\n")
_FENCE: Final = re.compile(r"^\s*(```+|~~~+)\s*(\S*)")
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BREAK: Final = re.compile(r"<br\s*/?>|</p>|</li>|</div>|</summary>", re.IGNORECASE)
_HTML_HEADING: Final = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.IGNORECASE)
_HTML_ITEM: Final = re.compile(r"<li[^>]*>", re.IGNORECASE)
_HTML_BOLD: Final = re.compile(r"</?(?:b|strong)>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_AUTOLINK: Final = re.compile(r"<(https?://[^<>\s]+)>")
_IMAGE: Final = re.compile(r"\[?!\[[^\]\[]*\](?:\([^)(]*\)|\[[^\]\[]*\])(?:\]\([^)(]*\))?(?:\{[^}{]*\})?")
_WIKI_IMAGE: Final = re.compile(r"!\[\[[^\]]*\]\]")
_MOJIBAKE: Final = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u203a\u20ac\u2122]{1,3}")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\ufeff]")
_PADDING: Final = re.compile(r"(?<=\S)[ \t]{3,}")
_FIELD: Final = re.compile(r"^([\w-]+)\s*:\s*(.*)$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line and the number a person sees; two spaces at the end are a hard line break, as in Markdown."""

    number: int
    text: str = field(repr=False)


def split_front_matter(text: str) -> tuple[dict[str, str], list[Line]]:
    """The fields of the front matter (names in lower case) and the lines after it."""
    lines = [Line(number, line) for number, line in enumerate(_NEWLINE.split(text.removeprefix("\ufeff")), 1)]
    if lines[0].text.strip() != "---":
        return {}, lines
    end = next((at for at, line in enumerate(lines) if at and line.text.strip() in {"---", "..."}), None)
    if end is None:
        return {}, lines
    fields = (_FIELD.match(line.text) for line in lines[1:end])
    return {found[1].casefold(): found[2].strip().strip("\"'") for found in fields if found}, lines[end + 1 :]


def clean_lines(lines: list[Line]) -> Iterator[Line]:
    """Lines as text: HTML turned into Markdown or taken out, ``<br>`` as a line break."""
    for line in _without_comments(_without_fences(lines)):
        text = _plain(line.text)
        if text.lstrip().startswith("|"):
            yield Line(line.number, _TAG.sub("", _BREAK.sub(CELL_BREAK, text)))
            continue
        *broken, last = _BREAK.split(text)
        yield from (Line(line.number, _TAG.sub("", piece).rstrip() + "  ") for piece in broken)
        if last.strip() or not broken:
            yield Line(line.number, _TAG.sub("", last))


def _plain(text: str) -> str:
    text = _PADDING.sub("  ", _CONTROL.sub("", _MOJIBAKE.sub(_repaired, text)))
    text = _WIKI_IMAGE.sub("", _IMAGE.sub("", text))
    text = _HTML_HEADING.sub(lambda found: "#" * int(found[1]) + " " + found[2], text)
    text = _AUTOLINK.sub(r"\1", _HTML_BOLD.sub("**", _HTML_ITEM.sub("- ", text)))
    return html.unescape(text).replace("\xa0", " ")


def _repaired(found: re.Match[str]) -> str:
    """UTF-8 that was read as Windows-1252 (``âœ…``), read again; what is no such thing stays as it is."""
    try:
        data = b"".join(
            character.encode("latin-1") if character < "\u0100" else character.encode("cp1252")
            for character in found[0]
        )
        return data.decode("utf-8")
    except UnicodeError:
        return found[0]


def _without_comments(lines: list[Line]) -> Iterator[Line]:
    joined = "\n".join(line.text for line in lines)
    kept = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), joined).split("\n")
    return (Line(line.number, text) for line, text in zip(lines, kept, strict=False))


def _without_fences(lines: list[Line]) -> list[Line]:
    """Take out fenced code. A fence that is not closed, or has headings of notes in it, is a stray line."""
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        fence = _FENCE.match(lines[at].text)
        if not fence:
            kept.append(lines[at])
            at += 1
            continue
        end = _fence_end(lines, at)
        at = at + 1 if end is None else end + 1
    return kept


def _fence_end(lines: list[Line], start: int) -> int | None:
    opening = _FENCE.match(lines[start].text)
    for at in range(start + 1, len(lines)):
        fence = _FENCE.match(lines[at].text)
        if fence and fence[2]:
            return None
        if fence:
            return at
        stray = opening is not None and not opening[2]
        if stray and lines[at].text.startswith("#") and heading_meaning(lines[at].text):
            return None
    return None
