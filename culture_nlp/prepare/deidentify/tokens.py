"""Words, numbers and marks of a text with their places; a placeholder such as "[naam 2]" is one token."""

import re
from dataclasses import dataclass, field
from typing import Final

from culture_nlp.prepare.deidentify.placeholders import PLACEHOLDER

_TOKEN: Final = re.compile(
    rf"{PLACEHOLDER.pattern}|[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[^\w\s]|_", flags=PLACEHOLDER.flags
)


@dataclass(frozen=True, slots=True)
class Token:
    """``text[start:end]``."""

    text: str = field(repr=False)
    start: int
    end: int

    @property
    def is_placeholder(self) -> bool:
        return len(self.text) > 1 and self.text[0] == "["


def tokenise(text: str) -> list[Token]:
    """Divide a text; blanks belong to no token."""
    return [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
