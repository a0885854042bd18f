"""Signs that the program's own font lacks are answered from this machine, by family."""

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from journal_app import locations
from journal_app.web.fonts import FAMILIES, FallbackFonts

INNER: ASGIApp = PlainTextResponse("the app")


async def _get(path: str) -> httpx.Response:
    app = FallbackFonts(INNER, locations.assets_dir() / "fonts")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app)) as client:
        return await client.get("http://127.0.0.1" + path)


@pytest.mark.parametrize("family", FAMILIES)
async def test_a_family_is_answered_whatever_its_version(family: str) -> None:
    for rest in ("v32/abc.7.woff2", "v1/x.woff2"):
        answer = await _get(f"/assets/fonts/{family}/{rest}")
        assert answer.status_code == 200
        assert answer.content[:4] == b"\x00\x01\x00\x00", "a TrueType font"


@pytest.mark.parametrize("path", ["notosanshebrew/v4/x.woff2", "noto", "noto/%2e%2e/%2e%2e/x"])
async def test_other_families_are_not_there(path: str) -> None:
    assert (await _get(f"/assets/fonts/{path}")).status_code == 404


async def test_all_else_is_the_apps() -> None:
    assert (await _get("/assets/fonts/roboto.woff2")).text == "the app"
    assert (await _get("/")).text == "the app"
