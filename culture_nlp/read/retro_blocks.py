"""Lines → blocks: headings, bullets with their children, paragraphs and tables, by layout alone.

Where a line ends and an item goes on is decided here; what a block means is decided in ``retro_outline``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from culture_nlp.read.retro_headings import heading_meaning, is_plain_heading, is_question
from culture_nlp.read.retro_source import Line
from culture_nlp.read.retro_titles import is_message_mark

Kind = Literal["heading", "bullet", "text", "table"]

_SETEXT_LEVELS: Final = {"=": 1, "-": 2}
_HEADING: Final = re.compile(r"^ {0,3}(#{1,6})(\s*)(.*)$")
_BULLET: Final = re.compile(r"^(\s*)([-*+•◦▪‣·–—●○§\uf02d\uf0a7\uf0b7]|[oüØ](?=\s\s)|\d{1,2}[.)]|[a-z]\))(?:\s+(.*)|$)")
"""Among them what Word's signs (Symbol, Wingdings) and its "o" before a tab become in plain text."""

_TIGHT: Final = re.compile(r"^(\s*)([-•●▪–])(?=[^\s\d\-–>|•●.])(.*)$")
_OPEN_STAR: Final = re.compile(r"^(\s*)\*(?=[^\s*])([^*]*)$")
_QUOTE: Final = re.compile(r"^\s{0,3}(>[>\s]*)(.*)$")
_RULE: Final = re.compile(r"^\s*(?:([-*_])\s*(?:\1\s*){2,}|={2,}\s*)$")
_UNDERLINE: Final = re.compile(r"\s*(=|-)\1{2,}\s*")
_DELIMITER: Final = re.compile(r":?-{2,}:?")
_CELLS: Final = re.compile(r"(?<!\\)\|")
_LABEL: Final = re.compile(
    r"(?:\*\*|__)?@?[A-ZÀ-Þ][^\s:|]*(?: [^\s:|]+){0,3}(?::(?:\*\*|__)?|(?:\*\*|__):)(?:\s|$)"
    r"|(?:\*\*|__)[^*]+(?:\*\*|__)\s*$"
)
_BOLD_LABELS: Final = re.compile(r"(?<!\s)\s+(?=\*\*[^*:]{1,40}(?::\s*\*\*|\*\*\s*:))")
_INSTRUCTION: Final = re.compile(r"^\s*(?://|>>)")
_DOTS: Final = re.compile(r"[.…]+")
ITALIC_LINE: Final = re.compile(r"([*_])(?![*_ ])[^*_]+\1[.!]?")
"""A line that is in italics as a whole: a heading or a remark about the notes."""

_OPEN_END: Final = re.compile(
    r"(?:[,–(]|\b(?:de|het|een|en|of|dat|die|om|als|maar|we|wij|ik|te|geen|the|an?|and|to))$", re.IGNORECASE
)
_WRAPPED: Final = 60
"""A line of at least this many characters was broken by an editor, not by its writer."""
_TAB: Final = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    line: int
    cells: tuple[str, ...] = field(repr=False)


@dataclass(slots=True)
class Block:
    """A stretch of the notes. ``level``: of a heading 1-6, of a bullet or text its indentation in columns."""

    kind: Kind
    line: int
    text: str = field(repr=False)
    level: int = 0
    marker: str = ""
    rows: tuple[Row, ...] = field(default=(), repr=False)
    children: list["Block"] = field(default_factory=list, repr=False)


def parse_blocks(lines: Iterable[Line]) -> list[Block]:
    """Blocks in order; a bullet carries the bullets indented under it."""
    return _nested(_flat(_split_labels(lines)))


def _split_labels(lines: Iterable[Line]) -> list[Line]:
    """``**Aanwezig:** … **Afwezig:** …`` on one line are two lines."""
    split: list[Line] = []
    for line in lines:
        pieces = _BOLD_LABELS.split(line.text) if line.text.lstrip().startswith("**") else [line.text]
        split.extend(Line(line.number, piece) for piece in pieces)
    return split


def _flat(lines: list[Line]) -> Iterator[Block]:
    """Blocks without nesting. ``current`` is the block that the next line may still belong to."""
    current, before, blank, at = None, "", True, 0
    while at < len(lines):
        line = lines[at]
        table = _table(lines, at)
        block = table or _block(line, following=_following(lines, at, paragraph=not blank and _is_text(current)))
        at += _length(lines, at) if table else 1
        if block is None:
            before, blank = "", True
            continue
        if current and block.kind == "text" and _continues(current, block, before, lines[at : at + 1], blank=blank):
            current.text = f"{current.text} {block.text}".strip()
        else:
            if current:
                yield current
            current = block
        before, blank = line.text, False
    if current:
        yield current


def _is_text(block: Block | None) -> bool:
    return block is not None and block.kind == "text"


def _following(lines: list[Line], at: int, *, paragraph: bool) -> str:
    """The next line if it can underline this one; inside a paragraph it is a rule."""
    return lines[at + 1].text if at + 1 < len(lines) and not paragraph else ""


def _block(line: Line, *, following: str) -> Block | None:
    """The block that starts on this line, None for a line without content."""
    text, marker = line.text.expandtabs(_TAB), ""
    quote = _QUOTE.match(text)
    if quote:
        text, marker = quote[2], ">"
    if not text.strip() or _RULE.match(text) or _INSTRUCTION.match(line.text):
        return None
    heading = _HEADING.match(text)
    if heading and (heading[2] or len(heading[1]) > 1 or heading_meaning(heading[3])):
        return Block("heading", line.number, heading[3].rstrip(" #"), len(heading[1]), "#")
    bullet = _BULLET.match(text) or _TIGHT.match(text)
    if bullet:
        return Block("bullet", line.number, (bullet[3] or "").strip(), len(bullet[1]), bullet[2])
    underline = _UNDERLINE.fullmatch(following)
    if underline and not marker and (underline[1] == "=" or _may_be_underlined(text)):
        return Block("heading", line.number, text.strip(), _SETEXT_LEVELS[underline[1]], "=")
    star = _OPEN_STAR.match(text)
    if star:
        kind: Kind = "text" if heading_meaning(star[2]) else "bullet"
        return Block(kind, line.number, star[2].strip(), len(star[1]), "*")
    return Block("text", line.number, text.strip(), len(text) - len(text.lstrip()), marker)


def _may_be_underlined(text: str) -> bool:
    return len(text) <= _WRAPPED and not text.rstrip().endswith((".", ","))


def _continues(current: Block, block: Block, before: str, after: list[Line], *, blank: bool) -> bool:
    """Whether a line without a mark of its own goes with the block before it, whose last line was ``before``."""
    if current.kind == "bullet":
        if current.marker[0].isdigit() and is_question(current.text):
            return False
        if _DOTS.fullmatch(current.text):
            return False
        return block.level > current.level + 1 or not (blank or block.marker or _opens(block.text, after))
    if current.kind != "text" or blank or before.endswith("  ") or current.marker != block.marker:
        return False
    return not _opens(block.text, after) and _runs_on(before.strip(), block.text)


def _opens(text: str, after: list[Line]) -> bool:
    """Whether this line begins something whatever stands before it."""
    before_list = text[:1].isupper() and bool(after) and _BULLET.match(after[0].text) is not None
    marked = _LABEL.match(text) or ITALIC_LINE.fullmatch(text)
    return (
        bool(marked) or text.startswith("@") or is_message_mark(text) or is_plain_heading(text, before_list=before_list)
    )


def _runs_on(before: str, after: str) -> bool:
    """Whether a paragraph was wrapped between these two lines: in the middle of a sentence, or by length."""
    if _OPEN_END.search(before) and after[:1].islower():
        return True
    between_sentences = before.endswith((".", "!", "?", ":")) and not after[:1].islower()
    return len(before) >= _WRAPPED and not between_sentences


def _table(lines: list[Line], at: int) -> Block | None:
    rows = [Row(line.number, _cells(line.text)) for line in lines[at : at + _length(lines, at)]]
    kept = tuple(row for row in rows if not all(_DELIMITER.fullmatch(cell) for cell in row.cells))
    return Block("table", kept[0].line, "", rows=kept) if kept else None


def _length(lines: list[Line], at: int) -> int:
    """How many lines from here are a table; rows need a pipe in front or dashes under the first one."""
    first = lines[at].text
    piped = first.lstrip().startswith("|") and first.count("|") > 1
    delimited = "|" in first and at + 1 < len(lines) and all(map(_DELIMITER.fullmatch, _cells(lines[at + 1].text)))
    if not (piped or (delimited and "|" in lines[at + 1].text)):
        return 0
    return next((count for count, line in enumerate(lines[at:]) if "|" not in line.text), len(lines) - at)


def _cells(text: str) -> tuple[str, ...]:
    inner = text.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(cell.replace("\\|", "|").strip() for cell in _CELLS.split(inner))


def _nested(blocks: Iterable[Block]) -> list[Block]:
    """Hang bullets under the bullet that they are indented under."""
    top: list[Block] = []
    path: list[Block] = []
    for block in blocks:
        if block.kind != "bullet":
            path = []
        while path and block.level < path[-1].level + 2:
            path.pop()
        (path[-1].children if path else top).append(block)
        if block.kind == "bullet":
            path.append(block)
    return top
