"""Logits of a network for units, as numpy arrays in the units' order."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from culture_nlp.records import Unit
from culture_nlp.score.inputs import MAXIMUM_TOKENS
from culture_nlp.training.batches import length_sorted_batches, padded, token_ids
from culture_nlp.training.model import OUTPUTS, CultureModel

Logits = dict[str, npt.NDArray[np.float32]]


@torch.no_grad()
def predict(model: CultureModel, tokenizer: Tokenizer, units: Sequence[Unit], size: int = 64) -> Logits:
    """All outputs named in :data:`culture_nlp.training.model.OUTPUTS`, n units in the first dimension.

    Computed where the model is.
    """
    model.eval()
    device = next(model.parameters()).device
    ids = token_ids(tokenizer, units)
    pad = tokenizer.token_to_id("<pad>") or 0
    parts: dict[str, list[npt.NDArray[np.float32]]] = {name: [] for name in OUTPUTS}
    order: list[int] = []
    for index in length_sorted_batches([len(i) for i in ids], size, None):
        out = model(*padded([ids[i][:MAXIMUM_TOKENS] for i in index], pad, device))
        order.extend(index)
        for name in OUTPUTS:
            parts[name].append(out[name].float().cpu().numpy())
    back = np.argsort(np.array(order))
    return {name: np.concatenate(values)[back] for name, values in parts.items()}
