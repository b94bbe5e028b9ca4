"""``culture-nlp serve``: the service."""

from typing import Annotated

import typer
import uvicorn

from culture_nlp.errors import SettingError
from culture_nlp.score.bundle import read_bundle, shipped_bundle
from culture_nlp.settings import settings

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; loopback only in this version.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
) -> None:
    """Serve the API: post answers, publish a round, read signals. Documentation at /docs.

    This version has no accounts yet: it listens to this machine only. The bundle is checked first.
    """
    if host not in LOOPBACK:
        raise SettingError("--host: this version has no accounts, so it listens to this machine only (127.0.0.1).")
    chosen = settings()
    read_bundle(chosen.bundle or shipped_bundle())
    # No access log: its addresses would tell which teams somebody asked for.
    uvicorn.run("api.app:create_app", factory=True, host=host, port=port, access_log=False)
