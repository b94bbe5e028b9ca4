"""Which theme x pole is given where another was missed: counts of units, of which neighbours can be told apart."""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from culture_nlp.measure.metrics import Bools
from culture_nlp.taxonomy import Taxonomy

POLES = ("negative", "positive")

Relation = Literal["other pole", "neighbour", "other theme"]


def pole_labels(ids: Sequence[str]) -> list[str]:
    """``workload negative``, ``workload positive``, ...: names of the columns of [n, ids, 2] laid flat."""
    return [f"{label} {pole}" for label in ids for pole in POLES]


def flat(cells: Bools) -> Bools:
    """[n, labels, 2] to [n, labels x 2]; holds without units too."""
    return cells.reshape(len(cells), cells.shape[1] * cells.shape[2])


def confusions(given: Bools, gold: Bools, taxonomy: Taxonomy) -> dict[str, Any]:
    """What was given instead of the themes x poles that were missed.

    A pair counts the units in which the one was missed and the other was given wrongly, so a unit with two missed and
    two wrong labels counts for four pairs.

    Args:
        given, gold: [units, themes, 2], the themes in the order of the taxonomy.

    Returns:
        ``missed``: missed labels of all units; ``nothing_instead``: those in units where no label is wrong;
        ``pairs``: each pair that occurs with its ``units``, how often the label was missed in all (``of``) and how the
        two themes are related, most frequent first.
    """
    wanted, found = flat(gold), flat(given)
    missed, wrong = wanted & ~found, found & ~wanted
    units = missed.astype(np.int64).T @ wrong.astype(np.int64)
    labels = pole_labels(taxonomy.theme_ids)
    # Stable: equal counts stay in the order of the taxonomy.
    order = np.argsort(-units, axis=None, kind="stable")[: np.count_nonzero(units)]
    pairs = [divmod(int(cell), len(labels)) for cell in order]
    return {
        "missed": int(missed.sum()),
        "nothing_instead": int(missed[~wrong.any(axis=1)].sum()),
        "pairs": [
            {
                "missed": labels[one],
                "given": labels[other],
                "units": int(units[one, other]),
                "of": int(missed[:, one].sum()),
                "relation": _relation(taxonomy, one // 2, other // 2),
            }
            for one, other in pairs
        ],
    }


def _relation(taxonomy: Taxonomy, one: int, other: int) -> Relation:
    if one == other:
        return "other pole"
    first, second = taxonomy.theme_ids[one], taxonomy.theme_ids[other]
    return "neighbour" if second in taxonomy.neighbours(first) else "other theme"
