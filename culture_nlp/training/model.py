"""The multi-task network: one encoder, label-wise attention, one pole network shared by all labels.

Presence of a theme comes from label-wise attention over the tokens (Mullenbach et al. 2018, CAML); the pole
from one small network shared by all themes, trained only where the theme is present, so that negation and
irony are learned once and not forty-four times.
"""

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn

OUTPUTS = (
    "theme",
    "theme_pole",
    "facet",
    "facet_pole",
    "sentiment",
    "sentiment_label",
    "evidence",
    "level",
    "embedding",
)
"""Names of the outputs, in the order the exported model returns them: logits, and the mean of the last states."""


class LabelAttention(nn.Module):
    """One attended vector per label: [batch, tokens, hidden] -> [batch, labels, hidden]."""

    def __init__(self, hidden: int, labels: int) -> None:
        super().__init__()
        self.key = nn.Linear(hidden, hidden)
        self.query = nn.Parameter(torch.randn(labels, hidden) / math.sqrt(hidden))

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        scores = torch.tanh(self.key(states)) @ self.query.T
        scores = scores.masked_fill(mask.unsqueeze(-1) == 0, -1e4)
        return torch.softmax(scores, dim=1).transpose(1, 2) @ states


class PoleNetwork(nn.Module):
    """Negative and positive logit of each label, by one network for all: [batch, labels, hidden] -> [..., 2]."""

    def __init__(self, hidden: int, labels: int, dropout: float) -> None:
        super().__init__()
        self.label = nn.Parameter(torch.randn(labels, hidden) * 0.02)
        self.inner = nn.Linear(3 * hidden, hidden)
        self.dropout = nn.Dropout(dropout)
        self.outer = nn.Linear(hidden, 2)

    def forward(self, attended: Tensor, whole: Tensor) -> Tensor:
        label = self.label.expand(attended.shape[0], -1, -1)
        whole = whole.unsqueeze(1).expand(-1, attended.shape[1], -1)
        inner = nn.functional.gelu(self.inner(torch.cat([attended, whole, label], dim=-1)))
        logits: Tensor = self.outer(self.dropout(inner))
        return logits


class CultureModel(nn.Module):
    """Encoder and all heads; returns the outputs named in :data:`OUTPUTS`.

    Shapes for a batch of b: theme [b, t], theme_pole [b, t, 2], facet [b, f], facet_pole [b, f, 2],
    sentiment [b, 5], sentiment_label [b, 4], evidence [b], level [b, 5], embedding [b, hidden].
    """

    def __init__(self, encoder: nn.Module, themes: int, facets: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        hidden = int(encoder.config.hidden_size)
        self.themes, self.facets = themes, facets
        self.attention = LabelAttention(hidden, themes + facets + 1)
        self.presence = nn.Parameter(torch.randn(themes + facets, hidden) * 0.02)
        self.presence_bias = nn.Parameter(torch.full((themes + facets,), -2.0))
        self.pole = PoleNetwork(hidden, themes + facets, dropout)
        self.dropout = nn.Dropout(dropout)
        self.whole = nn.Linear(2 * hidden, 5 + 4 + 1 + 5)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> dict[str, Tensor]:
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        states = self.dropout(states)
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1)
        attended = self.attention(states, attention_mask)
        labels, whole = attended[:, :-1], attended[:, -1]
        presence = (labels * self.presence).sum(-1) + self.presence_bias
        pole = self.pole(labels, whole)
        rest = self.whole(torch.cat([whole, mean], dim=-1))
        return {
            "theme": presence[:, : self.themes],
            "theme_pole": pole[:, : self.themes],
            "facet": presence[:, self.themes :],
            "facet_pole": pole[:, self.themes :],
            "sentiment": rest[:, :5],
            "sentiment_label": rest[:, 5:9],
            "evidence": rest[:, 9],
            "level": rest[:, 10:15],
            "embedding": mean,
        }


def loss(out: Mapping[str, Tensor], gold: Mapping[str, Tensor], positive_weight: float) -> Tensor:
    """Sum of the heads' losses; poles only where the label is present, the level only where there is evidence."""
    parts = []
    for name, weight in (("theme", 8.0), ("facet", 3.0)):
        poles = gold[name + "s"]
        present = poles.amax(-1)
        parts.append(weight * _binary(out[name], present, positive_weight))
        if present.any():
            where = present > 0
            parts.append(weight / 8 * 1.5 * _binary(out[name + "_pole"][where], poles[where], 1.0))
    parts.append(0.6 * nn.functional.cross_entropy(out["sentiment"], gold["sentiment"]))
    parts.append(0.4 * nn.functional.cross_entropy(out["sentiment_label"], gold["sentiment_label"]))
    parts.append(0.6 * _binary(out["evidence"], gold["evidence"], 1.5))
    if (gold["level"] >= 0).any():
        parts.append(0.4 * nn.functional.cross_entropy(out["level"], gold["level"], ignore_index=-1))
    return torch.stack(parts).sum()


def _binary(logits: Tensor, gold: Tensor, positive_weight: float) -> Tensor:
    weight = torch.tensor(positive_weight, device=logits.device)
    return nn.functional.binary_cross_entropy_with_logits(logits, gold.to(logits.dtype), pos_weight=weight)
