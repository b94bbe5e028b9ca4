"""One engine, opened from the settings. SQLite in WAL mode with a full sync at every commit.

With synchronous FULL an answer that was acknowledged is on disk, also after a power cut. Writing starts
with BEGIN IMMEDIATE, so that "is this round still open" and "keep the answers" are one step.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from api.tables import Table
from culture_nlp.errors import SettingError

SECONDS_TO_WAIT_FOR_A_LOCK = 30
PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")


class Database:
    """Connections to the database of the service, each one a transaction."""

    def __init__(self, url: str) -> None:
        """Open the database and make the tables that are not there yet.

        Raises:
            SettingError: the address is not that of an SQLite file, or the file cannot be made.
        """
        self.path = sqlite_path(url)
        try:
            # Scores belong to pseudonyms: nobody else on this machine reads them. SQLite's side files follow.
            self.path.touch(0o600)
        except OSError:
            raise SettingError(
                "CULTURE_NLP_DATABASE_URL: the file cannot be made. Check that its folder exists."
            ) from None
        self._engine = open_engine(URL.create("sqlite", database=str(self.path)))
        with self.writing() as connection:
            Table.metadata.create_all(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a consistent view; what is written through it is thrown away."""
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the only writer; all or nothing is on disk when the block ends."""
        with self._engine.execution_options(writes=True).begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def sqlite_path(url: str) -> Path:
    """Give the file of an SQLite address.

    Raises:
        SettingError: the address cannot be read, is of another database or of one in memory.
    """
    try:
        parts = make_url(url)
    except ArgumentError:
        parts = None
    if parts is None or parts.get_backend_name() != "sqlite" or parts.database in (None, "", ":memory:"):
        raise SettingError(
            "CULTURE_NLP_DATABASE_URL: not the address of an SQLite file. Write sqlite:///map/culture_nlp.db."
        )
    return Path(str(parts.database))


def open_engine(url: URL) -> Engine:
    """Make the engine; errors of the database never carry the values of a statement."""
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": SECONDS_TO_WAIT_FOR_A_LOCK})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # sqlite3 would otherwise begin on its own, and too late: at the first INSERT.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
