"""Is a text Dutch? Right on three words, and on Dutch that is full of English loan words.

Everyday words decide (``languages.toml``): a text with more Dutch than foreign ones is Dutch. Otherwise it is
foreign only when lingua's n-gram model says so too: the prior of a Dutch company is Dutch. Both thresholds
were chosen with ``evaluation/language_identification.py``; beside the words lingua's low-accuracy mode does
as well as the high one, in an eighth of the memory and a third of the time.

The foreign languages are those that people in Dutch and Flemish workplaces write in Latin script most:
English, German, French, and of the largest groups of migrant workers Spanish, Portuguese, Italian, Polish,
Turkish and Romanian. Afrikaans and Frisian are left out: they would only draw dialect away from Dutch. Other
scripts need no model.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

# Where foreign words prevail, lingua has to find Dutch less likely than not.
_FOREIGN_WORDS: Final = 0.5
# Where no word decides, lingua alone may speak, but only about more than three words and when it is sure.
_NO_WORDS: Final = 0.001
_ENOUGH_WORDS: Final = 4

_LANGUAGES: Final = (
    Language.DUTCH,
    Language.ENGLISH,
    Language.GERMAN,
    Language.FRENCH,
    Language.SPANISH,
    Language.PORTUGUESE,
    Language.ITALIAN,
    Language.POLISH,
    Language.TURKISH,
    Language.ROMANIAN,
)
_WORD: Final = re.compile(r"(?<!\w)'?[^\W\d_]+(?:['-][^\W\d_]+)*(?!\w)")
_LAST_LATIN: Final = "\u024f"


def is_dutch(text: str) -> bool:
    """Tell whether the text is Dutch; True in case of doubt."""
    if _other_script(text):
        return False
    words = [word for word in _WORD.findall(text.lower().replace("’", "'")) if len(word) > 1]
    foreign = max(_surplus(words, language) for language in _everyday_words() if language != "nl")
    if foreign < 0 or (foreign == 0 and len(words) < _ENOUGH_WORDS):
        return True
    likely = _detector().compute_language_confidence_values(text)
    dutch = next(value.value for value in likely if value.language == Language.DUTCH)
    if foreign > 0:
        return dutch >= _FOREIGN_WORDS
    best = likely[0].language.iso_code_639_1.name.lower()
    return dutch >= _NO_WORDS or _surplus(words, best) < 0


def _other_script(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    other = sum(letter > _LAST_LATIN and not "\u1e00" <= letter <= "\u1eff" for letter in letters)
    return 2 * other > len(letters)


def _surplus(words: list[str], language: str) -> int:
    """How many more words are everyday words of the language than of Dutch; words of both cancel out."""
    own, dutch = _everyday_words()[language], _everyday_words()["nl"]
    return sum((word in own) - (word in dutch) for word in words)


@cache
def _everyday_words() -> dict[str, frozenset[str]]:
    path = Path(__file__).with_name("languages.toml")
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    return {language: frozenset(entries.split()) for language, entries in lists.items()}


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*_LANGUAGES).with_low_accuracy_mode().build()
