"""All attacks on one or more releases."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from culture_nlp.attack import (
    frechet,
    group_disclosure,
    lp_bounds,
    means,
    n_from_shares,
    overlaps,
    partition,
    pattern,
    response_rate,
    rounds,
    subtract,
    text,
    versions,
)
from culture_nlp.attack.documents import Document
from culture_nlp.attack.findings import Outcome
from culture_nlp.attack.roster import KnownAnswer, Roster
from culture_nlp.attack.situation import Situation

SINGLE: Final[tuple[Callable[[Situation], Outcome], ...]] = (
    subtract.attack,
    lp_bounds.attack,
    group_disclosure.attack,
    group_disclosure.share_to_count,
    n_from_shares.attack,
    frechet.attack,
    partition.attack,
    means.attack,
    response_rate.attack,
    pattern.attack,
    text.attack,
)
PAIRS: Final[Mapping[str, tuple[str, Callable[[Situation, Situation], Outcome]]]] = {
    versions.ATTACK: ("versions", versions.attack),
    rounds.ATTACK: ("rounds", rounds.attack),
    means.JOINER: ("rounds", means.joiner),
    overlaps.ATTACK: ("overlaps", overlaps.attack),
}
"""What releases have to be for each attack on two of them."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one attack gave, and on which releases, counted from 1."""

    releases: tuple[int, ...]
    outcome: Outcome


def attack(
    documents: Sequence[Document],
    rosters: Sequence[Roster] = (),
    known: Sequence[KnownAnswer] = (),
    coalition: int = 1,
) -> list[Attempt]:
    """Run every attack.

    Args:
        documents: releases; two of one round are two versions, or two groupings where they share no group.
        rosters: none, one for all releases, or one for each: then releases of the same groups are different rounds.
        known: answers that the attacker knows.
        coalition: how many people's own answers the attacker knows beside those: 0, 1, or 2 (2 gives notes only).
    """
    each = rosters if len(rosters) == len(documents) else [rosters[0] if rosters else None] * len(documents)
    situations = [Situation(d, r, tuple(known), coalition) for d, r in zip(documents, each, strict=True)]
    attempts = [Attempt((i,), one(s)) for i, s in enumerate(situations, start=1) for one in SINGLE]
    apart = len(rosters) == len(documents) > 1
    for (i, first), (j, second) in combinations(enumerate(situations, start=1), 2):
        attempts += [Attempt((i, j), outcome) for outcome in _pair(first, second, apart)]
    if len(situations) == 1:
        attempts += [Attempt((1,), Outcome(name, skipped="one_release")) for name in PAIRS]
    return attempts


def _pair(first: Situation, second: Situation, apart: bool) -> Iterator[Outcome]:
    kind = _relation(first.document, second.document, apart)
    for name, (wanted, one) in PAIRS.items():
        yield one(first, second) if kind == wanted else Outcome(name, skipped=f"are_{kind}")


def _relation(first: Document, second: Document, apart: bool) -> str:
    """How two releases hang together: two trees, two rounds, or else two versions of one round."""
    trees = [{path for path in document.groups if path} for document in (first, second)]
    if trees[0] and trees[1] and not trees[0] & trees[1]:
        return "overlaps"
    if first.round and second.round:
        return "versions" if first.round == second.round else "rounds"
    return "rounds" if apart else "versions"


def leaks(attempts: Sequence[Attempt]) -> int:
    """How many things were found."""
    return sum(len(attempt.outcome.findings) for attempt in attempts)
