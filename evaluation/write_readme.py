"""Which figures does the README quote? Writes them from results and from the program itself, between its markers.

Writes ``docs/release.schema.json`` too.

    python evaluation/write_readme.py          # after evaluation/shipped_model.py

``tests/test_readme.py`` fails where the README says something else.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from culture_nlp.publish import release_schema
from culture_nlp.settings import PREFIX, Settings
from culture_nlp.taxonomy import load_taxonomy

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
SCHEMA = ROOT / "docs" / "release.schema.json"
SHOWN = {
    "theme_pole_micro_f1": "theme × pole, micro-F1",
    "no_theme_f1": "no theme, F1",
    "sentiment_kappa": "sentiment, kappa",
    "evidence_f1": "safety evidence, F1",
    "facet_pole_micro_f1": "facet × pole, micro-F1",
}
DEMO_LINES = 36
GROUPS = ("all", "vivid answers", "plain answers", "natural frequencies", "retro", "Flemish")


def figures() -> str:
    """Table of the shipped model's quality, one row a group of test units."""
    groups = json.loads((ROOT / "evaluation/results/shipped_model.json").read_text(encoding="utf-8"))["groups"]
    lines = ["| test units | n | " + " | ".join(SHOWN.values()) + " |", "|---" * (len(SHOWN) + 2) + "|"]
    for group in GROUPS:
        cells = []
        for name in SHOWN:
            measure = groups[group]["measures"][name]
            low, high = measure["interval"]
            cells.append(f"{measure['value']:.2f} ({low:.2f}–{high:.2f})")
        lines.append(f"| {group} | {groups[group]['units']} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def weakest(count: int = 6) -> str:
    """The themes whose poles are found worst, and the kind of text that is read worst."""
    groups = json.loads((ROOT / "evaluation/results/shipped_model.json").read_text(encoding="utf-8"))["groups"]
    names = {t.id: t.label_en for t in load_taxonomy().themes}
    rows = sorted(groups["all"]["themes"], key=lambda r: r["f1"])[:count]
    listed = "; ".join(f"{names[r['id']]} {r['pole']} {r['f1']:.2f} (n {r['support']})" for r in rows)
    long = groups["sixty words and more"]["measures"]["theme_pole_micro_f1"]["value"]
    return f"Weakest, by F1: {listed}. Rambling answers of sixty words and more: {long:.2f}."


def language_figures() -> str:
    """Share of texts whose language is judged rightly, by length."""
    path = ROOT / "evaluation/results/language_identification.json"
    files = json.loads(path.read_text(encoding="utf-8"))["files"]
    lengths = list(files[0]["rightly judged"])
    lines = ["| texts | " + " | ".join(lengths) + " |", "|---" * (len(lengths) + 1) + "|"]
    for file in files:
        cells = (file["rightly judged"][length] for length in lengths)
        shown = " | ".join(f"{100 * c['value']:.1f} % (n {c['n']})" for c in cells)
        lines.append(f"| {file['data']} ({file['language']}) | {shown} |")
    return "\n".join(lines)


def base_encoder() -> str:
    """How well the pruned base encoder still knows which Dutch sentences mean the same."""
    result = json.loads((ROOT / "evaluation/results/sts_dutch.json").read_text(encoding="utf-8"))
    low, high = result["interval"]
    return (
        f"The base encoder keeps {result['vocabulary']:,} pieces; Spearman correlation on the Dutch STS benchmark test "
        f"({result['n']:,} pairs): {result['spearman']:.3f} ({low:.3f}–{high:.3f})."
    )


def shares() -> str:
    """Errors of shares by method, and the coverage of the product's interval."""
    result = json.loads((ROOT / "evaluation/results/quantification.json").read_text(encoding="utf-8"))
    sizes = sorted({row["people"] for row in result["rows"]})
    lines = ["| mean absolute error, people | " + " | ".join(map(str, sizes)) + " |", "|---" * (len(sizes) + 1) + "|"]
    for method in ("CC", "PCC", "PACC", "EMQ", "pooled"):
        cells = []
        for size in sizes:
            errors = [r["mean_absolute_error"][method] for r in result["rows"] if r["people"] == size]
            cells.append(f"{sum(errors) / len(errors):.3f}")
        lines.append(f"| {method} | " + " | ".join(cells) + " |")
    cover = []
    for size in sizes:
        found = [r["coverage_of_95"] for r in result["rows"] if r["people"] == size]
        cover.append(f"{100 * sum(found) / len(found):.0f} %")
    return "\n".join([*lines, "| coverage of the 95 % interval | " + " | ".join(cover) + " |"])


def readers() -> str:
    """Krippendorff's alpha of the test split."""
    result = json.loads((ROOT / "evaluation/results/agreement.json").read_text(encoding="utf-8"))["test"]
    rows = {"themes × pole": "themes_overall", "facets × pole": "facets_overall", "sentiment": "sentiment"}
    rows |= {"safety evidence": "safety_evidence", "safety level": "safety_level"}
    lines = ["| | Krippendorff's alpha |", "|---|---|"]
    for title, name in rows.items():
        low, high = result[name]["interval"]
        lines.append(f"| {title} | {result[name]['alpha']:.2f} ({low:.2f}–{high:.2f}) |")
    second = result["reader_2_against_adjudicated"]["theme_pole_micro_f1"]["value"]
    tail = (
        f"Reader 2 against the labels decided on: theme × pole micro-F1 {second:.2f}. Both readers are language models."
    )
    return "\n".join([*lines, "", tail])


def settings_table() -> str:
    """Every setting with its variable, default and help."""
    lines = ["| variable | default | |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else f"`{field.default}`"
        lines.append(f"| `{PREFIX}{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines)


def demo() -> str:
    """The beginning of what ``culture-nlp demo`` prints."""
    command = [sys.executable, "-c", "from culture_nlp.cli.main import run; run()", "demo"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"COLUMNS": "100"})
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "```text\n" + "\n".join([*lines[:DEMO_LINES], "…"]) + "\n```"


def schema() -> str:
    """JSON Schema of a release file."""
    return json.dumps(release_schema(), ensure_ascii=False, indent=1) + "\n"


def fill(text: str, marker: str, content: str) -> str:
    """Replace what stands between ``<!-- marker -->`` and ``<!-- /marker -->``."""
    pattern = re.compile(rf"(<!-- {marker} -->\n).*?(<!-- /{marker} -->)", re.DOTALL)
    return pattern.sub(lambda m: f"{m[1]}{content}\n{m[2]}", text)


GENERATED = {
    "figures": figures,
    "weakest": weakest,
    "language": language_figures,
    "shares": shares,
    "readers": readers,
    "base": base_encoder,
    "settings": settings_table,
}
"""Marker -> what stands there; the demo's output is apart, as it takes seconds."""


def main() -> None:
    text = README.read_text(encoding="utf-8")
    for marker, make in GENERATED.items():
        text = fill(text, marker, make())
    text = fill(text, "demo", demo())
    README.write_text(text, encoding="utf-8")
    SCHEMA.write_text(schema(), encoding="utf-8")


if __name__ == "__main__":
    main()
