"""Retrospective notes that were pasted from a wiki, a chat, a mail or Word."""

import pytest
from retro_notes import items, read
