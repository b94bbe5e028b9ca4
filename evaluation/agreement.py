"""How far do two readers agree? Krippendorff's alpha per theme x pole, facet, sentiment and safety level.

``corpora/readings`` holds the labels of the writers (``reader-1``) and of a second reader who saw text, question and
heading only (``reader-2``); ``adjudication`` what was decided where they differ. Nominal alpha for labels that are
there or not, interval alpha for sentiment and safety level (Krippendorff 2011, "Computing Krippendorff's
alpha-reliability"); intervals are bootstraps over writers. Each reader is also measured against the corpus as
adjudicated, which is the most that a model can be asked to reach.

    python evaluation/agreement.py
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, read_units, split_by_writer, targets, writers_of
from culture_nlp.measure.bootstrap import intervals, resamples
from culture_nlp.measure.metrics import compare, gold_labels
from culture_nlp.measure.readings import Decision, Reading, differing, read_readings, relabelled
from culture_nlp.taxonomy import Taxonomy, load_taxonomy

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
RESULT = Path(__file__).with_name("results") / "agreement.json"

Values = npt.NDArray[np.floating[Any]]


def alpha(first: Values, second: Values) -> float | None:
    """Krippendorff's alpha of two readers without missing values, with squared differences [n].

    For 0/1 labels this is nominal alpha. None where both readers give one and the same value throughout.
    """
    values = np.concatenate([first, second])
    expected = 2 * np.var(values, ddof=1)
    if expected == 0:
        return None
    return float(1 - np.mean((first - second) ** 2) / expected)


def with_interval(first: Values, second: Values, samples: list[np.ndarray]) -> dict[str, Any]:
    """Alpha, its 95 % interval and how often each reader gave the label."""
    values = [a for s in samples if (a := alpha(first[s], second[s])) is not None]
    value = alpha(first, second)
    return {
        "alpha": None if value is None else round(value, 3),
        "interval": [round(float(v), 3) for v in np.percentile(values, [2.5, 97.5])] if values else None,
        "first": int((first > 0).sum()),
        "second": int((second > 0).sum()),
    }


def agreement(first: list[AnnotatedUnit], second: list[AnnotatedUnit], taxonomy: Taxonomy, seed: int) -> dict[str, Any]:
    """Alpha of everything that is labelled, over units that both read."""
    a, b = targets(first, taxonomy), targets(second, taxonomy)
    samples = resamples([u.writer or u.id for u in first], seed)
    evidence = (a["level"] >= 0) & (b["level"] >= 0)
    inside = [s[evidence[s]] for s in samples]
    level = with_interval(a["level"].astype(float), b["level"].astype(float), inside)
    level["alpha"] = round(alpha(a["level"][evidence].astype(float), b["level"][evidence].astype(float)) or 0.0, 3)
    result: dict[str, Any] = {
        "units": len(first),
        "data_sha256": data_hash(first),
        "themes_overall": with_interval(a["themes"].ravel(), b["themes"].ravel(), _cells(samples, a["themes"])),
        "facets_overall": with_interval(a["facets"].ravel(), b["facets"].ravel(), _cells(samples, a["facets"])),
        "sentiment": with_interval(a["sentiment"].astype(float), b["sentiment"].astype(float), samples),
        "safety_evidence": with_interval(a["evidence"], b["evidence"], samples),
        "safety_level": level,
    }
    for name, ids in (("themes", taxonomy.theme_ids), ("facets", taxonomy.facet_ids)):
        result[name] = [
            {"id": label, "pole": pole} | with_interval(a[name][:, i, side], b[name][:, i, side], samples)
            for i, label in enumerate(ids)
            for side, pole in enumerate(("negative", "positive"))
        ]
    return result


def _cells(samples: list[np.ndarray], labels: Values) -> list[np.ndarray]:
    """Indices into the flattened label array for samples of units."""
    width = int(np.prod(labels.shape[1:]))
    return [(s[:, None] * width + np.arange(width)).ravel() for s in samples]


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
