"""Loss and quality per epoch: ``curves.jsonl`` to read and ``curves.svg`` to look at."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

FILE: Final = "curves.jsonl"
PLOT: Final = "curves.svg"
QUALITY: Final = "theme_pole_micro_f1"
"""The measure on the development units that tells which epoch is best."""

Line = dict[str, float]
"""One epoch: ``epoch``, ``loss``, ``seconds`` and the measures on the development units."""


def best_epoch(curve: Sequence[Line]) -> int:
    """The first of the epochs with the highest quality, counted from 1; 0 before the first."""
    return 1 + max(range(len(curve)), key=lambda i: curve[i][QUALITY]) if curve else 0


def minutes(curve: Sequence[Line]) -> float:
    """How long the epochs took."""
    return sum(line["seconds"] for line in curve) / 60


def write_curve(folder: Path, curve: Sequence[Line]) -> None:
    """Write both files anew."""
    (folder / FILE).write_text("".join(json.dumps(line) + "\n" for line in curve), encoding="utf-8")
    (folder / PLOT).write_text(plot(curve), encoding="utf-8")


def read_curve(folder: Path) -> list[Line]:
    """The epochs of a run folder; none where it has no curve."""
    path = folder / FILE
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def plot(curve: Sequence[Line]) -> str:
    """Two panels over the epochs as SVG: mean training loss from 0 to its maximum, development F1 from 0 to 1."""
    loss, quality = [line["loss"] for line in curve], [line[QUALITY] for line in curve]
    panels = _panel("training loss", loss, max(loss, default=1.0), 0)
    panels += _panel("development F1, theme x pole", quality, 1.0, 320)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 240" font-family="sans-serif">{panels}</svg>\n'


def _panel(title: str, values: Sequence[float], top: float, left: int) -> str:
    """One line in a frame of 250 x 160, its highest possible value and its last value written out."""
    step = 250 / max(1, len(values) - 1)
    points = [(left + 50 + i * step, 200 - 160 * value / (top or 1.0)) for i, value in enumerate(values)]
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#1f5f8b"/>' for x, y in points)
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    last = f"epoch {len(values)}: {values[-1]:.3f}" if values else ""
    return (
        f'<rect x="{left + 50}" y="40" width="250" height="160" fill="none" stroke="#999"/>'
        f'<text x="{left + 50}" y="25" font-size="14">{title}</text>'
        f'<text x="{left + 44}" y="48" font-size="11" text-anchor="end">{top:.2f}</text>'
        f'<text x="{left + 44}" y="200" font-size="11" text-anchor="end">0</text>'
        f'<text x="{left + 300}" y="218" font-size="11" text-anchor="end">{last}</text>'
        f'<polyline points="{line}" fill="none" stroke="#1f5f8b" stroke-width="2"/>{dots}'
    )
