"""The guard of the browser view: only this machine's browser, only the page it was given.

Flet's own server answers whoever reaches the port: any Host, any Origin on the websocket,
``Access-Control-Allow-Origin: *`` on everything. Here every request passes one door first::

    closed path, other method ──────────────▶ 404, 405
    a file for somebody who waits for it ───▶ taken in (cookie, and our Origin by name)
    other Host (DNS rebinding) ─────────────▶ 421
    other Origin, or another site's page ───▶ 403     (a websocket must name its Origin)
    our cookie ─────────────────────────────▶ the app
    the token of the printed address, once ─▶ 303 to the same page, with the cookie
    anything else ──────────────────────────▶ 403

The token and the cookie are different secrets: an address seen in a terminal, in a history or in
the list of processes opens nothing once it was used. Browsers do not keep the cookies of two
ports apart, and count two ports as one *site*, so SameSite alone would let a page on another
port in: Origin and ``Sec-Fetch-Site`` (W3C Fetch Metadata) are what keeps it out.

Pure ASGI, because framework middleware never sees websockets.
"""

import contextlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs, quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from journal_app.handover import Place, reach
from journal_app.web import headers, refusal
from journal_app.web.receiving import receive_file

WEBSOCKET_PATH = "/ws"
CLOSED = frozenset({"docs", "redoc", "openapi.json", "oauth_callback", "upload"})
"""First path segments that Flet's server would answer and that nobody here needs."""


@dataclass(frozen=True)
class Asked:
    """The few things the guard looks at, read from an ASGI scope. ``None``: not sent."""

    host: str | None
    origin: str | None
    site: str | None
    cookies: tuple[str, ...]
    token: str | None


class Guard:
    """ASGI application that stands in front of ``app`` on ``http://127.0.0.1:<port>``.

    Attributes:
        origin: scheme, host and port of the only place the app answers at.
        address: the full address with the token, to be shown to the person once.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._host = f"127.0.0.1:{port}"
        self.origin = f"http://{self._host}"
        self._cookie_name = f"three-dawns-{port}"
        self._cookie = secrets.token_urlsafe(32)
        self._token: str | None = secrets.token_urlsafe(32)
        self.address = f"{self.origin}/?token={self._token}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, trade the token, or refuse; the drawing above says which."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._http(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = _asked(scope)
        if asked.host != self._host:
            await refusal.send(send, 421, "host")
        elif not self._from_here(asked):
            await refusal.send(send, 403, "site")
        elif place := self._place_of(scope, asked):
            await receive_file(place, receive, send)
        elif scope["method"] not in {"GET", "HEAD"}:
            await refusal.send(send, 405, "method")
        elif _is_closed(scope["path"]):
            await refusal.send(send, 404, "closed")
        elif asked.token is not None:
            await self._enter(scope, asked, send)
        elif self._holds_cookie(asked):
            await self._app(scope, receive, headers.protecting(send, self.origin, scope["path"]))
        else:
            await refusal.send(send, 403, "cookie")

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = _asked(scope)
        welcome = (
            asked.host == self._host
            and asked.origin == self.origin
            and self._from_here(asked)
            and scope["path"] == WEBSOCKET_PATH
            and self._holds_cookie(asked)
        )
        if not welcome:
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return

        async def send_or_drop(message: Message) -> None:
            # Flet's send loop must end by its own sentinel. When it dies of an error here (the
            # browser left in the middle of an update) Flet never notices that the tab is gone,
            # and what was to be locked on leaving stays open (flet_web/fastapi/flet_app.py).
            with contextlib.suppress(Exception):
                await send(message)

        await self._app(scope, receive, send_or_drop)

    async def _enter(self, scope: Scope, asked: Asked, send: Send) -> None:
        """Trade the token for the cookie, and take it out of the address bar."""
        cookie = None
        if scope["method"] == "GET" and self._use_token(asked.token or ""):
            cookie = f"{self._cookie_name}={self._cookie}; HttpOnly; SameSite=Strict; Path=/"
        elif not self._holds_cookie(asked):
            await refusal.send(send, 403, "used")
            return
        # Absolute, or a path such as "//elsewhere" would lead to another host.
        location = self.origin + quote(scope["path"])
        await refusal.redirect(send, location, cookie)

    def _place_of(self, scope: Scope, asked: Asked) -> Place | None:
        """Where a chosen file is to be put, if that is what our own page asks for."""
        if scope["method"] != "PUT" or asked.origin != self.origin:
            return None
        return reach(scope["path"]) if self._holds_cookie(asked) else None

    def _use_token(self, offered: str) -> bool:
        if self._token is None or not _same(offered, self._token):
            return False
        self._token = None
        return True

    def _from_here(self, asked: Asked) -> bool:
        return asked.origin in {None, self.origin} and asked.site in {None, "none", "same-origin"}

    def _holds_cookie(self, asked: Asked) -> bool:
        wanted = f"{self._cookie_name}={self._cookie}"
        return any(_same(held, wanted) for held in asked.cookies)


def _asked(scope: Scope) -> Asked:
    sent: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        sent.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))

    def only(values: Iterable[str]) -> str | None:
        """One value, or none; a header sent twice is joined and so equals nothing we accept."""
        return ", ".join(values) or None

    cookies = tuple(c.strip() for line in sent.get("cookie", []) for c in line.split(";"))
    query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    return Asked(
        host=only(sent.get("host", [])),
        origin=only(sent.get("origin", [])),
        site=only(sent.get("sec-fetch-site", [])),
        cookies=cookies,
        token=query["token"][0] if "token" in query else None,
    )


def _is_closed(path: str) -> bool:
    segments = [segment for segment in path.split("/") if segment]
    return bool(segments) and segments[0].lower() in CLOSED


def _same(a: str, b: str) -> bool:
    """Compare in a time that tells nothing about where two secrets begin to differ."""
    return hmac.compare_digest(a.encode(), b.encode())
