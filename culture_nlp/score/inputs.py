"""What the model reads of a unit: its question or heading, and its text, as a pair of segments."""

from collections.abc import Sequence

from tokenizers import Encoding, Tokenizer

from culture_nlp.records import Unit

MAXIMUM_TOKENS = 384
"""Longest input; of a longer one the text's end is cut. 384 tokens are some 270 Dutch words."""


def context(unit: Unit) -> str:
    """Question or heading with a word that says which of the two it is."""
    if unit.question:
        return f"vraag: {unit.question}"
    return f"kop: {unit.heading}" if unit.heading else "vraag:"


def encode(tokenizer: Tokenizer, units: Sequence[Unit]) -> list[Encoding]:
    """Encode (context, text) pairs; the context is cut at 200 characters, the whole at MAXIMUM_TOKENS."""
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAXIMUM_TOKENS, strategy="only_second")
    return tokenizer.encode_batch([(context(u)[:200], u.text) for u in units])
