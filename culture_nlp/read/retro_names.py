"""Which words in the notes are names of people: to know who wrote an item and to leave the name out.

There is no list of all names, and "Planning:" looks like "Ines:". So labels are judged together: names come
from titles, lists of who was there and name columns, and a label that looks like a name is one if its
neighbours are. Words in ``retro_words.toml`` tell topics from names.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from culture_nlp.read.retro_headings import heading_meaning, one_of, words

SOMEBODY: Final = "iemand"
"""Stands where a name stood in an item."""

_PARTICLES: Final = r"(?:van|von|de|der|den|ten|ter|te|el|al|bin|da|dos|di|la|le|'t|op|in)"
_WORD: Final = r"[A-ZÀ-ÞĀ-Ž][\w'’-]*\.?"
_NAME: Final = re.compile(rf"{_WORD}(?:\s+(?:{_PARTICLES}|{_WORD})){{0,4}}")
_LOOSE_NAME: Final = re.compile(r"[^\W\d_][\w'’.-]*(?:\s+[\w'’.-]+){0,3}")
_BRACKETS: Final = re.compile(r"[(\[][^)\]]*[)\]]?")
_SEPARATORS: Final = re.compile(r"\s*(?:[,;/&+•|]|\ben\b|\band\b|\bmet\b)\s*")
_FEW_WORDS: Final = 4
_CASELESS_FROM: Final = 4
_COUNT: Final = re.compile(r"\b(\d{1,3})\s*(?:personen|man|mensen|deelnemers|collega's|teamleden|people|aanwezigen)?\b")


@dataclass(frozen=True, slots=True)
class _Words:
    topics: frozenset[str]
    suffixes: tuple[str, ...]
    given: frozenset[str]
    roles: re.Pattern[str]
    also_words: frozenset[str]


@cache
def _words() -> _Words:
    data = words("retro_words.toml")
    names = data["names"]
    return _Words(
        topics=frozenset(names["topics"]),
        suffixes=tuple(names["suffixes"]),
        given=frozenset(names["given"]),
        roles=re.compile(
            rf"\s*[-–:]\s*(?:{one_of(data['items']['roles'])})$|^(?:{one_of(data['items']['roles'])})$",
            re.IGNORECASE,
        ),
        also_words=frozenset(names["also_words"]),
    )


def clean_name(text: str) -> str:
    """A label or heading as a name: without markup, role, brackets, ``@`` and colon."""
    plain = _BRACKETS.sub(" ", re.sub(r"[*_`#@~]", "", text))
    return _words().roles.sub("", re.sub(r"\s+", " ", plain).strip(" :-–.•\t"))


def is_topic(label: str) -> bool:
    """Whether a label is a subject: a listed word, or one with an ending that names do not have."""
    name = clean_name(label).casefold()
    if name.split(" ")[0] in _words().given:
        return False
    listed = name in _words().topics or name.split(" ")[0] in _words().topics
    return listed or name.endswith(_words().suffixes) or heading_meaning(name, certain=False) is not None


def is_given_name(label: str) -> bool:
    """Whether the first word is a common first name."""
    return clean_name(label).casefold().split(" ")[0] in _words().given


def looks_like_name(label: str) -> bool:
    """Whether a label is written like a name and is no subject."""
    name = clean_name(label)
    if not name or any(character.isdigit() for character in name) or (name.isupper() and len(name) > 1):
        return False
    return _NAME.fullmatch(name) is not None and not is_topic(name)


def split_names(text: str, *, sure: bool) -> tuple[str, ...]:
    """The names in a list of names, () where the text is none.

    Args:
        text: ``Mats, Ines (SM) en Jorn``.
        sure: the heading says that these are people, so capitals are not needed.
    """
    parts = [part for part in map(clean_name, _SEPARATORS.split(_BRACKETS.sub(" ", text))) if part]
    if not sure:
        return tuple(parts) if parts and all(map(looks_like_name, parts)) else ()
    kept = [part for part in parts if part.casefold() not in _words().topics and not re.search(r"\d|…", part)]
    whole = all(_LOOSE_NAME.fullmatch(part) and len(part.split()) <= _FEW_WORDS for part in kept)
    return tuple(kept) if whole else ()


def number_of_people(text: str) -> int | None:
    """A head count that is written as a number: ``6 personen``."""
    found = _COUNT.fullmatch(text.strip(" .:*_-"))
    return int(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Names:
    """The people that the notes name. Never shown: names are not part of what is read."""

    known: frozenset[str] = field(repr=False)
    pattern: re.Pattern[str] = field(repr=False)

    def is_name(self, label: str) -> bool:
        """Whether a label is the name of one of them, or of several ("Mats en Ines")."""
        parts = [part for part in map(clean_name, _SEPARATORS.split(_BRACKETS.sub(" ", label))) if part]
        return bool(parts) and all(self._one(part) for part in parts)

    def is_one(self, label: str) -> bool:
        """Whether a label names exactly one of them."""
        return self.is_name(label) and self._one(clean_name(label))

    def _one(self, name: str) -> bool:
        folded = name.casefold()
        firsts = {known.split(" ")[0] for known in self.known}
        if folded in self.known or folded in firsts:
            return True
        return folded.split(" ")[0] in firsts and looks_like_name(name)

    def key(self, label: str) -> str:
        """The same for ``Ines``, ``Ines(SM)`` and ``Ines Koper``, unless two people share that first name."""
        folded = clean_name(label).casefold()
        first = folded.split(" ")[0]
        namesakes = {known for known in self.known if known.startswith(first + " ")}
        return folded if len(namesakes) > 1 else first

    def masked(self, text: str) -> str:
        """The text with ``iemand`` where one of them is named."""
        masked = self.pattern.sub(_somebody, text)
        return re.sub(rf"\b({SOMEBODY})(?: {SOMEBODY})+\b", r"\1", masked, flags=re.IGNORECASE)


def _somebody(found: re.Match[str]) -> str:
    start = found.start() == 0 or found.string[: found.start()].rstrip().endswith((".", "!", "?", ":", "–"))
    word = SOMEBODY.capitalize() if start else SOMEBODY
    return word + ("s" if found["owns"] else "")


def people(names: Iterable[str]) -> Names:
    """``Names`` of these people; several spellings of one name are fine."""
    known = {name.casefold(): name for name in map(clean_name, names) if name}
    return Names(frozenset(known), _pattern(sorted(known.values(), key=len, reverse=True)))


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Names with a capital, first names that are no ordinary word in any case, and every ``@mention``."""
    exact: list[str] = []
    caseless: list[str] = []
    for name in names:
        first, *rest = name.split(" ")
        exact.extend(part for part in (name, first.capitalize(), *rest) if part[:1].isupper())
        if len(first) >= _CASELESS_FROM and first.casefold() not in _words().also_words:
            caseless.extend((name, first))
    kinds = [one_of(exact)] * bool(exact) + [f"(?i:{one_of(caseless)})"] * bool(caseless)
    named = rf"@?(?<!\w)(?:{'|'.join(kinds)})(?P<owns>['’]?s|['’])?(?!\w)|" if kinds else "(?P<owns>(?!))|"
    return re.compile(rf"{named}(?<!\w)@[\w.-]*\w")
