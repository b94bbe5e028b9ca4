"""Read survey exports, boards and retrospective notes: bytes become answers and rejected rows.

Columns that tell who somebody is are used for a keyed pseudonym at most, and dropped.
"""

from culture_nlp.read.identity import pseudonymiser
from culture_nlp.read.options import ReadOptions
from culture_nlp.read.reading import Reading, read_bytes

__all__ = ["ReadOptions", "Reading", "pseudonymiser", "read_bytes"]
