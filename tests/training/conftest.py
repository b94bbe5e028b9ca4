"""Fixtures for training: skipped, with the reason, where the extra is not installed."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def tiny_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """See :mod:`tests.training.tiny`."""
    pytest.importorskip("torch", reason="the extra `train` is not installed")
    from tests.training.tiny import make_encoder

    return make_encoder(tmp_path_factory.mktemp("hub") / "tiny")
