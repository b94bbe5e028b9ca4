"""Scoring: units in, calibrated probabilities out, with ONNX Runtime and nothing from the network."""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from culture_nlp.errors import BundleError
from culture_nlp.records import PoleScores, Safety, ScoredUnit, Sentiment, SentimentLabel, Unit
from culture_nlp.score.bundle import Bundle, read_bundle
from culture_nlp.score.inputs import encode
from culture_nlp.score.ngrams import FILE as NGRAMS
from culture_nlp.score.ngrams import NgramModel
from culture_nlp.score.own_theme import OwnTheme, Readings, check_fit, check_id
from culture_nlp.score.probabilities import Array, Probabilities, probabilities
from culture_nlp.score.quantification import Quantification

SENTIMENT_LABELS: tuple[SentimentLabel, ...] = ("negative", "neutral", "positive", "mixed")
_SCALE = np.arange(-2, 3)


class Scorer(Protocol):
    """Whatever turns units into scored units: same order, same length, deterministic, the text not kept."""

    model_version: str
    quantification: Quantification | None

    def score(self, units: Sequence[Unit]) -> list[ScoredUnit]:
        """Score units; the result does not depend on which other units are scored with them."""
        ...


class OnnxScorer:
    """Scores with a bundle. Safe to share between threads.

    Texts are run one by one, spread over threads: on a processor this loses nothing against padded batches, and
    makes a unit's scores independent of its neighbours, which dynamic int8 quantisation of a batch would not.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self.bundle: Bundle = read_bundle(folder)
        self.model_version = self.bundle.label
        self.quantification = self.bundle.quantification
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._ngrams = NgramModel(folder / NGRAMS) if NGRAMS in self.bundle.files else None
        self._threads = threads or os.cpu_count() or 1
        self.own_themes: tuple[OwnTheme, ...] = ()

    def add(self, theme: OwnTheme) -> None:
        """From now on score a theme of the organisation's own too, under its id.

        Raises:
            BundleError: it was made for another bundle.
            TaxonomyError: its id is in use.
        """
        check_id(theme.id, {*self.bundle.themes, *(t.id for t in self.own_themes)})
        check_fit(theme, self.bundle)
        self.own_themes += (theme,)

    def score(self, units: Sequence[Unit]) -> list[ScoredUnit]:
        """Score units, in their order; identical inputs are run once."""
        if not units:
            return []
        p = self.probabilities(units)
        return [self._scored(unit, p, row) for row, unit in enumerate(units)]

    def probabilities(self, units: Sequence[Unit]) -> Probabilities:
        """The same as arrays, n units in the first dimension."""
        outputs = self.logits(units)
        found = probabilities(outputs, self.bundle.calibration)
        if not self.own_themes:
            return found
        readings = self.readings(units, outputs)
        return replace(found, own={theme.id: theme.poles(readings) for theme in self.own_themes})

    def readings(self, units: Sequence[Unit], outputs: Mapping[str, Array] | None = None) -> Readings:
        """What heads of own themes read of units; ``outputs``, what :meth:`logits` gave, saves running the network.

        Raises:
            BundleError: the bundle is of before own themes.
        """
        if "embedding" not in self._outputs or self._ngrams is None:
            raise BundleError(
                f"{self.bundle.label!r} cannot take themes of your own: it has no embeddings or no n-grams. "
                "Use a newer bundle, or make one with `culture-nlp train --reuse`."
            )
        bare = np.array([not (unit.question or unit.heading) for unit in units])
        return Readings.of(outputs or self.logits(units), self._ngrams.sketches(units), bare)

    def logits(self, units: Sequence[Unit]) -> dict[str, Array]:
        """Uncalibrated outputs of the network and, as ``ngrams``, of the n-gram model, n units in each."""
        keys = [tuple(encoding.ids) for encoding in encode(self._tokenizer, units)]
        unique = sorted(set(keys), key=len, reverse=True)
        with ThreadPoolExecutor(self._threads) as pool:
            outputs = dict(zip(unique, pool.map(self._run, unique), strict=True))
        found = {name: np.concatenate([outputs[key][i] for key in keys]) for i, name in enumerate(self._outputs)}
        return found | ({"ngrams": self._ngrams.logits(units)} if self._ngrams else {})

    def _run(self, ids: tuple[int, ...]) -> list[Array]:
        tokens = np.array([ids], dtype=np.int64)
        outputs: list[Array] = self._session.run(
            self._outputs, {"input_ids": tokens, "attention_mask": np.ones_like(tokens)}
        )
        return outputs

    def _scored(self, unit: Unit, p: Probabilities, row: int) -> ScoredUnit:
        return ScoredUnit(
            id=unit.id,
            kind=unit.kind,
            team=unit.team,
            respondent=unit.respondent,
            round=unit.round,
            session=unit.session,
            participants=unit.participants,
            themes=_poles(self.bundle.themes, p.themes[row]) | _poles(list(p.own), [v[row] for v in p.own.values()]),
            sentiment=Sentiment(
                value=float(p.sentiment[row] @ _SCALE),
                label=SENTIMENT_LABELS[int(p.sentiment_label[row].argmax())],
                probabilities=dict(zip(SENTIMENT_LABELS, map(float, p.sentiment_label[row]), strict=True)),
            ),
            safety=Safety(
                evidence=float(p.evidence[row]),
                level=float(p.level[row] @ _SCALE),
                facets=_poles(self.bundle.facets, p.facets[row]),
            ),
        )


def _poles(ids: Sequence[str], values: Array | Sequence[Array]) -> dict[str, PoleScores]:
    return {label: PoleScores(float(v[0]), float(v[1])) for label, v in zip(ids, values, strict=True)}
