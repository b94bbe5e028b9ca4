"""Bounds along the tree against the reference table of tau-Argus, HiGHS and full enumeration."""

from itertools import product
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from culture_nlp.attack import Roster, attack
from culture_nlp.attack.program import column_program, piece_cells
from culture_nlp.attack.situation import Situation
from tests.attack.made import band, exact, findings, hidden, release, team

PEOPLE = st.lists(st.integers(1, 4), min_size=2, max_size=4)


def situation(people: list[int], shown: list[bool], ends: list[tuple[int, int]]) -> Situation:
    """Teams A, B ... below the whole; ``ends``: how far each told range reaches below and above the true half."""
    names = "ABCD"[: len(people)]
    counts = [n // 2 for n in people]
    teams: list[dict[str, Any]] = [told("", sum(counts), sum(people), ends[-1])]
    for name, n, count, visible, reach in zip(names, people, counts, shown, ends, strict=False):
        teams.append(told(name, count, n, reach) if visible else hidden(name))
    sizes = {(name,): n for name, n in zip(names, people, strict=True)}
    return Situation(release(*teams), Roster({}, sizes, sizes))


def told(path: str, count: int, people: int, reach: tuple[int, int]) -> dict[str, Any]:
    low, high = max(0, count - reach[0]), min(people, count + reach[1])
    return team(path, people, exact(count, people) if low == high else band(low, high, people))


def test_e4_the_reference_table_of_tau_argus() -> None:
    """Rows (a, b | 7), (c, d | 3), (3, 3 | 6) and totals 9 and 7: two trees over the same cells."""
    cells = {("R1", "C1"): 10, ("R1", "C2"): 10, ("R2", "C1"): 10, ("R2", "C2"): 10}
    rows = {f"{r}{c}{i}": (r,) for (r, c), n in cells.items() for i in range(n)}
    columns = {f"{r}{c}{i}": (c,) for (r, c), n in cells.items() for i in range(n)}
    from collections import Counter

    from culture_nlp.attack.crossing import cross_interval

    first = Situation(release(team("R1", 20, exact(7, 20)), team("R2", 20, exact(3, 20))), Roster(rows, {}, None))
    second = Situation(release(team("C1", 20, exact(6, 20)), team("C2", 20, exact(4, 20))), Roster(columns, {}, None))
    atoms = Counter((rows[person], columns[person]) for person in rows)
    assert cross_interval(first, second, atoms, (("R1",), ("C1",)), ("theme_a", "negative")) == (3, 6)


@given(PEOPLE, st.lists(st.booleans(), min_size=4, max_size=4), st.data())
@settings(max_examples=60, deadline=None)
def test_bounds_are_those_of_enumeration_and_of_highs(
    people: list[int], shown: list[bool], data: st.DataObject
) -> None:
    reach = st.tuples(st.integers(0, 2), st.integers(0, 2))
    known = situation(people, shown, data.draw(st.lists(reach, min_size=5, max_size=5)))
    column = known.document.columns[0]
    bounds, wrong = known.tight_counts()
    pieces = [node for node in known.tree.pieces if known.sizes[node][0]]
    fitting = [
        dict(zip(pieces, table, strict=True))
        for table in product(*(range(known.sizes[piece][0] + 1) for piece in pieces))
        if fits(known, dict(zip(pieces, table, strict=True)))
    ]
    assert fitting
    assert not wrong.any()
    program = column_program(known, column, piece_cells(known))
    for node in known.tree.below:
        sums = [sum(table.get(piece, 0) for piece in known.tree.inside(node)) for table in fitting]
        assert (min(sums), max(sums)) == (int(bounds[node][0][0]), int(bounds[node][1][0]))
        assert (min(sums), max(sums)) == program.interval(program.said(node))


def fits(known: Situation, table: dict[Any, int]) -> bool:
    for group in known.document.visible:
        low, high = known.told_counts["group", group]
        said = sum(table.get(piece, 0) for piece in known.tree.inside(("group", group)))
        if not int(np.ravel(low)[0]) <= said <= int(np.ravel(high)[0]):
            return False
    return True


@given(PEOPLE, st.data())
@settings(max_examples=60, deadline=None)
def test_findings_about_hidden_teams_are_those_of_enumeration(people: list[int], data: st.DataObject) -> None:
    """All teams hidden, the whole told: what a member or an outsider learns of each, by counting every table."""
    reach = data.draw(st.tuples(st.integers(0, 2), st.integers(0, 2)))
    known = situation(
        people, [False] * 4, [(0, 0)] * 4 + [reach] if len(people) == 4 else [(0, 0)] * len(people) + [reach]
    )
    ends = known.told_counts["group", ()]
    low, high = int(np.ravel(ends[0])[0]), int(np.ravel(ends[1])[0])
    tables = [t for t in product(*(range(n + 1) for n in people)) if low <= sum(t) <= high]
    expected = {("ABCD"[i],) for i in range(len(people)) if leaks(tables, people, i)}
    attempts = attack([known.document], [known.roster] if known.roster else [])
    assert {f.group for f in findings(attempts, "lp_bounds") if f.group} == expected


def leaks(tables: list[tuple[int, ...]], people: list[int], target: int) -> bool:
    """Whether too little is left for a team: for nobody's own answer, and for that of a member of any team."""
    members = [(None, 0), *product(range(len(people)), (0, 1))]
    for member, said in members:
        possible = {
            table[target] - (said if member == target else 0)
            for table in tables
            if member is None or said <= table[member] <= people[member] - 1 + said
        }
        others = people[target] - (member == target)
        if not possible or not others:
            continue
        if max(possible) == 0 or min(possible) == others or max(possible) - min(possible) < min(others, 3):
            return True
    return False
