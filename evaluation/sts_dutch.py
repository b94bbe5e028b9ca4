"""Does the encoder still know which Dutch sentences mean the same? Spearman correlation on STS-b Dutch.

The test set (stsb_multi_mt, 1,379 pairs: sentence, sentence, score) is not part of the repository; give its CSV.
The interval is a bootstrap over pairs (percentile, 2,000 resamples).
"""

import argparse
import csv
import json
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr
from sentence_transformers import SentenceTransformer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoder", help="folder or Hugging Face name")
    parser.add_argument("csv", type=Path)
    parser.add_argument("--prefix", default="query: ")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with options.csv.open(encoding="utf-8", newline="") as file:
        rows = [(a, b, float(s)) for a, b, s in csv.reader(file)]
    model = SentenceTransformer(options.encoder, device="cpu")
    left, right = (
        model.encode([options.prefix + row[i] for row in rows], batch_size=64, normalize_embeddings=True)
        for i in (0, 1)
    )
    cosine, gold = (left * right).sum(axis=1), np.array([row[2] for row in rows])
    rng = np.random.default_rng(options.seed)
    samples = [rng.integers(0, len(rows), len(rows)) for _ in range(2000)]
    values = [spearmanr(cosine[s], gold[s]).statistic for s in samples]
    result = {
        "question": __doc__.split("\n")[0],
        "data": options.csv.name,
        "n": len(rows),
        "seed": options.seed,
        "spearman": round(float(spearmanr(cosine, gold).statistic), 4),
        "interval": [round(float(v), 4) for v in np.percentile(values, [2.5, 97.5])],
        "method": "percentile bootstrap over pairs, 2,000 resamples",
        "vocabulary": len(model.tokenizer),
    }
    text = json.dumps(result, indent=2)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
