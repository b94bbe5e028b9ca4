"""What to annotate next: texts that the model doubts, and that differ from each other.

Doubt is the mean binary entropy over theme x pole (Settles 2009, "Active Learning Literature Survey"); variety by
weighted farthest-first traversal (Sener & Savarese 2018, "core-set"): each next text has the largest product of its
doubt and its distance to the nearest text already chosen.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.floating[Any]]


def doubt(p: Array) -> Array:
    """Mean entropy in bits over the probabilities of each row: [n, labels] -> [n]."""
    q = np.clip(p, 1e-6, 1 - 1e-6)
    return np.asarray(-(q * np.log2(q) + (1 - q) * np.log2(1 - q)).mean(axis=1))


def select(p: Array, count: int) -> list[int]:
    """Rows to annotate, the most wanted first.

    Args:
        p: probabilities [n, labels].
        count: how many rows; all of them where there are fewer.
    """
    doubts, rows = doubt(p), np.sqrt(p)
    nearest = np.full(len(p), np.inf)
    chosen: list[int] = []
    for _ in range(min(count, len(p))):
        worth = doubts if not chosen else doubts * nearest
        worth = np.where(np.isin(np.arange(len(p)), chosen), -1.0, worth)
        best = int(np.argmax(worth))
        chosen.append(best)
        # Hellinger distance between label profiles: a doubtful "workload" is not a doubtful "gossip".
        nearest = np.minimum(nearest, np.linalg.norm(rows - rows[best], axis=1))
    return chosen
