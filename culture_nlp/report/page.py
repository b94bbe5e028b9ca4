"""What the page shows of one group, worked out so that the template holds markup only."""

from dataclasses import dataclass
from typing import Final

from culture_nlp.publish.release import ReleasedTeam
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
    at: float | None
    high: float

    @property
    def width(self) -> float:
        """Length of the interval."""
        return round(self.high - self.low, 1)


@dataclass(frozen=True, slots=True)
class Measure:
    """Sentiment or safety: the figure, its interval (empty for words), and where they lie on their scale."""

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
    cell: Cell


@dataclass(frozen=True, slots=True)
class Group:
    """A group on the page. Without figures everything but the name is None or empty."""

    anchor: str
    name: str
    above: tuple[str, ...]
    depth: int
    published: bool
    respondents: str
    respondents_short: str
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
            respondents=self.figures.people(team.respondents) if team.respondents else "",
            respondents_short=self.figures.people_short(team.respondents) if team.respondents else "",
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
        bar = _bar(25, 2, mean.low, mean.mean, mean.high)
        return Measure(self.figures.mean(mean), self.figures.mean_span(mean), bar)

    def _safety(self, team: ReleasedTeam) -> Measure | None:
        score = team.safety
        if score is None:
            return None
        value = self.figures.score(score)
        if score.score is not None:
            value = self.figures.texts["safety_value"].format(score=value)
        return Measure(value, self.figures.score_span(score), _bar(1, 0, score.low, score.score, score.high))

    def _voiced(self, team: ReleasedTeam, pole: Pole) -> list[Voiced]:
        found = []
        for signal, share in most_voiced(team, pole, MOST_NAMED):
            theme = self.taxonomy.theme(signal.id)
            found.append(
                Voiced(
                    label=in_language(theme, "label", self.language),
                    meaning=in_language(theme, pole, self.language),
                    share=self.figures.amount(share),
                    span="" if share.words else self.figures.share_span(share),
                    bar=_bar(100, 0, share.low, share.share, share.high),
                    question=in_language(theme, "question", self.language),
                )
            )
        return found

    def _themes(self, team: ReleasedTeam, heat: dict[str, Cell]) -> list[ThemeRow]:
        return [
            ThemeRow(
                label=in_language(self.taxonomy.theme(signal.id), "label", self.language),
                negative=self.figures.share_text(signal.negative),
                positive=self.figures.share_text(signal.positive),
                cell=heat[signal.id],
            )
            for signal in team.themes or ()
        ]


def _bar(scale: float, shift: float, low: float, at: float | None, high: float) -> Bar:
    def place(value: float) -> float:
        return round(scale * (value + shift), 1)

    return Bar(place(low), None if at is None else place(at), place(high))
