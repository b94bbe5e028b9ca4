"""What does the corpus hold? Counts, lengths and repetition, for results, the card and the datasheet.

python evaluation/corpus_statistics.py          # after every change of corpora/
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, read_units, split_by_writer, writers_of
from culture_nlp.taxonomy import load_taxonomy

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT / "corpora"
RESULT = ROOT / "evaluation" / "results" / "corpus.json"
NAMES = ("training", "development", "test")


def splits() -> dict[str, list[AnnotatedUnit]]:
    """The units of the three splits."""
    units = read_units([CORPORA / "seed", CORPORA / "units"], load_taxonomy())
    lists = CORPORA / "splits.toml"
    members = split_by_writer(units, writers_of(lists, "development"), writers_of(lists, "test"))
    return dict(zip(NAMES, members, strict=True))


def describe(units: Sequence[AnnotatedUnit]) -> dict[str, Any]:
    """Counts and shares of a set of units."""
    words = np.array([len(u.text.split()) for u in units])
    writers = Counter(u.writer for u in units)
    return {
        "units": len(units),
        "writers": len(writers),
        "most units of one writer": max(writers.values()),
        "scenarios": len({u.scenario for u in units}),
        "sectors": len({u.sector for u in units}),
        "retro items": share(u.kind == "retro" for u in units),
        "Flemish": share(u.variety == "nl-BE" for u in units),
        "without a theme": share(not u.themes for u in units),
        "two or more themes": share(len(u.themes) > 1 for u in units),
        "with safety evidence": share(u.safety is not None for u in units),
        "up to five words": share(words <= 5),
        "sixty words and more": share(words >= 60),
        "words, median": float(np.median(words)),
        "words, 95th percentile": float(np.percentile(words, 95)),
        "sentiment": {str(n): share(u.sentiment == n for u in units) for n in range(-2, 3)},
    }


def share(members: Iterable[Any]) -> float:
    """Share of true values, three decimals."""
    return round(float(np.mean([bool(m) for m in members])), 3)


def label_counts(units: Sequence[AnnotatedUnit]) -> dict[str, dict[str, dict[str, int]]]:
    """How often each theme and facet occurs on each pole; a mixed one counts on both."""
    taxonomy = load_taxonomy()
    counts = {
        "themes": {t: {"negative": 0, "positive": 0, "mixed": 0} for t in taxonomy.theme_ids},
        "facets": {f: {"negative": 0, "positive": 0, "mixed": 0} for f in taxonomy.facet_ids},
    }
    for unit in units:
        for group, labels in (("themes", unit.themes), ("facets", unit.safety.facets if unit.safety else {})):
            for label, pole in labels.items():
                for side in ("negative", "positive", "mixed") if pole == "mixed" else (pole,):
                    counts[group][label][side] += 1
    return counts


def repetition(units: Sequence[AnnotatedUnit], size: int = 5) -> dict[str, Any]:
    """Runs of ``size`` words that several writers share: a corpus from templates is full of them."""
    writers: dict[tuple[str, ...], set[str]] = {}
    runs = 0
    for unit in units:
        words = re.findall(r"\w+", unit.text.casefold())
        for i in range(len(words) - size + 1):
            writers.setdefault(tuple(words[i : i + size]), set()).add(unit.writer or unit.id)
            runs += 1
    shared = {run: len(by) for run, by in writers.items() if len(by) > 1}
    most = sorted(shared.items(), key=lambda item: -item[1])[:10]
    return {
        "words in a run": size,
        "runs": runs,
        "distinct": round(len(writers) / runs, 4),
        "shared by two writers or more": round(len(shared) / len(writers), 4),
        "most shared": [[" ".join(run), count] for run, count in most],
    }


def fill_card(parts: dict[str, list[AnnotatedUnit]]) -> None:
    """Write the splits' sizes and hashes at the end of the card."""
    path = CORPORA / "card.toml"
    head = path.read_text(encoding="utf-8").split("\n[splits.", 1)[0].rstrip()
    tables = []
    for name, units in parts.items():
        sizes = f"units = {len(units)}\nwriters = {len({u.writer for u in units})}"
        tables.append(f'[splits.{name}]\n{sizes}\nsha256 = "{data_hash(units)}"')
    path.write_text(head + "\n\n" + "\n\n".join(tables) + "\n", encoding="utf-8")


def table(document: dict[str, Any]) -> str:
    """The statistics of the splits side by side, as Markdown."""
    rows = [name for name in document["training"] if name not in ("sentiment", "labels")]
    lines = ["| | " + " | ".join(NAMES) + " |", "|---" * (len(NAMES) + 1) + "|"]
    lines += [f"| {row} | " + " | ".join(f"{document[n][row]:g}" for n in NAMES) + " |" for row in rows]
    return "\n".join(lines)


def fill_datasheet(document: dict[str, Any]) -> None:
    """Write the table between the datasheet's markers."""
    path = CORPORA / "DATASHEET.md"
    pattern = re.compile(r"(<!-- statistics -->\n).*?(<!-- /statistics -->)", re.DOTALL)
    text = pattern.sub(lambda m: f"{m[1]}{table(document)}\n{m[2]}", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")


def main() -> None:
    parts = splits()
    document: dict[str, Any] = {"question": __doc__.split("\n")[0]}
    document |= {name: describe(units) | {"labels": label_counts(units)} for name, units in parts.items()}
    document["repetition"] = repetition([u for units in parts.values() for u in units])
    RESULT.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    fill_card(parts)
    fill_datasheet(document)
    print(table(document))


if __name__ == "__main__":
    main()
