"""A headless client: drives the Flet program from Python, with no Flutter attached.

It plays the client's half of the protocol: it registers, receives the patches (packing each one,
so that a control which cannot be sent fails here and not on a phone), answers method calls and
sends events back. Every :meth:`Driver.settle` fails if the program crashed or stopped updating.
"""

from __future__ import annotations

import asyncio
import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import flet as ft
import msgpack
from flet.components.component import Component
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page, context
from flet.messaging.connection import Connection
from flet.messaging.protocol import (
    Message,
    MessageAction,
    RegisterClientResponseBody,
    configure_encode_object_for_msgpack,
)
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

from journal_app.handover import reach

Client = dict[str, Any]


def client(width: int, height: int, platform: str, *, dark: bool = False) -> Client:
    """What a client says of itself when it registers."""
    brightness = "dark" if dark else "light"
    return {
        "width": width,
        "height": height,
        "platform": platform,
        "platform_brightness": brightness,
    }


PHONE = client(390, 844, "android")
SMALL_PHONE = client(320, 640, "android")
TABLET = client(820, 1180, "ios")
DESKTOP = client(1440, 900, "linux")

_pack = configure_encode_object_for_msgpack(BaseControl)
_FEATURES = dict.fromkeys(
    (
        "accessible_navigation",
        "bold_text",
        "disable_animations",
        "high_contrast",
        "invert_colors",
        "on_off_switch_labels",
        "reduce_motion",
        "supports_announcements",
    ),
    False,
)


_PLAIN = frozenset({str, int, float, bool, type(None)})
"""What no control is in; most of a tree is made of these."""


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The names of what a kind of control (or a part of one) holds and sends."""
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple(
        field.name
        for field in dataclasses.fields(kind)
        if not field.metadata.get("skip") and field.name not in ("_parent", "parent")
    )


def _inside(value: Any) -> Sequence[Any]:
    """What may hold other controls, one level down."""
    if names := _fields(type(value)):
        held = vars(value)
        held = held | held.get("_values", {})  # where Flet keeps what is not as it was declared
        return [held[name] for name in names if name in held]
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list | tuple) else ()


class AppCrashed(AssertionError):
    """The program raised while handling an event, drawing or in an effect."""


class FakeConnection(Connection):
    """A transport that keeps what it is given and answers method calls."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self.loop = loop
        self.executor = ThreadPoolExecutor(max_workers=1)
        self.pubsubhub = PubSubHub(loop=loop, executor=self.executor)
        self.page_url = "http://127.0.0.1/"
        self.sent: list[tuple[MessageAction, bytes]] = []
        self.crashes: list[str] = []
        self.calls: list[tuple[str, Any]] = []
        self.answers: dict[str, Any] = {"get_accessibility_features": dict(_FEATURES)}
        self.session: Session | None = None

    def send_message(self, message: Message) -> None:
        packed = msgpack.packb([message.action, message.body], default=_pack)
        self.sent.append((message.action, packed))
        if message.action is MessageAction.SESSION_CRASHED:
            self.crashes.append(message.body.message)
        elif message.action is MessageAction.INVOKE_METHOD:
            self.loop.call_soon(self._answer, message.body)

    def _answer(self, call: Any) -> None:
        self.calls.append((call.name, call.args))
        assert self.session is not None
        if call.name == "push_route":
            page = self.session.page
            page.route = call.args["route"]
            self.loop.create_task(
                self.session.dispatch_event(page._i, "route_change", {"route": page.route})
            )
        if call.name == "upload":
            self._hand_over(call.args["files"])
        answer, error = self.answers.get(call.name), None
        if callable(answer):
            answer = answer(call.args)
        if isinstance(answer, Exception):
            answer, error = None, str(answer)
        self.session.handle_invoke_method_results(call.control_id, call.call_id, answer, error)

    def _hand_over(self, wanted: list[ft.FilePickerUploadFile]) -> None:
        """Send the chosen files where they are wanted, as a browser does by requests of its own."""
        there = {file["id"]: file["bytes"] for file in self.answers["pick_files"]}
        for each in wanted:
            place = reach(each.upload_url)
            assert place is not None
            place.take(there[each.id])
            place.end()


class Driver:
    """One mounted program: find controls, act on them, read the tree."""

    def __init__(self, seen_as: Client) -> None:
        self.loop = asyncio.get_running_loop()
        self.loop_errors: list[str] = []
        self.loop.set_exception_handler(
            lambda _loop, c: self.loop_errors.append(repr(c.get("exception") or c["message"]))
        )
        self.conn = FakeConnection(self.loop)
        self.session = Session(self.conn)
        self.conn.session = self.session
        self.page = self.session.page
        self.session.apply_page_patch({"route": "/", **seen_as})
        # Packed on purpose: that is what records the snapshots Flet diffs against later.
        self.conn.send_message(
            Message(
                MessageAction.REGISTER_CLIENT,
                RegisterClientResponseBody(
                    session_id=self.session.id, page_patch=self.session.get_page_patch(), error=""
                ),
            )
        )

    @classmethod
    async def start(cls, main: Callable[[ft.Page], Any], seen_as: Client = PHONE) -> Driver:
        """Mount ``main`` as a client of that size would."""
        driver = cls(seen_as)
        token = _context_page.set(driver.page)
        context.reset_auto_update()
        result = main(driver.page)
        if asyncio.iscoroutine(result):
            await result
        await driver.session.after_event(driver.page)
        _context_page.reset(token)
        await driver.settle()
        return driver

    async def stop(self) -> None:
        """Close the session as the reaper would, and end what the driver started."""
        self.session.close()
        await asyncio.sleep(0)
        self.conn.executor.shutdown(wait=False)

    async def disconnect(self) -> None:
        """What happens when the browser goes away for a while."""
        await self.session.disconnect(60)
        await self.settle()

    def wire(self) -> bytes:
        """What a browser that comes back would be sent: the whole tree as it stands."""
        body = RegisterClientResponseBody(
            session_id=self.session.id, page_patch=self.session.page, error=""
        )
        return bytes(msgpack.packb(body, default=_pack))

    # -- the tree ---------------------------------------------------------

    def walk(self) -> Iterator[BaseControl]:
        """Every live control, outermost first; dialogs and services included."""
        seen: set[int] = set()
        waiting: list[Any] = [self.page]
        while waiting:
            value = waiting.pop()
            if isinstance(value, BaseControl):
                if id(value) in seen:
                    continue
                seen.add(id(value))
                if isinstance(value, Component):
                    waiting.append(value._b)
                    continue
                if getattr(value, "visible", True) is False:
                    continue
                yield value
            waiting += [each for each in reversed(_inside(value)) if type(each) not in _PLAIN]

    def all(self, kind: type[BaseControl] = BaseControl, **props: Any) -> list[Any]:
        """Every control of a kind whose properties have these values."""
        return [
            c
            for c in self.walk()
            if isinstance(c, kind) and all(getattr(c, k, None) == v for k, v in props.items())
        ]

    def get(self, key: str) -> Any:
        """The one control with this key."""
        found = self.all(key=key)
        assert len(found) == 1, f"{len(found)} controls with key {key!r}; keys: {self.keys()}"
        return found[0]

    def has(self, key: str) -> bool:
        """Whether a control with this key is there."""
        return any(each.key == key for each in self.walk())

    def keys(self) -> list[str]:
        """The keys of everything that is there."""
        return [str(c.key) for c in self.walk() if c.key is not None]

    def texts(self) -> list[str]:
        """Everything a person could read, and what a screen reader would say."""
        out = []
        for c in self.walk():
            for name in (
                "value",
                "label",
                "content",
                "text",
                "title",
                "error",
                "helper",
                "semantics_label",
            ):
                v = getattr(c, name, None)
                if isinstance(v, str) and v:
                    out.append(v)
        return out

    def said_of(self, key: str) -> str:
        """What a screen reader says of what is pressed with this key."""
        inside = self.get(key)
        for name in ("content", "icon"):
            part = getattr(inside, name, None)
            said = getattr(part, "label", None) or getattr(part, "semantics_label", None)
            if said:
                return str(said)
        raise AssertionError(f"{key} has no name")

    def sees(self, pattern: str) -> bool:
        """Whether some text matches a regular expression."""
        return any(re.search(pattern, t) for t in self.texts())

    # -- acting -----------------------------------------------------------

    async def inside(self, work: Callable[[], Any]) -> None:
        """Do something on the program's own side, as one of its handlers would."""
        token = _context_page.set(self.page)
        try:
            work()
        finally:
            _context_page.reset(token)
        await self.settle()

    async def fire(self, target: str | BaseControl, event: str, data: Any = None) -> None:
        """Send an event as the client would, and let the program settle."""
        control = self.get(target) if isinstance(target, str) else target
        assert getattr(control, f"on_{event}", None) is not None, f"{control} has no on_{event}"
        assert not getattr(control, "disabled", False), f"{control} is disabled"
        await self.session.dispatch_event(control._i, event, data)
        await self.settle()

    async def click(self, key: str) -> None:
        """Tap a control."""
        await self.fire(key, "click")

    async def change(self, key: str, value: Any, prop: str = "value") -> None:
        """What the client does on input: set the property, then send the event."""
        self.session.apply_patch(self.get(key)._i, {prop: value})
        await self.fire(key, "change", value)

    async def go(self, route: str) -> None:
        """Open an address, as the browser's bar or its back button would."""
        self.session.apply_page_patch({"route": route})
        await self.session.dispatch_event(self.page._i, "route_change", {"route": route})
        await self.settle()

    async def resize(self, width: float, height: float) -> None:
        """Change the window's size."""
        self.session.apply_page_patch({"width": width, "height": height})
        await self.session.dispatch_event(
            self.page._i, "resize", {"width": width, "height": height}
        )
        await self.settle()

    async def move_to_screen(self, density: float) -> None:
        """Have the window on a screen with so many pixels for each of the page, across."""
        media = dataclasses.asdict(self.page.media) | {"device_pixel_ratio": density}
        self.session.apply_page_patch({"media": media})
        await self.resize(self.page.width or 0, self.page.height or 0)

    async def until(self, true: Callable[[], bool], turns: int = 3000) -> None:
        """Wait for work in threads (keys, disk) until something can be seen."""
        for _ in range(turns):
            if true():
                await self.settle()
                return
            await asyncio.sleep(0.005)
            await self.settle(2)
        raise AssertionError(f"never seen; texts: {self.texts()[:40]}")

    async def settle(self, turns: int = 20) -> None:
        """Let the update scheduler, effects and route changes run dry."""
        for _ in range(turns):
            await asyncio.sleep(0)
        if self.conn.crashes:
            raise AppCrashed(self.conn.crashes[-1])
        task = self.session._Session__updates_task
        if task is not None and task.done() and not task.cancelled() and task.exception():
            raise AppCrashed(f"updates stopped: {task.exception()!r}") from task.exception()

    @property
    def bytes_sent(self) -> int:
        """Bytes of all messages to the client so far."""
        return sum(len(packed) for _, packed in self.conn.sent)
