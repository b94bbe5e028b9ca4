"""How much of what tells who somebody is does de-identification find, and what does it take out for nothing?

As in the Text Anonymization Benchmark (Pilán et al. 2022, doi:10.1162/coli_a_00458): an entity counts as masked only
if all its mentions in the text are masked, each in full but for blanks, marks, articles, prepositions and titles; what
kind the mask says does not matter. Mentions of a kind are of one entity when they are written alike or one is part of
the other. Recall of direct and of quasi-identifiers apart. Intervals: percentiles of 2,000 bootstraps over texts, and
Wilson's over entities; the lower of both lower bounds is held against the target. Precision is over masked tokens.
Only files that nothing was trained or tuned on.

    python evaluation/deidentification.py
"""

import argparse
import hashlib
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from culture_nlp.measure.proportion import share
from culture_nlp.prepare.deidentify import KINDS, Span, deidentify
from culture_nlp.prepare.deidentify.tokens import Token, tokenise
from culture_nlp.training.deidentifier import SEED, split

FOLDER = Path(__file__).resolve().parents[1] / "corpora" / "deidentification"
RESULT = Path(__file__).with_name("results") / "deidentification.json"
DIRECT = frozenset(("name", "address", "phone", "email", "bsn", "rrn", "iban", "plate", "number"))
TARGETS = {"direct": 0.97, "quasi": 0.80, "precision": 0.85}
BOOTSTRAPS = 2_000
IGNORED = frozenset(
    [
        "de",
        "het",
        "een",
        "den",
        "der",
        "van",
        "in",
        "op",
        "te",
        "aan",
        "bij",
        "met",
        "na",
        "sinds",
        "en",
        "of",
        "tot",
        "om",
        "voor",
        "uit",
        "door",
        "over",
        "die",
        "dat",
        "wat",
        "mevrouw",
        "meneer",
        "mw",
        "mevr",
        "dhr",
        "dr",
        "mr",
        "prof",
        "dokter",
        "onze",
        "mijn",
        "zijn",
        "haar",
    ]
)


@dataclass(frozen=True)
class Entity:
    """Somebody or something in a text, and whether all its mentions are masked."""

    text: int
    kind: str
    masked: bool
    backgrounds: tuple[str, ...]
    seen: bool


def covered(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.start and token.end <= span.end for span in spans)


def mention_masked(text: str, mention: dict[str, Any], spans: Sequence[Span]) -> bool:
    """Whether nothing that tells something is left of a mention."""
    inside = [t for t in tokenise(text) if mention["start"] < t.end and t.start < mention["end"]]
    telling = [t for t in inside if t.text[0].isalnum() and t.text.lower() not in IGNORED]
    return all(covered(token, spans) for token in telling or inside)


def words(value: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", value.casefold())) - IGNORED


def entities(number: int, row: dict[str, Any], spans: Sequence[Span], known: set[str]) -> list[Entity]:
    """The entities of one text."""
    groups: list[tuple[str, frozenset[str], list[dict[str, Any]]]] = []
    for mention in row["spans"]:
        key = words(row["text"][mention["start"] : mention["end"]])
        same = next((g for g in groups if g[0] == mention["kind"] and (key <= g[1] or g[1] <= key)), None)
        if same is None:
            groups.append((mention["kind"], key, [mention]))
        else:
            same[2].append(mention)
    return [
        Entity(
            number,
            kind,
            all(mention_masked(row["text"], m, spans) for m in mentions),
            tuple(row["backgrounds"]),
            key <= known,
        )
        for kind, key, mentions in groups
    ]


def with_bootstrap(found: Sequence[Entity], texts: int) -> dict[str, Any]:
    """Recall with Wilson's interval over entities and a bootstrap over texts."""
    result = share(sum(e.masked for e in found), len(found))
    if found:
        totals, masked = np.zeros(texts), np.zeros(texts)
        for entity in found:
            totals[entity.text] += 1
            masked[entity.text] += entity.masked
        picks = np.random.default_rng(SEED).integers(0, texts, (BOOTSTRAPS, texts))
        n = totals[picks].sum(1)
        rates = masked[picks].sum(1)[n > 0] / n[n > 0]
        result["bootstrap"] = [round(float(q), 4) for q in np.quantile(rates, (0.025, 0.975))]
        result["lower bound"] = min(result["interval"][0], result["bootstrap"][0])
    return result


def by(found: Sequence[Entity], keys: Callable[[Entity], Iterable[str]]) -> dict[str, Any]:
    groups: dict[str, list[Entity]] = defaultdict(list)
    for entity in found:
        for key in keys(entity):
            groups[key].append(entity)
    return {key: share(sum(e.masked for e in groups[key]), len(groups[key])) for key in sorted(groups)}


def precision(rows: Sequence[dict[str, Any]], masks: Sequence[Sequence[Span]]) -> dict[str, Any]:
    """Of the masked words how many were marked; in texts without any mark how many words were masked."""
    right = total = wrong_clean = clean = texts_hit = texts_clean = 0
    kinds: dict[str, list[bool]] = defaultdict(list)
    for row, spans in zip(rows, masks, strict=True):
        hits = 0
        for token in tokenise(row["text"]):
            if not token.text[0].isalnum() or token.text.lower() in IGNORED:
                continue
            is_masked = covered(token, spans)
            is_marked = any(s["start"] < token.end and token.start < s["end"] for s in row["spans"])
            total, right = total + is_masked, right + (is_masked and is_marked)
            hits += is_masked
            if is_masked:
                kind = next(span.kind for span in spans if span.start <= token.start < span.end)
                kinds[kind].append(is_marked)
            clean += not row["spans"]
        if not row["spans"]:
            wrong_clean, texts_clean, texts_hit = wrong_clean + hits, texts_clean + 1, texts_hit + (hits > 0)
    return {
        "masked words that were marked": share(right, total),
        "by kind of mask": {kind: share(sum(kinds[kind]), len(kinds[kind])) for kind in KINDS if kind in kinds},
        "words masked in texts without marks": share(wrong_clean, clean),
        "texts without marks in which something is masked": share(texts_hit, texts_clean),
    }


def measure(training: Sequence[Path], files: Sequence[Path]) -> dict[str, Any]:
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    known_rows = [json.loads(line) for file in training for line in file.read_text(encoding="utf-8").splitlines()]
    known = {
        w
        for r in known_rows
        for s in r["spans"]
        if s["kind"] == "name"
        for w in words(r["text"][s["start"] : s["end"]])
    }
    deidentify("Even warmlopen.")
    begin = time.perf_counter()
    masks = [deidentify(row["text"]).spans for row in rows]
    seconds = time.perf_counter() - begin
    found = [e for i, (row, spans) in enumerate(zip(rows, masks, strict=True)) for e in entities(i, row, spans, known)]
    direct = [e for e in found if e.kind in DIRECT]
    quasi = [e for e in found if e.kind not in DIRECT]
    names = [e for e in found if e.kind == "name"]
    return {
        "texts": len(rows),
        "recall": {"direct": with_bootstrap(direct, len(rows)), "quasi": with_bootstrap(quasi, len(rows))},
        "recall by kind": by(found, lambda e: [e.kind]),
        "recall of names by background of the names in the text": by(names, lambda e: e.backgrounds),
        "recall of names": by(names, lambda e: ["seen in training" if e.seen else "not seen in training"]),
        "precision": precision(rows, masks),
        "texts a second": round(len(rows) / seconds, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=RESULT)
    options = parser.parse_args()
    training, held_out = split(FOLDER)
    measured = measure(training, held_out)
    reached = {
        "direct": measured["recall"]["direct"]["lower bound"] >= TARGETS["direct"],
        "quasi": measured["recall"]["quasi"]["value"] >= TARGETS["quasi"],
        "precision": measured["precision"]["masked words that were marked"]["value"] >= TARGETS["precision"],
    }
    document = {
        "question": __doc__.split("\n")[0],
        "held out": [file.name for file in held_out],
        "data": hashlib.sha256(b"".join(file.read_bytes() for file in held_out)).hexdigest(),
        "seed": SEED,
        "targets": TARGETS,
        "reached": reached,
        **measured,
    }
    options.out.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
