"""How far do two readers agree? Krippendorff's alpha per theme x pole, facet, sentiment and safety level.

All files hold units in the guideline's schema; those of the second reader have the same ids and that reader's labels.
Nominal alpha for labels that are there or not, interval alpha for sentiment and safety level
(Krippendorff 2011, "Computing Krippendorff's alpha-reliability"); intervals are bootstraps over writers.

    python evaluation/agreement.py corpora/seed corpora/units --second corpora/second --out agreement.json
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from culture_nlp.measure.annotated import data_hash, read_units, targets
from culture_nlp.measure.bootstrap import resamples
from culture_nlp.taxonomy import load_taxonomy

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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", nargs="+", type=Path)
    parser.add_argument("--second", nargs="+", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    taxonomy = load_taxonomy()
    second = {u.id: u for u in read_units(options.second, taxonomy)}
    units = [u for u in read_units(options.first, taxonomy) if u.id in second]
    a, b = targets(units, taxonomy), targets([second[u.id] for u in units], taxonomy)
    samples = resamples([u.writer or u.id for u in units], options.seed)
    evidence = (a["level"] >= 0) & (b["level"] >= 0)
    inside = [s[evidence[s]] for s in samples]
    result: dict[str, Any] = {
        "question": __doc__.split("\n")[0],
        "units": len(units),
        "data_sha256": data_hash(units),
        "interval_method": "95 % percentile bootstrap over writers, 1,000 resamples",
        "themes_overall": with_interval(
            a["themes"].reshape(len(units), -1), b["themes"].reshape(len(units), -1), samples
        ),
        "sentiment": with_interval(a["sentiment"].astype(float), b["sentiment"].astype(float), samples),
        "safety_evidence": with_interval(a["evidence"], b["evidence"], samples),
        "safety_level": with_interval(a["level"].astype(float), b["level"].astype(float), inside)
        | {"alpha": alpha(a["level"][evidence].astype(float), b["level"][evidence].astype(float))},
    }
    for name, ids in (("themes", taxonomy.theme_ids), ("facets", taxonomy.facet_ids)):
        result[name] = [
            {"id": label, "pole": pole} | with_interval(a[name][:, i, side], b[name][:, i, side], samples)
            for i, label in enumerate(ids)
            for side, pole in enumerate(("negative", "positive"))
        ]
    text = json.dumps(result, indent=1)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")
    print(text[:900])


if __name__ == "__main__":
    main()
