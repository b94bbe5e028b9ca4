"""Which pieces of the multilingual vocabulary does Dutch at work need?

Counts the pieces in the texts given (plain text, JSON lines with ``text``/``question``/``heading``, TSV; ``.xz`` too)
and writes those used often enough, one a line, for ``culture-nlp base``. English texts are given with
``--english`` and need more occurrences, so that loan words keep their meaning and the rest goes.
"""

import argparse
import json
import lzma
from collections.abc import Iterator
from pathlib import Path

from culture_nlp.training.nano_weights import find_nano_file, read_nano_file
from culture_nlp.training.vocabulary import DUTCH_VOCABULARY, always_kept, count_tokens, unigram_tokenizer


def texts(paths: list[Path]) -> Iterator[str]:
    """Lines of all files; of JSON lines the text fields."""
    for path in paths:
        opener = lzma.open if path.suffix == ".xz" else open
        with opener(path, "rt", encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if path.suffix == ".jsonl":
                    row = json.loads(line)
                    yield " ".join(row.get(k) or "" for k in ("question", "heading", "text"))
                else:
                    yield line.rstrip("\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dutch", nargs="+", type=Path)
    parser.add_argument("--english", nargs="*", type=Path, default=[])
    parser.add_argument("--least", type=int, default=3, help="occurrences in the Dutch texts")
    parser.add_argument("--least-english", type=int, default=15, help="occurrences in the English texts")
    parser.add_argument("--out", type=Path, default=DUTCH_VOCABULARY)
    options = parser.parse_args()
    pieces = read_nano_file(find_nano_file()).pieces
    tokenizer = unigram_tokenizer(pieces)
    dutch = count_tokens(tokenizer, texts(options.dutch))
    english = count_tokens(tokenizer, texts(options.english))
    kept = [p for p, _ in pieces if always_kept(p) or dutch[p] >= options.least or english[p] >= options.least_english]
    options.out.write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(f"{len(kept)} of {len(pieces)} pieces kept: {options.out}")


if __name__ == "__main__":
    main()
