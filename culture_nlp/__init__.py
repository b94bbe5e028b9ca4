"""Dutch text analysis for culture signals: from open answers and retro notes to anonymised signals per team.

The names below are the public face. They are loaded when they are first used, so that importing one part of the
package does not load the others.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from culture_nlp.errors import CultureError
    from culture_nlp.pipeline import Analysis, analyse, load_scorer, publish_signals, read_options, score_answers
    from culture_nlp.publish import Release
    from culture_nlp.read import ReadOptions, read_bytes
    from culture_nlp.settings import Settings
    from culture_nlp.taxonomy import load_taxonomy

_HOME = {
    "Analysis": "pipeline",
    "CultureError": "errors",
    "ReadOptions": "read",
    "Release": "publish",
    "Settings": "settings",
    "analyse": "pipeline",
    "load_scorer": "pipeline",
    "load_taxonomy": "taxonomy",
    "publish_signals": "pipeline",
    "read_bytes": "read",
    "read_options": "pipeline",
    "score_answers": "pipeline",
}

__all__ = [
    "Analysis",
    "CultureError",
    "ReadOptions",
    "Release",
    "Settings",
    "analyse",
    "load_scorer",
    "load_taxonomy",
    "publish_signals",
    "read_bytes",
    "read_options",
    "score_answers",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"culture_nlp.{_HOME[name]}"), name)
    raise AttributeError(f"module 'culture_nlp' has no attribute {name!r}")
