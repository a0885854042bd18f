"""What every answer of the browser view carries, so that a browser helps to keep it private."""

from collections.abc import Iterable

from starlette.types import Message, Send

Header = tuple[bytes, bytes]

_ALWAYS: dict[str, str] = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    # Needed by the faster renderer: its threads share memory only in an isolated page.
    "cross-origin-embedder-policy": "require-corp",
    "permissions-policy": (
        "camera=(), microphone=(), geolocation=(), display-capture=(), midi=(), payment=(), "
        "usb=(), serial=(), hid=(), browsing-topics=()"
    ),
    "x-robots-tag": "noindex, nofollow",
}
_NEVER = {b"access-control-allow-origin"}


def page_policy(origin: str) -> str:
    """Return the Content-Security-Policy of the running page at ``origin``.

    Inline script is the configuration block of Flet's start page; ``wasm-unsafe-eval`` and the
    blob worker are its renderer. What is *not* named is the point: the stock client asks a public
    CDN for a script (``rive_native.js``) and would run it in the page that shows the journal.
    """
    websocket = origin.replace("http", "ws", 1)
    return "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' data: blob:",
            f"connect-src 'self' {websocket} data: blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
            "form-action 'none'",
            "base-uri 'self'",
        ]
    )


REFUSAL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; "
    "form-action 'none'; base-uri 'none'"
)


def protected(given: Iterable[Header], policy: str, *, caching: str) -> list[Header]:
    """Return the headers ``given`` with ours in place of any of the same name."""
    ours = {**_ALWAYS, "content-security-policy": policy, "cache-control": caching}
    replaced = {name.encode() for name in ours} | _NEVER
    kept = [(name, value) for name, value in given if name.lower() not in replaced]
    return kept + [(name.encode(), value.encode()) for name, value in ours.items()]


def protecting(send: Send, origin: str, path: str) -> Send:
    """Return a ``send`` that puts our headers on the answer for ``path``.

    Pages are never stored. The program's own files are, but a browser asks each time whether they
    are still the same, so that an update of the program is an update of the page.
    """
    last = path.rsplit("/", 1)[-1]
    caching = "no-cache" if "." in last and not last.endswith(".html") else "no-store"

    async def send_protected(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = message.get("headers", [])
            fixed = any(n.lower() == b"cache-control" and b"immutable" in v for n, v in given)
            stored = "private, max-age=31536000, immutable" if fixed else caching
            guarded = protected(given, page_policy(origin), caching=stored)
            message = {**message, "headers": guarded}
        await send(message)

    return send_protected
