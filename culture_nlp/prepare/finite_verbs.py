"""Which words of a sentence are finite verbs: word lists and the regular endings (``verbs.toml``), no parser.

Enough to tell "er wordt geroddeld", which says something of its own, from "en Piet", which does not.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

# The first person and inversion ("werk ik", "heb je"): before or behind the bare stem.
_BEFORE_STEM: Final = frozenset(("ik", "'k", "k"))
_BEHIND_STEM: Final = frozenset(("ik", "je", "jij", "ge", "gij", "u"))
# "Zijn de plannen", "zijn het er elf"; an infinitive seldom stands there.
_BEHIND_PLURAL: Final = frozenset(("de", "het", "er", "'t"))
# The shortest verb behind a prefix: "afwas" is no verb.
_PREFIXED: Final = 4
# How far before a plural at the end of a clause its subject may stand: "omdat wij niet weg kunnen".
_SUBJECT_WITHIN: Final = 5


@dataclass(frozen=True, slots=True)
class _Verbs:
    finite: frozenset[str]
    plural: frozenset[str]
    stems: frozenset[str]
    singular_subjects: frozenset[str]
    plural_subjects: frozenset[str]
    plural_pointers: frozenset[str]
    no_verbs: frozenset[str]
    prefixes: tuple[str, ...]


@cache
def _verbs() -> _Verbs:
    lists = tomllib.loads(Path(__file__).with_name("verbs.toml").read_text(encoding="utf-8"))
    words = {name: frozenset(entries.split()) for name, entries in lists.items()}
    weak = {"stems_te": ("te", "ten"), "stems_de": ("de", "den")}
    past = {stem + ending for name in weak for stem in words[name] for ending in weak[name]}
    stems = words.pop("stems_te") | words.pop("stems_de") | words.pop("stems_strong")
    present = {stem + "t" for stem in stems if not stem.endswith("t")}
    prefixes = tuple(words.pop("prefixes"))
    return _Verbs(finite=words.pop("finite") | past | present, stems=stems, prefixes=prefixes, **words)


def finite_verbs(words: Sequence[str]) -> list[bool]:
    """For each lower-case word of a sentence, tell whether it is a finite verb.

    A stem ("werk") and a plural or infinitive ("zijn", "luisteren") count only where their subject is near.
    """
    verbs = _verbs()
    return [
        word in verbs.finite or _prefixed(word, verbs) or _bare_stem(words, i, verbs) or _plural(words, i, verbs)
        for i, word in enumerate(words)
    ]


def _prefixed(word: str, verbs: _Verbs) -> bool:
    if not word.startswith(verbs.prefixes):
        return False
    rests = (word.removeprefix(prefix) for prefix in verbs.prefixes)
    return any(_PREFIXED <= len(rest) < len(word) and rest in verbs.finite for rest in rests)


def _bare_stem(words: Sequence[str], i: int, verbs: _Verbs) -> bool:
    """ "Ik werk", "werk je"; a stem in -t is the third person as well: "iedereen praat"."""
    if words[i] not in verbs.stems:
        return False
    before, behind = _neighbours(words, i)
    if before in _BEFORE_STEM or behind in _BEHIND_STEM:
        return True
    return words[i].endswith("t") and (before in verbs.singular_subjects or behind in verbs.singular_subjects)


def _plural(words: Sequence[str], i: int, verbs: _Verbs) -> bool:
    """ "We luisteren", "collega's zijn", "er worden", "zijn de plannen", "omdat wij niet weg kunnen"."""
    word = words[i]
    before, behind = _neighbours(words, i)
    if not word.endswith("n") or before == "te":
        return False
    beside = before in verbs.plural_subjects or behind in verbs.plural_subjects
    if word not in verbs.plural:
        return beside and word.endswith("en") and word not in verbs.no_verbs
    after_noun = before.endswith(("en", "s")) and before not in verbs.plural
    pointed_at = before in verbs.plural_pointers or behind in verbs.plural_pointers or behind in _BEHIND_PLURAL
    return (
        beside
        or after_noun
        or pointed_at
        or not verbs.plural_subjects.isdisjoint(words[max(0, i - _SUBJECT_WITHIN) : i])
    )


def _neighbours(words: Sequence[str], i: int) -> tuple[str, str]:
    return words[i - 1] if i else "", words[i + 1] if i + 1 < len(words) else ""
