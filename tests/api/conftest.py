"""A service on a database of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from culture_nlp.settings import Settings
from tests.api.samples import WordScorer

Start = Callable[..., TestClient]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "dienst.db"


@pytest.fixture
def start(database: Path) -> Iterator[Start]:
    """Start a service on the database of this test; a second call stops the first: a restart."""
    with ExitStack() as running:

        def start_service(scorer: Any = None, **settings: Any) -> TestClient:
            running.close()
            chosen = Settings(database_url=f"sqlite:///{database}", **settings)
            return running.enter_context(
                TestClient(create_app(chosen, scorer or WordScorer()), base_url="http://127.0.0.1")
            )

        yield start_service


@pytest.fixture
def client(start: Start) -> TestClient:
    return start()
