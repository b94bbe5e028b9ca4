"""Reads a taxonomy file and says in plain words what is wrong with it."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from culture_nlp.errors import TaxonomyError
from culture_nlp.taxonomy.model import ID_PATTERN, Taxonomy
from culture_nlp.taxonomy.rules import problems

SHIPPED: Final = Path(__file__).with_name("taxonomy.toml")

_MOST_PROBLEMS: Final = 10

_REMEDIES: Final = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a known field; correct its spelling or remove it",
    "string_type": "must be text between quotes",
    "string_too_short": "is empty; fill it in",
    "string_too_long": "is longer than {max_length} characters; shorten it",
    "string_pattern_mismatch": "is not of the right form; it must match {pattern}",
    "tuple_type": "must be a list",
    "too_short": "needs at least {min_length}; add some",
    "too_long": "may hold {max_length} at most; remove some",
    "value_error": "{error}",
}


def load_taxonomy(path: Path | None = None) -> Taxonomy:
    """Read and check a taxonomy.

    Args:
        path: an organisation's own file, which may add themes after the fixed ones but not drop, rename or
            reorder those. None: the shipped file, read once.

    Raises:
        TaxonomyError: the file cannot be read or is not sound; the message names each entry and what to do.
    """
    return _shipped() if path is None else read_taxonomy(path, own_themes=True)


@cache
def _shipped() -> Taxonomy:
    return read_taxonomy(SHIPPED, own_themes=False)


def read_taxonomy(path: Path, own_themes: bool) -> Taxonomy:
    """Read one file; ``own_themes`` says whether themes may follow the fixed ones.

    Raises:
        TaxonomyError: see ``load_taxonomy``.
    """
    document = _document(path)
    try:
        taxonomy = Taxonomy.model_validate(document)
    except ValidationError as error:
        raise _broken([_problem(document, e) for e in error.errors(include_url=False)]) from None
    if found := problems(taxonomy, own_themes):
        raise _broken(found)
    return taxonomy


def _document(path: Path) -> dict[str, Any]:
    try:
        # Editors on Windows put a byte order mark in front; it is no part of the text.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise TaxonomyError("The taxonomy file cannot be opened: check the path and its permissions.") from None
    except UnicodeDecodeError:
        raise TaxonomyError("The taxonomy file is not UTF-8 text: save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        # Only the place: the parser's own words may repeat what stands in the file.
        place = re.search(r"at line \d+, column \d+|at end of document", str(error))
        where = place.group() if place else "somewhere in the file"
        raise TaxonomyError(
            f"The taxonomy file is not valid TOML {where}: check quotes, brackets and double names there."
        ) from None


def _problem(document: dict[str, Any], error: ErrorDetails) -> str:
    remedy = _REMEDIES.get(error["type"], "is not valid; compare it with the shipped file")
    return f"{_place(document, error['loc'])} {remedy.format(**error.get('ctx', {}))}"


def _place(document: dict[str, Any], location: Sequence[int | str]) -> str:
    """``("themes", 1, "examples_negative", 0)`` as ``theme workload: examples_negative 1``."""
    section, number = location[0], location[1] if len(location) > 1 else None
    if not isinstance(number, int):
        return str(section)
    steps = [str(step + 1) if isinstance(step, int) else step for step in location[2:]]
    return " ".join([f"{str(section).removesuffix('s')} {_name(document[str(section)][number], number)}:", *steps])


def _name(entry: object, number: int) -> str:
    entry_id = entry.get("id") if isinstance(entry, dict) else None
    if isinstance(entry_id, str) and re.match(ID_PATTERN, entry_id):
        return entry_id
    return f"number {number + 1}"


def _broken(found: Sequence[str]) -> TaxonomyError:
    more = len(found) - _MOST_PROBLEMS
    lines = [*found[:_MOST_PROBLEMS], *([f"and {more} more"] if more > 0 else [])]
    return TaxonomyError("The taxonomy file is not valid.\n" + "\n".join(f"- {line}" for line in lines))
