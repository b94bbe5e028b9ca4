"""What kind of file this is: by its first bytes, then by its name, then by what the text looks like."""

import re
from io import BytesIO
from pathlib import PurePath
from typing import Final, Literal
from zipfile import BadZipFile, ZipFile

from culture_nlp.errors import UnreadableFile, UnsupportedFormat
from culture_nlp.read.encoding import encoding_of

Format = Literal["workbook", "delimited", "json", "ndjson", "notes"]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_SAMPLE: Final = 1 << 16
_BINARY_SAMPLE: Final = 1_000
_NOTES: Final = (".md", ".markdown", ".txt")
_BY_NAME: Final[dict[str, Format]] = {
    ".csv": "delimited", ".tsv": "delimited", ".tab": "delimited", ".ndjson": "ndjson", ".jsonl": "ndjson",
}  # fmt: skip
_WORKBOOKS: Final = (".xls", ".xlsx", ".xlsm")
_DELIMITED_LINE: Final = re.compile(r"[^;\t]+[;\t].+")
_SAVE_AS_XLSX: Final = "Open het in Excel of LibreOffice en sla het op als .xlsx."
_READABLE: Final = "Lever een CSV-, XLSX-, JSON- of NDJSON-bestand aan, of retronotities als .md of .txt."


def format_of(data: bytes, name: str) -> Format:
    """Tell the kind of file.

    Raises:
        UnsupportedFormat: a kind that is not read; the message tells what to save it as.
        UnreadableFile: empty, or locked with a password.
    """
    suffix = PurePath(name).suffix.casefold()
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile("Het bestand is leeg.")
    if data.startswith(_OLE):
        raise _old_office(suffix)
    if data.startswith(_ZIP):
        return _in_zip(data)
    if data[:1] == b"<" and suffix in _WORKBOOKS:
        raise UnsupportedFormat(f"Dit is een webpagina met de naam van een werkmap. {_SAVE_AS_XLSX} {_READABLE}")
    if data.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")) or data[:1] == b"<":
        raise UnsupportedFormat(_READABLE)
    return _of_text(data, suffix)


def _of_text(data: bytes, suffix: str) -> Format:
    text = data[:_SAMPLE].decode(encoding_of(data[:_SAMPLE]), errors="replace")
    start = text[:_BINARY_SAMPLE]
    if sum(1 for sign in start if sign < " " and not sign.isspace()) > len(start) / 10:
        raise UnsupportedFormat(f"Dit bestand bevat geen tekst. {_READABLE}")
    if suffix in _BY_NAME:
        return _BY_NAME[suffix]
    lines = [line for line in text.splitlines() if line.strip()]
    if suffix == ".json" or (suffix not in _NOTES and lines[0].lstrip()[:1] in ("{", "[")):
        starts = [line.strip()[0] + line.strip()[-1] for line in lines[:2]]
        return "ndjson" if starts == ["{}", "{}"] else "json"
    if suffix in _NOTES:
        return "delimited" if suffix == ".txt" and _has_tabs(lines) else "notes"
    if _DELIMITED_LINE.match(lines[0]) or (suffix == "" and "," in lines[0]):
        return "delimited"
    raise UnsupportedFormat(f"Het wordt niet herkend aan inhoud of naam. {_READABLE}")


def _has_tabs(lines: list[str]) -> bool:
    """Excel's "Unicode text" is a table with tabs in a .txt file."""
    tabs = [line.count("\t") for line in lines[:20]]
    return tabs[0] > 0 and 2 * sum(1 for count in tabs if count == tabs[0]) > len(tabs)


def _in_zip(data: bytes) -> Format:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        raise UnreadableFile("Het bestand is beschadigd. Exporteer of bewaar het opnieuw.") from None
    if "xl/workbook.bin" in names:
        raise UnsupportedFormat("Een .xlsb-werkmap wordt niet gelezen. Sla hem in Excel op als .xlsx.")
    if any(name.startswith("xl/") for name in names):
        return "workbook"
    if any(name.startswith("word/") for name in names):
        raise UnsupportedFormat("Een Word-document wordt niet gelezen. Sla de notities op als .txt of .md.")
    if "content.xml" in names:
        raise UnsupportedFormat(f"Een OpenDocument-bestand wordt niet gelezen. {_SAVE_AS_XLSX}")
    raise UnsupportedFormat(f"Pak een zip eerst uit. {_READABLE}")


def _old_office(suffix: str) -> UnsupportedFormat | UnreadableFile:
    if suffix in (".xlsx", ".xlsm"):
        return UnreadableFile("De werkmap is beveiligd met een wachtwoord. Sla hem op zonder wachtwoord.")
    return UnsupportedFormat("Een .xls-werkmap wordt niet gelezen. Sla hem in Excel op als .xlsx.")
