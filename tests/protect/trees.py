"""Small organisations for the tests of disclosure control."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from culture_nlp.records import Estimate, TeamPath, TeamSignal, ThemeSignal

PATHS = st.lists(st.sampled_from("abcd"), min_size=1, max_size=3).map(tuple)
LEAVES = st.dictionaries(PATHS, st.one_of(st.integers(1, 12), st.integers(1, 40)), min_size=1, max_size=12)


def tree(leaves: Mapping[TeamPath, int]) -> dict[TeamPath, int]:
    """Respondents of every group, from the respondents who belong to a group directly."""
    groups = {path[:depth] for path in leaves for depth in range(len(path) + 1)}
    return {g: sum(n for path, n in leaves.items() if path[: len(g)] == g) for g in sorted(groups)}


def exactly(value: float) -> Estimate:
    """An estimate without doubt."""
    return Estimate(value, value, value)


def signals(
    leaves: Mapping[TeamPath, int], voiced: Sequence[Mapping[TeamPath, int]], mean: float = 0.2, score: float = 57.0
) -> list[TeamSignal]:
    """Signals of a tree: so many of each leaf's people voiced each theme's negative pole, and nobody the other."""
    people = tree(leaves)
    totals = [tree(counts) for counts in voiced]
    return [
        TeamSignal(
            group,
            n,
            n,
            {
                f"t{i}": ThemeSignal(exactly(counts[group] / n if n else 0.0), exactly(0.0))
                for i, counts in enumerate(totals)
            },
            exactly(mean),
            exactly(score),
        )
        for group, n in people.items()
    ]
