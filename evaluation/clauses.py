"""Do clauses begin where a person says they do? Precision and recall of clause borders, and texts per second.

Data: text files with one text a line and " | " wherever a person sees a new clause. A border counts as found
when a clause begins at the same character. The intervals are Wilson's, 95 %, over borders.
"""

import argparse
import hashlib
import json
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from culture_nlp.measure.proportion import share
from culture_nlp.prepare.clauses import find_clauses

MARK = " | "


def borders(marked: str) -> tuple[str, set[int]]:
    """The text without its marks and the positions at which a clause begins, the first one left out."""
    parts = marked.split(MARK)
    positions, length = set(), 0
    for part in parts[:-1]:
        length += len(part) + 1
        positions.add(length)
    return " ".join(parts), positions


def measure(lines: list[str]) -> dict[str, Any]:
    """Compare the borders of every line with those that the pipeline finds."""
    gold = [borders(line) for line in lines]
    find_clauses(gold[0][0])
    start = time.perf_counter()
    found = [{clause.start for clause in find_clauses(text)[1:]} for text, _ in gold]
    seconds = time.perf_counter() - start
    hits = sum(len(expected & got) for (_, expected), got in zip(gold, found, strict=True))
    return {
        "precision": share(hits, sum(map(len, found))),
        "recall": share(hits, sum(len(expected) for _, expected in gold)),
        "texts exactly right": share(
            sum(expected == got for (_, expected), got in zip(gold, found, strict=True)), len(gold)
        ),
        "texts per second": round(len(gold) / seconds),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    data = b"".join(path.read_bytes() for path in options.files)
    lines = [line for line in data.decode("utf-8").splitlines() if line.strip()]
    result = {
        "question": __doc__.split("\n")[0],
        "data": [path.name for path in options.files],
        "sha256": hashlib.sha256(data).hexdigest(),
        "method": "Wilson, 95 %, over borders (over texts for texts exactly right)",
        "versions": {name: version(name) for name in ("culture-nlp", "spacy")},
        **measure(lines),
    }
    text = json.dumps(result, indent=2, ensure_ascii=False)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
