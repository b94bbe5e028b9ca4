"""What does the model get right on minimal pairs? Pass rates per capability, and what a swapped name or gender moves.

A unit passes when its themes with poles and its sentiment label are exactly the gold ones; a group passes when all its
units do, that is, when the model sees the difference (Gardner et al. 2020, "contrast sets"; Ribeiro et al. 2020,
"CheckList"). For the capability ``identity``, where only who somebody is was swapped, the mean and the largest change
of any theme's probability within a group are told too. Intervals are Wilson's.

    python evaluation/challenge.py
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, read_units, targets
from culture_nlp.measure.metrics import compare, decide, gold_labels
from culture_nlp.measure.proportion import share
from culture_nlp.pipeline import load_scorer
from culture_nlp.settings import settings
from culture_nlp.taxonomy import load_taxonomy

FOLDER = Path(__file__).resolve().parents[1] / "corpora" / "challenge"
RESULT = Path(__file__).with_name("results") / "challenge.json"


def about_units() -> dict[str, dict[str, str]]:
    """Capability and group of each unit."""
    lines = [line for f in sorted(FOLDER.glob("*.jsonl")) for line in f.read_text(encoding="utf-8").splitlines()]
    return {row["id"]: {"capability": row["capability"], "group": row["group"]} for row in map(json.loads, lines)}


def rates(members: list[int], groups: list[str], passed: np.ndarray) -> dict[str, Any]:
    """Pass rate of units and of groups."""
    by_group: dict[str, list[bool]] = defaultdict(list)
    for i in members:
        by_group[groups[i]].append(bool(passed[i]))
    return {
        "units": share(int(passed[members].sum()), len(members)),
        "groups": share(sum(all(g) for g in by_group.values()), len(by_group)),
    }


def moved(members: list[int], groups: list[str], p: np.ndarray) -> dict[str, float]:
    """How far any theme x pole probability differs between units of one group."""
    by_group: dict[str, list[int]] = defaultdict(list)
    for i in members:
        by_group[groups[i]].append(i)
    spans = np.array([np.ptp(p[index], axis=0) for index in by_group.values()])
    return {
        "mean": round(float(spans.mean()), 4),
        "mean of each group's largest": round(float(spans.reshape(len(spans), -1).max(1).mean()), 4),
        "largest": round(float(spans.max()), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path)
    parser.add_argument("--out", type=Path, default=RESULT)
    options = parser.parse_args()
    taxonomy = load_taxonomy()
    units: list[AnnotatedUnit] = read_units([FOLDER], taxonomy)
    about = about_units()
    groups = [about[u.id]["group"] for u in units]
    scorer = load_scorer(settings().model_copy(update={"bundle": options.bundle or settings().bundle}))
    p, limits = scorer.probabilities([u.unit() for u in units]), scorer.bundle.thresholds
    given, gold = decide(p, limits), gold_labels(targets(units, taxonomy))
    right = (given.themes == gold.themes).all(axis=(1, 2))
    passed = right & (given.sentiment_label == gold.sentiment_label)
    capabilities = defaultdict(list)
    for i, unit in enumerate(units):
        capabilities[about[unit.id]["capability"]].append(i)
    document: dict[str, Any] = {
        "question": __doc__.split("\n")[0],
        "model": scorer.model_version,
        "units": len(units),
        "groups": len(set(groups)),
        "data_sha256": data_hash(units),
        "theme_pole_micro_f1": compare(given, gold).as_dict()["theme_pole_micro_f1"],
        "all": rates(list(range(len(units))), groups, passed),
        "capabilities": {name: rates(index, groups, passed) for name, index in sorted(capabilities.items())},
        "themes_only": {name: rates(index, groups, right) for name, index in sorted(capabilities.items())},
        "identity_probability_change": moved(capabilities["identity"], groups, p.themes),
    }
    options.out.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    for name, row in document["capabilities"].items():
        print(f"{name:22} units {row['units']['value']:.2f}  groups {row['groups']['value']:.2f}")
    print(document["identity_probability_change"])


if __name__ == "__main__":
    main()
