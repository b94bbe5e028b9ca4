"""One cell: is it text, and what does it say."""

import re
import unicodedata
from typing import Final

from culture_nlp.read.table import Cell

_LINE_END: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE: Final = re.compile("[\u200b\u2060\ufeff\u00ad]")
_UNDECODABLE: Final = re.compile(r"[\ud800-\udfff]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def fault(cell: Cell) -> str | None:
    """The code of what is wrong with a cell (see ``rejections``), or None."""
    if cell is None:
        return "not_text"
    if cell.isprintable():
        return None
    if _UNDECODABLE.search(cell):
        return "undecodable"
    return "control_characters" if _CONTROL.search(cell) else None


def clean(text: str) -> str:
    """Composed signs (NFC), line ends as ``\\n``, no invisible signs, no spaces around."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _LINE_END.sub("\n", text))).strip()


def tidy(cell: Cell) -> str:
    """The same on one line, with single spaces: for names of columns, teams and questions."""
    return " ".join(clean(cell or "").split())
