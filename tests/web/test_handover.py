"""A chosen file comes in through the guard, whole, once, and only for whoever waits for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.types import Message, Receive, Scope, Send

from journal_app.handover import PATH, Place, expect, reach
from journal_app.web.guard import Guard

PORT = 8550
ORIGIN = f"http://127.0.0.1:{PORT}"


async def _app(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise AssertionError("a file is nothing for the app")


class Browser:
    """Our own page in a browser that holds the cookie; the parts of a request may be changed."""

    def __init__(self) -> None:
        self.guard = Guard(_app, PORT)
        self.headers = {"host": f"127.0.0.1:{PORT}", "origin": ORIGIN}

    async def enter(self) -> Browser:
        query = self.guard.address.split("?")[1]
        _, headers = await self._ask("GET", "/", query, iter(()))
        self.headers["cookie"] = headers["set-cookie"].split(";")[0]
        return self

    async def put(self, path: str, *parts: bytes, leaves: bool = False, **changed: str) -> int:
        """Send ``parts``; returns the status, or 0 when there was no answer."""
        messages: list[Message] = [
            {"type": "http.request", "body": part, "more_body": leaves or number < len(parts)}
            for number, part in enumerate(parts, 1)
        ]
        if leaves:
            messages.append({"type": "http.disconnect"})
        status, _ = await self._ask("PUT", path, "", iter(messages), **changed)
        return status

    async def _ask(
        self, method: str, path: str, query: str, messages: Iterator[Message], **changed: str
    ) -> tuple[int, dict[str, str]]:
        sent: list[Message] = []
        given = {n: v for n, v in (self.headers | changed).items() if v}
        scope: Scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(n.encode(), v.encode()) for n, v in given.items()],
        }

        async def receive() -> Message:
            return next(messages)

        async def keep(message: Message) -> None:
            sent.append(message)

        await self.guard(scope, receive, keep)
        if not sent:
            return 0, {}
        headers = {n.decode(): v.decode() for n, v in sent[0]["headers"]}
        return sent[0]["status"], headers


async def _comes(place: Place) -> bytes | None:
    try:
        return await place.whole()
    except OSError:
        return None


async def test_a_file_arrives_in_parts_and_only_once() -> None:
    browser = await Browser().enter()
    with expect(6) as place:
        assert await browser.put(place.address, b"abc", b"", b"def") == 204
        assert await place.whole() == b"abcdef"
        assert await browser.put(place.address, b"abcdef") == 405
    with expect(0) as place:
        assert await browser.put(place.address, b"") == 204
        assert await place.whole() == b""


async def test_what_is_shorter_or_longer_than_was_said_is_no_file() -> None:
    browser = await Browser().enter()
    with expect(6) as place:
        assert await browser.put(place.address, b"abc", b"defg", b"never read") == 413
        assert await _comes(place) is None
    with expect(6) as place:
        assert await browser.put(place.address, b"abc") == 204
        assert await _comes(place) is None
    with expect(6) as place:
        assert await browser.put(place.address, b"abc", leaves=True) == 0
        assert await _comes(place) is None


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": f"http://127.0.0.1:{PORT + 1}"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": ""}, 405),
        ({"cookie": ""}, 405),
        ({"cookie": f"three-dawns-{PORT}=guess"}, 405),
    ],
)
async def test_nobody_else_can_put_a_file_there(changed: dict[str, str], status: int) -> None:
    browser = await Browser().enter()
    with expect(3) as place:
        assert await browser.put(place.address, b"abc", **changed) == status
        assert await browser.put(place.address, b"abc") == 204
        assert await place.whole() == b"abc"


async def test_a_place_is_gone_with_whoever_waited_and_cannot_be_guessed() -> None:
    browser = await Browser().enter()
    with expect(3) as place, expect(3) as other:
        assert place.address != other.address
        assert len(place.address) > len(PATH) + 30
    assert await browser.put(place.address, b"abc") == 405
    assert await browser.put(PATH, b"abc") == 405
    assert reach(other.address) is None
