import subprocess
import sys

import pytest

from culture_nlp.prepare.language import is_dutch


@pytest.mark.parametrize(
    "text",
    [
        "de daily is vaak te lang en de backlog is een mess",
        "standup was top",
        "retro was nice",
        "de code reviews en de deploys",
        "work hard play hard is hier de norm",
        "feedback",
        "no-nonsense mentaliteit",
        "prima",
        "nee",
        "ok",
        "Jan en Piet",
        "ge weet da ni",
        "kei goe team",
        "'t is goe",
        "ambiance is top, merci",
        "ik vin dat er teveel werkdruk is",
        "de A12",
        "printer 2e verdiep",
        "black friday planning",
        "Ça va wel hoor",
        "👍",
        "7,5",
        "",
    ],
)
def test_keeps_dutch(text: str) -> None:
    assert is_dutch(text)


@pytest.mark.parametrize(
    "text",
    [
        "no comment",
        "everything is fine",
        "nothing",
        "great team",
        "too many meetings",
        "My manager never listens to us",
        "I'd like more feedback from my team lead",
        "The onboarding was good, but most documentation is only in Dutch.",
        "très bien",
        "Le chef ne nous écoute pas",
        "Sehr gut",
        "die Stimmung ist gut aber der Druck ist zu hoch",
        "muy bien",
        "não sei",
        "molto bene",
        "Szef nas nie słucha",
        "çok fazla iş var",
        "Nu avem destul timp la muncă",
        "Все добре",
        "ضغط العمل كبير",
        "一切都很好",
    ],
)
def test_recognises_other_languages(text: str) -> None:
    assert not is_dutch(text)


def test_importing_loads_no_model() -> None:
    code = (
        "import culture_nlp.prepare; from culture_nlp.prepare import language as l;"
        "from importlib import import_module as i; c = i('culture_nlp.prepare.clauses');"
        "assert not l._detector.cache_info().currsize and not c.pipeline.cache_info().currsize"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
