"""The words of the reports, from ``texts.toml``: one table per language, with the same keys."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from culture_nlp.taxonomy.model import Entry

Language = Literal["nl", "en"]
Texts = Mapping[str, str]


@cache
def load_texts(language: Language) -> Texts:
    """The words in one language, by key."""
    words: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))
    return words[language]


def in_language(entry: Entry, field: str, language: Language) -> str:
    """``label``, ``question``, ... of an entry of the taxonomy, in one language."""
    return str(getattr(entry, f"{field}_{language}"))


def reason_text(texts: Texts, reason: str) -> str:
    """Why an answer was not scored, in words; a reason without words stands for itself."""
    return texts.get(f"reason_{reason}", reason)


def dropped_text(texts: Texts, kinds: Iterable[str]) -> str:
    """The kinds of columns that were left out, in words, by alphabet."""
    return ", ".join(sorted(texts.get(f"dropped_{kind}", kind) for kind in kinds))


def counted(texts: Texts, what: str, count: int) -> str:
    """``1 rij``, ``2 rijen``: a number with the singular or the plural of ``what``."""
    return f"{count} {texts[f'{what}_one' if count == 1 else f'{what}_more']}"


def printable(name: str) -> str:
    """A name without characters that steer a terminal or turn the writing direction."""
    return "".join(character for character in name if character.isprintable())
