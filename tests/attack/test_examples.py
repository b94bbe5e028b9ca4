"""The worked examples: each attack finds its leak, and finds nothing where the example is told as it should be."""

import pytest

from culture_nlp.attack import Roster, attack
from tests.attack.made import band, exact, findings, hidden, keys, release, team, word


def sizes(**teams: int) -> Roster:
    """Everybody of these teams below P was asked and answered."""
    people = {("P", name): n for name, n in teams.items()}
    return Roster({}, people, people)


E1 = (team("P", 23, exact(12, 23)), team("P/A", 9, exact(4, 9)), team("P/B", 10, exact(7, 10)), hidden("P/C"))


@pytest.mark.parametrize("rosters", [[], [sizes(A=9, B=10, C=4)]])
def test_e1_parent_minus_children_leaves_four_people_and_their_count(rosters: list[Roster]) -> None:
    attempts = attack([release(*E1)], rosters)
    (rest,) = findings(attempts, "subtract")
    assert (rest.key, rest.group, rest.part, rest.people) == ("rest_small", ("P",), "rest", 4)
    solved = [f for f in findings(attempts, "lp_bounds") if f.sure == "certain"]
    assert {(f.group, f.part, f.values["low"], f.values["high"]) for f in solved} >= {(("P",), "rest", 1, 1)}


def test_e1_with_a_hidden_as_well_tells_nothing() -> None:
    told = release(team("P", 23, exact(12, 23)), hidden("P/A"), team("P/B", (8, 10), word("some")), hidden("P/C"))
    assert not findings(attack([told], [sizes(A=9, B=10, C=4)]))
    assert not findings(attack([told]))


def test_e2_two_hidden_are_still_too_few() -> None:
    told = release(team("P", 16, exact(5, 16)), team("P/A", 12, exact(3, 12)), hidden("P/B"), hidden("P/C"))
    attempts = attack([told], [sizes(A=12, B=2, C=2)])
    assert keys(attempts, "subtract") == {"rest_small"}
    (rest,) = [f for f in findings(attempts, "lp_bounds") if f.part == "rest"]
    assert (rest.values["low"], rest.values["high"]) == (2, 2)


@pytest.mark.parametrize(
    ("rest", "leaks"), [(0, {"C", "D"}), (1, {"C", "D"}), (4, set()), (5, set()), (8, {"C"}), (9, {"C", "D"})]
)
def test_e3_two_hidden_teams_pass_by_size_and_not_by_content(rest: int, leaks: set[str]) -> None:
    told = release(team("P", 29, exact(rest + 10, 29)), team("P/A", 20, exact(10, 20)), hidden("P/C"), hidden("P/D"))
    attempts = attack([told], [sizes(A=20, C=4, D=5)], coalition=0)
    found = {f.group[1] for f in findings(attempts, "lp_bounds") if f.group and len(f.group) == 2 and f.part == "group"}
    assert {"C"} & found == {"C"} & leaks
    assert bool(found) == bool(leaks)
    if rest in (0, 9):
        assert found == leaks


def test_e3_without_a_roster_every_size_is_tried() -> None:
    told = release(team("P", 29, exact(18, 29)), team("P/A", 20, exact(10, 20)), hidden("P/C"), hidden("P/D"))
    narrow = [f for f in findings(attack([told], coalition=0), "lp_bounds") if f.group == ("P", "C")]
    left = {f.values["size"]: (f.values["low"], f.values["high"]) for f in narrow}
    assert left == {2: (1, 2), 3: (2, 3), 4: (3, 4)}
    assert {f.sure for f in narrow} == {"if_size"}


def test_e5_one_grouping_inside_another_leaves_one_person() -> None:
    people = {f"x{i}": ("X",) for i in range(8)} | {"y": ("Y",)} | {f"z{i}": ("Y",) for i in range(10)}
    places = {person: ("A",) if person[0] in "xy" else ("B",) for person in people}
    one = release(team("A", 9, band(3, 6, 9)), team("B", 10, band(3, 7, 10)))
    other = release(team("X", 8, band(3, 5, 8)), team("Y", 11, band(3, 8, 11)))
    attempts = attack([one, other], [Roster(places, {("A",): 9, ("B",): 10}, None), Roster(people, {}, None)])
    assert {(f.group, f.people, f.values["other"]) for f in findings(attempts, "overlaps")} == {(("A",), 1, "Y")}


def test_e5_crossed_tables_are_solved() -> None:
    atoms = {("A", "X"): 7, ("A", "Y"): 2, ("B", "X"): 6, ("B", "Y"): 8}
    one = {f"{a}{x}{i}": (a,) for (a, x), n in atoms.items() for i in range(n)}
    other = {f"{a}{x}{i}": (x,) for (a, x), n in atoms.items() for i in range(n)}
    documents = [
        release(team("A", 9, exact(8, 9)), team("B", 14, exact(6, 14))),
        release(team("X", 13, exact(6, 13)), team("Y", 10, exact(8, 10))),
    ]
    rosters = [Roster(one, {}, None), Roster(other, {}, None)]
    found = {(f.group, f.values["other"]): f for f in findings(attack(documents, rosters), "overlaps")}
    assert set(found) == {(("A",), "Y"), (("B",), "X")}
    assert found[("A",), "Y"].columns == (("theme_a", "negative"),)


def test_e6_a_late_answer_is_what_two_versions_differ_by() -> None:
    versions = [release(team("", 14, exact(6, 14))), release(team("", 15, exact(7, 15)))]
    (late,) = findings(attack(versions), "versions")
    assert (late.key, late.people) == ("version_solved", 1)


def test_the_same_file_twice_tells_nothing() -> None:
    same = release(team("", 24, exact(6, 24)))
    assert not findings(attack([same, same]))


def test_e9_the_size_follows_from_the_shares() -> None:
    figures = [exact(count, 7) for count in (1, 2, 3)]
    for figure in figures:
        figure["share"] = round(figure["share"], 2)
    told = release(team("A", (5, 9), *figures))
    (found,) = findings(attack([told]), "n_from_shares")
    assert (found.key, found.values["size"]) == ("size_found", 7)


def test_e9_in_words_no_size_follows() -> None:
    assert not findings(attack([release(team("A", (8, 10), word("few"), word("some"), word("most")))]))


@pytest.mark.parametrize(("count", "key"), [(5, "all_but_one"), (6, "all_everybody"), (0, "all_nobody")])
def test_e11_everybody_but_one(count: int, key: str) -> None:
    assert keys(attack([release(team("A", 6, exact(count, 6)))]), "group_disclosure") == {key}
    assert not findings(attack([release(team("A", (5, 7), word("most")))]))


@pytest.mark.parametrize(("parent", "leaks"), [(exact(6, 16), True), (band(6, 7, 16), True), (band(3, 13, 16), False)])
def test_e12_a_band_is_undone_by_the_sum(parent: dict[str, object], leaks: bool) -> None:
    told = release(team("P", 16, parent), team("P/A", 8, exact(5, 8)), team("P/B", 8, word("few")))
    assert keys(attack([told], [sizes(A=8, B=8)])) == ({"lp_undone"} if leaks else set())


def test_e13_a_hidden_pole_follows_from_the_others() -> None:
    def poles(both: object, none: object) -> list[dict[str, object]]:
        told = {"id": "theme_a", "plus_only": exact(4, 10), "minus_only": exact(3, 10), "both": both, "none": none}
        return [told]

    solved = release(team("A", 10) | {"themes": poles(None, exact(2, 10))})
    assert keys(attack([solved]), "partition") == {"row_solved"}
    safe = release(team("A", 10) | {"themes": poles(None, None)})
    assert not findings(attack([safe]), "partition")


def test_e14_two_figures_that_all_must_have_said() -> None:
    told = release(team("A", 6, exact(6, 6), exact(5, 6)))
    assert keys(attack([told]), "frechet") == {"all_both"}
    assert not findings(attack([release(team("A", 6, exact(5, 6), exact(4, 6)))]), "frechet")


def test_e17_rounded_counts_are_unpicked() -> None:
    teams = [team(f"P/{name}", 8, word("few")) for name in "ABCDEFG"]
    told = release(team("P", 56, band(13, 17, 56)), *teams)
    assert keys(attack([told], [sizes(**dict.fromkeys("ABCDEFG", 8))]), "lp_bounds") >= {"lp_undone"}
