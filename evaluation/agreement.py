"""How far do two readers agree? Krippendorff's alpha per theme x pole, facet, sentiment and safety level.

``corpora/readings`` holds the labels of the writers (``reader-1``) and of a second reader who saw text, question and
heading only (``reader-2``); ``adjudication`` what was decided where they differ. How alpha is computed stands in
``culture_nlp/measure/agreement.py``. Each reader is also measured against the corpus as adjudicated, which is the most
that a model can be asked to reach.

    python evaluation/agreement.py
"""

import argparse
import json
from pathlib import Path
from typing import Any

from culture_nlp.measure.agreement import agreement
from culture_nlp.measure.annotated import AnnotatedUnit, read_units, split_by_writer, targets, writers_of
from culture_nlp.measure.bootstrap import intervals
from culture_nlp.measure.metrics import compare, gold_labels
from culture_nlp.measure.readings import Decision, Reading, differing, read_readings, relabelled
from culture_nlp.taxonomy import Taxonomy, load_taxonomy

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
RESULT = Path(__file__).with_name("results") / "agreement.json"


def against_gold(readings: list[AnnotatedUnit], gold: list[AnnotatedUnit], taxonomy: Taxonomy) -> dict[str, Any]:
    """Every measure of a reader against the adjudicated labels, with its interval."""
    given, wanted = gold_labels(targets(readings, taxonomy)), gold_labels(targets(gold, taxonomy))
    spread = intervals(given, wanted, [u.writer or u.id for u in gold])
    values = compare(given, wanted).as_dict()
    return {name: {"value": values[name], "interval": spread[name]} for name in spread}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=RESULT)
    options = parser.parse_args()
    taxonomy = load_taxonomy()
    folder = CORPORA / "readings"
    first, second = (read_readings(folder / f"reader-{n}.jsonl", Reading) for n in (1, 2))
    decided = read_readings(folder / "adjudication.jsonl", Decision)
    units = read_units([CORPORA / "seed", CORPORA / "units"], taxonomy)
    lists = CORPORA / "splits.toml"
    splits = split_by_writer(units, writers_of(lists, "development"), writers_of(lists, "test"))
    document: dict[str, Any] = {
        "question": __doc__.split("\n")[0],
        "interval_method": "95 % percentile bootstrap over writers, 1,000 resamples",
        "seed": options.seed,
        "read twice": len(second),
        "differing": len(differing(first, second)),
        "adjudicated": len(decided),
    }
    for name, members in zip(("training", "development", "test"), splits, strict=True):
        read = [u for u in members if u.id in second]
        if not read:
            continue
        a, b = relabelled(read, first), relabelled(read, second)
        document[name] = agreement(a, b, taxonomy, options.seed) | {
            "share_of_split": round(len(read) / len(members), 3),
            "reader_1_against_adjudicated": against_gold(a, read, taxonomy),
            "reader_2_against_adjudicated": against_gold(b, read, taxonomy),
        }
        print(name, len(read), "units; alpha of themes", document[name]["themes_overall"]["alpha"])
    options.out.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
