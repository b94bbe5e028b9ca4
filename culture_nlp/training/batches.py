"""From units to token batches: the context (question or heading) and the text as a pair, by length."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from culture_nlp.measure.annotated import Targets
from culture_nlp.records import Unit
from culture_nlp.score.inputs import encode

Batch = tuple[Tensor, Tensor, dict[str, Tensor]]


def token_ids(tokenizer: Tokenizer, units: Sequence[Unit]) -> list[list[int]]:
    """Token ids of every unit, as the scorer sees them."""
    return [encoding.ids for encoding in encode(tokenizer, units)]


def length_sorted_batches(lengths: Sequence[int], size: int, rng: np.random.Generator | None) -> list[list[int]]:
    """Indices in batches of similar length; with a generator shuffled, so that every epoch differs."""
    order = np.arange(len(lengths))
    if rng is not None:
        noise = rng.uniform(0.85, 1.15, len(lengths))
        order = np.argsort(np.array(lengths) * noise, kind="stable")
    else:
        order = np.argsort(np.array(lengths), kind="stable")
    batches = [order[i : i + size].tolist() for i in range(0, len(order), size)]
    if rng is not None:
        rng.shuffle(batches)
    return batches


def batches(
    ids: Sequence[Sequence[int]],
    gold: Targets,
    size: int,
    pad: int,
    maximum: int,
    rng: np.random.Generator | None = None,
    device: torch.device | None = None,
) -> Iterator[Batch]:
    """Padded token ids [b, l], attention mask [b, l] and gold labels of each batch, on the device."""
    for index in length_sorted_batches([len(i) for i in ids], size, rng):
        tokens, mask = padded([ids[i][:maximum] for i in index], pad, device)
        yield tokens, mask, {name: torch.from_numpy(values[index]).to(device) for name, values in gold.items()}


def padded(rows: Sequence[Sequence[int]], pad: int, device: torch.device | None) -> tuple[Tensor, Tensor]:
    """Token ids of the rows as one tensor [b, l], and its attention mask."""
    width = max(map(len, rows))
    tokens = torch.tensor([[*row, *[pad] * (width - len(row))] for row in rows], device=device)
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows], device=device)
    return tokens, mask
