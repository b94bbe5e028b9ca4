"""Takes out of a Dutch text what tells who wrote it and whom it is about."""

from culture_nlp.prepare.deidentify.engine import Deidentified, deidentify
from culture_nlp.prepare.deidentify.spans import KINDS, Kind, Span

__all__ = ["KINDS", "Deidentified", "Kind", "Span", "deidentify"]
