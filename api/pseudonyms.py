"""The key behind the pseudonyms of respondents, and the proof that it is still the same one.

With another key a respondent would get a second pseudonym, count twice, and lift a group over the
smallest size that is published. So a database remembers the fingerprint of its key and refuses another.
"""

import hashlib
import hmac
import os
import secrets
from pathlib import Path
from typing import Final

from sqlalchemy import insert, select

from api.database import Database
from api.tables import Fact
from culture_nlp.errors import SettingError
from culture_nlp.settings import Settings

KEY_BYTES: Final = 32
FINGERPRINT: Final = "pseudonym_key_fingerprint"


def pseudonym_key(settings: Settings, database: Database) -> bytes:
    """Give the key: the one from the settings, or the one kept beside the database (made once, mode 0600).

    Raises:
        SettingError: the kept key is damaged, or the key is not the one the database was filled with.
    """
    if settings.pseudonym_key is not None:
        key = settings.pseudonym_key.get_secret_value().encode()
    else:
        key = _kept_key(database.path.with_name(database.path.name + "-key"))
    _check_fingerprint(key, database)
    return key


def _kept_key(path: Path) -> bytes:
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_bytes()
    else:
        key = secrets.token_bytes(KEY_BYTES)
        with os.fdopen(file, "wb") as target:
            target.write(key)
            target.flush()
            os.fsync(target.fileno())
    if len(key) != KEY_BYTES:
        raise SettingError(
            f"{path.name}: the kept pseudonym key is damaged. Put back the file from a backup, "
            "or set CULTURE_NLP_PSEUDONYM_KEY."
        )
    return key


def _check_fingerprint(key: bytes, database: Database) -> None:
    fingerprint = hmac.new(key, FINGERPRINT.encode(), hashlib.sha256).hexdigest()
    with database.writing() as connection:
        known = connection.scalar(select(Fact.value).where(Fact.name == FINGERPRINT))
        if known is None:
            connection.execute(insert(Fact).values(name=FINGERPRINT, value=fingerprint))
        elif not hmac.compare_digest(known, fingerprint):
            raise SettingError(
                "CULTURE_NLP_PSEUDONYM_KEY: not the key this database was filled with; respondents would "
                "count twice. Put back the old key (or the file with it beside the database), or start with "
                "an empty database."
            )
