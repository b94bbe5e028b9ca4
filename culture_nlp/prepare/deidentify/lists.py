"""Names, places and ordinary words, read once. Where each list comes from stands in its first lines."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).with_name("lists")


@cache
def first_names() -> frozenset[str]:
    """Given names of some sixty countries, in lower case."""
    return frozenset(_lines("first_names.txt"))


@cache
def surnames() -> frozenset[str]:
    """Family names of some sixty countries, in lower case."""
    return frozenset(_lines("surnames.txt"))


@cache
def places() -> frozenset[str]:
    """Places in the Netherlands and Belgium, large cities and countries elsewhere, in lower case."""
    return frozenset(_lines("places.txt"))


@cache
def ordinary_words() -> Mapping[str, int]:
    """How often a word stands in lower case in Dutch answers about work."""
    pairs = (line.rsplit("\t", 1) for line in _lines("ordinary_words.txt"))
    return {word: int(count) for word, count in pairs}


def _lines(name: str) -> list[str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
