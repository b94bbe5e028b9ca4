"""Figures as people read them: whole per cents, one decimal of sentiment, and the interval beside them, or words."""

from dataclasses import dataclass

from culture_nlp.publish.release import Mean, People, Score, Share, Words
from culture_nlp.report.texts import Texts, counted


@dataclass(frozen=True, slots=True)
class Figures:
    """Writes figures in one language.

    Attributes:
        texts: the words of that language; they hold its decimal sign.
        minus, dash: signs that the medium can show; a terminal of Windows has no U+2212.
    """

    texts: Texts
    minus: str = "−"
    dash: str = "–"

    def people(self, people: People) -> str:
        """A number of respondents as ``31 respondenten`` or ``5–7 respondenten``."""
        if people.low == people.high:
            return counted(self.texts, "respondents", people.low)
        return f"{self.people_short(people)} {self.texts['respondents_more']}"

    def people_short(self, people: People) -> str:
        """The same without the word."""
        return str(people.low) if people.low == people.high else f"{people.low}{self.dash}{people.high}"

    def amount(self, share: Share) -> str:
        """A share as ``34%``, as words such as ``een deel``, or as ``30–45%``."""
        if share.share is not None:
            return f"{100 * share.share:.0f}%"
        if share.words:
            return self.texts[f"words_{share.words.first}_{share.words.last}"]
        return f"{100 * share.at_least:.0f}{self.dash}{100 * share.at_most:.0f}%"

    def share_text(self, share: Share) -> str:
        """A share with its interval where it has one of its own: ``34% (21–49%)``."""
        return self.amount(share) if share.words else f"{self.amount(share)} ({self.share_span(share)})"

    def share_span(self, share: Share) -> str:
        """The interval of a share as ``21–49%``."""
        return f"{100 * share.low:.0f}{self.dash}{100 * share.high:.0f}%"

    def points(self, balance: float) -> str:
        """A difference of shares in percentage points as ``+12``, ``−7`` or ``0``."""
        return self._signed(balance * 100, 0)

    def points_span(self, low: float, high: float) -> str:
        """The interval of a difference as ``−7 tot +12``."""
        return f"{self.points(low)} {self.texts['to']} {self.points(high)}"

    def mean(self, mean: Mean) -> str:
        """Mean sentiment as ``−0,4``, or as a word."""
        return self._signed(mean.mean, 1) if mean.mean is not None else self._level("sentiment", mean.words)

    def mean_span(self, mean: Mean) -> str:
        """The interval of a mean sentiment as ``−0,7 tot −0,1``; none of a word."""
        if mean.mean is None:
            return ""
        return f"{self._signed(mean.low, 1)} {self.texts['to']} {self._signed(mean.high, 1)}"

    def score(self, score: Score) -> str:
        """Psychological safety as ``60``, or as a word."""
        return f"{score.score:.0f}" if score.score is not None else self._level("safety", score.words)

    def score_span(self, score: Score) -> str:
        """The interval of psychological safety as ``47 tot 70``; none of a word."""
        if score.score is None:
            return ""
        return f"{score.low:.0f} {self.texts['to']} {score.high:.0f}"

    def _level(self, scale: str, words: Words | None) -> str:
        return self.texts[f"{scale}_{words.first}"] if words else self.texts["no_figure"]

    def _signed(self, value: float, digits: int) -> str:
        text = f"{abs(value):.{digits}f}"
        sign = "+" if value > 0 else self.minus
        return (sign if float(text) else "") + text.replace(".", self.texts["decimal"])
