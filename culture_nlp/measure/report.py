"""One evaluation as a document: measures with intervals, a table per theme, calibration, what it was made of."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from culture_nlp.measure.bootstrap import RESAMPLES, intervals, label_intervals
from culture_nlp.measure.confusions import confusions, flat, pole_labels
from culture_nlp.measure.metrics import Bools, Labels, compare, micro_f1
from culture_nlp.measure.mistakes import mistakes
from culture_nlp.measure.reliability import BINS, bin_of
from culture_nlp.taxonomy import Taxonomy


def evaluation(
    given: Labels,
    gold: Labels,
    *,
    clusters: Sequence[str],
    themes: Sequence[str],
    facets: Sequence[str],
    seed: int = 0,
) -> dict[str, Any]:
    """Everything that is reported about labels against gold labels.

    Args:
        clusters: writer of each unit, what is resampled.
        themes, facets: ids in column order.
    """
    bounds = intervals(given, gold, clusters, seed)
    measures = compare(given, gold).as_dict()
    return {
        "units": measures.pop("units"),
        "writers": len(set(clusters)),
        "measures": {name: {"value": value, "interval": bounds[name]} for name, value in measures.items()},
        "interval_method": f"95 % percentile bootstrap over writers, {RESAMPLES} resamples, seed {seed}",
        "themes": _table(themes, given.themes, gold.themes, clusters, seed),
        "facets": _table(facets, given.facets, gold.facets, clusters, seed),
    }


def where_it_errs(given: Labels, gold: Labels, ids: Sequence[str], taxonomy: Taxonomy) -> dict[str, Any]:
    """Which themes x poles are taken for which others, and every unit with an error, by id."""
    names = pole_labels(taxonomy.theme_ids) + pole_labels([f"safety.{facet}" for facet in taxonomy.facet_ids])
    found, wanted = (np.concatenate([flat(x.themes), flat(x.facets)], axis=1) for x in (given, gold))
    return {
        "confusions": confusions(given.themes, gold.themes, taxonomy),
        "errors": mistakes(found, wanted, ids, names),
    }


def expected_calibration_error(p: npt.NDArray[Any], gold: Bools, bins: int = BINS) -> float:
    """ECE with equal-width bins over all cells (Naeini et al. 2015)."""
    p, hit = p.ravel(), gold.ravel()
    inside = bin_of(p, bins)
    gaps = (abs(p[inside == b].sum() - hit[inside == b].sum()) for b in range(bins))
    return float(sum(gaps) / len(p))


def _table(ids: Sequence[str], given: Bools, gold: Bools, clusters: Sequence[str], seed: int) -> list[dict[str, Any]]:
    rows = []
    for column, label in enumerate(ids):
        for side, pole in enumerate(("negative", "positive")):
            g, t = given[:, column, side], gold[:, column, side]
            hits = int((g & t).sum())
            rows.append(
                {
                    "id": label,
                    "pole": pole,
                    "support": int(t.sum()),
                    "precision": round(hits / max(1, int(g.sum())), 3),
                    "recall": round(hits / max(1, int(t.sum())), 3),
                    "f1": round(micro_f1(g, t), 3),
                    "f1_interval": label_intervals(g, t, clusters, micro_f1, seed),
                }
            )
    return rows
