"""Settings as a table: name, default, floor, help. Environment variables carry the prefix CULTURE_NLP_.

A threshold that protects people can be raised and never lowered: its floor is part of the field.
"""

from functools import cache
from pathlib import Path
from typing import Final

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from culture_nlp.errors import SettingError

GROUP_FLOOR: Final = 5
"""The smallest group that is ever published. Not a setting: nothing can lower it."""

PREFIX: Final = "CULTURE_NLP_"


class Settings(BaseSettings):
    """All settings of the command line and the service."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    minimum_group: int = Field(
        GROUP_FLOOR,
        ge=GROUP_FLOOR,
        description="Smallest number of respondents for which figures are published.",
    )
    bundle: Path | None = Field(None, description="Folder of the model bundle; without it the shipped one.")
    taxonomy: Path | None = Field(None, description="Taxonomy file; without it the shipped one.")
    threads: int = Field(0, ge=0, description="Threads for scoring; 0 is one per core.")
    maximum_characters: int = Field(
        10_000, ge=100, description="Longest answer that is read; a longer one is rejected."
    )
    maximum_file_bytes: int = Field(200_000_000, ge=1_000, description="Largest file that is read, in bytes.")
    pseudonym_key: SecretStr | None = Field(
        None, description="Key for the pseudonyms of respondents; without it a new one for each run."
    )
    database_url: str = Field("sqlite:///culture_nlp.db", description="Database of the service.")


@cache
def settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        SettingError: a value is missing its type or undercuts its floor; the message names the variable.
    """
    try:
        return Settings()
    except ValidationError as error:
        names = ", ".join(sorted({PREFIX + str(e["loc"][0]).upper() for e in error.errors()}))
        raise SettingError(
            f"{names}: not an allowed value. Thresholds may be raised above their floor (groups: {GROUP_FLOOR}), "
            "never lowered."
        ) from None
