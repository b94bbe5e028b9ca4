"""What the page shows of one group, worked out so that the template holds markup only."""

from dataclasses import dataclass
from typing import Final

from culture_nlp.publish.release import ReleasedTeam, Share
from culture_nlp.report.figures import Figures
from culture_nlp.report.heatmap import Cell, cells
from culture_nlp.report.highlights import Pole, most_voiced
from culture_nlp.report.texts import Language, in_language, printable
from culture_nlp.taxonomy import Taxonomy

MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """An interval on a rail from 0 to 100, for drawing; the figures beside it say the same in text."""

    low: float
    at: float
    high: float

    @property
    def width(self) -> float:
        """Length of the interval."""
        return round(self.high - self.low, 1)


@dataclass(frozen=True, slots=True)
class Measure:
    """Sentiment or safety: the figure, its interval, and where they lie on their scale."""

    value: str
    span: str
    bar: Bar


@dataclass(frozen=True, slots=True)
class Voiced:
    """One pole of a theme that many respondents voiced."""

    label: str
    meaning: str
    share: str
    span: str
    bar: Bar
    question: str


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """Both poles of a theme in figures."""

    label: str
    negative: str
    positive: str
    cell: Cell | None


@dataclass(frozen=True, slots=True)
class Group:
    """A group on the page. Without figures everything but the name is None or empty."""

    anchor: str
    name: str
    above: tuple[str, ...]
    depth: int
    published: bool
    respondents: int | None
    cells: dict[str, Cell]
    sentiment: Measure | None
    safety: Measure | None
    concerns: list[Voiced]
    strengths: list[Voiced]
    themes: list[ThemeRow]


@dataclass(frozen=True, slots=True)
class GroupMaker:
    """Makes groups in one language."""

    taxonomy: Taxonomy
    figures: Figures
    language: Language

    def __call__(self, number: int, team: ReleasedTeam) -> Group:
        """The group of a team; ``number`` makes its anchor, as a name may hold anything."""
        names = tuple(printable(name) for name in team.path)
        heat = cells(team, self.taxonomy, self.figures, self.language)
        return Group(
            anchor=f"g{number}",
            name=names[-1] if names else self.figures.texts["everybody"],
            above=names[:-1],
            depth=len(names),
            published=team.published,
            respondents=team.respondents,
            cells=heat,
            sentiment=self._sentiment(team),
            safety=self._safety(team),
            concerns=self._voiced(team, "negative"),
            strengths=self._voiced(team, "positive"),
            themes=self._themes(team, heat),
        )

    def _sentiment(self, team: ReleasedTeam) -> Measure | None:
        mean = team.sentiment
        if mean is None:
            return None
        bar = Bar(*(round(25 * (value + 2), 1) for value in (mean.low, mean.mean, mean.high)))
        return Measure(self.figures.mean(mean), self.figures.mean_span(mean), bar)

    def _safety(self, team: ReleasedTeam) -> Measure | None:
        score = team.safety
        if score is None:
            return None
        value = self.figures.texts["safety_value"].format(score=self.figures.score(score))
        return Measure(value, self.figures.score_span(score), Bar(score.low, score.score, score.high))

    def _voiced(self, team: ReleasedTeam, pole: Pole) -> list[Voiced]:
        found = []
        for signal, share in most_voiced(team, pole, MOST_NAMED):
            theme = self.taxonomy.theme(signal.id)
            found.append(
                Voiced(
                    label=in_language(theme, "label", self.language),
                    meaning=in_language(theme, pole, self.language),
                    share=self.figures.percent(share.share),
                    span=self.figures.share_span(share),
                    bar=Bar(*(round(100 * value, 1) for value in (share.low, share.share, share.high))),
                    question=in_language(theme, "question", self.language),
                )
            )
        return found

    def _themes(self, team: ReleasedTeam, heat: dict[str, Cell]) -> list[ThemeRow]:
        return [
            ThemeRow(
                label=in_language(self.taxonomy.theme(signal.id), "label", self.language),
                negative=self._share(signal.negative),
                positive=self._share(signal.positive),
                cell=heat.get(signal.id),
            )
            for signal in team.themes or ()
        ]

    def _share(self, share: Share | None) -> str:
        if share is None:
            return self.figures.texts["no_figure"]
        return f"{self.figures.percent(share.share)} ({self.figures.share_span(share)})"
