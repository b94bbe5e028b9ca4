"""How good is a theme of one's own after 8, 16, 32 or 64 examples?

Every third theme of the taxonomy is taken for new: examples are drawn from training units, half of each pole, five
times; other training units, some about the theme among them, are the background; the head is measured on test units.
The encoder should never have seen the theme's labels, which only some encoders can say:

base      the encoder before any annotated unit: honest, and the least that a bundle will do. The feeling of a unit,
          which tells the pole, is a regression on its embeddings, learned from sentiment labels alone
held-out  a run that was trained without the labels of these themes: honest, and what to expect of a new theme
          (``--run FOLDER``; ``--write-corpus FOLDER`` writes the units to train it on)
shipped   the bundle that is released, which was trained on these very themes: an upper bound, no promise

Intervals are bootstraps over writers of the test units, of the mean over the five draws.

    python evaluation/own_themes.py
    python evaluation/own_themes.py --write-corpus runs/held-out-units
    culture-nlp train runs/held-out-units --run runs/held-out --out runs/held-out-bundle
    python evaluation/own_themes.py --encoders held-out --run runs/held-out
"""

import argparse
import json
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from transformers import AutoModel, AutoTokenizer

from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, read_units, split_by_writer, targets, writers_of
from culture_nlp.measure.bootstrap import resamples
from culture_nlp.records import Unit
from culture_nlp.score.bundle import shipped_bundle
from culture_nlp.score.ngrams import FILE as NGRAMS
from culture_nlp.score.own_theme import Readings
from culture_nlp.score.probabilities import Calibration, Thresholds, given
from culture_nlp.score.scorer import OnnxScorer
from culture_nlp.taxonomy import load_taxonomy
from culture_nlp.training.background import SIZE, Background
from culture_nlp.training.export import export_onnx, quantise, write_bundle
from culture_nlp.training.model import CultureModel
from culture_nlp.training.own_theme_training import PRIOR, Examples, Head, fit_head
from culture_nlp.training.trainer import Trained, load_trained

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT / "corpora"
RESULT = ROOT / "evaluation" / "results" / "own_themes.json"
BASE = ROOT / "models" / "base" / "e5-small-nl"
TAXONOMY = load_taxonomy()
HELD_OUT = TAXONOMY.theme_ids[::3]
EXAMPLES = (8, 16, 32, 64)
DRAWS = 5
RESAMPLES = 200
UNITS = {"training": 2000, "development": 300, "test": 1200}
MIXED = 0.7
"""The weaker pole counts from this share of the stronger one, as in the shipped bundle."""
PARTS = ("negative", "positive", "present")

Array = npt.NDArray[Any]
Samples = dict[str, list[AnnotatedUnit]]


@dataclass(frozen=True, slots=True)
class Read:
    """What one encoder reads of the samples, and of the descriptions of all themes.

    ``bare``: the training units without question and heading; ``contexts`` are these.
    """

    training: Readings
    development: Readings
    test: Readings
    bare: Readings
    descriptions: Readings
    contexts: list[str | None]


def samples(seed: int = 0) -> Samples:
    """Units of the three splits, by chance."""
    units = read_units([CORPORA / "seed", CORPORA / "units"], TAXONOMY)
    lists = CORPORA / "splits.toml"
    splits = split_by_writer(units, writers_of(lists, "development"), writers_of(lists, "test"))
    for members in splits:
        random.Random(seed).shuffle(members)
    return {name: members[:size] for members, (name, size) in zip(splits, UNITS.items(), strict=True)}


def read(scorer: OnnxScorer, of: Samples) -> Read:
    """Run an encoder over everything that is needed."""
    descriptions = [Unit("", theme.definition_nl, "survey", (), None) for theme in TAXONOMY.themes]
    bare = [replace(u.unit(), question=None, heading=None) for u in of["training"]]
    splits = ([u.unit() for u in part] for part in of.values())
    contexts = [u.question or u.heading for u in of["training"]]
    return Read(*(scorer.readings(units) for units in (*splits, bare, descriptions)), contexts)


def exported(trained: Trained, folder: Path) -> OnnxScorer:
    """A network as the product runs it; its n-grams weighted as the shipped bundle does, by document frequency."""
    run = replace(trained, folder=folder)
    (folder / NGRAMS).write_bytes((shipped_bundle() / NGRAMS).read_bytes())
    write_bundle(
        run,
        quantise(export_onnx(trained.model, folder / "fp32.onnx"), folder / "int8.onnx"),
        folder / "bundle",
        version="",
        base="",
        calibration=Calibration(),
        thresholds=Thresholds(),
        quantification=None,
        taxonomy=TAXONOMY,
        trained_on={},
    )
    return OnnxScorer(folder / "bundle")


def base_encoder(of: Samples) -> Read:
    """The base encoder by mean pooling, with feelings from a regression on sentiment labels."""
    encoder = AutoModel.from_pretrained(BASE, attn_implementation="eager")
    model = CultureModel(encoder, len(TAXONOMY.themes), len(TAXONOMY.facets)).eval()
    trained = Trained(model, AutoTokenizer.from_pretrained(BASE).backend_tokenizer, BASE)
    with tempfile.TemporaryDirectory() as folder:
        return with_feelings(read(exported(trained, Path(folder)), of), of)


def with_feelings(found: Read, of: Samples) -> Read:
    """Log probabilities of sentiment classes from embeddings; of training units by models that did not see them."""
    gold = targets(of["training"], TAXONOMY)
    feelings: dict[str, list[Array]] = {"training": [], "development": [], "test": []}
    x = found.training.embedding
    for name in ("sentiment", "sentiment_label"):
        model = LogisticRegression(C=100, max_iter=500).fit(x, gold[name])
        feelings["training"].append(cross_val_predict(model, x, gold[name], cv=5, method="predict_log_proba"))
        for split in ("development", "test"):
            feelings[split].append(model.predict_log_proba(getattr(found, split).embedding))
    parts = {s: replace(getattr(found, s), feeling=np.concatenate(f, axis=1)) for s, f in feelings.items()}
    return replace(found, **parts)


def drawn(gold: Array, count: int, rng: np.random.Generator) -> Array:
    """Rows of examples: half of them negative only, half positive only. Gold is [n, 2]."""
    sides = [rng.permutation(np.flatnonzero(gold[:, s] & ~gold[:, 1 - s])) for s in (0, 1)]
    if min(map(len, sides)) < count // 2:
        raise SystemExit(f"fewer than {count // 2} training units of a pole")
    return np.concatenate([side[: count // 2] for side in sides])


def head(found: Read, labels: Array, theme: int, count: int, rng: np.random.Generator) -> Head:
    """A head from ``count`` training units and the description: nothing else is known of the theme."""
    gold = labels["training"][:, theme]
    rows = drawn(gold, count, rng)
    rest = rng.permutation(np.setdiff1d(np.arange(len(gold)), rows))[:SIZE]
    others = np.delete(labels["development"], theme, axis=1).astype(float)
    background = Background.of(found.training.take(rest), found.bare.take(rest), found.development.feeling, others)
    description = found.descriptions.take(np.array([theme]))
    contexts = [found.contexts[row] for row in rows]
    examples = Examples.of(found.training.take(rows), found.bare.take(rows), contexts, gold[rows])
    return fit_head(background, examples, description, PRIOR, MIXED)


def judged(made: Head, test: Readings, gold: Array, weights: Array) -> dict[str, Array]:
    """F1 and AUPRC of both poles and of presence under each row of unit weights: each [resamples, 3]."""
    present = expit(made.present(test))
    p = present[:, None] * expit(np.stack([made.negative(test), made.positive(test)], axis=1))
    found = given(p, made.threshold, MIXED)
    columns = [(p[:, s], found[:, s], gold[:, s]) for s in (0, 1)]
    columns.append((present, found.any(axis=1), gold.any(axis=1)))
    return {
        "f1": np.stack([2 * (weights @ (g & y)) / (weights @ (1.0 * g + y)) for _, g, y in columns], axis=1),
        "auprc": np.stack([average_precision(q, y, weights) for q, _, y in columns], axis=1),
        "precision": np.stack([weights @ (g & y) / np.maximum(weights @ g, 1) for _, g, y in columns], axis=1),
        "recall": np.stack([weights @ (g & y) / np.maximum(weights @ y, 1) for _, g, y in columns], axis=1),
    }


def average_precision(p: Array, gold: Array, weights: Array) -> Array:
    """Area under the precision-recall curve, for each row of unit weights [r, n]."""
    order = np.argsort(-p, kind="stable")
    hits = weights[:, order] * gold[order]
    precision = np.cumsum(hits, axis=1) / np.maximum(np.cumsum(weights[:, order], axis=1), 1)
    return np.asarray((hits * precision).sum(axis=1) / np.maximum(hits.sum(axis=1), 1))


def cell(values: Array) -> dict[str, Any]:
    """Value and interval from the units as they are (first) and the resamples (others)."""
    low, high = np.percentile(values[1:], [2.5, 97.5])
    return {"value": round(float(values[0]), 4), "interval": [round(float(low), 4), round(float(high), 4)]}


def measured(found: Read, of: Samples, themes: Sequence[str], seed: int) -> dict[str, Any]:
    """All figures of one encoder."""
    labels = {name: targets(of[name], TAXONOMY)["themes"] > 0 for name in UNITS}
    writers = [u.writer or u.id for u in of["test"]]
    counts = [np.bincount(s, minlength=len(writers)) for s in resamples(writers, seed, RESAMPLES)]
    weights = np.array([np.ones(len(writers)), *counts])
    rows, means = [], {}
    for count in EXAMPLES:
        by_theme = []
        for theme in themes:
            column = TAXONOMY.theme_ids.index(theme)
            made = [head(found, labels, column, count, np.random.default_rng((seed, d, column))) for d in range(DRAWS)]
            figures = [judged(h, found.test, labels["test"][:, column], weights) for h in made]
            both = {name: np.array([f[name] for f in figures]) for name in figures[0]}
            by_theme.append(both)
            rows.append({"examples": count, "theme": theme, **_row(made, both, labels["test"][:, column])})
            print(count, theme, {m: rows[-1]["present"][m]["value"] for m in ("f1", "auprc")}, flush=True)
        means[str(count)] = {
            part: {name: cell(np.mean([b[name].mean(axis=0)[:, i] for b in by_theme], axis=0)) for name in by_theme[0]}
            for i, part in enumerate(PARTS)
        }
    return {"means": means, "themes": rows}


def _row(made: list[Head], both: dict[str, Array], gold: Array) -> dict[str, Any]:
    support = [*gold.sum(axis=0), gold.any(axis=1).sum()]
    parts = {
        part: {
            "support": int(support[i]),
            **{name: cell(values.mean(axis=0)[:, i]) for name, values in both.items()},
            "f1_by_draw": [round(float(v), 4) for v in both["f1"][:, 0, i]],
        }
        for i, part in enumerate(PARTS)
    }
    told = {
        "threshold": float(np.mean([h.threshold for h in made])),
        "recall_when_left_out": float(np.mean([h.check.recall for h in made])),
        "false_alarms_on_background": float(np.mean([h.check.false_alarms for h in made])),
    }
    return parts | {name: round(value, 4) for name, value in told.items()}


def write_corpus(folder: Path, themes: Sequence[str]) -> None:
    """All units without the labels of the held-out themes, to train a run on."""
    folder.mkdir(parents=True, exist_ok=True)
    units = read_units([CORPORA / "seed", CORPORA / "units"], TAXONOMY)
    with (folder / "units.jsonl").open("w", encoding="utf-8") as out:
        for unit in units:
            kept = {theme: pole for theme, pole in unit.themes.items() if theme not in themes}
            out.write(unit.model_copy(update={"themes": kept}).model_dump_json() + "\n")


def encoder(name: str, of: Samples, options: argparse.Namespace) -> tuple[dict[str, Any], Read]:
    """What an encoder is, and what it reads."""
    if name == "base":
        return {"encoder": BASE.name, "saw the themes": False}, base_encoder(of)
    if name == "held-out":
        if options.run is None:
            raise SystemExit("--encoders held-out needs --run")
        with tempfile.TemporaryDirectory() as folder:
            found = read(exported(load_trained(options.run, TAXONOMY), Path(folder)), of)
        return {"encoder": options.run.name, "saw the themes": False}, found
    scorer = OnnxScorer(options.bundle or shipped_bundle())
    return {"encoder": scorer.model_version, "saw the themes": True}, read(scorer, of)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoders", nargs="+", choices=("base", "held-out", "shipped"), default=["base", "shipped"])
    parser.add_argument("--run", type=Path, help="run folder of the encoder held-out")
    parser.add_argument("--bundle", type=Path, help="another bundle than the shipped one")
    parser.add_argument("--held-out", default=",".join(HELD_OUT), help="theme ids taken for new, comma between")
    parser.add_argument("--write-corpus", type=Path, metavar="FOLDER", help="write units without these themes and stop")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=RESULT)
    options = parser.parse_args()
    themes = options.held_out.split(",")
    if options.write_corpus:
        write_corpus(options.write_corpus, themes)
        return
    of = samples()
    document: dict[str, Any] = {
        "question": __doc__.split("\n")[0],
        "themes": themes,
        "draws": DRAWS,
        "seed": options.seed,
        "prior": PRIOR,
        "splits": {n: {"units": len(of[n]), "sha256": data_hash(of[n])} for n in UNITS},
        "interval_method": f"95 % percentile bootstrap over writers of the mean over draws, {RESAMPLES} resamples",
        "encoders": {},
    }
    if options.out.exists():
        earlier = json.loads(options.out.read_text(encoding="utf-8"))
        if all(earlier[k] == document[k] for k in ("themes", "splits", "seed", "draws")):
            document["encoders"] = earlier["encoders"]
    for name in options.encoders:
        about, found = encoder(name, of, options)
        document["encoders"][name] = about | measured(found, of, themes, options.seed)
        options.out.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
