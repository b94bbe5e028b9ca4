"""What a caller may say about the file that is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from culture_nlp.errors import SettingError
from culture_nlp.records import TeamPath

ROLES: Final = ("team", "respondent", "round", "answer", "question", "heading", "kind", "ignore")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options of ``read``.

    Attributes:
        pseudonym: keyed pseudonym of a respondent's own mark, see ``culture_nlp.read.identity``.
        mapping: column header → role, by hand. Headers compare without case, spaces and punctuation. Roles:
            ``team`` part of the team path, several columns build it in file order;
            ``respondent`` the respondent's own mark, only used for the pseudonym;
            ``round`` the measurement or sprint;
            ``answer`` this column holds answers (added to the columns that are recognised);
            ``question`` what was asked, one answer per row;
            ``heading`` the heading a retrospective item stood under;
            ``kind`` ``survey`` or ``retro``;
            ``ignore`` leave the column out.
            Where a role other than ``answer`` is given by hand, no other column gets it.
        team: where rows belong that do not say it themselves.
        round: round of rows that do not say it themselves.
        maximum_characters: a longer answer is rejected.

    Raises:
        SettingError: a role that does not exist.
    """

    pseudonym: Callable[[str], str]
    mapping: Mapping[str, str] = field(default_factory=dict)
    team: TeamPath | None = None
    round: str | None = None
    maximum_characters: int = 10_000

    def __post_init__(self) -> None:
        if set(self.mapping.values()) - set(ROLES):
            raise SettingError(f"Een kolom heeft een rol die niet bestaat. Kies uit: {', '.join(ROLES)}.")
