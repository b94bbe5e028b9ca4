"""Roles that single somebody out: "de enige fiscalist die we hadden", "onze dirigent", "de burgemeester"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from culture_nlp.prepare.deidentify.spans import Span
from culture_nlp.prepare.deidentify.vocabulary import ending_in, words

# What belongs to the role: "van de polder", "met een rijbewijs D", "in een rolstoel", "die we nog hadden".
_PHRASE: Final = r"(?: (?:van|op|in|met|zonder|bij|voor) (?:(?:de|het|een|onze|den|ons) )?[\w-]+(?-i: [A-Z][\w-]*)?)"
_RELATIVE: Final = r"(?: die [^,.;:!?()\n]{3,45}?(?=[,.;:!?()\n]|$| en | maar ))"
_NO_ROLE: Final = (
    r"(?!(?:die|dat|van|met|zonder|in|op|bij|voor|tijd|keer|week|maand|dag|jaar|weken|maanden|dagen|jaren|manier|reden|"
    r"probleem|minuut|minuten|uur|stap|vraag|ding|moment|plek|optie|oplossing|verschil|goede|geen)\b)"
)
_ADJECTIVE: Final = r"(?:\w+(?:elijke|ische|ende|ieve|ele|ige|isch|ieel|ief) )"
_ONLY: Final = re.compile(
    rf"\b(?:de|den|onze|ons|mijn|hun|als|hier|zijn|haar) (?:enige|laatste|oudste)"
    rf"(?: {_NO_ROLE}{_ADJECTIVE}?{_NO_ROLE}[\w'-]+(?-i: [A-Z][\w-]*)?(?:{_RELATIVE}|{_PHRASE}{{0,2}})|{_RELATIVE}|{_PHRASE}{{1,2}})"
    rf"|\bmaar (?:een|één|1) [\w-]+(?:iste|eur|aar|oog|ist)\b",
    re.IGNORECASE,
)
# Everybody has one: nobody is singled out.
_EVERYBODYS: Final = frozenset(
    ["baas", "chef", "leider", "leidster", "manager", "teamleider", "teamchef", "begeleider", "partner"]
)
_OURS: Final = frozenset(("onze", "ons", "zijn", "haar", "hun"))


def functions(text: str) -> Iterator[Span]:
    """Find who is the only, last or eldest, and roles of which there is one, that are somebody's or of some place."""
    for match in _ONLY.finditer(text):
        yield Span(match.start(), match.end(), "function")
    for match in _roles().finditer(text):
        role = match["role"].lower()
        singled_out = match["whose"].lower() in _OURS or match["which"] or match["where"]
        if role in words("single_roles") or (singled_out and role not in _EVERYBODYS):
            yield Span(match.start(), match.end(), "function")


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(
        r"\b(?P<whose>de|den|onze|ons|mijn|zijn|haar|hun) (?P<which>(?:laatste|oudste|vorige|nieuwe|vertrekkende|andere|eerste) )?"
        rf"(?:{_ADJECTIVE}|intern )?(?P<role>{ending_in('roles')}|{ending_in('single_roles')})(?!\w)"
        rf"(?P<where>(?<!baas|chef) van (?:(?:de|het|een|onze|ons) )?(?:team |dienst )?[\w-]+(?-i: [A-Z][\w-]*)?)?",
        re.IGNORECASE,
    )
