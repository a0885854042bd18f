"""The guard's refusals, against a running server: from outside, and from another page in Chromium.

The program behind it is a small one with a secret on its first screen, so that "gets nothing" can
be said of every byte; the guard and the server are the real ones.
"""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from playwright.sync_api import Page
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from journal_app.web.server import Server
from tests.e2e import little
from tests.e2e.page import Visit

pytestmark = pytest.mark.browser


@dataclass
class Site:
    """A served program: the address with its token, and how to hold the cookie it gives."""

    address: str
    origin: str

    def cookie(self) -> dict[str, str]:
        """Spend the token as a browser would; returns the header that holds the cookie."""
        answer = httpx.get(self.address)
        assert answer.status_code == 303
        return {"Cookie": answer.headers["set-cookie"].split(";")[0]}

    def knock(self, **headers: str) -> int:
        """Try to open the websocket; returns the status of a refusal, or 101."""
        origin = headers.pop("Origin", None)
        url = self.origin.replace("http", "ws") + "/ws"
        try:
            with connect(url, origin=origin, additional_headers=headers, proxy=None):  # type: ignore[arg-type]  # its NewType is a plain str
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code


@pytest.fixture
def site() -> Iterator[Site]:
    server = Server(little.main)
    with server.running() as address:
        yield Site(address, server.origin)


# From outside ------------------------------------------------------------------------------------


def test_the_token_opens_once_and_leaves_the_address_bar(site: Site) -> None:
    path = site.address.replace("/?", "/entries/3?")
    first = httpx.get(path)
    assert (first.status_code, first.headers["location"]) == (303, site.origin + "/entries/3")
    cookie = first.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/"))
    token = site.address.split("token=")[1]
    assert token not in cookie
    again = httpx.get(site.address)
    assert again.status_code == 403
    assert "set-cookie" not in again.headers


def test_a_used_token_is_no_cookie_and_no_cookie_is_no_entry(site: Site) -> None:
    name = site.cookie()["Cookie"].split("=")[0]
    token = site.address.split("token=")[1]
    for headers in ({}, {"Cookie": f"{name}={token}"}, {"Cookie": f"{name}="}, {"Cookie": name}):
        answer = httpx.get(site.origin + "/", headers=headers)
        assert answer.status_code == 403, headers
        assert "flet" not in answer.text.lower()


def test_the_cookie_opens_the_program_and_its_files(site: Site) -> None:
    cookie = site.cookie()
    assert httpx.get(site.origin + "/", headers=cookie).status_code == 200
    assert httpx.get(site.origin + "/main.dart.js", headers=cookie).status_code == 200
    assert httpx.get(site.origin + "/main.dart.js").status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1", "127.0.0.1:1", ""])
def test_another_host_is_refused(site: Site, host: str) -> None:
    headers = site.cookie() | {"Host": host}
    assert httpx.get(site.origin + "/", headers=headers).status_code in {400, 421}


def test_another_origin_is_refused(site: Site) -> None:
    cookie = site.cookie()
    for origin in ("https://evil.example", "null", site.origin + "0", "http://localhost"):
        answer = httpx.get(site.origin + "/", headers=cookie | {"Origin": origin})
        assert answer.status_code == 403, origin


@pytest.mark.parametrize("relation", ["cross-site", "same-site"])
def test_a_request_made_by_another_page_is_refused_and_spends_no_token(
    site: Site, relation: str
) -> None:
    made = {"Sec-Fetch-Site": relation}
    assert httpx.get(site.address, headers=made).status_code == 403
    cookie = site.cookie()
    assert httpx.get(site.origin + "/", headers=cookie | made).status_code == 403


def test_the_websocket_needs_cookie_and_origin(site: Site) -> None:
    cookie = site.cookie()
    ours = {"Origin": site.origin}
    assert site.knock() == 403
    assert site.knock(**ours) == 403
    assert site.knock(**cookie) == 403
    assert site.knock(**cookie, Origin="https://evil.example") == 403
    assert site.knock(**cookie, **ours, Host="evil.example") == 403
    assert site.knock(**cookie, **ours) == 101


def test_a_thousand_wrong_tokens_open_nothing_and_spoil_nothing(site: Site) -> None:
    token = site.address.split("token=")[1]
    began = time.monotonic()
    with httpx.Client(base_url=site.origin) as client:
        for number in range(1000):
            wrong = f"{token[:-4]}{number:04}"
            assert client.get("/", params={"token": wrong}).status_code == 403
    # 40 ms each would mean that answers wait for the network's acknowledgements (see server.py).
    assert time.monotonic() - began < 25
    assert site.cookie()


@pytest.mark.parametrize(
    "path", ["/docs", "/docs/", "//docs", "/docs/oauth2-redirect", "/openapi.json", "/redoc",
             "/oauth_callback", "/upload", "/DOCS", "/%64ocs"],
)  # fmt: skip
def test_what_nobody_needs_is_closed(site: Site, path: str) -> None:
    answer = httpx.get(site.origin + path, headers=site.cookie())
    assert answer.status_code == 404
    assert "swagger" not in answer.text.lower()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_it_only_gives_and_never_takes(site: Site, method: str) -> None:
    answer = httpx.request(method, site.origin + "/upload?f=x", headers=site.cookie())
    assert answer.status_code == 405


def test_every_answer_is_protected(site: Site) -> None:
    cookie = site.cookie()
    for path, headers in (("/", cookie), ("/main.dart.js", cookie), ("/", {}), ("/docs", cookie)):
        answer = httpx.get(site.origin + path, headers=headers)
        assert "access-control-allow-origin" not in answer.headers
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "default-src" in answer.headers["content-security-policy"]
        assert "server" not in answer.headers
    assert httpx.get(site.origin + "/", headers=cookie).headers["cache-control"] == "no-store"


# From another page in the person's own browser ---------------------------------------------------

_TRIES = """
async ([origin, secret]) => {
    const got = {};
    const note = async (name, doing) => {
        try { got[name] = await doing(); } catch (error) { got[name] = 'nothing'; }
    };
    const text = async options => (await fetch(origin + '/', options)).text();
    await note('fetch', () => text({}));
    await note('fetch with cookie', () => text({credentials: 'include'}));
    await note('opaque fetch', async () =>
        (await fetch(origin + '/', {mode: 'no-cors', credentials: 'include'})).type);
    await note('script', () => new Promise((yes, no) => {
        const tag = document.createElement('script');
        tag.src = origin + '/flutter_bootstrap.js';
        tag.onload = () => yes('ran'); tag.onerror = no;
        document.head.append(tag);
    }));
    await note('picture', () => new Promise((yes, no) => {
        const tag = document.createElement('img');
        tag.src = origin + '/favicon.png';
        tag.onload = () => yes('seen'); tag.onerror = no;
    }));
    await note('websocket', () => new Promise((yes, no) => {
        const socket = new WebSocket(origin.replace('http', 'ws') + '/ws');
        socket.onopen = () => yes('open'); socket.onerror = no;
    }));
    await note('frame', () => new Promise((yes, no) => {
        const frame = document.createElement('iframe');
        frame.src = origin + '/';
        frame.onload = () => {
            try { yes(frame.contentDocument.body.innerHTML); } catch (error) { no(error); }
        };
        document.body.append(frame);
    }));
    return got;
}
"""


class _Elsewhere(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Elsewhere</title><body>")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Another web page on this machine: the same site to a browser, on another port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def _frames_of(page: Page) -> list[str]:
    return [frame.content() for frame in page.frames if frame != page.main_frame]


def test_another_page_in_the_same_browser_gets_nothing(
    site: Site, elsewhere: str, opened: Callable[..., Visit]
) -> None:
    ours = opened(site.address)
    ours.sees(little.SECRET)
    context = ours.page.context
    assert any(held["name"].startswith("three-dawns") for held in context.cookies())
    theirs = context.new_page()
    asked: list[int] = []
    theirs.on("response", lambda a: asked.append(a.status) if site.origin in a.url else None)
    theirs.goto(elsewhere)
    got = theirs.evaluate(_TRIES, [site.origin, little.SECRET])
    assert got == dict.fromkeys(got, "nothing")
    assert len(got) == 7
    assert asked, "the tries reached the server"
    assert set(asked) == {403}
    assert not any("flutter" in frame or little.SECRET in frame for frame in _frames_of(theirs))


def test_another_page_cannot_open_ours_in_a_window_it_holds(
    site: Site, elsewhere: str, opened: Callable[..., Visit]
) -> None:
    context = opened(site.address).page.context
    theirs = context.new_page()
    theirs.goto(elsewhere)
    with context.expect_page() as popup:
        theirs.evaluate("origin => { window.held = window.open(origin + '/') }", site.origin)
    popup.value.wait_for_load_state()
    assert "copy its address" in popup.value.content()
    assert theirs.evaluate("window.held.closed"), "the window was cut off from its opener"


# The page itself ---------------------------------------------------------------------------------


def test_the_page_works_and_no_request_leaves_the_machine(
    site: Site, opened: Callable[..., Visit]
) -> None:
    visit = opened(site.address)
    assert visit.page.url == site.origin + "/"
    visit.write("Note", "Warm hands, slow breath")
    visit.press("Press")
    visit.sees("Pressed")
    assert visit.left == []
    refused = [line for line in visit.console if "Content Security Policy" in line]
    assert all("rive" in line for line in refused), refused


def test_a_reload_comes_back_and_the_used_address_with_the_cookie_too(
    site: Site, opened: Callable[..., Visit]
) -> None:
    visit = opened(site.address)
    visit.reload().sees(little.SECRET)
    visit.go(site.address).sees(little.SECRET)
    assert visit.page.url == site.origin + "/"


def test_the_server_listens_on_loopback_only(site: Site) -> None:
    port = int(site.origin.rsplit(":", 1)[1])
    listening = [line.split()[1:4] for line in _sockets() if line.split()[3] == "0A"]
    ours = [local for local, _remote, _state in listening if local.endswith(f":{port:04X}")]
    assert ours == [f"0100007F:{port:04X}"]


def _sockets() -> list[str]:
    """Lines of the kernel's table of TCP sockets, both families (Linux; tests run there)."""
    lines: list[str] = []
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with open(table) as file:  # noqa: PTH123 - a kernel table, not a file of ours
            lines += file.read().splitlines()[1:]
    return lines
