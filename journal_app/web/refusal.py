"""How the guard says no: the right status, and one kind sentence on a quiet page."""

from html import escape
from typing import Literal

from starlette.types import Send

from journal_app.web.headers import REFUSAL_POLICY, protected
from journal_app.words import say

Reason = Literal["host", "site", "method", "closed", "used", "cookie"]

_KEYS: dict[Reason, str] = {
    "host": "run.refused_host",
    "site": "run.refused_site",
    "method": "run.refused_method",
    "closed": "run.not_here",
    "used": "run.refused_used",
    "cookie": "run.refused_cookie",
}

# Paper and ink of the design's tokens (look.md); no script, no picture, nothing to fetch.
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
html {{ background: #FAF6F0; color: #22302F; font: 1.0625rem/1.5 system-ui, sans-serif; }}
body {{ box-sizing: border-box; min-height: 100vh; margin: 0; padding: 1.5rem;
  display: grid; place-content: center; }}
main {{ max-width: 34rem; }}
h1 {{ font-size: 1.5rem; font-weight: 400; margin: 0 0 0.5rem; }}
p {{ margin: 0; }}
@media (prefers-color-scheme: dark) {{ html {{ background: #12171A; color: #E9E4DB; }} }}
</style>
</head>
<body><main><h1>{title}</h1><p>{sentence}</p></main></body>
</html>
"""


async def send(send_message: Send, status: int, reason: Reason) -> None:
    """Answer with ``status`` and the sentence for ``reason``; nothing of the app is touched."""
    page = _PAGE.format(title=escape(say("run.refused_title")), sentence=escape(say(_KEYS[reason])))
    body = page.encode()
    given = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    if status == 405:
        given.append((b"allow", b"GET, HEAD"))
    headers = protected(given, REFUSAL_POLICY, caching="no-store")
    await send_message({"type": "http.response.start", "status": status, "headers": headers})
    await send_message({"type": "http.response.body", "body": body})


async def redirect(send_message: Send, location: str, cookie: str | None) -> None:
    """Answer with 303 to ``location``, setting ``cookie`` where one is given."""
    given = [(b"location", location.encode()), (b"content-length", b"0")]
    if cookie:
        given.append((b"set-cookie", cookie.encode()))
    headers = protected(given, REFUSAL_POLICY, caching="no-store")
    await send_message({"type": "http.response.start", "status": 303, "headers": headers})
    await send_message({"type": "http.response.body", "body": b""})
