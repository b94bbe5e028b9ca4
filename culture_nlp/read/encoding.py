"""Which encoding a file has: UTF-8, UTF-16, Windows-1252, and two that Excel can still write."""

import codecs
import re
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from typing import Final

_MARKED: Final = "culture_nlp.marked"
"""Error handler: a lone surrogate for what cannot be decoded; "surrogateescape" cannot do that for UTF-16."""

_CHUNK: Final = 1 << 20
_SAMPLE: Final = 1 << 16
_OLD: Final = ("cp1252", "mac_roman", "cp850")
_MULTIBYTE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NOT_ASCII: Final = re.compile(rb"[\x80-\xff]")
_DUTCH: Final = re.compile(
    r"[éëèïöüóáàêçâîôûä€…’”\xa0]"
    r"|(?<![a-zß-ÿ])[ÉËÈÏÖÜÓÁÀÇÄ]"
    r"|(?<![^\W\d_])[‘“„‚](?=[^\W\d_])"
    r"|(?<![^\W\d_])[–—•·]"
)
"""Signs where Dutch has them: capitals not inside a word, opening quotation marks only before one."""
_POSSIBLE: Final = re.compile(r"[íúñìòùãõåøœæ§°²³½¼¾±×´¨™©®«»•·–—ÊÂÎÔÛÍÚÑØÅÆß¿¡]")
_COMMON: Final = re.compile(r"[éëèïö]|(?<![^\W\d_])(?:[‘“„](?=[^\W\d_])|[•–])")


def encoding_of(data: bytes) -> str:
    """Name of the encoding, for ``open`` and ``bytes.decode``; a byte order mark is taken off.

    A byte order mark decides; then zero bytes (UTF-16 without a mark), then valid UTF-8. A file in which most
    signs are valid UTF-8 is UTF-8 with damaged rows. What is left is Windows-1252, unless its signs make
    better Dutch when read as Macintosh or MS-DOS text (what Excel calls CSV (Macintosh) and CSV (MS-DOS)).
    """
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:_SAMPLE]
    if zeros := sample.count(0):
        odd = sample[1::2].count(0)
        if zeros > len(sample) // 4:
            return "utf-16-le" if odd > zeros - odd else "utf-16-be"
    if _is_utf8(data):
        return "utf-8"
    whole = _MULTIBYTE.findall(data)
    if 2 * sum(map(len, whole)) > len(_NOT_ASCII.findall(data)):
        return "utf-8"
    return _old_encoding(data)


def text_lines(data: bytes) -> Iterator[str]:
    """Decode as a stream, line by line with the line ends as they are; bad bytes become lone surrogates."""
    with TextIOWrapper(BytesIO(data), encoding_of(data), errors=_MARKED, newline="") as stream:
        yield from stream


def text_of(data: bytes) -> str:
    """Decode all of it; bad bytes become lone surrogates."""
    return data.decode(encoding_of(data), errors=_MARKED)


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udcff", error.end


codecs.register_error(_MARKED, _mark)


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _old_encoding(data: bytes) -> str:
    lines = b"\n".join(line for line in data.splitlines() if _NOT_ASCII.search(line))[:_SAMPLE]
    return max(_OLD, key=lambda encoding: _dutchness(lines.decode(encoding, errors="replace")))


def _dutchness(text: str) -> int:
    """How well the signs outside ASCII fit Dutch: common ones count double, impossible signs against."""
    signs = sum(1 for sign in text if sign > "\x7f")
    dutch = len(_DUTCH.findall(text))
    possible = len(_POSSIBLE.findall(_DUTCH.sub("", text)))
    impossible = signs - dutch - possible
    return dutch + len(_COMMON.findall(text)) - 2 * impossible
