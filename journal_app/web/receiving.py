"""Takes in a file that somebody at the browser chose, into memory and to whoever waits for it."""

from starlette.types import Receive, Send

from journal_app.handover import Place
from journal_app.web.headers import REFUSAL_POLICY, protected


async def receive_file(place: Place, receive: Receive, send: Send) -> None:
    """Read the body of one request into ``place``: 204, or 413 as soon as it is too long."""
    status = 204
    try:
        more = True
        while more and status == 204:
            message = await receive()
            if message["type"] != "http.request":  # the browser left
                return
            more = message.get("more_body", False)
            if not place.take(message.get("body", b"")):
                status = 413
    finally:
        place.end()
    headers = protected([], REFUSAL_POLICY, caching="no-store")
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
