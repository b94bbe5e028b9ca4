"""Only this machine's own pages and programs may call the service, as it has no accounts yet.

A page on another site can make a browser post to a loopback address, and a name that is pointed at this machine can
make it read (DNS rebinding). Both show: in the header Origin or in the header Host.
"""

from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from culture_nlp.errors import CultureError

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class ForeignCall(CultureError):
    """A call by a page of another site, or under a name that is not this machine's."""

    code = "foreign_call"
    title_nl = "Deze aanroep komt niet van deze machine"
    title_en = "This call does not come from this machine"
    status = 403


class OwnPagesOnly:
    """Middleware that refuses requests with a foreign Host or Origin."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = Request(scope).headers
            origin = headers.get("origin")
            addresses = ["//" + headers.get("host", "")] + ([origin] if origin is not None else [])
            if any(_host(address) not in LOOPBACK for address in addresses):
                raise ForeignCall(
                    "Roep de dienst aan als http://127.0.0.1 of http://localhost, niet vanaf een andere site."
                )
        await self.app(scope, receive, send)


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
