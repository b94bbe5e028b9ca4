"""Are Dutch answers kept and foreign ones recognised, short ones too? Shares by length, and texts per second.

Data: files of Dutch texts (--dutch) and of texts in other languages (--foreign), each .jsonl (field "text")
or one text a line. The intervals are Wilson's, 95 %, over texts.
"""

import argparse
import hashlib
import json
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from culture_nlp.measure.proportion import share
from culture_nlp.prepare.language import is_dutch
from culture_nlp.prepare.normalise import clean

LENGTHS = {"1-3 words": (1, 3), "4-8 words": (4, 8), "9 words and more": (9, 10_000)}


def texts(path: Path) -> list[str]:
    """The texts of a file, normalised as the pipeline does; those without a letter are left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    raw = (json.loads(line)["text"] for line in lines) if path.suffix == ".jsonl" else iter(lines)
    return [text for text in map(clean, raw) if any(character.isalpha() for character in text)]


def measure(path: Path, *, dutch: bool) -> dict[str, Any]:
    """Share of a file's texts that is judged rightly, by length."""
    cases = texts(path)
    is_dutch("warm")
    start = time.perf_counter()
    right = [is_dutch(text) == dutch for text in cases]
    seconds = time.perf_counter() - start
    words = [len(text.split()) for text in cases]
    by_length = {
        name: [ok for ok, n in zip(right, words, strict=True) if low <= n <= high]
        for name, (low, high) in LENGTHS.items()
    }
    return {
        "data": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "language": "Dutch" if dutch else "other",
        "rightly judged": {name: share(sum(group), len(group)) for name, group in by_length.items()},
        "texts per second": round(len(cases) / seconds),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dutch", type=Path, nargs="*", default=[])
    parser.add_argument("--foreign", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    result = {
        "question": __doc__.split("\n")[0],
        "method": "Wilson, 95 %, over texts",
        "versions": {name: version(name) for name in ("culture-nlp", "lingua-language-detector")},
        "files": [measure(path, dutch=True) for path in options.dutch]
        + [measure(path, dutch=False) for path in options.foreign],
    }
    text = json.dumps(result, indent=2, ensure_ascii=False)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
