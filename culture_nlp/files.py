"""The files of one analysis together: what is read of each, and what became of it in numbers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

from culture_nlp.errors import InputError, UnreadableFile
from culture_nlp.read import ReadOptions, read_bytes
from culture_nlp.records import Answer, RejectedRow

COPY: Final = "dit is een kopie van een eerder bestand; wat erin staat telt één keer."


@dataclass(slots=True)
class InputReport:
    """What became of the input, in numbers; never a text."""

    rows: int = 0
    answers: int = 0
    not_scored: Counter[str] = field(default_factory=Counter)
    rejected: list[RejectedRow] = field(default_factory=list)
    dropped_columns: set[str] = field(default_factory=set)


def read_files(paths: Sequence[Path], options: ReadOptions, report: InputReport, most_bytes: int) -> Iterator[Answer]:
    """Answers of all files; rejected rows and counts go into the report.

    One of several files that cannot be used is a line of the report, and the others go on. So is a copy of an earlier
    file: people who are known by their row only would count twice, and lift a group over the smallest size.

    Raises:
        InputError: the only file cannot be used.
    """
    names: set[str] = set()
    contents: set[bytes] = set()
    for path in paths:
        name = _distinct_name(path, names)
        names.add(name)
        try:
            data = _bytes_of(path, most_bytes)
            content = sha256(data).digest()
            if content in contents:
                report.rejected.append(RejectedRow(name, None, None, "duplicate_file", COPY))
                continue
            contents.add(content)
            yield from _read_file(data, name, options, report)
        except InputError as error:
            if len(paths) == 1:
                raise
            report.rejected.append(RejectedRow(name, None, None, error.code, error.message))


def _read_file(data: bytes, name: str, options: ReadOptions, report: InputReport) -> Iterator[Answer]:
    reading = read_bytes(data, name, options)
    report.dropped_columns |= set(reading.dropped_columns)
    try:
        for record in reading:
            if isinstance(record, RejectedRow):
                report.rejected.append(record)
            else:
                report.answers += 1
                yield record
    finally:
        report.rows += reading.rows


def _distinct_name(path: Path, taken: set[str]) -> str:
    """The name of a file; with its folders where another has that name, as their rows are other people."""
    parts = path.resolve().parts
    names = (" - ".join(parts[-depth:]) for depth in range(1, len(parts) + 1))
    return next((name for name in names if name not in taken), path.name)


def _bytes_of(path: Path, most: int) -> bytes:
    try:
        if path.stat().st_size > most:
            raise UnreadableFile(f"Het bestand is groter dan {most:,} bytes. Splits het.".replace(",", "."))
        return path.read_bytes()
    except OSError:
        raise UnreadableFile("Het bestand is niet te openen. Bestaat het, en mag je het lezen?") from None
