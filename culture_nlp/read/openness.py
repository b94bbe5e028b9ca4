"""Does a column hold open answers? Told from its values: closed questions repeat themselves and are short."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Final

from culture_nlp.read.names import UNKNOWN, asks, column_names, is_question, plain, role_of

_FEW_CHOICES: Final = 30
_FEWEST_PARTS: Final = 4
_WORDS_OF_A_SENTENCE: Final = 5
_NUMBER: Final = re.compile(r"[<>~€$+-]?\s*\d+([.,:/\-]\d+)*\s*(%|jaar|years?|uur|/\s*10)?\+?", re.IGNORECASE)
_MOMENT: Final = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T]+\d{1,2}:\d{2}.*)?")
_CODE: Final = re.compile(r"(https?://|www\.)\S+|\S+@\S+\.\S+|\S*\d\S*")
_NUMBERED: Final = re.compile(r"^\d+\s*[-–:=.)]\s*")
_CODED_NAME: Final = re.compile(r"[A-Za-z]{1,10}\d+[A-Za-z0-9_\[\].]*")
_CHOICES: Final = re.compile(r"[;,|\n]\s*")
_IDENTITY: Final = {
    "e-mail": re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"),
    "ip": re.compile(r"\d{1,3}(\.\d{1,3}){3}|([0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}", re.IGNORECASE),
    "phone": re.compile(r"(\+|0)[\d\s()\-]{8,16}"),
}


def reads_open(values: Sequence[str], header: str, *, all_seen: bool) -> bool:
    """Whether values (filled cells of one column, stripped) read like answers in people's own words.

    Numbers, dates, codes and words of an answering scale tell nothing; what is left must not be a small set
    of choices that come back, and must have words enough. A column called by a question is believed sooner.
    A column without values is open if it is called by a question, or has a name and there is more to come.
    """
    if not values:
        return is_question(header) or (bool(header) and not all_seen)
    if sum(1 for value in values if _is_measure(value)) > len(values) / 2:
        return False
    telling = [value for value in values if not _is_closed(value)]
    if not telling or _is_choice(telling):
        return False
    words = [len(value.split()) for value in telling]
    mean = sum(words) / len(words)
    if is_question(header):
        return True
    if _CODED_NAME.fullmatch(header.strip()) or not header.strip():
        return mean >= 1.5
    return mean > 3 or (max(words) >= 8 and mean >= 2)


def is_wordy(values: Sequence[str]) -> bool:
    """Whether values are sentences rather than names; a team's name is not."""
    return bool(values) and sum(len(value.split()) for value in values) > 8 * len(values)


def identity_in(values: Sequence[str]) -> str | None:
    """The kind of identity that most values are, whatever the column is called: e-mail, ip, phone."""
    for kind, pattern in _IDENTITY.items():
        if sum(1 for value in values if pattern.fullmatch(value) and not _MOMENT.fullmatch(value)) > len(values) / 2:
            return kind
    return None


def without_names(headers: Sequence[str]) -> bool:
    """Whether what should be the columns' names are values: the file has no row with names.

    A moment or an address is no name. Nor is a sentence with a full stop, unless other columns are called as
    columns are.
    """
    if any(_MOMENT.fullmatch(header) or _IDENTITY["e-mail"].fullmatch(header) for header in headers):
        return True
    return any(map(_is_sentence, headers)) and all(role_of(name) is UNKNOWN and not asks(name) for name in headers)


def _is_sentence(header: str) -> bool:
    return header.endswith((".", "!")) and len(header.split()) >= _WORDS_OF_A_SENTENCE


def _is_measure(value: str) -> bool:
    return bool(_NUMBER.fullmatch(value) or _MOMENT.fullmatch(value))


def _is_closed(value: str) -> bool:
    if _is_measure(value) or _CODE.fullmatch(value):
        return True
    return plain(_NUMBERED.sub("", value)) in column_names().scale


def _is_choice(telling: Sequence[str]) -> bool:
    """A few texts, alone or several in one cell, most of which come back."""
    split = chain.from_iterable(map(_CHOICES.split, telling))
    parts = Counter(part.strip().casefold() for part in split if part.strip())
    total = parts.total()
    repeated = total - sum(1 for count in parts.values() if count == 1)
    return total >= _FEWEST_PARTS and len(parts) <= _FEW_CHOICES and repeated > total / 2
