"""Figures as people read them: whole per cents, one decimal of sentiment, and the interval beside them."""

from dataclasses import dataclass

from culture_nlp.publish.release import Mean, Score, Share
from culture_nlp.report.texts import Texts


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

    def percent(self, share: float) -> str:
        """A share in [0, 1] as ``34%``."""
        return f"{100 * share:.0f}%"

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
        """Mean sentiment as ``−0,4``."""
        return self._signed(mean.mean, 1)

    def mean_span(self, mean: Mean) -> str:
        """The interval of a mean sentiment as ``−0,7 tot −0,1``."""
        return f"{self._signed(mean.low, 1)} {self.texts['to']} {self._signed(mean.high, 1)}"

    def score(self, score: Score) -> str:
        """Psychological safety as ``58``."""
        return f"{score.score:.0f}"

    def score_span(self, score: Score) -> str:
        """The interval of psychological safety as ``47 tot 70``."""
        return f"{score.low:.0f} {self.texts['to']} {score.high:.0f}"

    def _signed(self, value: float, digits: int) -> str:
        text = f"{abs(value):.{digits}f}"
        sign = "+" if value > 0 else self.minus
        return (sign if float(text) else "") + text.replace(".", self.texts["decimal"])
