"""Which tokens a Dutch encoder keeps: counting them in text, and rebuilding a tokenizer from what is kept.

Pruning a multilingual vocabulary to one language: Abdaoui, Pradel & Sigel (2020), "Load What You Need".
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from tokenizers.decoders import Metaspace as MetaspaceDecoder

SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
"""Ids 0 to 3, before and after pruning."""

Piece = tuple[str, float]
DUTCH_VOCABULARY = Path(__file__).with_name("vocabulary_nl.txt")
"""The pieces the shipped model keeps, one a line; made by ``evaluation/dutch_vocabulary.py``."""


def unigram_tokenizer(pieces: Sequence[Piece]) -> Tokenizer:
    """An XLM-R style SentencePiece unigram tokenizer; the first four pieces must be :data:`SPECIALS`."""
    tokenizer = Tokenizer(models.Unigram([(p, s) for p, s in pieces], unk_id=3))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(" {2,}", " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = MetaspaceDecoder(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    tokenizer.add_special_tokens(list(SPECIALS))
    return tokenizer


def count_tokens(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[str]:
    """How often each piece is used in the texts."""
    counts: Counter[str] = Counter()
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == 1024:
            counts.update(t for e in tokenizer.encode_batch(batch, add_special_tokens=False) for t in e.tokens)
            batch.clear()
    counts.update(t for e in tokenizer.encode_batch(batch, add_special_tokens=False) for t in e.tokens)
    return counts


def always_kept(piece: str) -> bool:
    """Single Latin characters, digits, punctuation and emoji are kept whatever was counted."""
    core = piece.removeprefix("▁")
    if len(core) != 1:
        return core == ""
    return "LATIN" in unicodedata.name(core, "") or unicodedata.category(core)[0] in "NPSZ"


def prune(pieces: Sequence[Piece], keep: Iterable[str]) -> tuple[list[Piece], list[int]]:
    """The kept pieces with their scores and their old ids, specials first, old order kept."""
    wanted = set(keep)
    kept = [i for i, (piece, _) in enumerate(pieces) if i < len(SPECIALS) or piece in wanted]
    return [pieces[i] for i in kept], kept


def read_vocabulary(path: Path) -> list[str]:
    """Read a list of pieces, one a line."""
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
