"""How good is the shipped model on units of writers that it never saw?

Runs the int8 bundle on the test split of the corpora, as a whole and per manner, kind and variety, and writes
``evaluation/results/shipped_model.json``. Intervals are bootstraps over writers.

    python evaluation/shipped_model.py
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from culture_nlp.cli.evaluate import judge
from culture_nlp.measure.annotated import AnnotatedUnit, read_units, writers_of
from culture_nlp.taxonomy import load_taxonomy

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
RESULT = Path(__file__).with_name("results") / "shipped_model.json"

Chosen = Callable[[AnnotatedUnit], bool]
GROUPS: dict[str, Chosen] = {
    "all": lambda u: bool(u.id),
    "vivid answers": lambda u: u.id[0] == "s",
    "plain answers": lambda u: u.id[0] in "tu",
    "natural frequencies": lambda u: u.id[0] == "k",
    "survey": lambda u: u.kind == "survey",
    "retro": lambda u: u.kind == "retro",
    "Netherlands Dutch": lambda u: u.variety == "nl-NL",
    "Flemish": lambda u: u.variety == "nl-BE",
    "up to five words": lambda u: len(u.text.split()) <= 5,
    "sixty words and more": lambda u: len(u.text.split()) >= 60,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="test")
    parser.add_argument("--out", type=Path, default=RESULT)
    options = parser.parse_args()
    taxonomy = load_taxonomy()
    writers = writers_of(CORPORA / "splits.toml", options.split)
    units = [u for u in read_units([CORPORA / "seed", CORPORA / "units"], taxonomy) if u.writer in writers]
    document = {"question": __doc__.split("\n")[0], "split": options.split, "groups": {}}
    for name, chosen in GROUPS.items():
        found = judge([u for u in units if chosen(u)], taxonomy, None, None, seed=0)
        if name != "all":
            del found["themes"], found["facets"]
        document["groups"][name] = found
        print(f"{name}: {found['units']} units, {found['measures']['theme_pole_micro_f1']}")
    options.out.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
