"""The public face, the wheel, and what serving does not need."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import culture_nlp

ROOT = Path(__file__).resolve().parents[1]


def test_every_public_name_is_there() -> None:
    assert sorted(culture_nlp.__all__) == culture_nlp.__all__
    for name in culture_nlp.__all__:
        assert getattr(culture_nlp, name) is not None
    with pytest.raises(AttributeError):
        _ = culture_nlp.nonsense


def test_scoring_and_serving_need_neither_torch_nor_transformers() -> None:
    """They cannot be imported here, as in a core install. (spaCy takes torch along where it is installed.)"""
    code = (
        "import sys; sys.modules |= dict.fromkeys(('torch', 'transformers', 'sentence_transformers', 'sklearn'))\n"
        "import api.app\n"
        "from culture_nlp.cli.main import run\n"
        "sys.argv = ['culture-nlp', 'demo']\n"
        "run()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_scoring_opens_no_connection() -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise RuntimeError('network')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from culture_nlp.cli.main import run\n"
        "sys.argv = ['culture-nlp', 'demo']\n"
        "run()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_pickled_file_is_in_the_repository() -> None:
    opaque = {".bin", ".pt", ".pth", ".pkl", ".pickle", ".joblib", ".ckpt"}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert [name for name in tracked.splitlines() if Path(name).suffix in opaque] == []


@pytest.mark.slow
def test_a_built_wheel_works_from_another_folder(tmp_path: Path) -> None:
    """Builds the wheel, unpacks it elsewhere and scores from there, without the repository on the path."""
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    build += ["--wheel-dir", str(tmp_path), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); import culture_nlp; "
        f"assert {str(tmp_path)!r} in culture_nlp.__file__; "
        "from culture_nlp.cli.main import run; sys.argv = ['culture-nlp', 'demo']; run()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Zorg Noord" in done.stdout
