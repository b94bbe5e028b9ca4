"""Is the clause that is shown for a theme the one that carried it?

Three ways to choose a clause for each theme x pole that the model gives: "left out" (the label is least likely without
it), "alone" (likeliest with nothing else read) and "both" (the difference of the two, in log odds). Measured as in
ERASER (DeYoung et al. 2020), over units of two clauses and more: comprehensiveness, the fall of the probability without
the clause (high is good), and sufficiency, its fall with nothing but the clause (low is good); next to a random clause
(the mean over the unit's clauses) and the longest one.

By their making, "left out" has the highest comprehensiveness of any clause, "alone" the lowest sufficiency, and "both"
nearly the best of the two together; in units of two clauses all three choose the same one. So the comparison tells what
each loses on the other's measure. A third measure favours none: two clauses of other units, which lack the theme, are
put beside a unit of one clause that has it, and the share of evidence that falls on the planted clause is counted.

The way with the highest comprehensiveness less sufficiency is chosen on development units; test units report it alone.

    python evaluation/faithfulness.py
"""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, read_units, writers_of
from culture_nlp.measure.bootstrap import RESAMPLES, resamples
from culture_nlp.pipeline import load_scorer
from culture_nlp.prepare.clauses import find_clauses
from culture_nlp.score.evidence import POLES, Occlusion, occlude, support
from culture_nlp.score.scorer import OnnxScorer
from culture_nlp.settings import settings
from culture_nlp.taxonomy import load_taxonomy

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
RESULT = Path(__file__).with_name("results") / "faithfulness.json"
SEED = 0
UNITS = 400
NEIGHBOURS = 2
BOTH_MEASURES = "comprehensiveness less sufficiency"


@dataclass(frozen=True, slots=True)
class Case:
    """Probability of one given theme x pole of a unit: ``whole``, ``without`` each clause [c], each ``alone`` [c]."""

    writer: str
    whole: float
    without: np.ndarray
    alone: np.ndarray
    lengths: np.ndarray


WAYS: dict[str, Callable[[Case], np.ndarray]] = {
    "left out": lambda c: -c.without,
    "alone": lambda c: c.alone,
    "both": lambda c: support(c.alone, c.without),
}
LONGEST: dict[str, Callable[[Case], np.ndarray]] = {"longest": lambda c: c.lengths}


def case(unit: AnnotatedUnit, found: Occlusion, cell: tuple[int, int]) -> Case:
    """One theme x pole of a unit, with what each clause does to it."""
    return Case(
        writer=str(unit.writer),
        whole=float(found.whole[cell]),
        without=found.without[:, *cell],
        alone=found.alone[:, *cell],
        lengths=np.array([c.end - c.start for c in found.clauses]),
    )


def falls(chosen: Sequence[Case], way: str) -> np.ndarray:
    """Comprehensiveness and sufficiency of each case [n, 2]; ``way`` may be random or longest."""
    rows = []
    for c in chosen:
        both = c.whole - np.stack([c.without, c.alone], axis=1)
        rows.append(both.mean(axis=0) if way == "random" else both[(WAYS | LONGEST)[way](c).argmax()])
    return np.array(rows)


def mean(values: np.ndarray, samples: Sequence[np.ndarray]) -> dict[str, Any]:
    """Mean with its 95 % interval."""
    low, high = np.percentile([values[s].mean() for s in samples], [2.5, 97.5])
    return {"value": round(float(values.mean()), 4), "interval": [round(float(low), 4), round(float(high), 4)]}


def faithfulness(chosen: Sequence[Case], ways: Sequence[str]) -> dict[str, Any]:
    """Both measures of each way, of a random and of the longest clause, and what each way differs from the others."""
    samples = resamples([c.writer for c in chosen], SEED)
    measured = {way: falls(chosen, way) for way in (*ways, "random", "longest")}

    def summary(values: np.ndarray) -> dict[str, Any]:
        comprehensiveness, sufficiency = values.T
        return {
            "comprehensiveness": mean(comprehensiveness, samples),
            "sufficiency": mean(sufficiency, samples),
            BOTH_MEASURES: mean(comprehensiveness - sufficiency, samples),
        }

    document: dict[str, Any] = {"themes given": len(chosen), "writers": len({c.writer for c in chosen})}
    document |= {way: summary(values) for way, values in measured.items()}
    for way in ways:
        for other in (o for o in measured if o != way):
            document[way][f"less {other}"] = summary(measured[way] - measured[other])
    return document


def planted(units: Sequence[AnnotatedUnit]) -> list[tuple[AnnotatedUnit, int]]:
    """Units of one clause and one theme among clauses of others that lack it, with the place of theirs."""
    single = [u for u in units if len(find_clauses(u.unit().text)) == 1]
    rng = np.random.default_rng(SEED)
    made = []
    for unit in (u for u in single if len(u.themes) == 1 and "mixed" not in u.themes.values()):
        others = [u for u in single if u.kind == unit.kind and not u.themes.keys() & unit.themes.keys()]
        texts = [others[i].unit().text for i in rng.choice(len(others), NEIGHBOURS, replace=False)]
        place = int(rng.integers(NEIGHBOURS + 1))
        text = "\n".join([*texts[:place], unit.unit().text, *texts[place:]])
        if len(find_clauses(text)) == NEIGHBOURS + 1:
            made.append((unit.model_copy(update={"text": text}), place))
    return made


def pointing(scorer: OnnxScorer, units: Sequence[AnnotatedUnit], ways: Sequence[str]) -> dict[str, Any]:
    """Share of the planted themes that the model gives whose clause is the planted one."""
    made = planted(units)
    found, places = [], []
    for (unit, place), o in zip(made, occlude(scorer, [u.unit() for u, _ in made]), strict=True):
        ((theme, pole),) = unit.themes.items()
        cell = (scorer.bundle.themes.index(theme), POLES.index(pole))
        if o.given[cell]:
            found.append(case(unit, o, cell))
            places.append(place)
    samples = resamples([c.writer for c in found], SEED)
    document: dict[str, Any] = {"planted": len(made), "given": len(found), "writers": len({c.writer for c in found})}
    document["random"] = {"value": round(1 / (NEIGHBOURS + 1), 4)}
    for way in (*ways, "longest"):
        hits = [(WAYS | LONGEST)[way](c).argmax() == place for c, place in zip(found, places, strict=True)]
        document[way] = mean(np.array(hits, dtype=float), samples)
    return document


def measure(scorer: OnnxScorer, units: Sequence[AnnotatedUnit], ways: Sequence[str]) -> dict[str, Any]:
    """All measures on the units of one split."""
    several = [u for u in units if len(find_clauses(u.unit().text)) > 1]
    index = sorted(np.random.default_rng(SEED).choice(len(several), min(UNITS, len(several)), replace=False))
    sample = [several[i] for i in index]
    found = occlude(scorer, [u.unit() for u in sample])
    chosen = [
        case(unit, o, (theme, pole))
        for unit, o in zip(sample, found, strict=True)
        for theme, pole in zip(*np.nonzero(o.given), strict=True)
    ]
    return {
        "units": len(sample),
        "data_sha256": data_hash(sample),
        "two clauses and more": faithfulness(chosen, ways),
        "three clauses and more": faithfulness([c for c in chosen if len(c.lengths) >= 3], ways),
        "planted clause found": pointing(scorer, units, ways),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path)
    parser.add_argument("--out", type=Path, default=RESULT)
    options = parser.parse_args()
    scorer = load_scorer(settings().model_copy(update={"bundle": options.bundle or settings().bundle}))
    units = read_units([CORPORA / "seed", CORPORA / "units"], load_taxonomy())
    development, test = (
        [u for u in units if u.writer in writers_of(CORPORA / "splits.toml", split)]
        for split in ("development", "test")
    )
    compared = measure(scorer, development, list(WAYS))
    values = compared["two clauses and more"]
    best = max(WAYS, key=lambda way: values[way][BOTH_MEASURES]["value"])
    document = {
        "question": __doc__.split("\n")[0],
        "model": scorer.model_version,
        "model_sha256": scorer.bundle.files["model.onnx"],
        "seed": SEED,
        "interval_method": f"95 % percentile bootstrap over writers, {RESAMPLES} resamples",
        "chosen on development": best,
        "development": compared,
        "test": measure(scorer, test, [best]),
    }
    options.out.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(document, indent=1))


if __name__ == "__main__":
    main()
