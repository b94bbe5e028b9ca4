"""Train the linear models on character n-grams that stand beside the encoder in a bundle."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse
from rich.progress import track
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from culture_nlp.measure.annotated import AnnotatedUnit, targets
from culture_nlp.records import Unit
from culture_nlp.score.ngrams import BUCKETS, counts
from culture_nlp.score.probabilities import NGRAM_OUTPUTS
from culture_nlp.taxonomy import Taxonomy

STRENGTH = 10.0
"""Inverse of the L2 penalty; chosen on development units."""

Array = npt.NDArray[Any]


def train_ngrams(units: Sequence[AnnotatedUnit], taxonomy: Taxonomy, path: Path) -> None:
    """Fit one logistic regression an output (several for a scale) and write them as int8 weights."""
    matrix, idf = weighted([u.unit() for u in units])
    gold = targets(units, taxonomy)
    parts = []
    for name, classes in track(NGRAM_OUTPUTS.items(), description="n-grams"):
        if classes is None:
            parts.append(_cells(matrix, gold[name].reshape(len(units), -1) > 0))
        else:
            known = gold[name] >= 0
            parts.append(_cells(matrix[known], gold[name][known, None] == np.arange(classes)))
    weights, bias = (np.concatenate(part, axis=-1) for part in zip(*parts, strict=True))
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127
    np.savez_compressed(
        path,
        idf=idf.astype(np.float16),
        weights=np.rint(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=bias.astype(np.float32),
    )


def weighted(units: Sequence[Unit]) -> tuple[scipy.sparse.csr_matrix, Array]:
    """Rows of weighted n-grams [units, buckets], each of length one, and the inverse document frequencies."""
    starts: list[int] = [0]
    index: list[int] = []
    values: list[int] = []
    for unit in units:
        found = counts(unit)
        index.extend(found)
        values.extend(found.values())
        starts.append(len(index))
    tf = 1.0 + np.log(np.array(values, dtype=np.float32))
    matrix = scipy.sparse.csr_matrix((tf, np.array(index), np.array(starts)), shape=(len(units), BUCKETS))
    idf = np.log((1 + len(units)) / (1 + np.bincount(matrix.indices, minlength=BUCKETS))) + 1
    return normalize(matrix.multiply(idf).tocsr()), idf


def _cells(matrix: scipy.sparse.csr_matrix, gold: Array) -> tuple[Array, Array]:
    """Weights [buckets, cells] and biases [cells] of binary outputs [units, cells]."""
    weights, bias = np.zeros((BUCKETS, gold.shape[1]), dtype=np.float32), np.zeros(gold.shape[1])
    for cell, present in enumerate(gold.T):
        if 0 < present.sum() < len(present):
            model = LogisticRegression(C=STRENGTH, solver="liblinear").fit(matrix, present)
            weights[:, cell], bias[cell] = model.coef_[0], model.intercept_[0]
        else:
            share = (present.sum() + 0.5) / (len(present) + 1)
            bias[cell] = np.log(share / (1 - share))
    return weights, bias
