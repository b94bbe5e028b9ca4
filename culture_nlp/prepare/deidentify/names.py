"""Names that the words around them give away, whatever the names are: titles, initials; and the same name again."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from culture_nlp.prepare.deidentify.lists import first_names, ordinary_words
from culture_nlp.prepare.deidentify.spans import Span
from culture_nlp.prepare.deidentify.vocabulary import is_nobody, is_role

_TITLES: Final = (
    r"[Mm]evrouw|[Mm]eneer|[Mm]ijnheer|[Mm]adame|[Dd]e heer|[Mm]w\.?|[Mm]evr\.?|[Mm]vr\.?|[Dd]hr\.?|[Dd]r\.?|[Mm]r\.|[Ii]r\.?|"
    r"[Pp]rof\.?|[Dd]okter|[Jj]uf|[Jj]uffrouw|[Mm]eester|[Zz]uster|[Bb]roeder|[Cc]hef|[Ff]amilie|[Oo]ma|[Oo]pa|[Oo]me|[Tt]ante|[Nn]onkel"
)
_PARTICLES: Final = r"(?:van|de|den|der|ter|ten|te|het|'t|el|al|da|di|dos|la|le|du|bin|ben|v\.|d\.)"
_CAPITAL: Final = r"[A-Z\u00c0-\u00de\u0100-\u017e][\w'’-]*\.?"
_FULL: Final = rf"(?:{_PARTICLES} ){{0,3}}{_CAPITAL}(?: (?:{_PARTICLES} ){{0,3}}{_CAPITAL}){{0,2}}"
_TITLED: Final = re.compile(rf"(?<!\w)(?:{_TITLES}) ({_FULL})")
_INITIALS: Final = re.compile(rf"(?<![\w.])((?:[A-Z]\. ?){{1,4}}(?:{_PARTICLES} ){{0,3}}[A-Z\u00c0-\u00de][\w'’-]+)")
_INITIAL_AFTER: Final = re.compile(r"(?<!\w)([A-Z][a-zà-ÿ'’-]+ (?:[Vv]an )?(?:[Dd]e )?[A-Z]\.)(?!\w)")
_CAPITALISED: Final = re.compile(r"(?<![\w-])[A-Z\u00c0-\u00de][a-z\u00df-\u017e]{2,}(?![\w-])")
_SHORTEST: Final = 3


def names(text: str) -> Iterator[Span]:
    """Find names after a title ("mw. Pinas"), and with initials ("R. de Wit", "Wim K.")."""
    for pattern in (_TITLED, _INITIALS, _INITIAL_AFTER):
        for match in pattern.finditer(text):
            # "schaal C. Ik" is the end of one sentence and the start of another.
            if match[1].split()[-1].lower() not in ordinary_words():
                yield Span(match.start(1), match.end(1), "name")


def listed_names(text: str) -> Iterator[Span]:
    """Find given names with a capital that are no ordinary word, at the start of a sentence too."""
    for match in _CAPITALISED.finditer(text):
        lower = match[0].lower()
        if lower in first_names() and lower not in ordinary_words() and not is_nobody(lower) and not is_role(lower):
            yield Span(match.start(), match.end(), "name")


def repeated_names(text: str, found: Sequence[Span]) -> Iterator[Span]:
    """Find the words of names again; in lower case too, unless that is an ordinary word ("Wil wil nooit ruilen")."""
    words = {
        word
        for span in found
        if span.kind == "name"
        for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text[span.start : span.end])
        if (len(word) >= _SHORTEST and word[0].isupper()) or (len(word) >= _SHORTEST and word not in ordinary_words())
    }
    for word in sorted(words):
        ordinary = word.lower() in ordinary_words()
        for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, 0 if ordinary else re.IGNORECASE):
            yield Span(match.start(), match.end(), "name")
