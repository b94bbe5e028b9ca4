"""Blocks → entries: what each block is (title, heading of a section, label, item, text, table).

Only what the words and the layout tell is decided here. Whether a label is a name is decided over the whole
file (``retro_people``), what stands under what in ``retro_walk``.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from itertools import groupby, pairwise
from typing import Any, Final

from culture_nlp.read.retro_blocks import ITALIC_LINE, Block, Row
from culture_nlp.read.retro_headings import (
    ITEMS,
    Meaning,
    clean_heading,
    heading_meaning,
    inline_sections,
    is_plain_heading,
    is_question,
    is_reflection,
    split_inline,
    words,
)
from culture_nlp.read.retro_labels import Label, split_label
from culture_nlp.read.retro_titles import is_date, is_message_mark, is_post, is_title

BOLD_LEVEL: Final = 7
PLAIN_LEVEL: Final = 8
DATE_LEVEL: Final = 9

_INLINE_BULLET: Final = re.compile(r"\s+[*•-]\s+|^[*•-]\s+")
_LIST_START: Final = re.compile(r"^[-*•]\s*(?=\w)")
_GROUP_LABELS: Final = frozenset({"team", "groep", "squad", "afdeling"})
_ROUND_LABELS: Final = frozenset({"sprint", "week", "iteratie"})
_DATA: Final = re.compile(r"\d|://")


class Role(Enum):
    """What an entry is. ``LABEL`` is a heading in no list: a name, a topic, or a section of its own."""

    TITLE = auto()
    SECTION = auto()
    LABEL = auto()
    ITEM = auto()
    TEXT = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of the notes. ``level`` counts headings from 1; ``label`` stands in front of ``rest``."""

    role: Role
    line: int
    text: str = field(default="", repr=False)
    level: int = 0
    meaning: Meaning | None = None
    label: str = field(default="", repr=False)
    rest: str = field(default="", repr=False)
    bold: bool = False
    marker: str = ""
    children: tuple["Entry", ...] = field(default=(), repr=False)
    rows: tuple[Row, ...] = field(default=(), repr=False)


@cache
def _lists() -> dict[str, Any]:
    return words("retro_words.toml")


def outline(blocks: Sequence[Block]) -> Iterator[Entry]:
    """What the blocks are, in order; template text, marks of tools and facts about the notes are left out."""
    questions = _questions(blocks)
    for at, block in enumerate(blocks):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if block.kind == "heading":
            yield _heading(block, first=at == 0)
        elif block.kind == "table":
            yield Entry(Role.TABLE, block.line, rows=block.rows)
        elif _is_template(block):
            continue
        elif at == 0 and block.kind == "text" and is_title(clean_heading(block.text)):
            yield Entry(Role.TITLE, block.line, clean_heading(block.text), 1)
        elif block.kind == "bullet":
            yield from _bullet(block, is_heading=at in questions)
        else:
            yield from _text(block, following, is_heading=at in questions)


def _questions(blocks: Sequence[Block]) -> set[int]:
    """Positions of questions that are headings: asked twice, numbered above an answer, or listed together."""
    asked = Counter(clean_heading(block.text).casefold() for block in blocks if is_question(block.text))
    found = {at for at, block in enumerate(blocks) if asked[clean_heading(block.text).casefold()] > 1}
    for is_list, run in groupby(range(len(blocks)), key=lambda at: blocks[at].kind == "bullet"):
        positions = list(run)
        if is_list and all(_is_numbered(blocks[at]) and _asks(blocks[at].text) for at in positions):
            found.update(positions)
    for at, (block, following) in enumerate(pairwise(blocks)):
        answered = following.kind == "text" or (following.kind == "bullet" and not _is_numbered(following))
        if answered and block.kind == "bullet" and _is_numbered(block) and _asks(block.text):
            found.add(at)
    return found


def _is_numbered(block: Block) -> bool:
    return block.marker[:1].isdigit()


def _asks(text: str) -> bool:
    return is_question(text) or heading_meaning(text, certain=False) in ITEMS


def _is_template(block: Block) -> bool:
    text = block.text.casefold()
    if any(phrase in text for phrase in _lists()["template"]["contains"]):
        return True
    opens = text.strip("*_ ").split(" ")[0] in _lists()["template"]["opens"]
    return block.marker == ">" and (opens or bool(ITALIC_LINE.fullmatch(block.text)))


def _heading(block: Block, *, first: bool) -> Entry:
    text = clean_heading(block.text)
    meaning = heading_meaning(block.text)
    if is_reflection(text) and not first:
        return Entry(Role.SECTION, block.line, text, block.level, Meaning.QUESTION)
    if is_title(text) and meaning in {None, Meaning.TITLE}:
        return Entry(Role.TITLE, block.line, text, block.level)
    if meaning not in {None, Meaning.TITLE}:
        return Entry(Role.SECTION, block.line, text, block.level, meaning)
    if is_question(text):
        return Entry(Role.SECTION, block.line, text, block.level, Meaning.QUESTION)
    role = Role.TITLE if first and block.level == 1 else Role.LABEL
    return Entry(role, block.line, text, block.level)


def _bullet(block: Block, *, is_heading: bool) -> Iterator[Entry]:
    label = split_label(block.text)
    children = bool(block.children)
    whole = clean_heading(label.text if label and not label.rest else block.text)
    meaning = heading_meaning(whole, certain=False)
    opens = children and (is_plain_heading(whole, before_list=True) or is_question(whole))
    if is_heading or opens:
        yield Entry(Role.SECTION, block.line, whole, PLAIN_LEVEL, meaning or Meaning.QUESTION)
        for child in block.children:
            yield from _bullet(child, is_heading=False)
        return
    if label and (fact := _fact(block, label)) is not None:
        yield from fact
        return
    yield _item(block, label)


def _item(block: Block, label: Label | None) -> Entry:
    children = tuple(_item(child, split_label(child.text)) for child in block.children if not _is_template(child))
    entry = Entry(Role.ITEM, block.line, block.text, block.level, marker=block.marker, children=children)
    return entry if label is None else _labelled(entry, label)


def _labelled(entry: Entry, label: Label) -> Entry:
    return Entry(
        entry.role,
        entry.line,
        entry.text,
        entry.level,
        None,
        label.text,
        label.rest,
        label.bold,
        entry.marker,
        entry.children,
    )


def _fact(block: Block, label: Label) -> list[Entry] | None:
    """Entries for a label that says something about the notes or the people; None for any other label."""
    name = clean_heading(label.text).casefold()
    meaning = heading_meaning(label.text, certain=False)
    if meaning in {Meaning.PRESENT, Meaning.ABSENT}:
        rest = _LIST_START.sub("", label.rest)
        below = [_item(child, None) for child in block.children]
        text = [Entry(Role.TEXT, block.line, rest)] if rest else []
        return [
            Entry(Role.SECTION, block.line, clean_heading(label.text), PLAIN_LEVEL, meaning),
            *text,
            *below,
        ]
    if block.kind == "text" and _names_retro(name, label.rest):
        return [Entry(Role.TITLE, block.line, f"{name.capitalize()} {label.rest}", DATE_LEVEL)]
    lists = _lists()["items"]
    if is_date(label.rest) and name in lists["metadata"]:
        return [Entry(Role.TITLE, block.line, label.rest, DATE_LEVEL)]
    with_number = name in lists["metadata_with_number"] and bool(_DATA.search(label.rest))
    return [] if name in lists["metadata"] or with_number else None


def _names_retro(name: str, rest: str) -> bool:
    """``Team: Zuid``, ``Sprint: 3``."""
    if name in _ROUND_LABELS:
        return rest.isdigit()
    return name in _GROUP_LABELS and len(rest.split()) == 1


def _text(block: Block, following: Block | None, *, is_heading: bool) -> Iterator[Entry]:
    text = block.text
    bare = text.strip("*_ ").rstrip(":")
    before_list = following is not None and (following.kind == "bullet" or following.marker == ">")
    pieces = inline_sections(text)
    if is_message_mark(text):
        return
    if is_post(bare):
        yield Entry(Role.SECTION, block.line, "", DATE_LEVEL, Meaning.QUESTION)
    elif is_date(bare):
        yield Entry(Role.TITLE, block.line, bare, DATE_LEVEL)
    elif len(pieces) > 1:
        for piece in pieces:
            yield from _inline_section(piece, block.line)
    elif ITALIC_LINE.fullmatch(text):
        yield from _italic(block)
    elif is_plain_heading(text, before_list=before_list):
        meaning = heading_meaning(text, certain=False)
        role = Role.TITLE if meaning is Meaning.TITLE else Role.SECTION
        yield Entry(role, block.line, clean_heading(text), PLAIN_LEVEL, meaning)
    elif label := split_label(text):
        yield from _labelled_text(block, label)
    elif is_heading or (is_question(text) and before_list and following and not following.text.endswith("?")):
        yield Entry(Role.SECTION, block.line, clean_heading(text), PLAIN_LEVEL, Meaning.QUESTION)
    else:
        yield Entry(Role.TEXT, block.line, text, marker=block.marker)


def _italic(block: Block) -> Iterator[Entry]:
    """A line in italics is a heading, a fact about the notes, or a disclaimer (left out)."""
    inner = block.text.strip("*_ ")
    label = split_label(inner)
    meaning = heading_meaning(inner, certain=False)
    if meaning is not None:
        yield Entry(Role.SECTION, block.line, clean_heading(inner), PLAIN_LEVEL, meaning)
    elif label:
        yield from _fact(block, label) or []


def _inline_section(piece: str, line: int) -> Iterator[Entry]:
    heading, rest = split_inline(piece)
    yield Entry(Role.SECTION, line, heading, PLAIN_LEVEL, heading_meaning(heading))
    yield from (Entry(Role.ITEM, line, part.strip()) for part in _INLINE_BULLET.split(rest) if part.strip())


def _labelled_text(block: Block, label: Label) -> Iterator[Entry]:
    level = BOLD_LEVEL if label.bold else PLAIN_LEVEL
    heading = clean_heading(label.text)
    meaning = heading_meaning(label.text, certain=label.bold)
    fact = _fact(block, label)
    if fact is not None:
        yield from fact
    elif (meaning is Meaning.TITLE and not is_reflection(heading)) or (not label.rest and is_title(heading)):
        yield Entry(Role.TITLE, block.line, heading, level)
    elif meaning is not None or (label.bold and is_question(label.text)):
        opens = Meaning.QUESTION if meaning in {None, Meaning.TITLE} else meaning
        yield Entry(Role.SECTION, block.line, heading, level, opens)
        if label.rest:
            yield _labelled_rest(block, label.rest)
    elif not label.rest:
        yield Entry(Role.LABEL, block.line, heading, level, bold=label.bold)
    else:
        yield _labelled(Entry(Role.TEXT, block.line, block.text, marker=block.marker), label)


def _labelled_rest(block: Block, rest: str) -> Entry:
    inner = split_label(rest)
    entry = Entry(Role.TEXT, block.line, rest, marker=block.marker)
    return _labelled(entry, inner) if inner else entry
