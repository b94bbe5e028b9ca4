"""Where in the notes we are: in which retrospective, under which heading, with whom.

Levels of headings slip in real notes, so levels decide little. What decides is order: a name followed by a
heading opens that person's own sections; a name inside a section that no person opened is the writer of what
follows, and inside tops and tips the receiver.
"""

from dataclasses import dataclass, field
from typing import Final

from culture_nlp.read.retro_headings import ITEMS, Meaning, is_feedback
from culture_nlp.read.retro_names import Names
from culture_nlp.read.retro_outline import BOLD_LEVEL, Entry, Role

READ: Final = ITEMS | {Meaning.QUESTION}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what may stand under it.

    ``of_person``: it was opened inside the part of one person; ``reads_lines``: lines are items, not only bullets;
    ``feedback``: a name here is the receiver.
    """

    heading: str
    meaning: Meaning
    level: int
    of_person: bool
    reads_lines: bool
    feedback: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Who the notes are at. ``key`` is None for a receiver or for several people; ``inside`` a section."""

    key: str | None = field(repr=False)
    inside: bool
    level: int
    fresh: bool = True


@dataclass(slots=True)
class Place:
    """Changes with each title, heading and name; bullets and lines leave it as it is."""

    names: Names
    titles: list[tuple[int, str]] = field(default_factory=list)
    section: Section | None = None
    person: Person | None = None
    topic: str = ""
    filled: bool = False
    _topic_level: int = 0

    @property
    def meaning(self) -> Meaning:
        """Meaning of the heading we are under."""
        return self.section.meaning if self.section else Meaning.UNKNOWN

    @property
    def retrospective(self) -> tuple[str, ...]:
        """The titles above, outermost first: what tells one retrospective from another."""
        return tuple(text for _, text in self.titles)

    def key(self, label: str) -> str | None:
        """Key of the one person that a label names, None for several."""
        return self.names.key(label) if self.names.is_one(label) else None

    def open_title(self, entry: Entry) -> None:
        """A title, sprint or date: another retrospective, or more about this one."""
        above = [title for title in self.titles if title[0] < entry.level]
        self.titles = [*above, (entry.level, entry.text)]
        self.section, self.person, self.topic = None, None, ""

    def open_section(self, entry: Entry) -> None:
        """A heading under which items stand, or that says that none do."""
        person, before = self.person, self.section
        if person and person.fresh and not person.inside:
            self.person = Person(person.key, False, min(person.level, entry.level - 1), fresh=False)
        elif person and (person.inside or entry.level <= person.level):
            self.person = None
        meaning = entry.meaning or Meaning.UNKNOWN
        beside_known = before is not None and before.reads_lines and before.level == entry.level
        reads_lines = meaning in READ or (meaning is Meaning.UNKNOWN and beside_known)
        of_person = self.person is not None
        feedback = is_feedback(entry.text)
        self.section = Section(entry.text, meaning, entry.level, of_person, reads_lines, feedback)
        self.topic, self._topic_level, self.filled = "", 0, False

    def open_label(self, entry: Entry, following: Entry | None) -> None:
        """A heading in no list: a name, a topic inside the section, or a section of its own."""
        if self.names.is_name(entry.text):
            self._open_person(entry, following)
        elif self._is_topic(entry):
            self.topic, self._topic_level = entry.text, entry.level
        else:
            self.open_section(entry)

    def _is_topic(self, entry: Entry) -> bool:
        if self.section is None:
            return False
        first = self.meaning in READ and entry.level >= BOLD_LEVEL and not self.filled
        return entry.level > self.section.level or first or entry.level == self._topic_level

    def _open_person(self, entry: Entry, following: Entry | None) -> None:
        if self.section and (self._leaves(self.section, entry) or _opens_section(self.section, entry, following)):
            self.section = None
        receives = self.section is not None and self.section.feedback
        key = None if receives else self.key(entry.text)
        self.person = Person(key, self.section is not None, entry.level)
        self.topic = ""

    def _leaves(self, section: Section, entry: Entry) -> bool:
        """Whether a name ends the section before it: one that is not read, or one of another person."""
        of_another = section.of_person and not section.feedback
        return entry.level <= section.level and (of_another or section.meaning not in READ)


def _opens_section(section: Section, entry: Entry, following: Entry | None) -> bool:
    """Whether the heading after a name is that person's own, and not the next one after an empty answer."""
    if following is None or following.role is not Role.SECTION or following.level < entry.level:
        return False
    return section.of_person or section.level >= entry.level or section.meaning not in READ
