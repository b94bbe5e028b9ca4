"""Where clauses begin in a sentence: at a word that joins or opposes two sides that both say something."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from culture_nlp.prepare.finite_verbs import finite_verbs

_FEWEST_WORDS: Final = 3
# How far behind its first word a main clause may have its verb.
_VERB_WITHIN: Final = 4


@dataclass(frozen=True, slots=True)
class _Words:
    adversatives: frozenset[str]
    no_adversative_after: frozenset[str]
    coordinators: frozenset[str]
    reasons: frozenset[str]
    subordinators: frozenset[str]
    always_with_verb: frozenset[str]
    conjunction_company: frozenset[str]
    comparisons: frozenset[str]
    roles: frozenset[str]
    subjects: frozenset[str]
    openers: frozenset[str]
    connectives: frozenset[str]


@cache
def _words() -> _Words:
    lists = tomllib.loads(Path(__file__).with_name("clause_words.toml").read_text(encoding="utf-8"))
    words = {name: frozenset(entries.split()) for name, entries in lists.items() if "abbreviations" not in name}
    connectives = words["adversatives"] | words["coordinators"] | words["subordinators"]
    return _Words(**words, connectives=connectives)


def clause_starts(tokens: Sequence[str]) -> list[int]:
    """Return the positions, ascending and never 0, at which a new clause begins.

    Args:
        tokens: one sentence in lower case, punctuation as tokens of its own.
    """
    if len(tokens) < _FEWEST_WORDS:
        return []
    sentence = _Sentence(tokens, finite_verbs(tokens))
    starts: list[int] = []
    begin = 0
    for i in range(1, len(tokens)):
        border = sentence.border(begin, i)
        if border is not None and border > begin:
            starts.append(border)
            begin = border
    return starts


@dataclass(frozen=True, slots=True)
class _Sentence:
    tokens: Sequence[str]
    verbs: Sequence[bool]

    def border(self, begin: int, i: int) -> int | None:
        """Where a clause begins if the word at ``i`` opens one, after the clause that began at ``begin``."""
        word, words = self.tokens[i], _words()
        if word in words.adversatives:
            return i if self._opposes(begin, i) else None
        if word in words.coordinators:
            return i if self._both_say_something(begin, i) else None
        if word in words.subordinators:
            return self._subordinate(begin, i)
        if word == "alleen":
            opposes = self._after_comma(i) or self._verb_at(i + 1)
            return i if opposes and self._both_say_something(begin, i) else None
        if word == "al":
            concedes = self._after_comma(i) and self._verb_at(i + 1)
            return i if concedes and self._long_enough(i, len(self.tokens)) else None
        if self._resumes(begin, i) or self._next_main_clause(begin, i):
            return i
        return None

    def _opposes(self, begin: int, i: int) -> bool:
        """ "Maar" as a conjunction, not as a particle ("doe maar", "er zijn maar twee")."""
        left, right = self._count(begin, i), self._count(i + 1, len(self.tokens))
        if self._after_comma(i):
            return left >= 1 and right >= _FEWEST_WORDS - 1
        if self.tokens[i - 1] in _words().no_adversative_after or left < _FEWEST_WORDS - 1:
            return False
        verb_right = self._has_verb(i, self._reach(i))
        return right >= _FEWEST_WORDS - 1 and (verb_right or not self._has_verb(begin, i))

    def _both_say_something(self, begin: int, i: int) -> bool:
        reach = self._reach(i)
        if not self._long_enough(i, reach):
            return False
        if self._token(i + 1) in _words().subjects and self._verb_at(i + 2):
            return self._long_enough(begin, i)
        if self.tokens[i] in _words().reasons:
            return self._predicate(begin, i) and self._has_verb(i, reach)
        return self._complete(begin, i) and self._complete(i + 1, reach)

    def _subordinate(self, begin: int, i: int) -> int | None:
        words = _words()
        if self.tokens[i - 1] in words.comparisons or self._token(i + 1) in words.roles:
            return None
        border = i
        while border > begin and self._goes_along(border - 1):
            border -= 1
        reach = self._reach(i)
        right = self.tokens[i] in words.always_with_verb or self._has_verb(i, reach)
        return border if right and self._predicate(begin, border) and self._long_enough(i, reach) else None

    def _goes_along(self, i: int) -> bool:
        """Words before a subordinator that open its clause: "en | als", "maar vaak pas | als"."""
        words = _words()
        if self.tokens[i] in words.adversatives:
            return i > 0 and self.tokens[i - 1] not in words.no_adversative_after
        return self.tokens[i] in words.conjunction_company or self.tokens[i] in words.coordinators

    def _resumes(self, begin: int, i: int) -> bool:
        """A main clause after a subordinate one: "als je komt | is het stil", "vraag je, | dan hoor je"."""
        words = _words()
        lead = begin + (self.tokens[begin] in words.adversatives | words.coordinators)
        then = self.tokens[i] == "dan" and self._verb_at(i + 1)
        if not (self.verbs[i] or then) or not (
            self.tokens[lead] in words.subordinators or (then and self._verb_at(lead))
        ):
            return False
        joint = self._after_comma(i) or self._verb_at(i - 1) or self._token(i + 1) in words.subjects
        enough = self._count(begin, i) >= _FEWEST_WORDS and self._long_enough(i, len(self.tokens))
        return joint and enough and self._has_verb(begin, i)

    def _next_main_clause(self, begin: int, i: int) -> bool:
        """A main clause after a comma: "de sfeer is goed, de werkdruk is hoog"."""
        words = _words()
        word = self.tokens[i]
        if not self._after_comma(i) or self.tokens[begin] in words.subordinators:
            return False
        reach = self._reach(i, comma=True)
        demonstrative = word not in words.openers or word == "dat"
        verb_soon = self._verb_at(i + 1) and demonstrative and word.isalpha()
        if word in words.subjects and word != "dat":
            verb_soon = verb_soon or self._has_verb(i + 1, min(reach, i + 1 + _VERB_WITHIN))
        left = self._complete(begin, i) or self._fragment(begin, i)
        return verb_soon and left and self._long_enough(i, reach)

    def _complete(self, begin: int, end: int) -> bool:
        """Tell whether a stretch has a verb beside those of its complement and relative clauses."""
        openers = sum(self.tokens[k] in _words().openers and not self._verb_at(k + 1) for k in range(begin + 1, end))
        return sum(self.verbs[begin:end]) > openers

    def _predicate(self, begin: int, end: int) -> bool:
        """A verb and three words; an infinitive at the end will do: "nieuwe mensen meer begeleiden"."""
        while end > begin and not self.tokens[end - 1].isalpha():
            end -= 1
        infinitive = end > begin and self.tokens[end - 1].endswith("en")
        return self._long_enough(begin, end) and (infinitive or self._has_verb(begin, end))

    def _fragment(self, begin: int, end: int) -> bool:
        """A note without a verb that says enough: "te weinig uitleg gekregen"."""
        return self._long_enough(begin, end) and not self._has_verb(begin, end)

    def _reach(self, i: int, *, comma: bool = False) -> int:
        """The end of a clause that begins at ``i``: the next connective that is not part of its opening."""
        connectives = _words().connectives
        for k in range(i + _FEWEST_WORDS, len(self.tokens)):
            if self.tokens[k] in connectives or (comma and self.tokens[k] == ","):
                return k
        return len(self.tokens)

    def _long_enough(self, begin: int, end: int) -> bool:
        return self._count(begin, end) >= _FEWEST_WORDS

    def _count(self, begin: int, end: int) -> int:
        return sum(token[0].isalnum() for token in self.tokens[begin:end])

    def _has_verb(self, begin: int, end: int) -> bool:
        return any(self.verbs[begin:end])

    def _verb_at(self, i: int) -> bool:
        return 0 <= i < len(self.verbs) and self.verbs[i]

    def _token(self, i: int) -> str:
        return self.tokens[i] if i < len(self.tokens) else ""

    def _after_comma(self, i: int) -> bool:
        return self.tokens[i - 1] == ","
