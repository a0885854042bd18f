"""The real command in a real browser: it opens, keeps to itself, and leaves while a tab is open."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from PIL import Image

from journal_app.words import say
from tests.e2e.command import Command
from tests.e2e.page import DESKTOP, SMALL, Screen, Visit

pytestmark = pytest.mark.browser

Opener = Callable[..., Visit]
_SOMETHING = "() => document.querySelectorAll('flt-semantics').length > 3"


def test_it_opens_keeps_to_itself_and_leaves(journal: Command, opened: Opener) -> None:
    visit = opened(journal.address)
    visit.page.wait_for_function(_SOMETHING)
    assert visit.page.url.startswith(journal.origin + "/")
    assert "token" not in visit.page.url
    assert visit.left == []
    refused = [line for line in visit.console if "Content Security Policy" in line]
    assert all("rive" in line for line in refused), refused
    assert journal.stop() == 0
    assert journal.lines[-1] == say("run.goodbye")
    assert not any("Traceback" in line for line in journal.lines)


def test_the_running_command_is_guarded(journal: Command) -> None:
    assert httpx.get(journal.origin).status_code == 403
    entered = httpx.get(journal.address)
    assert entered.status_code == 303
    cookie = {"Cookie": entered.headers["set-cookie"].split(";")[0]}
    assert httpx.get(journal.address).status_code == 403
    assert httpx.get(journal.origin, headers=cookie).status_code == 200
    assert httpx.get(journal.origin, headers=cookie | {"Host": "evil.example"}).status_code == 421
    foreign = cookie | {"Origin": "https://evil.example"}
    assert httpx.get(journal.origin, headers=foreign).status_code == 403
    for closed in ("/docs", "/openapi.json", "/redoc", "/oauth_callback"):
        assert httpx.get(journal.origin + closed, headers=cookie).status_code == 404
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    upgrade |= {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Origin": journal.origin}
    assert httpx.get(journal.origin + "/ws", headers=upgrade).status_code == 403


@pytest.mark.parametrize(
    ("screen", "dark"), [(SMALL, True), (DESKTOP, False)], ids=["small dark", "desktop light"]
)
def test_it_paints_at_the_size_and_scale_that_was_wished(
    journal: Command, opened: Opener, tmp_path: Path, screen: Screen, dark: bool
) -> None:
    visit = opened(journal.address, screen, dark=dark)
    visit.page.wait_for_function(_SOMETHING)
    with Image.open(visit.picture(tmp_path / "start.png")) as picture:
        size = (int(screen.width * screen.density), int(screen.height * screen.density))
        assert picture.size == size
        colours = picture.convert("RGB").getcolors(1 << 24)
        assert len(colours or []) > 50, "not blank"
    scale = visit.page.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert scale == ("32px" if screen.large_text else "16px")
