"""A person at the browser view, in the words of the accessibility tree.

Flutter paints on a canvas; what can be found and pressed is its semantics tree, which a screen
reader sees too. Five rules, each learned from runs that failed now and then: a field is clicked,
then attached a frame later, then typed into slowly, then its value is waited for; presses are
forced, because a slider lays an invisible sheet over the page in that tree; and a press that the
program never heard of is made once more.
"""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, WebSocket
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

ARGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--enable-unsafe-swiftshader",
    # Names lead nowhere: were anything asked of another machine, it could not be answered.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@dataclass(frozen=True)
class Screen:
    """A size of screen the design names. Width and height in CSS pixels."""

    name: str
    width: int
    height: int
    touch: bool = True
    density: float = 2
    large_text: bool = False


PHONE = Screen("phone", 390, 844)
SMALL = Screen("small", 320, 640, large_text=True)
TABLET = Screen("tablet", 820, 1180, density=1)
DESKTOP = Screen("desktop", 1440, 900, touch=False, density=1)
SCREENS = (PHONE, SMALL, TABLET, DESKTOP)

_SOON = 8_000  # milliseconds
_TOLD_WITHIN = 2_000  # milliseconds
_SCROLLS = 12  # thirds of a page to scroll for something
_LARGE_TEXT = """
addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '32px')
"""
_HAS_VALUE = """
([label, text]) => [...document.querySelectorAll('input,textarea')]
    .some(e => e.getAttribute('aria-label') === label && e.value === text)
"""
_SHEET_HAS = "t => [...document.querySelectorAll('textarea')].some(e => e.value.includes(t))"
_FOCUSED = "() => ['INPUT', 'TEXTAREA'].includes(document.activeElement?.tagName)"


def new_context(
    browser: Browser, screen: Screen, *, dark: bool = False, less_motion: bool = False
) -> BrowserContext:
    """Return a fresh browser profile with the screen and the wishes of one person."""
    context = browser.new_context(
        **_person(screen),
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce" if less_motion else "no-preference",
    )
    if screen.large_text:
        context.add_init_script(_LARGE_TEXT)
    return context


@contextmanager
def lasting_profile(
    browser: Browser, program: Path, profile: Path, screen: Screen, surroundings: dict[str, str]
) -> Iterator[BrowserContext]:
    """A browser of its own, as a person's own is: it keeps what it keeps in ``profile``.

    ``program`` is Chromium itself, and ``surroundings`` its environment.
    """
    context = browser.browser_type.launch_persistent_context(
        profile,
        executable_path=program,
        args=list(ARGS),
        # What tells pages that nobody is there also keeps passwords from being offered for saving,
        # and pages from being kept to go back to.
        ignore_default_args=["--enable-automation", "--disable-back-forward-cache"],
        env=dict(surroundings),
        **_person(screen),
    )
    try:
        yield context
    finally:
        context.close()


def _person(screen: Screen) -> dict[str, Any]:
    """Somebody in London with this screen."""
    return {
        "viewport": {"width": screen.width, "height": screen.height},
        "device_scale_factor": screen.density,
        "has_touch": screen.touch,
        "is_mobile": screen.touch,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
    }


class Visit:
    """One tab on the program at ``origin``.

    Attributes:
        page: Playwright's page, for what this class does not say.
        frames: every websocket frame the browser got, as bytes: what was on the wire.
        console: every line of the browser's console.
        told: how many frames the browser sent: something was pressed, typed or turned.
        left: addresses of requests to another machine that the page policy did not stop.
    """

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.origin = origin
        self.frames: list[bytes] = []
        self.told = 0
        self.console: list[str] = []
        self.left: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("websocket", self._record_frames)
        self.page.on("console", lambda line: self.console.append(f"{line.type}: {line.text}"))
        self.page.on("request", self._record_request)
        self.page.on("requestfailed", self._forget_if_refused)

    # Getting there ---------------------------------------------------------------------------

    def go(self, path: str = "/") -> "Visit":
        """Open ``path`` (or a whole address) and turn the accessibility tree on."""
        self.page.goto(path if path.startswith("http") else self.origin + path)
        return self.ready()

    def reload(self) -> "Visit":
        """Load the page again, as F5 does."""
        self.page.reload()
        return self.ready()

    def ready(self) -> "Visit":
        """Wait until the engine runs and its accessibility tree is there."""
        self.page.wait_for_selector("flt-semantics-placeholder", state="attached", timeout=30_000)
        self.page.evaluate("document.querySelector('flt-semantics-placeholder').click()")
        self.page.wait_for_selector("flt-semantics-host flt-semantics", state="attached")
        return self

    def leave(self) -> None:
        """Go away from the page, as closing the tab does."""
        self.page.goto("about:blank")

    # Finding ---------------------------------------------------------------------------------

    def field(self, name: str) -> Locator:
        """The text field with this label."""
        return self.page.get_by_role("textbox", name=name, exact=True)

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """The button with this name."""
        return self.page.get_by_role("button", name=name)

    def tab(self, name: str) -> Locator:
        """The destination of the bottom bar or the rail with this name."""
        return self.page.get_by_role("tab", name=name)

    def sees(self, text: str, timeout: float = 8_000) -> None:
        """Wait until ``text`` stands somewhere in the accessibility tree."""
        self.page.wait_for_function(_SAYS, arg=text, timeout=timeout)

    def sees_not(self, text: str, timeout: float = 8_000) -> None:
        """Wait until ``text`` stands nowhere in the accessibility tree."""
        self.page.wait_for_function(f"t => !({_SAYS})(t)", arg=text, timeout=timeout)

    # Doing -----------------------------------------------------------------------------------

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the button with this name, once it is there; scroll to it where that is needed."""
        button = self.button(name).first
        with suppress(PlaywrightTimeout):  # what is far below the fold is not in the tree yet
            button.wait_for(state="attached", timeout=_SOON)
        self._scroll_to(button)
        self._tap(button)

    def _tap(self, target: Locator) -> None:
        """Tap it, and once more where the program was told of nothing: so would a person.

        A page that is just coming in may be put in place anew under the tap.
        """
        told = self.told
        try:
            target.click(force=True)
        except PlaywrightTimeout:
            raise
        except PlaywrightError:  # it went from under the finger
            target.wait_for()
        for _ in range(_TOLD_WITHIN // 50):
            if self.told > told:
                return
            self.page.wait_for_timeout(50)
        if target.count():
            target.click(force=True)

    def _scroll_to(self, target: Locator) -> None:
        """Turn the wheel over the page until ``target`` is in view, as a person would."""
        size = self.page.viewport_size
        assert size is not None
        for _ in range(_SCROLLS):
            box = target.bounding_box() if target.count() else None
            middle = None if box is None else box["y"] + box["height"] / 2
            if middle is not None and 0 < middle < size["height"]:
                return
            self.page.mouse.move(size["width"] / 2, size["height"] / 2)
            self.page.mouse.wheel(
                0, size["height"] / (-3 if middle is not None and middle < 0 else 3)
            )
            self.page.wait_for_timeout(300)  # the page glides for a moment

    def choose(self, name: str) -> None:
        """Go to the destination with this name."""
        tab = self.tab(name).first
        tab.wait_for()
        self._tap(tab)

    def write(self, name: str, text: str) -> None:
        """Type ``text`` into the field ``name``, and wait until it is all there."""
        field = self.field(name)
        field.wait_for()
        field.click(force=True)
        self.page.wait_for_function(_FOCUSED)
        self.page.wait_for_timeout(150)  # Flutter attaches its input a frame or two after focus
        self.page.keyboard.type(text, delay=20)
        self.page.wait_for_function(_HAS_VALUE, arg=[name, text])

    def compose(self, text: str) -> None:
        """Type ``text`` on the writing sheet, whose only name is its question."""
        sheet = self.page.get_by_role("textbox").first
        sheet.wait_for()
        sheet.click(force=True)
        self.page.wait_for_timeout(150)
        self.page.keyboard.type(text, delay=20)
        self.reads(text)

    def reads(self, text: str) -> None:
        """Wait until ``text`` stands on the writing sheet."""
        self.page.wait_for_function(_SHEET_HAS, arg=text)

    def tick(self, name: str | re.Pattern[str]) -> None:
        """Press the box beside what has this name."""
        box = self.page.get_by_role("checkbox", name=name).first
        box.wait_for(state="attached")
        self._scroll_to(box)
        self._tap(box)

    def download(self, press: Callable[[], None], to: Path) -> Path:
        """Do ``press`` and return the file that the browser saved for it, moved to ``to``."""
        with self.page.expect_download() as saved:
            press()
        saved.value.save_as(to)
        return to

    def give_file(self, press: Callable[[], None], file: Path) -> None:
        """Do ``press`` and give ``file`` to the file chooser it opens."""
        with self.page.expect_file_chooser() as chooser:
            press()
        chooser.value.set_files(file)

    # Looking ---------------------------------------------------------------------------------

    def shown(self) -> str:
        """Everything the accessibility tree says, as one text."""
        return str(self.page.evaluate(_ALL))

    def numbered_words(self, count: int) -> list[str]:
        """Words to compare or to write down, as a screen reader says them: "1: harvest"."""
        self.sees(f"{count}: ", timeout=20_000)
        found = dict(re.findall(r"\b(\d+): ([a-z]+)", self.shown()))
        return [found[str(number)] for number in range(1, count + 1)]

    def picture(self, to: Path) -> Path:
        """Save what is painted to ``to``, once it stays the same and is not blank (at most 4 s)."""
        to.parent.mkdir(parents=True, exist_ok=True)
        before = b""
        for _ in range(16):
            now = self.page.screenshot()
            # The accessibility tree is there before the first frame is.
            if now == before and not _blank(now):
                break
            before = now
            self.page.wait_for_timeout(250)
        to.write_bytes(now)
        return to

    def wire_has(self, text: str) -> bool:
        """Return whether ``text`` was in any frame since ``frames`` was last cleared."""
        return any(text.encode() in frame for frame in self.frames)

    # Recording -------------------------------------------------------------------------------

    def _record_frames(self, socket: WebSocket) -> None:
        socket.on(
            "framereceived",
            lambda data: self.frames.append(data if isinstance(data, bytes) else data.encode()),
        )
        socket.on("framesent", self._record_telling)

    def _record_telling(self, _: bytes | str) -> None:
        self.told += 1

    def _record_request(self, request: Request) -> None:
        if not request.url.startswith((self.origin + "/", "blob:", "data:")):
            self.left.append(request.url)

    def _forget_if_refused(self, request: Request) -> None:
        """A request that the page policy stopped in the browser did not leave it."""
        if request.failure == "csp" and request.url in self.left:
            self.left.remove(request.url)


def _blank(png: bytes) -> bool:
    """Return whether the picture has one colour only."""
    with Image.open(io.BytesIO(png)) as picture:
        return picture.convert("RGB").getcolors(1) is not None


_ALL = """
() => {
    const host = document.querySelector('flt-semantics-host');
    const names = [...host.querySelectorAll('[aria-label]')].map(e => e.getAttribute('aria-label'));
    return host.innerText + '\\n' + names.join('\\n');
}
"""
_SAYS = """
t => {
    const host = document.querySelector('flt-semantics-host');
    if (!host) return false;
    if (host.innerText.includes(t)) return true;
    return [...host.querySelectorAll('[aria-label]')]
        .some(e => e.getAttribute('aria-label').includes(t));
}
"""
