"""Which units are trained on, which choose and which are measured on; never one writer in two of them."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from culture_nlp.errors import TrainingError
from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, split_by_writer, writers_of

FILE: Final = "splits.toml"
Writers = frozenset[str]


@dataclass(frozen=True, slots=True)
class Splits:
    """Annotated units of the three splits; no writer in two of them."""

    training: Sequence[AnnotatedUnit]
    development: Sequence[AnnotatedUnit]
    test: Sequence[AnnotatedUnit]

    def hashes(self) -> dict[str, str]:
        """SHA-256 of each split."""
        return {name: data_hash(getattr(self, name)) for name in ("training", "development", "test")}


def choose_splits(units: Sequence[AnnotatedUnit], listed: Path, share: float | None, seed: int, run: Path) -> Splits:
    """Splits by the writers that a file lists; drawn at random, and listed in the run folder, where it lists none here.

    Args:
        share: share of the units for development, and again for test, in a draw; None refuses to draw.

    Raises:
        TrainingError: the file is of other data and there is no share, or there are too few writers to draw from.
    """
    if share is None or listed.is_file():
        development, test = writers_of(listed, "development"), writers_of(listed, "test")
        if any(u.writer in development | test for u in units):
            return Splits(*split_by_writer(units, development, test))
    if share is None:
        raise TrainingError(
            f"{listed}: no writer it lists is in the data. Name another file with --writers, "
            "or let --split-share 0.1 draw a split."
        )
    development, test = draw([u for u in units if u.writer], (share, share), seed)
    splits = Splits(*split_by_writer(units, development, test))
    if not (splits.training and splits.development and splits.test):
        raise TrainingError(
            f"--split-share {share}: no three splits can be drawn. Units need the field writer (who wrote it, as a "
            "number or code), at least three writers, and a share under one half."
        )
    run.mkdir(parents=True, exist_ok=True)
    (run / FILE).write_text(_toml(development, test, share, seed), encoding="utf-8")
    return splits


def cluster(unit: AnnotatedUnit) -> str:
    """What is kept together and resampled: the writer, or the unit where no writer is told."""
    return unit.writer or unit.id


def draw(units: Sequence[AnnotatedUnit], shares: Sequence[float], seed: int) -> list[Writers]:
    """Writers at random, for each share until their units reach it."""
    groups: list[set[str]] = [set() for _ in shares]
    room = [share * len(units) for share in shares]
    for name, size in _shuffled(units, seed):
        group = next((i for i, left in enumerate(room) if left > 0), None)
        if group is not None:
            groups[group].add(name)
            room[group] -= size
    return [frozenset(group) for group in groups]


def folds_by_writer(units: Sequence[AnnotatedUnit], folds: int, seed: int) -> list[Writers]:
    """All writers at random in ``folds`` groups, each writer where there are fewest units yet.

    Raises:
        TrainingError: fewer writers than folds, or too few to train, choose and measure.
    """
    writers = _shuffled(units, seed)
    if folds < 2 or len(writers) < max(folds, 3):
        raise TrainingError(f"--folds {folds}: takes at least 2 folds, 3 writers, and a writer for each fold.")
    groups: list[set[str]] = [set() for _ in range(folds)]
    sizes = [0] * folds
    for name, size in writers:
        smallest = sizes.index(min(sizes))
        groups[smallest].add(name)
        sizes[smallest] += size
    return [frozenset(group) for group in groups]


def _shuffled(units: Sequence[AnnotatedUnit], seed: int) -> list[tuple[str, int]]:
    """Writers with their number of units, in an order that depends on the names and the seed only."""
    sizes = sorted(Counter(map(cluster, units)).items())
    return [sizes[i] for i in np.random.default_rng(seed).permutation(len(sizes))]


def _toml(development: Writers, test: Writers, share: float, seed: int) -> str:
    lines = [f"# Drawn at random by writer: a share of {share} for each, seed {seed}."]
    for name, writers in (("development", development), ("test", test)):
        lines += [f"{name} = [", *(f"  {json.dumps(writer, ensure_ascii=False)}," for writer in sorted(writers)), "]"]
    return "\n".join(lines) + "\n"
