"""Which units did two readers label differently, and what do the decisions change?

``list`` prints every unit that still needs a decision, with both readings in an order drawn by chance, so that
nobody prefers a reader; ``apply`` writes the decisions of ``corpora/readings/adjudication.jsonl`` into the units.

    python evaluation/adjudication.py list > differences.tsv
    python evaluation/adjudication.py apply
"""

import argparse
import json
import random
from pathlib import Path

from culture_nlp.measure.annotated import AnnotatedUnit, read_units
from culture_nlp.measure.readings import Decision, Reading, differing, read_readings
from culture_nlp.taxonomy import load_taxonomy

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
READINGS = CORPORA / "readings"


def short(reading: Reading) -> str:
    """A reading on one line."""
    themes = " ".join(f"{name}:{pole}" for name, pole in reading.themes.items()) or "no theme"
    safety = "no evidence"
    if reading.safety:
        facets = " ".join(f"{name}:{pole}" for name, pole in reading.safety.facets.items())
        safety = f"safety {reading.safety.level} {facets}".strip()
    return f"{themes}; sentiment {reading.sentiment} {reading.sentiment_label}; {safety}"


def undecided(seed: int) -> None:
    """Print id, question or heading, text and the two readings, separated by tabs."""
    order = random.Random(seed)
    units = {u.id: u for u in corpus()}
    first, second = (read_readings(READINGS / f"reader-{n}.jsonl", Reading) for n in (1, 2))
    decided = read_readings(READINGS / "adjudication.jsonl", Decision)
    for i in differing(first, second):
        if i in decided:
            continue
        unit, pair = units[i], [short(first[i]), short(second[i])]
        order.shuffle(pair)
        print("\t".join([i, unit.question or unit.heading or "", *(" ".join(x.split()) for x in (unit.text, *pair))]))


def apply() -> None:
    """Write the decisions into the units' files."""
    decided = read_readings(READINGS / "adjudication.jsonl", Decision)
    changed = 0
    for file in sorted([*(CORPORA / "seed").glob("*.jsonl"), *(CORPORA / "units").glob("*.jsonl")]):
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        for row in rows:
            if row["id"] in decided:
                labels = decided[row["id"]].model_dump(exclude={"id", "reason"})
                changed += any(row[name] != value for name, value in labels.items())
                row.update(labels)
        file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    print(f"{len(decided)} decisions; {changed} units got other labels")


def corpus() -> list[AnnotatedUnit]:
    """All units of the corpus."""
    return read_units([CORPORA / "seed", CORPORA / "units"], load_taxonomy())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("list", "apply"))
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    if options.what == "list":
        undecided(options.seed)
    else:
        apply()


if __name__ == "__main__":
    main()
