"""The encoder of a bundle in the files that transformers and sentence-transformers read, beside the ONNX network.

``AutoModel.from_pretrained(bundle)`` gives the fine-tuned encoder, ``SentenceTransformer(bundle)`` the same with mean
pooling. Weights are stored in half precision. The service needs none of these files and the wheel carries none.
"""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Final

from transformers import AutoTokenizer

from culture_nlp.training.trainer import Trained

MODULES: Final = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
]


def write_encoder(trained: Trained, base: str, out: Path) -> None:
    """Write the encoder into a bundle's folder; ``base`` names the encoder whose tokenizer settings it has."""
    encoder = trained.model.encoder
    encoder.half().save_pretrained(out)
    encoder.float()
    with tempfile.TemporaryDirectory() as folder:
        AutoTokenizer.from_pretrained(base).save_pretrained(folder)
        shutil.copyfile(Path(folder) / "tokenizer_config.json", out / "tokenizer_config.json")
    pooling = {"word_embedding_dimension": encoder.config.hidden_size, "pooling_mode_mean_tokens": True}
    (out / "1_Pooling").mkdir(exist_ok=True)
    for name, content in (("modules.json", MODULES), ("1_Pooling/config.json", pooling)):
        (out / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
