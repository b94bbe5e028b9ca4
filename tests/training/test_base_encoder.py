"""Importing, pruning and saving encoders."""

import struct
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")

from culture_nlp.errors import TrainingError  # noqa: E402
from culture_nlp.training.base_encoder import build_base, load_hugging_face, nano_model  # noqa: E402
from culture_nlp.training.nano_weights import decode_q4, read_nano_file  # noqa: E402
from culture_nlp.training.vocabulary import DUTCH_VOCABULARY, read_vocabulary  # noqa: E402
from tests.training.tiny import unigram_pieces  # noqa: E402

TEXTS = ["het werk is te druk", "de sfeer in het team is goed"]


def embed(folder: Path) -> np.ndarray:
    from sentence_transformers import SentenceTransformer

    return np.asarray(SentenceTransformer(str(folder), device="cpu").encode(TEXTS))


def test_a_block_of_four_bit_weights() -> None:
    low, high = np.arange(16), np.arange(16)[::-1]
    raw = struct.pack("<e", 0.5) + bytes((int(h) << 4) | int(x) for x, h in zip(low, high, strict=True))
    decoded = decode_q4(np.frombuffer(raw, dtype=np.uint8), 32)
    np.testing.assert_allclose(decoded, np.concatenate([(low - 8) * 0.5, (high - 8) * 0.5]))


def nano_bytes() -> bytes:
    """A weight file of one layer of 4 with five pieces, written as the format says."""
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁a"]
    blob = "".join(pieces).encode()
    ends = np.cumsum([0] + [len(p.encode()) for p in pieces]).astype("<u4")
    out = b"E5S1" + struct.pack("<I7ifi", 1, 4, 1, 1, 8, 5, 16, 2, 1e-12, 32)
    out += struct.pack("<5iQ", 5, 0, 2, 1, 3, len(blob)) + ends.tobytes()
    out += np.array([0, 0, 0, 0, -1.5], dtype="<f4").tobytes() + blob
    out += struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0xFB01, 1, 0x66)
    tensors = {"emb.word": np.arange(20, dtype="<f4"), "l0.q.w": np.arange(16, dtype="<f4")}
    directory = struct.pack("<i", len(tensors))
    size = sum(2 + len(n) + 1 + 4 + 16 for n in tensors) + 4
    data = b""
    for name, values in tensors.items():
        offset = len(out) + size + len(data)
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", 0, len(values), offset, values.nbytes)
        data += values.tobytes()
    return out + directory + data


def test_the_offline_weight_file_is_read_as_its_format_says(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(nano_bytes())
    nano = read_nano_file(tmp_path / "weights.bin")
    assert nano.shape == {
        "hidden": 4,
        "layers": 1,
        "heads": 1,
        "ffn": 8,
        "vocab": 5,
        "positions": 16,
        "types": 2,
    }
    assert nano.pieces[4] == ("▁a", -1.5)
    model = nano_model(nano)
    np.testing.assert_array_equal(model.embeddings.word_embeddings.weight.detach().numpy().ravel(), np.arange(20))
    query = model.encoder.layer[0].attention.self.query.weight.detach().numpy()
    np.testing.assert_array_equal(query.ravel(), np.arange(16))


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(b"something else altogether")
    with pytest.raises(TrainingError, match=r"weights\.bin"):
        read_nano_file(tmp_path / "weights.bin")


def test_any_hugging_face_folder_is_taken_by_name_and_pruned(tiny_encoder: Path, tmp_path: Path) -> None:
    keep = [piece for piece, _ in unigram_pieces() if piece not in {"▁feedback", "Q"}]
    build_base(str(tiny_encoder), tmp_path / "small", keep)
    model, tokenizer = load_hugging_face(str(tmp_path / "small"))
    assert len(tokenizer) == len(unigram_pieces()) - 2 == model.config.vocab_size
    assert tokenizer.pad_token_id == 1 == model.config.pad_token_id
    np.testing.assert_allclose(embed(tmp_path / "small"), embed(tiny_encoder), atol=1e-5)


def test_an_encoder_with_another_kind_of_tokenizer_is_saved_whole(tmp_path: Path) -> None:
    import transformers

    (tmp_path / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "werk", "druk"]))
    tokenizer = transformers.BertTokenizerFast(vocab=str(tmp_path / "vocab.txt"))
    config = transformers.BertConfig(
        vocab_size=7, hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8
    )
    transformers.BertModel(config).save_pretrained(tmp_path / "wordpiece")
    tokenizer.save_pretrained(tmp_path / "wordpiece")
    out = build_base(str(tmp_path / "wordpiece"), tmp_path / "out", ["▁werk"])
    assert load_hugging_face(str(out))[0].config.vocab_size == 7


def test_a_name_that_cannot_be_loaded_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="Remedy"):
        load_hugging_face(str(tmp_path / "nowhere"))


def test_the_shipped_dutch_vocabulary_knows_work() -> None:
    pieces = set(read_vocabulary(DUTCH_VOCABULARY))
    assert {"▁werk", "▁team", "▁feedback", "▁meeting", "▁leiding", "é", "ë"} <= pieces
    assert len(pieces) > 20_000
