"""The papers for customers (docs/privacy) state facts about the code; a paper that lags behind fails here."""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from inspect import signature
from pathlib import Path
from typing import Any, Final

import click
import pytest
import typer.main

import api.rounds.service
import culture_nlp.prepare
from api.app import create_app
from api.database import Database, sqlite_path
from api.pseudonyms import KEY_BYTES
from api.tables import Table
from culture_nlp.cli.attack import FOUND
from culture_nlp.cli.main import app
from culture_nlp.cli.serve import LOOPBACK
from culture_nlp.errors import SettingError
from culture_nlp.protect import RULES_VERSION, protect
from culture_nlp.protect.figures import LEVELS, SAFETY_STEP, SENTIMENT_STEP
from culture_nlp.protect.grids import EDGE, EXACT_FROM, SIZES, words
from culture_nlp.protect.visible import COALITION, Sizes, layout
from culture_nlp.publish import Release
from culture_nlp.publish.release import AuditReport
from culture_nlp.read.identity import PSEUDONYM_LENGTH
from culture_nlp.read.names import column_names
from culture_nlp.records import ScoredUnit
from culture_nlp.report.table import MOST_REJECTED
from culture_nlp.report.texts import load_texts
from culture_nlp.settings import GROUP_FLOOR, Settings
from culture_nlp.taxonomy import load_taxonomy

FOLDER: Final = Path(__file__).resolve().parents[1] / "docs" / "privacy"
REGISTER, DPIA, COUNCIL, CONFIDENTIAL, AI_ACT, RESPONDENTS = PAPERS = (
    "verwerkingsregister.md",
    "dpia.md",
    "or-uitleg.md",
    "vertrouwelijk-of-anoniem.md",
    "ai-act.md",
    "tekst-voor-respondenten.md",
)
TO_CHECK: Final = "te controleren door uw FG/jurist"
LONGEST_SENTENCE: Final = 16
NUMBERS: Final = {1: "één", 2: "twee", 5: "vijf"}


def source(paper: str) -> str:
    return (FOLDER / paper).read_text(encoding="utf-8")


def text(paper: str) -> str:
    return " ".join(source(paper).replace("**", "").split())


def settings_default(name: str) -> Any:
    return Settings.model_fields[name].default


SIZES_IN_WORDS: Final = ", ".join(f"{low}–{high}" for low, high in SIZES[:-1]) + " of {}–{}".format(*SIZES[-1])
NEARLY_ALL_OF_FIVE: Final = words(5)[-1][0][0]
(SOME_OF_SIX,) = {end for ends, word in words(6) if word == "some" for end in ends}
FACTS: Final = [
    (REGISTER, f"| {GROUP_FLOOR} respondenten."),
    (DPIA, f"kleinste groep {GROUP_FLOOR};"),
    (COUNCIL, f"| Minimaal {GROUP_FLOOR} | minder dan {GROUP_FLOOR} respondenten: geen cijfers."),
    (CONFIDENTIAL, f"Minder dan {GROUP_FLOOR} respondenten: nooit cijfers."),
    (AI_ACT, f"groepen van {GROUP_FLOOR} of meer respondenten"),
    (RESPONDENTS, f"alleen groepen van {GROUP_FLOOR} of meer mensen"),
    (RESPONDENTS, f"Over een groep van minder dan {GROUP_FLOOR} mensen die antwoordden, komen geen cijfers."),
    (REGISTER, f"Groepen tot en met {EXACT_FROM - 1} mensen | woorden in plaats van cijfers"),
    (REGISTER, f"Groepen vanaf {EXACT_FROM} mensen"),
    (DPIA, f"woorden tot en met {EXACT_FROM - 1} mensen"),
    (COUNCIL, f"Woorden tot en met {EXACT_FROM - 1} mensen"),
    (COUNCIL, f"een percentage bij een groep van {EXACT_FROM - 1} of minder"),
    (CONFIDENTIAL, f"Tot en met {EXACT_FROM - 1} mensen geen percentages."),
    (RESPONDENTS, f"Over een groep van {EXACT_FROM - 1} of minder mensen staan er woorden"),
    (REGISTER, f"alleen als {SIZES_IN_WORDS}"),
    (COUNCIL, f"alleen {SIZES_IN_WORDS}"),
    (COUNCIL, "“helft of meer” (bij {} tot en met {} mensen)".format(*SIZES[-1])),
    (REGISTER, f"op hoogstens {NUMBERS[EDGE]} na"),
    (DPIA, f"uiteinden van {NUMBERS[EDGE]} mensen"),
    (COUNCIL, f"altijd {NUMBERS[EDGE]} mensen breed"),
    (CONFIDENTIAL, f"nog om {NUMBERS[EDGE]} mensen gaan"),
    (COUNCIL, f"In een team van 5 begint “bijna iedereen” bij {NEARLY_ALL_OF_FIVE} mensen."),
    (COUNCIL, f"precies 6 antwoordden, leest in “een deel” precies {SOME_OF_SIX}."),
    (CONFIDENTIAL, f"In een team van 5 begint “bijna iedereen” al bij {NEARLY_ALL_OF_FIVE} mensen."),
    (COUNCIL, f"De regels rekenen met {NUMBERS[COALITION]} collega"),
    (CONFIDENTIAL, f"De regels rekenen met {NUMBERS[COALITION]} zo'n collega."),
    (REGISTER, f"sentiment en veiligheid in {NUMBERS[len(LEVELS)]} woorden"),
    (REGISTER, f"sentiment in stappen van {SENTIMENT_STEP}".replace(".", ",")),
    (REGISTER, f"veiligheid in stappen van {SAFETY_STEP:.0f}"),
    (REGISTER, f"Regels tegen herkenning: versie {RULES_VERSION}."),
    (DPIA, f"regels tegen herkenning versie {RULES_VERSION}"),
    (COUNCIL, f"Regels tegen herkenning (versie {RULES_VERSION})"),
    (REGISTER, f"sleutel van de pseudoniemen, {KEY_BYTES} bytes"),
    (REGISTER, f"Wat overblijft zijn {PSEUDONYM_LENGTH} tekens."),
    (CONFIDENTIAL, f"een rij van {PSEUDONYM_LENGTH} tekens"),
    (REGISTER, f"hoogstens {MOST_REJECTED} afgewezen rijen"),
    (REGISTER, f"{settings_default('maximum_characters'):,} tekens".replace(",", ".")),
    (REGISTER, f"`{sqlite_path(settings_default('database_url'))}`"),
    (COUNCIL, f"(exitcode {FOUND})"),
]


@pytest.mark.parametrize(("paper", "stated"), FACTS)
def test_figures_are_those_of_the_code(paper: str, stated: str) -> None:
    assert stated in text(paper)


def test_numbers_of_themes_and_facets() -> None:
    taxonomy = load_taxonomy(None)
    assert f"{len(taxonomy.theme_ids)} thema's" in text(REGISTER)
    assert f"{len(taxonomy.facet_ids)} facetten" in text(REGISTER)
    assert f"{len(taxonomy.theme_ids)} thema's" in text(COUNCIL)
    assert f"{len(taxonomy.theme_ids)} thema's" in text(DPIA)
    labels = [theme.label_nl for theme in taxonomy.themes]
    assert {"Vitaliteit en verzuim", "Aandacht van de leidinggevende"} <= set(labels)


@pytest.mark.parametrize("paper", [REGISTER, COUNCIL, CONFIDENTIAL])
def test_words_for_small_groups_are_those_of_the_report(paper: str) -> None:
    texts = load_texts("nl")
    for word in ("few", "some", "many", "most"):
        assert f"“{texts[f'words_{word}_{word}']}”" in text(paper)


def test_the_register_names_every_table_and_column() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ((?:`\w+`(?:, )?)+) \|", source(REGISTER), re.MULTILINE))
    stated = {table: re.findall(r"`(\w+)`", columns) for table, columns in rows.items()}
    assert stated == {name: list(table.columns.keys()) for name, table in Table.metadata.tables.items()}
    assert all(f"`{name}`" in text(COUNCIL) for name in stated)


def test_the_register_names_everything_that_is_kept_of_an_answer() -> None:
    sentence = text(REGISTER).split("In `scores` staat per antwoord:")[1].split(". Dus wel:")[0]
    assert re.findall(r"`(\w+)`", sentence) == [field.name for field in fields(ScoredUnit)]


def test_the_register_names_every_kind_of_dropped_column() -> None:
    names = column_names()
    roles = [*names.by_name.values(), *(role for _, role in names.by_pattern)]
    dropped = {load_texts("nl")[f"dropped_{role.dropped}"] for role in roles if role.dropped}
    part = source(REGISTER).split("## 5.")[1].split("## 6.")[0]
    assert set(re.findall(r"^\| (.+?) \| ", part, re.MULTILINE)) - {"Soort"} == dropped


def test_the_register_names_every_address() -> None:
    paths = create_app().openapi()["paths"]
    assert set(re.findall(r"`((?:GET|POST|PUT|PATCH|DELETE) [^`]+)`", source(REGISTER))) == {
        f"{method.upper()} {path}" for path, methods in paths.items() for method in methods
    }
    assert set(LOOPBACK) == {"127.0.0.1", "localhost", "::1"}
    assert "luistert alleen op de eigen machine" in text(REGISTER)


def commands() -> Mapping[str, click.Command]:
    found: Mapping[str, click.Command] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    return found


def test_the_register_names_every_command() -> None:
    named = set(re.findall(r"`(?:culture-nlp )?(\w+)`", source(REGISTER)))
    assert set(commands()) <= named


def test_the_service_gives_the_round_before_and_the_command_line_both() -> None:
    assert "before=" in inspect.getsource(api.rounds.service)
    options = {option for parameter in commands()["analyse"].params for option in parameter.opts}
    assert {"--before", "--invited"} <= options


@pytest.mark.parametrize("paper", PAPERS)
def test_commands_shown_exist_with_their_options(paper: str) -> None:
    for name, rest in re.findall(r"culture-nlp (\w+)([^`\n]*)", source(paper)):
        options = {option for parameter in commands()[name].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= options, name
    named = set(re.findall(r"`(--[a-z]+)", source(paper)))
    assert named <= {o for command in commands().values() for p in command.params for o in p.opts}


def openapi() -> dict[str, Any]:
    return create_app().openapi()


def has_postgresql() -> bool:
    try:
        sqlite_path("postgresql://machine/naam")
    except SettingError:
        return False
    return True


KNOWN: Final = {"signals", "minimum", "invited", "before", "bounds"}
"""What ``protect`` knows; of the round before only which groups were shown."""
MISSING: Final[list[tuple[str, Callable[[], bool]]]] = [
    ("Accounts en rollen", lambda: "securitySchemes" in openapi()["components"]),
    (
        "Bewaartermijn en automatisch wissen",
        lambda: any(re.search("retention|days|keep", n) for n in Settings.model_fields),
    ),
    (
        "Inzage in of wissen van de gegevens van één persoon",
        lambda: any("delete" in methods for methods in openapi()["paths"].values()),
    ),
    (
        "Namen weghalen uit antwoorden op een vragenlijst",
        lambda: "deidentify" in inspect.getsource(culture_nlp.prepare),
    ),
    ("Eenmalige uitnodigingen per persoon", lambda: any("invit" in path for path in openapi()["paths"])),
    ("Aantal genodigden in de dienst", lambda: "invited=" in inspect.getsource(api.rounds.service)),
    ("Bescherming van wie tussen twee rondes kwam of ging", lambda: set(signature(protect).parameters) != KNOWN),
    ("Handtekening onder een publicatie", lambda: "signature" in Release.model_fields),
    ("Differentiële privacy (ruis op cijfers)", lambda: "epsilon" in Release.model_fields),
    ("PostgreSQL of een andere database", has_postgresql),
]


@pytest.mark.parametrize(("part", "is_there"), MISSING, ids=[part for part, _ in MISSING])
def test_what_is_not_there_yet_is_said_and_is_not_there(part: str, is_there: Callable[[], bool]) -> None:
    assert f"| {part} | nog niet" in text(REGISTER)
    assert not is_there()


def test_the_database_is_not_encrypted_and_closed_to_others(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/dienst.db")
    database.close()
    assert database.path.read_bytes().startswith(b"SQLite format 3")
    assert f"(0{database.path.stat().st_mode & 0o777:o})" in text(REGISTER)
    assert "| Versleuteling van de database | nog niet" in text(REGISTER)


def test_a_release_does_not_tell_how_many_small_groups_there_are() -> None:
    assert set(AuditReport.model_fields) == {"passed", "rules_version"}
    assert "`audit` dat de controle is geslaagd" in text(REGISTER)


def test_the_example_of_hidden_teams_is_what_the_rules_do() -> None:
    sizes = {(): 23, ("A",): 9, ("B",): 10, ("C",): 4}
    shown = layout(Sizes(sizes, sizes), GROUP_FLOOR)
    assert set(shown.visible) == {(), ("B",)}
    assert shown.rests[()].people == 13
    for stated in (
        "23 respondenten",
        "A heeft er 9",
        "B 10",
        "C 4",
        "Hier blijft ook team A verborgen",
        "dan 13 mensen",
    ):
        assert stated in text(CONFIDENTIAL)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_link_leads_somewhere(paper: str) -> None:
    for target in re.findall(r"\]\((?!https://)([^)#]+)\)", source(paper)):
        assert (FOLDER / target).exists(), target
    for target in re.findall(r"`((?:culture_nlp|models|corpora)/[\w./-]+)`", source(paper)):
        assert (FOLDER.parents[1] / target).exists(), target


@pytest.mark.parametrize("paper", [REGISTER, DPIA, COUNCIL, CONFIDENTIAL, AI_ACT])
def test_legal_views_are_marked_as_to_be_checked(paper: str) -> None:
    assert TO_CHECK in text(paper)


@pytest.mark.parametrize("part", ["kort", "lang", "leiding"])
def test_the_text_for_respondents_reads_easily_and_promises_no_anonymity(part: str) -> None:
    shown = source(RESPONDENTS).split(f"<!-- {part} -->")[1].split(f"<!-- /{part} -->")[0]
    plain = re.sub(r"\[([^\]]*)\](\([^)]*\))?|[*#]", r"\1", shown)
    blocks = re.split(r"\n\s*(?:\n|- |\d+\. )", plain)
    sentences = [each for block in blocks for each in re.split(r"(?<=[.?!])\s+", " ".join(block.split())) if each]
    assert len(sentences) >= 5
    assert [each for each in sentences if len(each.split()) > LONGEST_SENTENCE] == []
    assert all("niet helemaal anoniem" in each for each in sentences if "anoniem" in each)
