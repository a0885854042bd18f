"""Fonts for the signs that the browser view's own font lacks, answered from this machine.

Where a letter is missing, the web client asks for a Noto font by family,
``/assets/fonts/<family>/<version>/<file>.woff2``; on the open web those would come from a CDN.
Here the families below are answered from ``assets/fonts``, whatever version or slice is asked
for, and all others get a plain 404 (``docs/fonts.md`` says which scripts that leaves out).
"""

from pathlib import Path

from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

FAMILIES = {
    "notoemoji": "NotoEmoji-Regular.ttf",
    "notocoloremoji": "NotoEmoji-Regular.ttf",
    "notosanssymbols": "NotoSansSymbols-Regular.ttf",
    "notosanssymbols2": "NotoSansSymbols2-Regular.ttf",
}
_ASKED = "/assets/fonts/noto"


class FallbackFonts:
    """ASGI application that answers for the bundled families and passes everything else on."""

    def __init__(self, app: ASGIApp, fonts: Path) -> None:
        self._app = app
        self._fonts = fonts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a fallback font, or let the app answer."""
        if scope["type"] != "http" or not scope["path"].startswith(_ASKED):
            await self._app(scope, receive, send)
            return
        file = FAMILIES.get(scope["path"].split("/")[3])
        answer: Response = Response(status_code=404)
        if file:
            lasting = {"cache-control": "immutable"}
            answer = FileResponse(self._fonts / file, headers=lasting, media_type="font/ttf")
        await answer(scope, receive, send)
