"""What ``culture-nlp analyse`` prints: what was read, one table of the groups, and how to read it."""

from typing import Final

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from culture_nlp.files import InputReport
from culture_nlp.pipeline import Analysis
from culture_nlp.publish.release import ReleasedTeam
from culture_nlp.report.figures import Figures
from culture_nlp.report.highlights import Pole, most_voiced
from culture_nlp.report.texts import (
    Language,
    Texts,
    counted,
    dropped_text,
    in_language,
    load_texts,
    printable,
    reason_text,
)
from culture_nlp.taxonomy import Taxonomy

PIPED_WIDTH: Final = 100
MOST_REJECTED: Final = 10
DEEPEST_INDENT: Final = 4
SHARE_WIDTH: Final = 15

# Blue and yellow stay apart for every kind of colour blindness; the sign in front says the same.
POLES: Final[tuple[tuple[Pole, str, str, int], ...]] = (
    ("negative", "-", "yellow", 3),
    ("positive", "+", "blue", 2),
)


def print_signals(console: Console, analysis: Analysis, taxonomy: Taxonomy, language: Language = "nl") -> None:
    """Print an analysis. A console that is no terminal is set to 100 columns, so that pipes look alike."""
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    texts = load_texts(language)
    _print_input(console, analysis.input, texts)
    console.print()
    if not analysis.release.teams:
        console.print(Text(texts["nothing"]))
        return
    console.print(Text(texts["table_title"], style="bold"))
    console.print(_table(analysis.release.teams, taxonomy, language))
    console.print()
    console.print(Text(texts["how_to_read"]))


def _print_input(console: Console, report: InputReport, texts: Texts) -> None:
    read = f"{counted(texts, 'rows', report.rows)}, {counted(texts, 'answers', report.answers)}"
    lines = [(texts["read"], read)]
    if report.not_scored:
        reasons = "; ".join(f"{reason_text(texts, r)} ({n})" for r, n in report.not_scored.most_common())
        lines.append((texts["not_scored"], f"{report.not_scored.total()}: {reasons}"))
    if report.dropped_columns:
        lines.append((texts["dropped"], printable(dropped_text(texts, report.dropped_columns))))
    if report.rejected:
        lines.append((texts["rejected"], str(len(report.rejected))))
    grid = Table.grid(padding=(0, 2, 0, 0))
    for label, value in lines:
        grid.add_row(Text(label, style="bold"), Text(value))
    console.print(grid)
    shown = [printable(f"{r.file}: {r.message}") for r in report.rejected[:MOST_REJECTED]]
    if (more := len(report.rejected) - MOST_REJECTED) > 0:
        shown.append(texts["and_more"].format(count=more))
    for line in shown:
        console.print(Padding(Text(line), (0, 0, 0, 2)))


def _table(teams: tuple[ReleasedTeam, ...], taxonomy: Taxonomy, language: Language) -> Table:
    texts = load_texts(language)
    table = Table(box=box.HORIZONTALS, show_edge=False, show_lines=True, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(texts["group"], width=20)
    table.add_column(texts["sentiment"], no_wrap=True)
    table.add_column(texts["safety_short"], no_wrap=True)
    table.add_column(texts["themes"], no_wrap=True, overflow="ellipsis")
    table.add_column(texts["share"], no_wrap=True, min_width=SHARE_WIDTH)
    figures = Figures(texts, minus="-", dash="-")
    for team in teams:
        table.add_row(_group(team, texts), *_cells(team, taxonomy, figures, language))
    return table


def _group(team: ReleasedTeam, texts: Texts) -> Padding:
    name = Text(printable(team.path[-1]) if team.path else texts["everybody"], "bold", overflow="fold")
    if team.respondents is not None:
        name.append("\n" + Figures(texts, minus="-", dash="-").people(team.respondents), "not bold")
    return Padding(name, (0, 0, 0, 2 * min(len(team.path), DEEPEST_INDENT)))


def _cells(team: ReleasedTeam, taxonomy: Taxonomy, figures: Figures, language: Language) -> list[Text]:
    if not team.published:
        return [Text(), Text(), Text(figures.texts["not_published"]), Text()]
    names, shares = Text(), Text()
    for pole, sign, style, count in POLES:
        for theme, share in most_voiced(team, pole, count):
            names.append(f"{sign} {in_language(taxonomy.theme(theme.id), 'label', language)}\n", style)
            shares.append(f"{figures.share_text(share)}\n")
    if not names:
        names.append(figures.texts["none_stands_out"])
    names.rstrip()
    shares.rstrip()
    mean, score = team.sentiment, team.safety
    return [
        Text(f"{figures.mean(mean)}\n{figures.mean_span(mean)}".rstrip() if mean else ""),
        Text(f"{figures.score(score)}\n{figures.score_span(score)}".rstrip() if score else ""),
        names,
        shares,
    ]
