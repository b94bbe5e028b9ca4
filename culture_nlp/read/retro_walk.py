"""Entries → items: under which heading each item stands, whose it is, and in which retrospective."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from culture_nlp.read.retro_headings import ITEMS, PEOPLE, Meaning, clean_heading, heading_meaning
from culture_nlp.read.retro_names import Names, number_of_people, split_names
from culture_nlp.read.retro_outline import BOLD_LEVEL, Entry, Role
from culture_nlp.read.retro_people import listed_people, title_names
from culture_nlp.read.retro_place import READ, Person, Place
from culture_nlp.read.retro_tables import TableItem, table_items
from culture_nlp.read.retro_text import is_metadata, is_status, item_text, joined

Titles = tuple[str, ...]

_FOOTNOTE_SIGN: Final = re.compile(r"\w\*(?=[\s.,;]|$)")


@dataclass(frozen=True, slots=True)
class Item:
    """An item with what it stood under; ``person`` is the key of a name, to be turned into a pseudonym."""

    line: int
    text: str = field(repr=False)
    heading: str | None
    person: str | None = field(repr=False)
    titles: Titles = field(repr=False)


class Walk:
    """One pass over the entries of a file; ``items`` fills ``present`` on its way: who took part, per titles."""

    def __init__(self, names: Names) -> None:
        self.present: dict[Titles, set[str] | int] = {}
        self._names = names
        self._place = Place(names)
        self._footnoted = False
        self._posts: set[str] = set()

    def items(self, entries: Sequence[Entry]) -> Iterator[Item]:
        """The items in order."""
        for entry, following in zip(entries, [*entries[1:], None], strict=False):
            if entry.role is Role.TITLE:
                self._title(entry)
            elif entry.role is Role.SECTION:
                self._footnoted = False
                self._place.open_section(entry)
            elif entry.role is Role.LABEL and not self._is_listed(entry):
                self._place.open_label(entry, following)
            elif entry.role is Role.TABLE:
                yield from self._table(entry)
            elif entry.role is not Role.LABEL:
                yield from self._item(entry)

    def _title(self, entry: Entry) -> None:
        self._place.open_title(entry)
        named = {self._names.key(name) for name in title_names(entry.text)}
        if named:
            self.present[self._place.retrospective] = named
        if len(named) == 1:
            self._place.person = Person(next(iter(named)), inside=False, level=entry.level, fresh=False)

    def _item(self, entry: Entry) -> Iterator[Item]:
        section = self._place.section
        if section and section.meaning in PEOPLE:
            if self._took_people(entry) or section.level < BOLD_LEVEL:
                return
            self._place.section = None
        if not self._is_read(entry) or self._is_bookkeeping(entry) or self._is_footnote(entry):
            return
        self._place.filled = True
        if entry.label and self._names.is_name(entry.label):
            yield from self._named(entry)
        elif entry.role is Role.ITEM and entry.rest and heading_meaning(entry.label, certain=False) in ITEMS:
            yield from self._emit(entry.line, self._parts(entry, entry.rest), clean_heading(entry.label))
        else:
            yield from self._emit(entry.line, self._parts(entry, entry.text))

    def _is_listed(self, entry: Entry) -> bool:
        """Whether a bold line or heading is one of a list of people."""
        section = self._place.section
        listed = section is not None and section.meaning in PEOPLE and entry.level > section.level
        return listed and self._took_people(entry)

    def _took_people(self, entry: Entry) -> bool:
        """Count a line of a list of people; False where it is no such line."""
        names = {self._names.key(name) for name in listed_people(entry)}
        count = number_of_people(entry.text)
        if self._place.meaning is Meaning.PRESENT and (names or count):
            before = self.present.get(self._place.retrospective, set())
            present = names | before if isinstance(before, set) else names
            self.present[self._place.retrospective] = count or present
        return bool(names or count) or not entry.text.strip("-. ")

    def _is_read(self, entry: Entry) -> bool:
        """Whether this is an item: a bullet outside what is left out, or a line under a heading of items."""
        section = self._place.section
        if section and section.reads_lines:
            return True
        listed = section is None and bool(split_names(entry.text, sure=False))
        named = self._place.person is not None or (bool(entry.label) and self._names.is_name(entry.label))
        return self._place.meaning is Meaning.UNKNOWN and (named or (entry.role is Role.ITEM and not listed))

    def _is_bookkeeping(self, entry: Entry) -> bool:
        about_notes = self._place.section is None and is_metadata(entry.label)
        return about_notes or is_status(entry.label) or any(is_status(child.label) for child in entry.children)

    def _is_footnote(self, entry: Entry) -> bool:
        """``* was ziek`` after ``niets* gedaan``: a star that is a sign and no bullet."""
        if entry.marker == "*" and self._footnoted:
            return True
        starred = _FOOTNOTE_SIGN.search(entry.text) is not None and entry.text.count("*") % 2 == 1
        self._footnoted = self._footnoted or (starred and entry.marker != "*")
        return False

    def _named(self, entry: Entry) -> Iterator[Item]:
        """An entry with a name in front: ``**Mats:** …``, with bullets under it, or alone.

        In feedback the name is the receiver, before a bullet under actions it is the owner.
        """
        section, before = self._place.section, self._place.person
        key = self._place.key(entry.label)
        owns = self._place.meaning is Meaning.ACTION and entry.role is Role.ITEM
        if owns or (section and section.feedback):
            key = before.key if before and not before.inside else None
        self._place.person = Person(key, inside=section is not None, level=BOLD_LEVEL)
        if entry.rest or not entry.children:
            yield from self._emit(entry.line, self._parts(entry, entry.rest))
        else:
            for child in entry.children:
                yield from self._emit(child.line, self._parts(child, self._unnamed(child)))
        if entry.role is Role.ITEM and (entry.rest or entry.children):
            self._place.person = before

    def _parts(self, entry: Entry, text: str) -> list[str]:
        below = [self._parts(child, self._unnamed(child)) for child in entry.children]
        return [item_text(text, self._names), *(part for parts in below for part in parts)]

    def _unnamed(self, entry: Entry) -> str:
        return entry.rest if entry.label and self._names.is_name(entry.label) else entry.text

    def _table(self, entry: Entry) -> Iterator[Item]:
        items = list(table_items(entry.rows))
        if self._place.meaning in PEOPLE:
            if not any(item.heading for item in items):
                for row in entry.rows[1:]:
                    self._took_people(Entry(Role.TEXT, row.line, row.cells[0]))
                return
            self._place.section = None
        if self._place.meaning is not Meaning.OLD:
            loose = self._place.section is None or self._place.meaning is Meaning.NEUTRAL
            for cell in items:
                if cell.heading is not None or not loose:
                    yield from self._cell(cell)

    def _cell(self, cell: TableItem) -> Iterator[Item]:
        before = self._place.person
        if cell.person or not cell.known_writer:
            key = self._place.key(cell.person) if cell.known_writer else None
            self._place.person = Person(key, inside=True, level=BOLD_LEVEL)
        has_own_heading = len(cell.parts) == 1 or self._place.meaning not in READ
        parts = [item_text(part, self._names) for part in cell.parts]
        yield from self._emit(cell.line, parts, cell.heading if has_own_heading else None)
        self._place.person = before

    def _emit(self, line: int, parts: list[str], heading: str | None = None) -> Iterator[Item]:
        text, section = joined(parts), self._place.section
        is_post = section is not None and not section.heading
        if not text or (is_post and text in self._posts):
            return
        if is_post:
            self._posts.add(text)
        if self._place.topic:
            text = f"{self._names.masked(self._place.topic)}: {text}"
        written = heading or (section.heading if section else "")
        person = self._place.person.key if self._place.person else None
        yield Item(line, text, self._names.masked(written) or None, person, self._place.retrospective)
