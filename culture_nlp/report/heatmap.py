"""The overview of the page: groups by themes, each cell the balance of a theme and how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from culture_nlp.publish.release import ReleasedTeam, ReleasedTheme
from culture_nlp.report.figures import Figures
from culture_nlp.report.highlights import balance, balance_interval
from culture_nlp.report.texts import Language, in_language
from culture_nlp.taxonomy import Taxonomy

STEPS: Final = (0.05, 0.15, 0.30)
"""From which balance a cell is one, two or three steps of colour away from neutral."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One balance.

    Attributes:
        points: as text with its sign, in percentage points; of words one to three signs.
        span: its 95 % interval as text; empty for words.
        colour: ``n3`` ... ``n1``, ``zero``, ``p1`` ... ``p3``: steps of a diverging scale.
        sure: whether the interval leaves out zero.
        title: the whole cell in one sentence.
    """

    points: str
    span: str
    colour: str
    sure: bool
    title: str


@dataclass(frozen=True, slots=True)
class ClusterHead:
    """A cluster above the columns of its themes."""

    label: str
    themes: tuple[str, ...]


def columns(teams: Sequence[ReleasedTeam], taxonomy: Taxonomy, language: Language) -> list[ClusterHead]:
    """The themes that a release holds, under their clusters, in the order of the taxonomy."""
    held = {theme.id for team in teams for theme in team.themes or ()}
    heads = []
    for cluster in taxonomy.clusters:
        ids = tuple(theme.id for theme in taxonomy.themes if theme.cluster == cluster.id and theme.id in held)
        if ids:
            heads.append(ClusterHead(in_language(cluster, "label", language), ids))
    return heads


def cells(team: ReleasedTeam, taxonomy: Taxonomy, figures: Figures, language: Language) -> dict[str, Cell]:
    """The cell of every published theme of a group, by theme id; empty for an unpublished group."""
    found = {}
    for theme in team.themes or ():
        found[theme.id] = _cell(theme, in_language(taxonomy.theme(theme.id), "label", language), figures)
    return found


def colour(value: float) -> str:
    """The step of the diverging scale for a balance in [-1, 1]."""
    step = _step(value)
    return f"{'p' if value > 0 else 'n'}{step}" if step else "zero"


def _step(value: float) -> int:
    return sum(abs(value) >= border for border in STEPS)


def _cell(theme: ReleasedTheme, label: str, figures: Figures) -> Cell:
    value, sure = balance(theme)
    texts, span = figures.texts, ""
    if theme.negative.words or theme.positive.words:
        points = ("+" if value > 0 else figures.minus) * _step(value) or "0"
        template = texts["cell_title_words"]
    else:
        points, span = figures.points(value), figures.points_span(*balance_interval(theme.negative, theme.positive))
        template = texts["cell_title"]
    amounts = {"positive": figures.amount(theme.positive), "negative": figures.amount(theme.negative)}
    title = template.format(theme=label, points=points, span=span, **amounts)
    return Cell(points, span, colour(value), sure, title)
