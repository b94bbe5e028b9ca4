"""Train the token model of de-identification on the marked texts of the training files.

python -m culture_nlp.training.deidentifier corpora/deidentification
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

import pycrfsuite

from culture_nlp.prepare.deidentify.engine import find_by_pattern
from culture_nlp.prepare.deidentify.features import features
from culture_nlp.prepare.deidentify.token_model import MODEL, ORDINARY
from culture_nlp.prepare.deidentify.tokens import Token, tokenise
from culture_nlp.training.deidentifier_examples import Marked, Varier, read_marked

SEED: Final = 11
HELD_OUT_FILES: Final = 4
VARIANTS: Final = 3
_PARAMETERS: Final[dict[str, Any]] = {
    "c1": 0.1,
    "c2": 0.02,
    "max_iterations": 60,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}


def split(folder: Path, seed: int = SEED) -> tuple[list[Path], list[Path]]:
    """Return training and held-out files: whole files, drawn by lot, as each was written in one go."""
    files = sorted(folder.glob("*.jsonl"))
    held_out = set(Random(seed).sample(files, HELD_OUT_FILES))
    return [file for file in files if file not in held_out], sorted(held_out)


def train(examples: Iterable[Marked], path: Path, *, variants: int = VARIANTS, seed: int = SEED) -> None:
    """Fit a conditional random field (L-BFGS, elastic net) on variants of the examples and write it."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(_PARAMETERS)
    varier = Varier(seed)
    for example in examples:
        for variant in varier.variants(example, variants):
            tokens = tokenise(variant.text)
            if tokens:
                trainer.append(features(variant.text, tokens, find_by_pattern(variant.text)), _labels(tokens, variant))
    trainer.train(str(path))


def _labels(tokens: Sequence[Token], example: Marked) -> list[str]:
    def label(token: Token) -> str:
        kinds = (span.kind for span in example.spans if span.start < token.end and token.start < span.end)
        return next(kinds, ORDINARY)

    return [label(token) for token in tokens]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    training, _held_out = split(options.folder)
    train(read_marked(training), MODEL)


if __name__ == "__main__":
    main()
