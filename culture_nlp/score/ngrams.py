"""The second half of a bundle: linear models on character n-grams, which know words that the encoder breaks to pieces.

A sparse linear model and a fine-tuned encoder err on different texts; their blend (see :class:`Blend`) is better than
either. Features are the character n-grams of each word with its borders, hashed (Weinberger et al. 2009), apart for the
text and for its question or heading; weighted by 1 + log(count) and inverse document frequency, and of length one.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from culture_nlp.records import Unit

SIZES: Final = (2, 3, 4, 5)
BUCKETS: Final = 1 << 17
FILE: Final = "ngrams.npz"
SKETCH: Final = 2048
"""Width of the short form of a unit's n-grams: buckets folded onto each other, with signs."""

Array = npt.NDArray[np.floating[Any]]
Features = tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]


def counts(unit: Unit) -> Counter[int]:
    """How often each hashed n-gram occurs in a unit."""
    found: Counter[int] = Counter()
    for space, text in (("t", unit.text), ("c", unit.question or unit.heading or "")):
        for word in text.casefold().split():
            padded = f" {word} "
            for size in SIZES:
                for start in range(max(1, len(padded) - size + 1)):
                    found[crc32((space + padded[start : start + size]).encode()) % BUCKETS] += 1
    return found


def features(unit: Unit, idf: npt.NDArray[np.float32]) -> Features:
    """Buckets and weights of a unit, the weights of length one."""
    found = counts(unit)
    index = np.fromiter(found, dtype=np.int64, count=len(found))
    tf = 1.0 + np.log(np.fromiter(found.values(), dtype=np.float32, count=len(found)))
    values = (tf * idf[index]).astype(np.float32)
    return index, values / max(float(np.linalg.norm(values)), 1e-9)


class NgramModel:
    """Linear outputs from a file of int8 weights."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as stored:
            self._idf = stored["idf"].astype(np.float32)
            self._weights = stored["weights"]
            self._scale, self._bias = stored["scale"].astype(np.float32), stored["bias"].astype(np.float32)

    def logits(self, units: Sequence[Unit]) -> Array:
        """Outputs [units, outputs], in the order the model was trained with."""
        return np.stack([self._row(unit) for unit in units])

    def sketches(self, units: Sequence[Unit]) -> Array:
        """Weighted n-grams in short form [units, SKETCH]; inner products stay about what they were."""
        found = np.zeros((len(units), SKETCH), dtype=np.float32)
        for row, unit in zip(found, units, strict=True):
            index, values = features(unit, self._idf)
            np.add.at(row, index % SKETCH, np.where(index // SKETCH % 2, values, -values))
        return found

    def _row(self, unit: Unit) -> Array:
        index, values = features(unit, self._idf)
        return np.asarray((values @ self._weights[index].astype(np.float32)) * self._scale + self._bias)
