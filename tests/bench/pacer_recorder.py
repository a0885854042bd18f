"""What a page saw: when messages came, when words changed, and when pictures were handed over.

One script, set before the page's own, notes times in arrays and nothing else; they are read once,
at the end. Nobody asks the page anything while it is measured.

* A message: the websocket's own event, before Flet reads it.
* Words: the first change of the accessibility tree that says the phase.
* A picture: Flutter draws in a worker and gives each finished one to the page by
  ``transferFromImageBitmap``; the browser shows it at the next refresh. The picture with the new
  words is the first one ordered (a message to that worker) in or after the frame that changed
  them: one already on its way still has the old words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, Page


@dataclass(frozen=True)
class Said:
    """Words of a phase as the tree got them at ``time``, in the frame begun at ``frame`` (ms)."""

    time: float
    phase: str
    frame: float


@dataclass(frozen=True)
class Recording:
    """Everything one page noted; times in ms since it was opened, each list in order.

    Attributes:
        messages: each binary frame of the websocket: when it came, and how many bytes.
        said: the phases as they were announced.
        ordered: when each picture was ordered from the worker that draws.
        shown: when each finished picture was given to the page.
    """

    messages: list[tuple[float, int]]
    said: list[Said]
    ordered: list[float]
    shown: list[float]

    def arrived(self, said: Said) -> float:
        """When the message came that changed these words: the last one before they did."""
        times = [time for time, _ in self.messages]
        return times[max(bisect_right(times, said.time) - 1, 0)]

    def seen(self, said: Said) -> float | None:
        """When the first picture with these words was given to the page; None if none was yet."""
        at = bisect_left(self.ordered, said.frame)
        if at == len(self.ordered):
            return None
        after = bisect_right(self.shown, self.ordered[at])
        return self.shown[after] if after < len(self.shown) else None


def record(context: BrowserContext) -> None:
    """Let every page that is opened in ``context`` from now on take notes."""
    context.add_init_script(_NOTES)


def read(page: Page) -> Recording:
    """Return what ``page`` noted."""
    notes: dict[str, list[Any]] = page.evaluate("globalThis.benchNotes")
    said: list[Said] = []
    for time, phase, frame in notes["said"]:
        if not said or said[-1].phase != phase or time - said[-1].time > _ONCE:
            said.append(Said(time, phase, frame))
    messages = [(float(time), int(size)) for time, size in notes["messages"]]
    return Recording(messages, said, notes["ordered"], notes["shown"])


def clock(page: Page) -> float:
    """Milliseconds since ``page`` was opened, by its own clock."""
    return float(page.evaluate("performance.now()"))


def hide(page: Page) -> None:
    """Tell the page that it is hidden, as a browser does when another tab is chosen."""
    page.evaluate(_VISIBILITY, "hidden")


def show(page: Page) -> float:
    """Tell the page that it is visible again; returns when, in ms since it was opened."""
    return float(page.evaluate(_VISIBILITY, "visible"))


_ONCE = 500  # ms; what is announced twice within them is one announcement, in two places
_VISIBILITY = """
state => {
    Object.defineProperty(document, 'visibilityState', {configurable: true, get: () => state});
    Object.defineProperty(document, 'hidden', {configurable: true, get: () => state === 'hidden'});
    const now = performance.now();
    document.dispatchEvent(new Event('visibilitychange'));
    return now;
}
"""
_NOTES = """
(() => {
    const notes = {messages: [], said: [], ordered: [], shown: []};
    globalThis.benchNotes = notes;

    const Socket = globalThis.WebSocket;
    globalThis.WebSocket = class extends Socket {
        constructor(...given) {
            super(...given);
            this.addEventListener('message', event => {
                const size = event.data.byteLength ?? event.data.size ?? event.data.length;
                notes.messages.push([performance.now(), size]);
            });
        }
    };

    const shown = ImageBitmapRenderingContext.prototype.transferFromImageBitmap;
    ImageBitmapRenderingContext.prototype.transferFromImageBitmap = function (picture) {
        notes.shown.push(performance.now());
        return shown.call(this, picture);
    };
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (...given) {
        notes.ordered.push(performance.now());
        return post.apply(this, given);
    };

    let frame = 0;
    const ask = globalThis.requestAnimationFrame;
    globalThis.requestAnimationFrame = draw => ask.call(globalThis, time => {
        frame = performance.now();
        draw(time);
    });

    const phase = text => /^Breathe (in|out), /.exec(text ?? '')?.[1];
    new MutationObserver(changes => {
        const now = performance.now();
        for (const change of changes) {
            const nodes = change.type === 'childList' ? change.addedNodes : [change.target];
            for (const node of nodes) {
                const said = phase(node.getAttribute?.('aria-label')) ?? phase(node.textContent);
                if (said) notes.said.push([now, said, frame]);
            }
        }
    }).observe(document, {
        subtree: true, childList: true, characterData: true,
        attributes: true, attributeFilter: ['aria-label'],
    });
})();
"""
