"""The whole way from annotated units to a bundle that scores, with a tiny encoder."""

import json
from pathlib import Path

import numpy as np
import pytest

from culture_nlp.cli.main import app
from culture_nlp.errors import BundleError
from culture_nlp.score.scorer import OnnxScorer
from tests.training.tiny import unit

pytest.importorskip("torch", reason="the extra `train` is not installed")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bundle(tiny_encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle made by ``culture-nlp train``."""
    from typer.testing import CliRunner

    folder = tmp_path_factory.mktemp("train")
    units = [unit(n, writer) for writer in ("w1", "w2", "w3", "w4", "w5") for n in range(12)]
    (folder / "units.jsonl").write_text("\n".join(u.model_dump_json() for u in units))
    (folder / "splits.toml").write_text('development = ["w4"]\ntest = ["w5"]\n')
    (folder / "config.toml").write_text("epochs = 2\nbatch_size = 8\nencoder_rate = 1e-3\nhead_rate = 1e-2\n")
    arguments = [
        "train",
        str(folder / "units.jsonl"),
        "--out",
        str(folder / "own-model"),
        "--base",
        str(tiny_encoder),
    ]
    arguments += ["--writers", str(folder / "splits.toml"), "--config", str(folder / "config.toml")]
    result = CliRunner().invoke(app, [*arguments, "--run", str(folder / "run")])
    assert result.exit_code == 0, result.output
    return folder / "own-model"


def test_the_bundle_is_complete_and_tells_what_it_was_made_of(bundle: Path) -> None:
    evaluation = json.loads((bundle / "evaluation.json").read_text())
    assert evaluation["splits"]["training"]["units"] == 36
    assert evaluation["splits"]["test"]["units"] == evaluation["units"] == 12
    assert evaluation["writers"] == 1
    assert "Forbidden use" in (bundle / "README.md").read_text()
    assert not [p for p in bundle.rglob("*") if p.suffix in {".bin", ".pt", ".pkl"}]
    assert {"ngrams.npz", "background.npz"} <= set(json.loads((bundle / "bundle.json").read_text())["files"])


def test_a_unit_scores_the_same_alone_in_a_batch_and_on_more_threads(bundle: Path) -> None:
    units = [unit(n, "x").unit() for n in range(9)]
    together = OnnxScorer(bundle, threads=1).probabilities(units)
    threads = OnnxScorer(bundle, threads=4).probabilities(units)
    alone = np.concatenate([OnnxScorer(bundle).probabilities([u]).themes for u in units])
    np.testing.assert_array_equal(together.themes, alone)
    np.testing.assert_array_equal(together.themes, threads.themes)


def test_probabilities_are_probabilities_whatever_the_text(bundle: Path) -> None:
    texts = ["", " ", "👍", "x" * 20_000, "woord " * 5_000, "\x00\n\t"]
    units = [unit(1, "x").model_copy(update={"text": text}).unit() for text in texts]
    p = OnnxScorer(bundle).probabilities(units)
    for values in (p.themes, p.facets, p.sentiment, p.evidence, p.level):
        assert np.isfinite(values).all()
        assert values.min() >= 0
        assert values.max() <= 1
    np.testing.assert_allclose(p.sentiment.sum(1), 1, atol=1e-6)


def test_order_is_kept_and_no_units_give_no_scores(bundle: Path) -> None:
    scorer = OnnxScorer(bundle)
    units = [unit(n, "x").unit() for n in (3, 1, 2, 1)]
    assert [s.id for s in scorer.score(units)] == [u.id for u in units]
    assert scorer.score([]) == []


def test_a_changed_file_is_refused(bundle: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(bundle, tmp_path / "copy")
    with (tmp_path / "copy" / "model.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(BundleError, match=r"model\.onnx"):
        OnnxScorer(tmp_path / "copy")


def test_training_again_gives_the_same(bundle: Path, tiny_encoder: Path, tmp_path: Path) -> None:
    from culture_nlp.taxonomy import load_taxonomy
    from culture_nlp.training.config import TrainingConfig
    from culture_nlp.training.trainer import train

    units = [unit(n, writer) for writer in ("w1", "w2") for n in range(8)]
    config, taxonomy = TrainingConfig(epochs=1, batch_size=8), load_taxonomy()
    first, second = (
        train(str(tiny_encoder), units, units, taxonomy, config, tmp_path / name).model.state_dict()
        for name in ("one", "two")
    )
    for name, weights in first.items():
        np.testing.assert_allclose(weights.numpy(), second[name].numpy(), atol=1e-6)


def test_a_second_stage_trains_on_from_the_weights_of_the_first(tiny_encoder: Path, tmp_path: Path) -> None:
    from culture_nlp.taxonomy import load_taxonomy
    from culture_nlp.training.config import TrainingConfig
    from culture_nlp.training.trainer import train

    units = [unit(n, writer) for writer in ("w1", "w2") for n in range(8)]
    taxonomy = load_taxonomy()
    first = train(str(tiny_encoder), units, units, taxonomy, TrainingConfig(epochs=2), tmp_path / "one")
    standing = TrainingConfig(epochs=1, encoder_rate=1e-12, head_rate=1e-12, weight_decay=0)
    second = train(str(tiny_encoder), units, units, taxonomy, standing, tmp_path / "two", start=first.folder)
    for name, weights in first.model.state_dict().items():
        np.testing.assert_allclose(weights.numpy(), second.model.state_dict()[name].numpy(), atol=1e-6)


def test_the_bundle_opens_as_a_sentence_transformer_and_a_transformers_model(bundle: Path) -> None:
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers import AutoModel, AutoTokenizer

    texts = ["het is te druk", "fijne collega's in het team"]
    embedded = SentenceTransformer(str(bundle), device="cpu").encode(texts, convert_to_tensor=True)
    tokenizer = AutoTokenizer.from_pretrained(bundle)
    encoder = AutoModel.from_pretrained(bundle).float().eval()
    for text, vector in zip(texts, embedded, strict=True):
        tokens = tokenizer(text, return_tensors="pt")
        with torch.no_grad():
            states = encoder(input_ids=tokens.input_ids, attention_mask=tokens.attention_mask).last_hidden_state
        np.testing.assert_allclose(vector.float().numpy(), states[0].mean(0).numpy(), atol=0.02)
