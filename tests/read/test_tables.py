"""CSV and TSV exports of survey tools, with the oddities they really have."""

import codecs

import pytest

from culture_nlp.errors import ColumnsNotRecognised, SettingError, UnreadableFile
from culture_nlp.read import Reading, ReadOptions, pseudonymiser, read_bytes
from culture_nlp.records import Answer, RejectedRow

GOOD = "Wat gaat er goed in je team?"
BETTER = "Wat kan er beter?"


def options(**changes: object) -> ReadOptions:
    return ReadOptions(pseudonymiser(b"test"), **changes)  # type: ignore[arg-type]


def reading(text: str, name: str = "export.csv", **changes: object) -> Reading:
    return read_bytes(text.encode(), name, options(**changes))


def split(source: Reading) -> tuple[list[Answer], list[RejectedRow]]:
    records = list(source)
    answers = [record for record in records if isinstance(record, Answer)]
    return answers, [record for record in records if isinstance(record, RejectedRow)]


def test_wide_table_gives_one_answer_per_question() -> None:
    source = reading(f"Team;{GOOD};{BETTER}\nZorg;Fijne collega's;Meer tijd\nICT;;Minder overleg\n")
    answers, rejected = split(source)
    assert [(a.team, a.question, a.text) for a in answers] == [
        (("Zorg",), GOOD, "Fijne collega's"),
        (("Zorg",), BETTER, "Meer tijd"),
        (("ICT",), GOOD, ""),
        (("ICT",), BETTER, "Minder overleg"),
    ]
    assert not rejected
    assert source.rows == 2
    assert answers[0].respondent == answers[1].respondent != answers[2].respondent
    assert len({a.id for a in answers}) == 4
    assert all(a.kind == "survey" and a.session is None for a in answers)


def test_long_table_takes_question_and_respondent_from_the_row() -> None:
    text = (
        "team,respondent,round,question,answer\n"
        f"Zorg,r1,2025-1,{GOOD},We helpen elkaar\n"
        f"Zorg,r1,2025-1,{BETTER},Werkdruk\n"
        f"Zorg,r2,2025-1,{GOOD},Weinig\n"
    )
    answers, _ = split(reading(text))
    assert [(a.question, a.text, a.round) for a in answers] == [
        (GOOD, "We helpen elkaar", "2025-1"),
        (BETTER, "Werkdruk", "2025-1"),
        (GOOD, "Weinig", "2025-1"),
    ]
    assert answers[0].respondent == answers[1].respondent != answers[2].respondent


def test_a_column_of_headings_makes_retrospective_items_without_author() -> None:
    source = reading(
        "team\tkind\theading\ttext\nICT\tretro\tGing goed\tsamen getest\nICT\t\tKan beter\tte veel bugs\n",
        "r.tsv",
    )
    answers, _ = split(source)
    assert [(a.kind, a.heading, a.text, a.respondent) for a in answers] == [
        ("retro", "Ging goed", "samen getest", None),
        ("retro", "Kan beter", "te veel bugs", None),
    ]
    assert answers[0].session is not None
    assert answers[0].session == answers[1].session


def test_limesurvey_export() -> None:
    text = (
        '"id","submitdate","lastpage","startlanguage","seed","ipaddr","G01Q01","G01Q02","G01Q03"\r\n'
        '"1","2025-03-01 10:00:00","3","nl","183","10.0.0.1","Dienst Zorg",'
        '"Zij zei ""goed zo""; dat\nhielp mij","4"\r\n'
        '"2","2025-03-01 11:00:00","3","nl","184","10.0.0.2","Dienst Zorg","Het is te druk","5"\r\n'
        '"3","2025-03-01 12:00:00","3","nl","185","10.0.0.3","Dienst ICT","","2"\r\n\r\n'
    ).replace('","', '";"')
    data = codecs.BOM_UTF8 + text.encode()
    source = read_bytes(data, "results-survey123.csv", options(mapping={"G01Q01": "team"}))
    answers, rejected = split(source)
    assert [a.text for a in answers] == [
        'Zij zei "goed zo"; dat\nhielp mij',
        "Het is te druk",
        "",
    ]
    assert [a.team for a in answers] == [("Dienst Zorg",), ("Dienst Zorg",), ("Dienst ICT",)]
    assert not rejected
    assert source.rows == 3
    assert source.dropped_columns == ("closed question", "ip")


def test_qualtrics_with_three_header_rows() -> None:
    text = (
        "StartDate,ResponseId,RecipientEmail,Parent Unit,Q1,Q2,Q2_DO_1\n"
        f'Start Date,Response ID,Recipient Email,Parent Unit,Hoe vaak?,"{GOOD}",Display Order\n'
        '"{""ImportId"":""startDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""recipientEmail""}",'
        '"{""ImportId"":""pu""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2_TEXT""}","{""ImportId"":""QID2_DO""}"\n'
        "2025-01-02 10:00:00,R_1a,a@x.nl,Zorg > Team A,Soms,We lachen veel samen,1\n"
        "2025-01-02 11:00:00,R_1b,b@x.nl,Zorg > Team B,Vaak,Goede sfeer,2\n"
    )
    source = reading(text)
    answers, _ = split(source)
    assert [(a.question, a.text, a.team) for a in answers] == [
        (GOOD, "We lachen veel samen", ("Zorg", "Team A")),
        (GOOD, "Goede sfeer", ("Zorg", "Team B")),
    ]
    assert answers[0].id.split("-")[1:] == ["4", "6"]
    assert source.dropped_columns == ("closed question", "e-mail")
    assert answers[0].respondent == options().pseudonym("A@x.nl ")


def test_surveymonkey_with_two_header_rows() -> None:
    text = (
        "Respondent ID,Collector ID,Start Date,IP Address,Contactgegevens,,"
        "Hoe tevreden ben je?,,Wat kan er beter?\n"
        ",,,,Naam,Afdeling,Response,Anders (licht toe),Open-Ended Response\n"
        "118001,44,2025-01-01,10.1.1.1,Jan Jansen,Logistiek,Tevreden,,Meer vaste mensen op de avond\n"
        "118002,44,2025-01-01,10.1.1.2,Els Maas,Logistiek,Anders,Ligt aan de week en de planning,Niets\n"
    )
    source = reading(text, mapping={"Contactgegevens – Afdeling": "team"})
    answers, _ = split(source)
    assert ("Wat kan er beter?", "Meer vaste mensen op de avond") in [(a.question, a.text) for a in answers]
    other = "Hoe tevreden ben je? – Anders (licht toe)"
    assert [a.text for a in answers if a.question == other] == ["", "Ligt aan de week en de planning"]
    assert {a.team for a in answers} == {("Logistiek",)}
    assert source.dropped_columns == ("closed question", "ip", "name")


@pytest.mark.parametrize(
    "header",
    [
        "ID;Begintijd;Tijd van voltooien;E-mail;Naam;Tijd van laatste wijziging",
        "Id;Start time;Completion time;Email;Name;Last modified time",
    ],
)
def test_microsoft_forms_branches_are_one_question(header: str) -> None:
    text = (
        f"{header};In welk team werk je? ;Wat kan beter ;Wat kan beter 2;Wat kan beter 3\n"
        "1;1/5/25 9:00:00;1/5/25 9:04:00;anonymous;;;Team A;Meer rust op de afdeling;;\n"
        "2;1/5/25 9:10:00;1/5/25 9:14:00;anonymous;;;Team B;;Sneller antwoord krijgen;\n"
        "3;1/5/25 9:10:00;1/5/25 9:14:00;anonymous;;;Team B;;;Duidelijker afspraken maken\n"
    )
    answers, rejected = split(reading(text))
    filled = [a for a in answers if a.text]
    assert [(a.team, a.question) for a in filled] == [
        (("Team A",), "Wat kan beter"),
        (("Team B",), "Wat kan beter"),
        (("Team B",), "Wat kan beter"),
    ]
    assert len({a.respondent for a in filled}) == 3
    assert not rejected


def test_google_forms() -> None:
    text = (
        "Tijdstempel,E-mailadres,Bij welke afdeling werk je?,"
        "Ik voel me vrij om fouten te bespreken,Licht je antwoord toe\n"
        "4-5-2026 10:59:37,j.jansen@x.nl,Inkoop,Helemaal mee eens,Fouten mogen hier gewoon\n"
        "4-5-2026 11:02:01,e.maas@x.nl,Inkoop,Oneens,Je krijgt het nog lang te horen\n"
    )
    source = reading(text)
    answers, _ = split(source)
    assert [(a.team, a.question, a.text) for a in answers] == [
        (("Inkoop",), "Licht je antwoord toe", "Fouten mogen hier gewoon"),
        (("Inkoop",), "Licht je antwoord toe", "Je krijgt het nog lang te horen"),
    ]
    assert source.dropped_columns == ("closed question", "e-mail")


def test_one_row_per_answer_leaves_closed_questions_out() -> None:
    rows = ["ResultID,ResultDate,Question,Answer,Locatie"]
    for number in range(1, 13):
        rows.append(f"{number},2025-02-01 10:00:00,Welk cijfer geef je?,{number % 10},Utrecht")
        rows.append(f"{number},2025-02-01 10:00:00,{GOOD},Reden {'abcdefghijklm'[number]} om te blijven,Utrecht")
    source = reading("\n".join(rows))
    answers, _ = split(source)
    assert {a.question for a in answers} == {GOOD}
    assert len({a.respondent for a in answers}) == 12
    assert source.rows == 24
    assert source.dropped_columns == ("closed question",)


def test_teams_run_from_broad_to_narrow_whatever_their_order() -> None:
    text = "Team,Directie,Afdeling,antwoord\nA1,Bedrijf,Logistiek,Prima team\n,Bedrijf,Logistiek,Gaat goed zo\n"
    answers, _ = split(reading(text))
    assert [a.team for a in answers] == [("Bedrijf", "Logistiek", "A1"), ("Bedrijf", "Logistiek")]


def test_without_any_team_the_file_is_one_team() -> None:
    answers, _ = split(reading("antwoord\nGaat prima\n"))
    assert answers[0].team == ("Hele bestand",)
    answers, _ = split(reading("antwoord\nGaat prima\n", team=("Zorg", "A"), round="najaar"))
    assert (answers[0].team, answers[0].round) == (("Zorg", "A"), "najaar")


def test_a_team_column_nobody_filled_in_is_none() -> None:
    answers, rejected = split(reading("Parent Unit,antwoord\n,Gaat prima\n,Kan beter\n"))
    assert [a.team for a in answers] == [("Hele bestand",)] * 2
    assert not rejected


def test_sentences_never_become_a_team() -> None:
    text = "Team,Proces zelf\n" + "\n".join(
        f"We hebben het in dit team heel fijn samen en dat is {word},Overleg duurde weer veel te lang {word}"
        for word in ("mooi", "prettig", "gek")
    )
    answers, _ = split(reading(text))
    assert {a.team for a in answers} == {("Hele bestand",)}
    assert len(answers) == 6


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(delimiter: str, line_end: str) -> None:
    lines = [
        ["afdeling", "Wat gaat goed, en wat niet; en waarom?"],
        ["Zorg", "Tja, dat hangt ervan af; soms wel, soms niet"],
        ["ICT", "Goed, hoor"],
    ]
    text = line_end.join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    answers, rejected = split(reading(text))
    assert [a.text for a in answers] == ["Tja, dat hangt ervan af; soms wel, soms niet", "Goed, hoor"]
    assert not rejected


def test_semicolons_win_from_commas_in_sentences() -> None:
    text = "team;Wat gaat goed, en waarom?\nA;De sfeer, de hulp\nB;Rust, reinheid en, ja, regelmaat\n"
    answers, rejected = split(reading(text))
    assert [a.team for a in answers] == [("A",), ("B",)]
    assert not rejected


def test_one_column_with_commas_and_semicolons() -> None:
    text = "antwoord\nDe sfeer, de hulp\nRust; reinheid, ja\nPrima\nNiets, hoor\n"
    answers, rejected = split(reading(text))
    assert [a.text for a in answers] == ["De sfeer, de hulp", "Rust; reinheid, ja", "Prima", "Niets, hoor"]
    assert not rejected


def test_sep_line_is_obeyed_and_not_counted() -> None:
    answers, _ = split(reading("sep=|\nteam|antwoord\nA|ja, leuk; echt\n"))
    assert (answers[0].team, answers[0].text) == (("A",), "ja, leuk; echt")
    assert answers[0].id.split("-")[1] == "2"


def test_blank_rows_are_not_counted_but_keep_their_number() -> None:
    source = reading("team;antwoord\n\nA;een\n;\n  ; \nB;twee\n\n")
    answers, rejected = split(source)
    assert [a.id.split("-")[1] for a in answers] == ["3", "6"]
    assert source.rows == 2
    assert not rejected


def test_a_title_above_the_columns_is_skipped() -> None:
    answers, _ = split(reading("Uitkomsten 2025;;\n;;\nteam;rol;antwoord\nA;x;een\nB;x;twee\nC;x;drie\n"))
    assert [a.text for a in answers] == ["een", "twee", "drie"]


def test_short_rows_are_filled_up() -> None:
    answers, rejected = split(reading(f"team;{GOOD};{BETTER}\nA;Veel lol samen\n"))
    assert [a.text for a in answers] == ["Veel lol samen", ""]
    assert not rejected


def test_mapping_by_hand_names_answers_and_teams() -> None:
    text = "Groepje;Kolom1;Onderdeel;Toelichting\nNoord;ja;Zorg;prima\nZuid;nee;Zorg;slecht\n"
    source = reading(
        text, mapping={"onderdeel": "team", "GROEPJE": "team", "Toelichting": "answer", "Kolom1": "ignore"}
    )
    answers, _ = split(source)
    assert [(a.team, a.text, a.question) for a in answers] == [
        (("Noord", "Zorg"), "prima", "Toelichting"),
        (("Zuid", "Zorg"), "slecht", "Toelichting"),
    ]


def test_a_role_given_by_hand_is_taken_from_other_columns() -> None:
    text = "team;locatie;antwoord\nA;Utrecht;prima zo\n"
    answers, _ = split(reading(text, mapping={"locatie": "team"}))
    assert answers[0].team == ("Utrecht",)


def test_mapping_to_a_column_that_is_not_there() -> None:
    with pytest.raises(ColumnsNotRecognised, match=r"“Bestaat niet”.*--map") as caught:
        reading("team;antwoord\nA;geheim antwoord\n", mapping={"Bestaat niet": "answer"})
    assert "geheim" not in str(caught.value)


def test_mapping_to_a_role_that_does_not_exist() -> None:
    with pytest.raises(SettingError, match="team, respondent"):
        options(mapping={"x": "persoon"})


def test_no_column_with_answers() -> None:
    with pytest.raises(ColumnsNotRecognised, match="--map") as caught:
        reading("team;cijfer\nGeheim team;7\nB;8\n")
    assert "Geheim" not in str(caught.value)


def test_a_file_without_column_names_is_refused() -> None:
    with pytest.raises(ColumnsNotRecognised, match="geen kolomnamen"):
        reading("jan@x.nl;Het gaat niet goed hier\nels@x.nl;Het gaat wel hoor\n")


@pytest.mark.parametrize("data", [b"", b"\r\n \r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b";;;\n;;\n"])
def test_nothing_in_the_file(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_bytes(data, "leeg.csv", options())


def test_columns_stream_beyond_the_head() -> None:
    rows = [f"team;{GOOD};Toelichting bij je keuze"]
    rows += [f"T{number % 7};Reden {number} om te blijven;" for number in range(1500)]
    rows += ["T1;Nog een reden hier;Deze staat helemaal achteraan"]
    source = reading("\n".join(rows))
    iterator = iter(source)
    next(iterator)
    assert source.rows == 1
    answers = [record for record in iterator if isinstance(record, Answer)]
    assert source.rows == 1501
    assert answers[-1].text == "Deze staat helemaal achteraan"


def test_excel_unicode_text_is_a_table_and_not_notes() -> None:
    data = "team\tantwoord\r\nZoë\tprivé\r\n".encode("utf-16")
    answers, _ = split(read_bytes(data, "tabel.txt", options()))
    assert (answers[0].team, answers[0].text) == (("Zoë",), "privé")
