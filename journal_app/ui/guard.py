"""Nothing that goes wrong in a handler or a screen reaches a person as a trace.

Flet shows "Error running app: <message>" when a handler raises, and freezes without a word when a
component does; either could quote the journal. So every handler goes through :func:`kindly`, every
screen through :func:`screen`, and both leave one neutral line in the log: the class of the error,
never its text.
"""

from __future__ import annotations

import functools
import inspect
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from journal_app.words import sentence

__all__ = ["kindly", "screen"]

log = logging.getLogger(__name__)


def kindly(
    handler: Callable[..., Any], tell: Callable[[str], None]
) -> Callable[[Any], Awaitable[None]]:
    """Wrap an event handler: what it raises becomes one kind sentence, given to ``tell``."""
    # A parameter with a default was bound by the caller ("lambda row=row: …"): not for an event.
    parameters = inspect.signature(handler).parameters.values()
    wants_event = any(each.default is each.empty for each in parameters)

    async def handled(event: Any = None) -> None:
        try:
            result = handler(event) if wants_event else handler()
            if inspect.isawaitable(result):
                await result
        except Exception as error:  # noqa: BLE001  the one place where every handler's errors end
            note(error)
            tell(sentence(error))

    return handled


def screen(body: Callable[..., ft.Control]) -> Callable[..., ft.Control]:
    """A component that shows "Your words are still here" instead of freezing when it raises."""

    @functools.wraps(body)
    def guarded(*args: Any, **kwargs: Any) -> ft.Control:
        try:
            return body(*args, **kwargs)
        except Exception as error:  # noqa: BLE001  a raising component would freeze the page
            note(error)
            return ft.Container(
                padding=24,
                content=ft.Semantics(
                    live_region=True,
                    content=ft.Text(sentence(error), size=17),
                ),
            )

    return ft.component(guarded)


def note(error: BaseException) -> None:
    """Leave the class of an error in the log; its text may hold what somebody wrote."""
    log.warning("a part of the page failed: %s", type(error).__name__)
