"""The model card (Mitchell et al. 2019), written from an evaluation; no figure is typed by hand."""

from typing import Any

from culture_nlp.taxonomy import Taxonomy

_NAMES = {
    "theme_pole_micro_f1": "theme × pole, micro-F1",
    "theme_pole_macro_f1": "theme × pole, macro-F1",
    "theme_micro_f1": "theme whatever its pole, micro-F1",
    "no_theme_f1": "no theme, F1",
    "sentiment_kappa": "sentiment, quadratically weighted kappa",
    "sentiment_label_macro_f1": "sentiment label, macro-F1",
    "evidence_f1": "safety evidence, F1",
    "level_kappa": "safety level where both see evidence, quadratically weighted kappa",
    "facet_pole_micro_f1": "safety facet × pole, micro-F1",
}

WATT = 30
"""Two cores of a server with their share of memory and cooling."""
GRAMS_PER_KWH = 270
"""Greenhouse gas per kWh of electricity in the Netherlands, about (2023)."""

_USES = """\
## Intended use
Shares per group of at least five respondents: culture themes with both poles, sentiment and psychological safety in
Dutch open survey answers and retrospective notes, for a conversation in and about teams.

## Forbidden use
No score of one person, no ranking of people, no decision about a person, no emotion recognition, no use on
messages that people did not write for this purpose. Everything that leaves the service passes disclosure control.

## What it cannot do
It was trained on texts written for the purpose, not on real answers: the figures are no promise for an organisation's
own answers; annotate a few hundred of your own and run `culture-nlp evaluate`. It reads Dutch; irony, rare dialect and
themes carried by an event that needs knowledge of the trade are where it fails most. A theme that is rarely voiced in
the test units has a wide interval: look at it before trusting the figure. Few complaints are no proof of safety.
"""


def model_card(result: dict[str, Any], taxonomy: Taxonomy) -> str:
    """The card in Markdown."""
    lines = [f"# {result['model']}", "", _about(result), "", _USES, "", "## Quality", ""]
    lines += [f"On {result['units']} test units of {result['writers']} writers that were in no other split; "]
    lines += [f"{result['interval_method']}. The int8 network that ships is what was measured.", ""]
    lines += ["| measure | value | 95 % interval | lost to int8 |", "|---|---|---|---|"]
    for name, title in _NAMES.items():
        cell, lost = result["measures"][name], result["lost_to_int8"][name]
        low, high = cell["interval"]
        lines.append(f"| {title} | {cell['value']:.3f} | {low:.3f} – {high:.3f} | {lost:+.3f} |")
    lines += [
        "",
        f"Expected calibration error of the theme × pole probabilities: {result['ece_theme_pole']:.3f}.",
        _not_sure(result["not_sure"]),
        "",
    ]
    lines += [
        "## Per theme and pole",
        "",
        *_table(result["themes"], {t.id: t.label_en for t in taxonomy.themes}),
        "",
    ]
    lines += [
        "## Per safety facet and pole",
        "",
        *_table(result["facets"], {f.id: f.label_en for f in taxonomy.facets}),
    ]
    return "\n".join(lines) + "\n"


def _about(result: dict[str, Any]) -> str:
    splits, training = result["splits"], result["training"]
    sizes = ", ".join(f"{cell['units']} {name}" for name, cell in splits.items())
    return (
        f"A transformer with all heads at once (themes × pole, sentiment, psychological safety), fine-tuned from "
        f"`{result['base']}`, blended with linear models on character n-grams; {sizes} units; "
        f"{training['epochs']} epochs in {training['minutes']:.0f} minutes on {training['device']}, "
        f"seed {training['config']['seed']}. "
        "Stored as int8 ONNX and int8 weights; the files' SHA-256 stand in `bundle.json`. "
        + _energy(training["minutes"])
    )


def _not_sure(found: dict[str, float]) -> str:
    return (
        f"Labels within {found['band']:.1f} log odds of their threshold are told as not sure: "
        f"{found['labels_per_100_units']:.0f} for 100 units, {found['gold_labels_left_open']:.0%} of the labels; "
        f"micro-F1 of all others: {found['micro_f1_of_the_rest']:.3f}."
    )


def _energy(minutes: float) -> str:
    kilowatt_hours = WATT * minutes / 60 / 1000
    return (
        f"Training took about {kilowatt_hours:.2f} kWh, {GRAMS_PER_KWH * kilowatt_hours:.0f} g of CO2 "
        f"(reckoned with {WATT} W for two cores and {GRAMS_PER_KWH} g/kWh, not measured)."
    )


def _table(rows: list[dict[str, Any]], names: dict[str, str]) -> list[str]:
    lines = [
        "| label | pole | support | precision | recall | F1 | 95 % interval |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        low, high = row["f1_interval"]
        figures = " | ".join(f"{row[k]:.2f}" for k in ("precision", "recall", "f1"))
        lines.append(f"| {names[row['id']]} | {row['pole']} | {row['support']} | {figures} | {low:.2f} – {high:.2f} |")
    return lines
