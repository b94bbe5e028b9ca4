"""More texts to learn de-identification from: the marked ones with other names and places, in chat spelling, masked."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from faker import Faker

from culture_nlp.prepare.deidentify.lists import places
from culture_nlp.prepare.deidentify.placeholders import DUTCH
from culture_nlp.prepare.deidentify.spans import Kind, Span

# Whose names are taken: of people who work in the Netherlands and Flanders, as far as Faker has them in Latin script.
_LOCALES: Final = (
    *("nl_NL",) * 6,
    *("nl_BE",) * 5,
    *("tr_TR", "fr_DZ", "en_PK") * 3,
    *("pl_PL", "ro_RO", "fr_BE", "en_IN", "id_ID", "tw_GH", "yo_NG", "az_AZ", "uz_UZ", "sw", "vi_VN") * 2,
    *("hr_HR", "hu_HU", "cs_CZ", "es_ES", "pt_PT", "it_IT", "de_DE", "en_GB", "sv_SE", "lt_LT", "en_KE"),
)
_PARTICLES: Final = frozenset(
    [
        "van",
        "de",
        "den",
        "der",
        "ter",
        "ten",
        "te",
        "het",
        "el",
        "al",
        "da",
        "di",
        "dos",
        "la",
        "le",
        "du",
        "bin",
        "ben",
    ]
)
_TITLES: Final = frozenset(
    [
        "mevrouw",
        "meneer",
        "mijnheer",
        "mw",
        "mevr",
        "dhr",
        "dr",
        "mr",
        "prof",
        "dokter",
        "chef",
        "oma",
        "ome",
        "familie",
    ]
)
_CHAT_SHARE: Final = 0.35
_OTHER_PLACE_SHARE: Final = 0.6
# So many names are blended of two, so that the model does not count on finding each name in a list.
_BLEND_SHARE: Final = 0.4
_SURNAME_SHARE: Final = 0.2
_SHORTEST_BLEND: Final = 4


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with what is to be masked in it."""

    text: str
    spans: tuple[Span, ...]


def read_marked(files: Iterable[Path]) -> list[Marked]:
    """Read files of ``corpora/deidentification``."""
    rows = (json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return [Marked(row["text"], tuple(Span(s["start"], s["end"], s["kind"]) for s in row["spans"])) for row in rows]


class Varier:
    """Makes variants of marked texts; within one the same name becomes the same other name."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._fakers = {locale: Faker(locale) for locale in set(_LOCALES)}
        for locale, faker in self._fakers.items():
            faker.seed_instance(f"{seed} {locale}")
        self._places = sorted(place for place in places() if place.isalpha())

    def variants(self, example: Marked, count: int) -> Iterator[Marked]:
        """Yield the text itself, once with nothing left to mask, and ``count`` times with other names and places."""
        yield example
        if example.spans:
            yield Marked(_replaced(example, lambda _value, kind: f"[{DUTCH[kind]}]").text, ())
        for _ in range(count if example.spans else 1):
            names: dict[str, str] = {}
            changed = _replaced(example, lambda value, kind: self._other(value, kind, names))  # noqa: B023
            yield _in_chat_spelling(changed) if self._random.random() < _CHAT_SHARE else changed

    def _other(self, value: str, kind: Kind, names: dict[str, str]) -> str:
        if kind == "name":
            return self._other_name(value, names)
        if kind == "place" and value.isalpha() and value.istitle() and self._random.random() < _OTHER_PLACE_SHARE:
            return self._random.choice(self._places).title()
        return value

    def _other_name(self, value: str, names: dict[str, str]) -> str:
        parts = value.split(" ")
        replaced = [i for i, part in enumerate(parts) if _is_name(part)]
        for i in replaced:
            key = parts[i].casefold()
            is_family = i > replaced[0] or (i > 0 or self._random.random() < _SURNAME_SHARE)
            names.setdefault(key, self._name(family=is_family))
            parts[i] = names[key] if parts[i][0].isupper() else names[key].lower()
        return " ".join(parts)

    def _name(self, *, family: bool) -> str:
        faker = self._fakers[self._random.choice(_LOCALES)]
        one, two = ((faker.last_name() if family else faker.first_name()).split(" ")[-1] for _ in range(2))
        if self._random.random() < _BLEND_SHARE and min(len(one), len(two)) >= _SHORTEST_BLEND:
            return str(one[: len(one) // 2] + two[len(two) // 2 :].lower())
        return str(one)


def _replaced(example: Marked, other: Callable[[str, Kind], str]) -> Marked:
    pieces: list[str] = []
    spans: list[Span] = []
    end = length = 0
    for span in example.spans:
        value = other(example.text[span.start : span.end], span.kind)
        pieces += [example.text[end : span.start], value]
        length += span.start - end
        spans.append(Span(length, length + len(value), span.kind))
        length += len(value)
        end = span.end
    return Marked("".join([*pieces, example.text[end:]]), tuple(spans))


def _is_name(part: str) -> bool:
    letters = part.strip(".,")
    return (
        len(letters) > 1 and letters.isalpha() and letters.lower() not in _PARTICLES | _TITLES and not letters.isupper()
    )


def _in_chat_spelling(example: Marked) -> Marked:
    lower = example.text.lower()
    return Marked(lower, example.spans) if len(lower) == len(example.text) else example
