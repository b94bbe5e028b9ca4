"""People whom nothing in a file marks are not counted more than once."""

from culture_nlp.read import ReadOptions, pseudonymiser, read_bytes
from culture_nlp.records import Answer

OPTIONS = ReadOptions(pseudonymiser(b"test"))
LONG = """team;vraag;antwoord
Noord;Wat gaat er goed?;we helpen elkaar als het druk is
Noord;Wat kan er beter?;het rooster komt te laat
Noord;Wil je nog iets kwijt?;de koffie mag wel wat sterker
Noord;Wat gaat er goed?;fijne collega's om mee te werken
Noord;Wat kan er beter?;meer overleg met de andere dienst
Noord;Wil je nog iets kwijt?;nee dank je, dit was het wel
"""
WIDE = """team;Wat gaat er goed?;Wat kan er beter?
Noord;we helpen elkaar als het druk is;het rooster komt te laat
Noord;fijne collega's om mee te werken;meer overleg met de andere dienst
Noord;prima;meer collega's op de late dienst
Noord;prima;meer collega's op de late dienst
"""


def people(text: str, name: str = "export.csv") -> set[str | None]:
    records = [r for r in read_bytes(text.encode(), name, OPTIONS) if isinstance(r, Answer)]
    assert records
    return {r.respondent for r in records}


def test_two_people_with_three_answers_each_are_two() -> None:
    assert len(people(LONG)) == 2


def test_a_row_a_person_also_where_two_say_the_same() -> None:
    assert len(people(WIDE)) == 4


def test_a_renamed_or_longer_export_holds_the_same_people() -> None:
    longer = WIDE + "Noord;de sfeer op de afdeling;duidelijker afspraken over de late dienst\n"
    assert people(WIDE, "export (1).csv") == people(WIDE)
    assert people(longer, "export-2.csv") > people(WIDE)


def test_the_same_words_in_another_team_are_another_person() -> None:
    assert not people(WIDE.replace("Noord", "Zuid")) & people(WIDE)


def test_another_key_gives_other_pseudonyms() -> None:
    other = ReadOptions(pseudonymiser(b"other key"))
    records = [r for r in read_bytes(WIDE.encode(), "export.csv", other) if isinstance(r, Answer)]
    assert not {r.respondent for r in records} & people(WIDE)
