"""A tiny encoder and units, made here, so that training needs no weights and no corpus from anywhere."""

from pathlib import Path

from culture_nlp.measure.annotated import AnnotatedUnit

WORDS = [
    "de",
    "het",
    "een",
    "en",
    "is",
    "niet",
    "werk",
    "druk",
    "veel",
    "te",
    "team",
    "goed",
    "vraag",
    "kop",
    "sfeer",
    "feedback",
    "wat",
    "er",
    "we",
]


def unigram_pieces() -> list[tuple[str, float]]:
    """Specials, some words, and all characters that the tests type."""
    characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:?!'-éë▁"
    pieces = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    pieces += [("▁" + w, -3.0) for w in WORDS]
    return pieces + [(c, -8.0) for c in characters]


def make_encoder(folder: Path) -> Path:
    """An encoder folder as a hub would give it: two layers of 32, unigram tokenizer, random weights."""
    import torch
    import transformers

    from culture_nlp.training.base_encoder import fast_tokenizer, save_folder
    from culture_nlp.training.vocabulary import unigram_tokenizer

    pieces = unigram_pieces()
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=len(pieces),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=512,
        pad_token_id=1,
    )
    model = transformers.BertModel(config, add_pooling_layer=False)
    return save_folder(model, fast_tokenizer(unigram_tokenizer(pieces)), folder)


def unit(number: int, writer: str) -> AnnotatedUnit:
    """An annotated unit of a writer, busy or pleasant in turns."""
    negative = number % 2 == 0
    text = "het is te druk, veel werk" if negative else "de sfeer is goed en we werken fijn"
    return AnnotatedUnit.model_validate(
        {
            "id": f"{writer}-{number}",
            "text": f"{text} {number}",
            "kind": "survey",
            "question": "wat vind je van het werk?",
            "themes": {"workload": "negative"} if negative else {"collaboration": "positive"},
            "sentiment": -1 if negative else 1,
            "sentiment_label": "negative" if negative else "positive",
            "safety": {"level": 1, "facets": {"asking_help": "positive"}} if number % 5 == 0 else None,
            "writer": writer,
        }
    )
