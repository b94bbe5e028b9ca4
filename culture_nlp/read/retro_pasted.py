"""Notes that were pasted from somewhere else: a table with tabs between its cells, a chat with stamps, a mail.

They are written out as notes that a person would type: a row with pipes, ``Naam: tekst``, a heading.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from culture_nlp.read.retro_headings import ITEMS, PEOPLE, heading_meaning
from culture_nlp.read.retro_source import Line
from culture_nlp.read.retro_titles import DATE, TIME, is_title

_STAMP: Final = (
    rf"[\[(]?(?:(?:{DATE.pattern})[ ,]+)?{TIME.pattern}(?::\d{{2}})?(?: ?[ap]m)?(?:[ ,]+(?:{DATE.pattern}))?[\])]?"
)
_NAME: Final = r"(?-i:@?[A-ZÀ-Þ](?:[^\W\d]|['’.-])*(?: (?:[^\W\d]|['’.-])+){0,3})"
_MESSAGE: Final = re.compile(rf"\s*{_STAMP}\s*[-–]?\s*({_NAME}):\s+(\S.*)", re.IGNORECASE)
_AUTHOR: Final = re.compile(rf"\s*(?:({_NAME}),?\s+{_STAMP}|{_STAMP}\s+({_NAME}))\s*", re.IGNORECASE)
_FEWEST: Final = 2
_CLOSING: Final = re.compile(
    r"\s*(?:(?:met )?(?:(?:vriendelijke|hartelijke|warme|lieve) )?groet(?:en|jes)?|m\.?v\.?g\.?)[,.! ]*", re.IGNORECASE
)
_PAGE: Final = re.compile(r"\s*(?:pagina|page) \d+(?: (?:van|of) \d+)?\s*", re.IGNORECASE)
_SIGNATURE: Final = re.compile(rf"\s*{_NAME}\s*")
_BEFORE_QUESTION: Final = re.compile(r"^(?:.*[,.!:] )?(?:(?:en|nu|dan|ok|oké) )?", re.IGNORECASE)


def typed_out(lines: Iterable[Line]) -> list[Line]:
    """The lines, with pasted tables and chats as typed notes; line numbers stay."""
    return list(_with_names(list(_with_pipes(_without_frame(lines)))))


def _without_frame(lines: Iterable[Line]) -> Iterator[Line]:
    """Without the numbers of pages and the end of a mail: the greeting and the name below it."""
    signed = False
    for line in lines:
        if _PAGE.fullmatch(line.text):
            continue
        if _CLOSING.fullmatch(line.text):
            signed = True
        elif signed and line.text.strip():
            signed = False
            if not _SIGNATURE.fullmatch(line.text):
                yield line
        else:
            yield line


def _with_pipes(lines: Iterable[Line]) -> Iterator[Line]:
    """From a line with two headings on, as long as there are tabs. Who took part stands in a row above."""
    inside = False
    for line in lines:
        cells = line.text.split("\t")
        inside = len(cells) > 1 and (inside or sum(map(_is_heading, cells)) > 1)
        if inside:
            yield Line(line.number, f"| {' | '.join(cells)} |")
        elif len(cells) == 2 and heading_meaning(cells[0], certain=False) in PEOPLE:
            yield Line(line.number, f"{cells[0]}: {cells[1].replace(' @', ', @')}")
        else:
            yield line


def _with_names(lines: list[Line]) -> Iterator[Line]:
    """Messages of a chat. Who asks a known question opens a section and is no participant by that."""
    messages = sum(1 for line in lines if _MESSAGE.fullmatch(line.text))
    authors = sum(1 for line in lines if _author(line.text))
    if max(messages, authors) < _FEWEST:
        yield from lines
        return
    name = None
    for line in lines:
        if (author := _author(line.text)) and authors >= _FEWEST:
            name = author
        elif message := _MESSAGE.fullmatch(line.text):
            yield Line(line.number, _said(message[1], message[2]))
        elif name and line.text.strip():
            yield Line(line.number, _said(name, line.text.strip()))
        else:
            yield line


def _author(text: str) -> str | None:
    found = _AUTHOR.fullmatch(text)
    return (found[1] or found[2]) if found and not is_title(text) else None


def _said(name: str, text: str) -> str:
    question = _BEFORE_QUESTION.sub("", text)
    return f"## {question}" if question.endswith("?") and _is_heading(question) else f"{name}: {text}"


def _is_heading(text: str) -> bool:
    return heading_meaning(text, certain=False) in ITEMS
