"""Retrospective notes, reflections and feedback lists → answers.

The notes are read line by line and not with a Markdown parser. Real notes break Markdown where it matters: ``-x``
without a space is a paragraph there, points on lines of their own become one paragraph, ``##`` stands for a person
and for a question alike, a quote goes on after its ``>`` stopped, a heading is bold or plain text with a colon. A
parser gives a tree that is wrong exactly there and has lost the lines that tell it.

The steps: ``retro_source`` (lines) → ``retro_pasted`` (tables, chats) → ``retro_blocks`` (layout) →
``retro_outline`` (what each block is) → ``retro_people`` (who is named) → ``retro_walk`` (what stands under what) →
here (answers).
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from culture_nlp.read.identity import tag
from culture_nlp.read.options import ReadOptions
from culture_nlp.read.rejections import Rejections
from culture_nlp.read.retro_blocks import parse_blocks
from culture_nlp.read.retro_outline import Entry, Role, outline
from culture_nlp.read.retro_pasted import typed_out
from culture_nlp.read.retro_people import find_people
from culture_nlp.read.retro_source import clean_lines, split_front_matter
from culture_nlp.read.retro_titles import group_name
from culture_nlp.read.retro_walk import Item, Titles, Walk
from culture_nlp.records import Answer, RejectedRow, TeamPath

NO_TEAM: Final[TeamPath] = ("Retro-notities",)
"""Team of notes that do not say whose they are."""

_NO_ITEMS: Final = (
    "In deze notities staan geen punten. Staat het bord er als afbeelding of link in? "
    "Neem de punten dan over als lijst onder een kop zoals “Wat ging goed?”."
)


def read_retro(text: str, *, file: str, options: ReadOptions) -> Iterator[Answer | RejectedRow]:
    """Read the items of retrospective notes.

    Names are used to count participants and to tell writers apart; they are in no text and no heading.

    Args:
        text: the notes, Markdown or plain text.
        file: name of the file; it is part of the pseudonyms and of the rejected rows.
        options: team and round of the caller go before what the notes say.

    Yields:
        An ``Answer`` for each item, ``session`` a pseudonym of its retrospective. Items that are too long or damaged
        are rejected with their line; notes without any item give one row with code ``no_items``.
    """
    fields, lines = split_front_matter(text)
    entries = [*_title_above(fields), *outline(parse_blocks(clean_lines(typed_out(lines))))]
    walk = Walk(find_people(entries))
    items = list(walk.items(entries))
    team = options.team or _team_path(fields.get("team", ""))
    titles = [entry.text for entry in entries if entry.role is Role.TITLE]
    rejected = Rejections(file, "Regel")
    for mark, item in _marked(file, items):
        if code := _fault(item.text, options.maximum_characters):
            yield rejected(code, item.line)
            continue
        session = options.pseudonym("\n".join((file, *item.titles)))
        yield Answer(
            id=mark,
            text=item.text,
            kind="retro",
            team=team or _title_team(item.titles, titles),
            respondent=options.pseudonym(f"{session}\n{item.person}") if item.person else None,
            heading=item.heading,
            round=options.round or fields.get("round") or fields.get("ronde") or None,
            session=session,
            participants=_participants(walk.present, item.titles),
        )
    if not items:
        yield RejectedRow(file, None, None, "no_items", _NO_ITEMS)


def _fault(text: str, maximum_characters: int) -> str | None:
    if len(text) > maximum_characters:
        return "too_long"
    return "undecodable" if any("\ud800" <= character <= "\udfff" for character in text) else None


def _title_above(fields: dict[str, str]) -> list[Entry]:
    title = fields.get("title") or fields.get("titel")
    return [Entry(Role.TITLE, 1, title, level=0)] if title else []


def _marked(file: str, items: list[Item]) -> Iterator[tuple[str, Item]]:
    """Each item with its identifier: hash of the file name and line, with a number from the second on a line."""
    on_line: Counter[int] = Counter()
    for item in items:
        on_line[item.line] += 1
        again = f".{on_line[item.line]}" if on_line[item.line] > 1 else ""
        yield f"{tag(file)}-{item.line}{again}", item


def _team_path(written: str) -> TeamPath | None:
    """``Zorg / Noord / Team 3`` or ``Zorg > Noord > Team 3`` as a path."""
    separator = " > " if " > " in written else " / "
    return tuple(part.strip() for part in written.split(separator) if part.strip()) or None


def _title_team(above: Titles, titles: list[str]) -> TeamPath:
    """The group in the titles above an item, else the first that any title of the file names."""
    name = next((name for title in (*reversed(above), *titles) if (name := group_name(title))), None)
    return (name,) if name else NO_TEAM


def _participants(present: dict[Titles, set[str] | int], titles: Titles) -> int | None:
    """How many people the nearest list or title above the item names."""
    above = (present.get(titles[:depth]) for depth in range(len(titles), -1, -1))
    found = next((people for people in above if people), None)
    return len(found) if isinstance(found, set) else found
