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
# "ze een", "ze geen", "we alleen": a shorter word in -en beside a pronoun need not be a verb.
_LONGEST_FUNCTION_WORD: Final = 6


@dataclass(frozen=True, slots=True)
class _Verbs:
    finite: frozenset[str]
    plural: frozenset[str]
    stems: frozenset[str]
    stems_in_t: frozenset[str]
    singular_subjects: frozenset[str]
    plural_subjects: frozenset[str]


@cache
def _verbs() -> _Verbs:
    lists = tomllib.loads(Path(__file__).with_name("verbs.toml").read_text(encoding="utf-8"))
    words = {name: frozenset(entries.split()) for name, entries in lists.items()}
    stems = words["stems_te"] | words["stems_de"] | words["stems_strong"]
    endings = {"stems_te": ("te", "ten"), "stems_de": ("de", "den")}
    past = {stem + ending for name in endings for stem in words[name] for ending in endings[name]}
    return _Verbs(
        finite=words["finite"] | past | {stem + "t" for stem in stems if not stem.endswith("t")},
        plural=words["plural"],
        stems=stems,
        stems_in_t=frozenset(stem for stem in stems if stem.endswith("t")),
        singular_subjects=words["singular_subjects"],
        plural_subjects=words["plural_subjects"],
    )


def finite_verbs(words: Sequence[str]) -> list[bool]:
    """For each lower-case word of a sentence, tell whether it is a finite verb.

    A stem ("werk"), a plural ("zijn") and any word in -en count only where a neighbour is their subject.
    """
    verbs = _verbs()
    around = ["", *words, ""]
    return [
        word in verbs.finite or _finite_by_neighbour(around[i], word, around[i + 2], verbs)
        for i, word in enumerate(words)
    ]


def _finite_by_neighbour(before: str, word: str, behind: str, verbs: _Verbs) -> bool:
    if word in verbs.stems and (before in _BEFORE_STEM or behind in _BEHIND_STEM):
        return True
    if word in verbs.stems_in_t:
        return before in verbs.singular_subjects or behind in verbs.singular_subjects
    if not word.endswith(("en", "aan", "oen", "ien")) or before == "te":
        return False
    if before in verbs.plural_subjects or behind in verbs.plural_subjects:
        return word in verbs.plural or len(word) > _LONGEST_FUNCTION_WORD
    return word in verbs.plural and before.endswith(("en", "s"))
