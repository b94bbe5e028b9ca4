"""Repairs what machines did to a text and leaves what the person did: spelling, capitals, emoji, quotes."""

import re
import unicodedata
from typing import Final

from ftfy import TextFixerConfig, fix_text

_REPAIRS: Final = TextFixerConfig(unescape_html=True, uncurl_quotes=False, normalization=None, explain=False)

_LINE_TAG: Final = re.compile(r"</?(?:br|p|div|li|ul|ol|tr|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE)
_TAG: Final = re.compile(
    r"<!--.*?-->|</?(?:a|b|body|em|font|html|i|img|span|strong|sub|sup|table|tbody|td|th|u)(?:\s[^<>]*)?/?>",
    re.IGNORECASE | re.DOTALL,
)
# Leftover controls, soft hyphen, zero-width space, marks of direction, word joiner, byte order mark.
_INVISIBLE: Final = re.compile("[\x80-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# The zero-width joiner builds emoji ("woman" + joiner + "laptop"); elsewhere in Dutch it is dirt.
_STRAY_JOINER: Final = re.compile("(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]")
_BLANKS: Final = re.compile(r"[^\S\n]+")
_LINE_BREAKS: Final = re.compile(r" ?\n[ \n]*")


def clean(text: str) -> str:
    """Return the text in Unicode NFC, without mojibake, HTML, control and invisible characters.

    Blanks become one space, line breaks one ``\\n``; the ends are stripped. Mojibake and entities are
    repaired by ftfy (Speer 2019, doi:10.5281/zenodo.2591652).
    """
    text = fix_text(text, _REPAIRS)
    if "<" in text:
        text = _TAG.sub("", _LINE_TAG.sub("\n", text))
    text = _STRAY_JOINER.sub("", _INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", text)
    return _LINE_BREAKS.sub("\n", _BLANKS.sub(" ", text)).strip()
