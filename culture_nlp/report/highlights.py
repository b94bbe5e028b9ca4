"""What stands out in a group: the themes voiced most, and how sure the balance of a theme is."""

import math
from typing import Final, Literal

from culture_nlp.publish.release import ReleasedTeam, ReleasedTheme, Share

Pole = Literal["negative", "positive"]

MENTIONED_FROM: Final = 0.05
"""A pole voiced by fewer people than this, or perhaps by nobody, is not named a concern or a strength."""


def about(share: Share) -> float:
    """A share for ordering and colouring: the figure itself, or the middle of what is told."""
    return (share.at_least + share.at_most) / 2


def pole_share(theme: ReleasedTheme, pole: Pole) -> Share:
    """The share of one pole."""
    return theme.negative if pole == "negative" else theme.positive


def most_voiced(team: ReleasedTeam, pole: Pole, count: int) -> list[tuple[ReleasedTheme, Share]]:
    """The themes whose pole most respondents voiced, largest share first; none for an unpublished group."""
    voiced = [(theme, pole_share(theme, pole)) for theme in team.themes or ()]
    named = [(theme, share) for theme, share in voiced if about(share) >= MENTIONED_FROM and share.at_least > 0]
    return sorted(named, key=lambda pair: -about(pair[1]))[:count]


def balance(theme: ReleasedTheme) -> tuple[float, bool]:
    """Positive minus negative share in [-1, 1], and whether the two surely differ."""
    negative, positive = theme.negative, theme.positive
    if negative.words or positive.words:
        apart = positive.at_least >= negative.at_most or negative.at_least >= positive.at_most
        return about(positive) - about(negative), apart
    low, high = balance_interval(negative, positive)
    return about(positive) - about(negative), low > 0 or high < 0


def balance_interval(negative: Share, positive: Share) -> tuple[float, float]:
    """95 % interval of positive minus negative share, from the intervals of the two.

    MOVER for dependent shares (Zou, Psychological Methods 12, 2007; Zou & Donner, Statistics in Medicine 27,
    2008). A release does not tell how often one person voices both poles, so the most negative correlation
    that the two shares allow is taken: the interval is wide enough in every case.
    """
    p, q = about(positive), about(negative)
    spread = math.sqrt(p * (1 - p) * q * (1 - q))
    correlation = (max(0.0, p + q - 1) - p * q) / spread if spread else 0.0

    def reach(a: float, b: float) -> float:
        return math.sqrt(a * a - 2 * correlation * a * b + b * b)

    low = p - q - reach(p - positive.low, negative.high - q)
    high = p - q + reach(positive.high - p, q - negative.low)
    return max(low, -1.0), min(high, 1.0)
