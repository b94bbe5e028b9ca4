"""Which figures does the README quote? Writes them from results and from the program itself, between its markers.

    python evaluation/write_readme.py          # after evaluation/shipped_model.py

``tests/test_readme.py`` fails where the README says something else.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from culture_nlp.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
SHOWN = {
    "theme_pole_micro_f1": "theme × pole, micro-F1",
    "no_theme_f1": "no theme, F1",
    "sentiment_kappa": "sentiment, kappa",
    "evidence_f1": "safety evidence, F1",
    "facet_pole_micro_f1": "facet × pole, micro-F1",
}
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


def settings_table() -> str:
    """Every setting with its variable, default and help."""
    lines = ["| variable | default | |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else f"`{field.default}`"
        lines.append(f"| `{PREFIX}{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines)


def demo() -> str:
    """What ``culture-nlp demo`` prints, the first and last lines."""
    command = [sys.executable, "-c", "from culture_nlp.cli.main import run; run()", "demo"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"COLUMNS": "100"})
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "```text\n" + "\n".join(lines) + "\n```"


def fill(text: str, marker: str, content: str) -> str:
    """Replace what stands between ``<!-- marker -->`` and ``<!-- /marker -->``."""
    pattern = re.compile(rf"(<!-- {marker} -->\n).*?(<!-- /{marker} -->)", re.DOTALL)
    return pattern.sub(lambda m: f"{m[1]}{content}\n{m[2]}", text)


def main() -> None:
    text = README.read_text(encoding="utf-8")
    for marker, content in (("figures", figures()), ("settings", settings_table()), ("demo", demo())):
        text = fill(text, marker, content)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
