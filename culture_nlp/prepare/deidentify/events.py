"""Events that everybody in a team knows of: "sinds de brand", "toen ik terugkwam na de dood van mijn zoon"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from culture_nlp.prepare.deidentify.spans import Span
from culture_nlp.prepare.deidentify.vocabulary import ending_in

_DETERMINER: Final = r"(?:de|het|die|dat|den|een|mijn|m'n|onze|ons|zijn|haar|hun|ne|nen)"
_NO_NOUN: Final = (
    r"(?!(?:heb|hebt|heeft|hebben|had|hadden|is|zijn|ben|was|waren|word|wordt|worden|werd|kan|kon|moet|ging|gaat|zit|zitten|zat|"
    r"staat|staan|stond|durft?|blijft|ik|je|ge|we|wij|ze|hij|er|en|of|maar|niet|nooit|niemand|iedereen|in|op|aan|van|te)\b)"
)
_PHRASE: Final = (
    rf"(?: (?:van|met|op|in|aan|bij|uit|tussen|onder) (?:{_DETERMINER} )?(?:(?:\w+en?|drie|twee|vier|\d+) {_NO_NOUN}(?=\w))?"
    r"[\w-]+(?: \d+)?(?-i:(?: [A-Z][\w-]+)*))"
)
_AFTER: Final = re.compile(rf"\b(?:sinds|na) (?:die|dat) {_NO_NOUN}[\w-]+{_PHRASE}{{0,2}}", re.IGNORECASE)
_AFFAIR: Final = re.compile(
    r"\b(?:die|dat|het|de) (?:hele )?(?:gedoe|toestand|zaak|voorval|akkefietje|affaire|kwestie|drama|wegvallen) "
    rf"(?:met|rond|over|van) (?:{_DETERMINER} )?(?:\w+en? {_NO_NOUN}(?=\w))?[\w-]+(?:{_PHRASE})?",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"\bde (?:dag|nacht|avond|ochtend|middag) (?:dat|waarop) (?:[\w-]+ ?){2,6}?"
    r"(?=[,.;:!?]|$| stond| was| is| heeft| had| vergeet)",
    re.IGNORECASE,
)
_STATES: Final = (
    r"terug(?:kwam|kwamen|keerde)|afbrandde|overleed|overleden|bevallen|stierf|sprong|gesprongen|ontslag nam|ontslagen|"
    r"instortte|zwanger|verongelukte|verdween|gevallen|aangevallen|aangehouden|weg was|uitviel|toekwam"
)
_WHEN: Final = re.compile(
    rf"\b(?:toen|sinds|nadat) [^,.;:!?()\n]{{2,50}}?\b(?:{_STATES})\b(?: is| was)?{_PHRASE.replace('(?:van|', '(?:na|van|')}?"
    rf"{_PHRASE}?",
    re.IGNORECASE,
)


def events(text: str) -> Iterator[Span]:
    """Find what happened once: by its noun, after "sinds die", as an affair, a day or a sentence with "toen"."""
    for pattern in (_nouns(), _AFTER, _AFFAIR, _DAY, _WHEN):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "event")


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_DETERMINER} (?:\w+e )?|(?:sinds|na|met|door|tijdens) (?:\w+ maanden )?){ending_in('events')}(?!\w){_PHRASE}{{0,2}}",
        re.IGNORECASE,
    )
