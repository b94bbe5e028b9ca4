"""The attacker: tries to learn from published files what one person, or a small group, said.

It reads release files and what an attacker may know beside them, and shares no code with what makes releases. Every
attack is one module; :func:`attack` runs them all.
"""

from culture_nlp.attack.attacks import Attempt, attack, leaks
from culture_nlp.attack.documents import Document, parse_release, read_release
from culture_nlp.attack.findings import Finding, Outcome
from culture_nlp.attack.report import as_json, render
from culture_nlp.attack.roster import KnownAnswer, Roster, read_known, read_roster

__all__ = [
    "Attempt",
    "Document",
    "Finding",
    "KnownAnswer",
    "Outcome",
    "Roster",
    "as_json",
    "attack",
    "leaks",
    "parse_release",
    "read_known",
    "read_release",
    "read_roster",
    "render",
]
