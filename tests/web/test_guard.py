"""The guard alone, over applications made for the purpose; tests/e2e knocks on a running one."""

from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from journal_app.web.guard import Guard

PORT = 8550


async def _greeting(scope: Scope, receive: Receive, send: Send) -> None:
    headers = [(b"access-control-allow-origin", b"*"), (b"x-frame-options", b"ALLOWALL")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"journal"})


class Knock:
    """One request to a guard; ``headers`` replace those of a good request, None removes one."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self.cookie: str | None = None

    async def __call__(
        self, path: str = "/", query: str = "", method: str = "GET", **headers: str | None
    ) -> tuple[int, dict[str, str], bytes]:
        sent: list[Message] = []
        given: dict[str, str | None] = {"host": f"127.0.0.1:{PORT}", "cookie": self.cookie}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        scope: Scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(n.encode(), v.encode("latin-1")) for n, v in given.items() if v],
        }

        async def keep(message: Message) -> None:
            sent.append(message)

        await self.guard(scope, _nothing, keep)
        answered = {n.decode(): v.decode() for n, v in sent[0]["headers"]}
        return sent[0]["status"], answered, b"".join(m.get("body", b"") for m in sent[1:])

    async def enter(self) -> None:
        query = self.guard.address.split("?")[1]
        status, headers, _body = await self(query=query)
        assert status == 303
        self.cookie = headers["set-cookie"].split(";")[0]


async def _nothing() -> Message:
    return {"type": "http.request", "body": b""}


@pytest.fixture
def knock() -> Knock:
    return Knock(Guard(_greeting, PORT))


async def test_the_way_in(knock: Knock) -> None:
    assert (await knock())[0] == 403
    await knock.enter()
    status, headers, body = await knock("/entries/3")
    assert (status, body) == (200, b"journal")
    assert "access-control-allow-origin" not in headers
    assert headers["x-frame-options"] == "DENY"


async def test_a_path_cannot_lead_the_redirect_elsewhere(knock: Knock) -> None:
    query = knock.guard.address.split("?")[1]
    status, headers, _body = await knock("//evil.example/\r\nx: y", query)
    assert status == 303
    assert headers["location"] == f"http://127.0.0.1:{PORT}//evil.example/%0D%0Ax%3A%20y"


async def test_looking_at_the_address_without_opening_it_spends_nothing(knock: Knock) -> None:
    query = knock.guard.address.split("?")[1]
    assert (await knock(query=query, method="HEAD"))[0] == 403
    await knock.enter()


async def test_headers_sent_twice_are_refused(knock: Knock) -> None:
    await knock.enter()
    host = f"127.0.0.1:{PORT}"
    assert (await knock(host=f"{host}, {host}"))[0] == 421
    assert (await knock(origin=f"http://{host}, http://{host}"))[0] == 403


@pytest.mark.parametrize(
    "spoil", ["{}x", "x{}", "{}, {}", "{}%00", '"{}"', "\u00e9{}", "three-dawns=; x={}"]
)
async def test_a_cookie_that_is_nearly_right(knock: Knock, spoil: str) -> None:
    await knock.enter()
    good = knock.cookie or ""
    assert (await knock(cookie=f"other=1; {good}; ugly; =;"))[0] == 200
    assert (await knock(cookie=spoil.replace("{}", good)))[0] == 403


async def test_two_guards_never_share_a_secret() -> None:
    first, second = Knock(Guard(_greeting, PORT)), Knock(Guard(_greeting, PORT))
    await first.enter()
    second.cookie = first.cookie
    assert (await second())[0] == 403
    assert first.guard.address != second.guard.address


# Websocket endings --------------------------------------------------------------------------------


def _websocket_scope(cookie: str) -> dict[str, Any]:
    return {
        "type": "websocket",
        "path": "/ws",
        "query_string": b"",
        "headers": [
            (b"host", f"127.0.0.1:{PORT}".encode()),
            (b"origin", f"http://127.0.0.1:{PORT}".encode()),
            (b"cookie", cookie.encode()),
        ],
    }


async def test_a_browser_that_left_does_not_break_the_sender() -> None:
    """Flet's send loop must survive an error, or it never notices that the tab is gone."""
    ended = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await _greeting(scope, receive, send)
            return
        for _patch in range(3):
            await send({"type": "websocket.send", "bytes": b"patch"})
        ended.append("by itself")

    async def gone(message: Message) -> None:
        raise OSError("the browser left")

    knock = Knock(Guard(app, PORT))
    await knock.enter()
    await knock.guard(_websocket_scope(knock.cookie or ""), _nothing, gone)
    assert ended == ["by itself"]


@pytest.mark.parametrize("path", ["/", "/ws/", "/other", "/ws2"])
async def test_there_is_one_websocket_and_no_other(path: str) -> None:
    knock = Knock(Guard(_greeting, PORT))
    await knock.enter()
    sent: list[Message] = []

    async def keep(message: Message) -> None:
        sent.append(message)

    scope = _websocket_scope(knock.cookie or "") | {"path": path}
    await knock.guard(scope, _nothing, keep)
    assert sent == [{"type": "websocket.close", "code": 1008}]
