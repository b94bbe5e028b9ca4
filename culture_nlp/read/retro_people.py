"""Finds the people in the notes: from titles, lists and name columns, then from the labels among them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from culture_nlp.read.retro_headings import PEOPLE, Meaning, is_feedback
from culture_nlp.read.retro_names import (
    Names,
    clean_name,
    is_given_name,
    is_topic,
    looks_like_name,
    people,
    split_names,
)
from culture_nlp.read.retro_outline import Entry, Role
from culture_nlp.read.retro_tables import table_names
from culture_nlp.read.retro_titles import title_people

_LAST_HEADING_LEVEL = 6


@dataclass(slots=True)
class _Group:
    """Labels that are judged together: those of one section, or headings of one level."""

    names: set[str] = field(default_factory=set)
    has_topics: bool = False
    has_loose_items: bool = False
    is_marked: bool = False

    def add(self, label: str) -> None:
        if looks_like_name(label):
            self.names.add(clean_name(label))
        else:
            self.has_topics = True

    def speaks_for_itself(self) -> bool:
        """Every item has a bold label (or answers a question) and none of the labels is a subject."""
        return self.is_marked and len(self.names) > 1 and not self.has_topics and not self.has_loose_items


def listed_people(entry: Entry) -> list[str]:
    """The names in an entry under a heading such as ``Aanwezig``."""
    own = split_names(entry.text, sure=True)
    return [*own, *(name for child in entry.children for name in listed_people(child))]


def title_names(title: str) -> tuple[str, ...]:
    """The people in a title: ``Retrospective van Mats, Ines(SM) en Jorn``."""
    return next((names for part in title_people(title) if (names := split_names(part, sure=False))), ())


def find_people(entries: Sequence[Entry]) -> Names:
    """All people that the notes name as such."""
    found = {clean_name(name) for name in _told(entries)}
    groups = [*_sections(entries), *_headings_in_sections(entries), *_heading_levels(entries)]
    found.update(name for group in groups for name in group.names if is_given_name(name))
    found.update(name for group in groups if group.speaks_for_itself() for name in group.names)
    found.update(_recurring(groups), _bold_owners(entries))
    firsts = {name.casefold().split(" ")[0] for name in found}
    for group in groups:
        among_people = any(name.casefold().split(" ")[0] in firsts for name in group.names)
        if among_people and not group.has_topics:
            found.update(group.names)
    return people(found)


def _told(entries: Sequence[Entry]) -> Iterator[str]:
    """Names that need no guess: the layout says that they are people."""
    section: Entry | None = None
    for before, entry, following in zip([None, *entries], entries, [*entries[1:], None], strict=False):
        yield from _receivers(entry)
        if entry.role is Role.TITLE:
            yield from title_names(entry.text)
        elif entry.role is Role.SECTION:
            section = entry
        elif entry.role is Role.TABLE:
            yield from (name for cell in table_names(entry.rows) for name in split_names(cell, sure=True))
        elif section and section.meaning in PEOPLE and (entry.role is not Role.LABEL or entry.level > section.level):
            yield from listed_people(entry)
        elif entry.role is Role.LABEL and _is_person(before, entry, following, section):
            yield entry.text
        elif section is None and len(names := split_names(entry.text, sure=False)) > 1:
            yield from names


def _receivers(entry: Entry) -> Iterator[str]:
    """Common first names in a heading of feedback: ``Tips voor Ines``."""
    if entry.role in {Role.SECTION, Role.LABEL, Role.TITLE} and is_feedback(entry.text.split(" ")[0]):
        yield from (word for word in entry.text.split(" ")[1:] if is_given_name(word) and word.istitle())


def _is_person(before: Entry | None, entry: Entry, following: Entry | None, section: Entry | None) -> bool:
    """A heading that looks like a name, with sections of its own under it or inside feedback."""
    if entry.level > _LAST_HEADING_LEVEL or not looks_like_name(entry.text):
        return False
    owns_section = following is not None and following.role is Role.SECTION and following.level >= entry.level > 1
    inside = section is not None and (section is before or entry.level > section.level)
    return owns_section or (inside and section is not None and is_feedback(section.text))


def _sections(entries: Sequence[Entry]) -> Iterator[_Group]:
    """The labels under each heading."""
    group, labelled = _Group(), False
    for entry in entries:
        if entry.role in {Role.SECTION, Role.TITLE}:
            yield group
            group, labelled = _Group(is_marked=entry.meaning is Meaning.QUESTION), False
        elif entry.role is Role.LABEL and entry.level > _LAST_HEADING_LEVEL:
            group.add(entry.text)
            group.is_marked, labelled = group.is_marked or entry.bold, True
        elif entry.label and (looks_like_name(entry.label) or is_topic(entry.label) or entry.bold):
            group.add(entry.label)
            group.is_marked = group.is_marked or entry.bold
            labelled = labelled or entry.role is Role.TEXT or not (entry.rest or entry.children)
        elif entry.role is Role.ITEM and not labelled:
            group.has_loose_items = True
    yield group


def _headings_in_sections(entries: Sequence[Entry]) -> Iterator[_Group]:
    """The headings in no list between two headings of sections."""
    group = _Group()
    for entry in entries:
        if entry.role in {Role.SECTION, Role.TITLE}:
            yield group
            group = _Group()
        elif entry.role is Role.LABEL and entry.level <= _LAST_HEADING_LEVEL:
            group.add(entry.text)
    yield group


def _bold_owners(entries: Sequence[Entry]) -> set[str]:
    """Bold lines with sections of their own below, if there are two or more of them."""
    owners = {
        clean_name(entry.text)
        for entry, following in pairwise(entries)
        if entry.role is Role.LABEL and entry.bold and looks_like_name(entry.text)
        if following.role is Role.SECTION and following.level > _LAST_HEADING_LEVEL
    }
    return owners if len(owners) > 1 else set()


def _recurring(groups: Sequence[_Group]) -> Iterator[str]:
    """Labels that come back in section after section, where each item has one and none is a subject."""
    only_names = [group.names for group in groups if not (group.has_topics or group.has_loose_items)]
    times = Counter(name for names in only_names if len(names) > 1 for name in names)
    yield from (name for name, count in times.items() if count > 1)


def _heading_levels(entries: Sequence[Entry]) -> Iterator[_Group]:
    """The headings in no list, per level. A subject among them does not make the others subjects."""
    for level in range(1, _LAST_HEADING_LEVEL + 1):
        headings = [entry.text for entry in entries if entry.role is Role.LABEL and entry.level == level]
        yield _Group(names={clean_name(text) for text in headings if looks_like_name(text)})
