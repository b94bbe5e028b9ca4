"""Everything that can go wrong, as one tree.

CultureError
├── InputError                a file or a request cannot be used
│   ├── UnsupportedFormat     the kind of file is not known
│   ├── UnreadableFile        the file is damaged, encrypted, empty or too large
│   ├── ColumnsNotRecognised  no column with answers was found; a mapping is asked for
│   └── NothingToScore        the input holds no answer that can be scored
├── SettingError              an option or environment variable is not allowed (a floor was undercut)
├── BundleError               a model bundle is missing, damaged or of another version
├── TaxonomyError             the taxonomy file is not valid
├── TrainingError             training data or configuration cannot be used
├── NotPublished              the asked-for figures are not published (one reason, always the same)
├── RoundClosed               a round that was published takes no more answers
└── DisclosureError           the audit of a release did not pass; nothing is published

Messages name place, cause and remedy. They never hold a value from the input.
"""

from typing import ClassVar


class CultureError(Exception):
    """Root of all errors that a user may see.

    Attributes:
        code: stable identifier, the same on the command line and in a problem document.
        title_nl, title_en: short titles for people.
        exit_code: what ``culture-nlp`` ends with.
        status: HTTP status of the problem document.
        message: what happened, where, and what to do; without input values.
    """

    code: ClassVar[str] = "error"
    title_nl: ClassVar[str] = "Er ging iets mis"
    title_en: ClassVar[str] = "Something went wrong"
    exit_code: ClassVar[int] = 1
    status: ClassVar[int] = 500

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InputError(CultureError):
    """A file or request that cannot be used."""

    code = "input"
    title_nl = "Deze invoer kan niet worden gebruikt"
    title_en = "This input cannot be used"
    exit_code = 3
    status = 422


class UnsupportedFormat(InputError):
    """The kind of file is not known."""

    code = "unsupported_format"
    title_nl = "Dit soort bestand wordt niet gelezen"
    title_en = "This kind of file is not read"
    status = 415


class UnreadableFile(InputError):
    """The file is damaged, encrypted, empty or too large."""

    code = "unreadable_file"
    title_nl = "Het bestand kan niet worden gelezen"
    title_en = "The file cannot be read"


class ColumnsNotRecognised(InputError):
    """No column with answers was found."""

    code = "columns_not_recognised"
    title_nl = "Er is geen kolom met antwoorden gevonden"
    title_en = "No column with answers was found"


class NothingToScore(InputError):
    """The input holds no answer that can be scored."""

    code = "nothing_to_score"
    title_nl = "Er is geen antwoord om te scoren"
    title_en = "There is no answer to score"


class SettingError(CultureError):
    """An option or environment variable that is not allowed."""

    code = "setting"
    title_nl = "Deze instelling is niet toegestaan"
    title_en = "This setting is not allowed"
    exit_code = 2
    status = 400


class BundleError(CultureError):
    """A model bundle that is missing, damaged or of another version."""

    code = "bundle"
    title_nl = "Het model kan niet worden geladen"
    title_en = "The model cannot be loaded"
    exit_code = 4
    status = 503


class TaxonomyError(CultureError):
    """The taxonomy file is not valid."""

    code = "taxonomy"
    title_nl = "Het themabestand klopt niet"
    title_en = "The theme file is not valid"
    exit_code = 4


class TrainingError(CultureError):
    """Training data or configuration that cannot be used."""

    code = "training"
    title_nl = "Hiermee kan niet worden getraind"
    title_en = "Training cannot use this"
    exit_code = 3
    status = 422


class NotPublished(CultureError):
    """The asked-for figures are not published; one answer for every cause."""

    code = "not_published"
    title_nl = "Niet gepubliceerd"
    title_en = "Not published"
    exit_code = 5
    status = 404


class RoundClosed(CultureError):
    """A published round takes no more answers."""

    code = "round_closed"
    title_nl = "Deze ronde is gesloten"
    title_en = "This round is closed"
    exit_code = 5
    status = 409


class DisclosureError(CultureError):
    """A release would tell more than it may. Nothing is published; an earlier release stays as it is."""

    code = "disclosure"
    title_nl = "De controle op herkenning is niet geslaagd"
    title_en = "The disclosure audit did not pass"
    exit_code = 5
    status = 500
