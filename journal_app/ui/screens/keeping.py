"""How a screen keeps what is being written: one keeper for one draft, sealed before leaving."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from journal_app.ui.door.drafts import Keeper, Keeping
from journal_app.ui.guard import note
from journal_app.ui.screens.doors import client_door
from journal_app.ui.shell import Shell
from journal_app.words import sentence

__all__ = ["use_keeper"]


def use_keeper(shell: Shell, key: str, initial: str = "", room: Keeping | None = None) -> Keeper:
    """The keeper of the draft ``key``; it seals at each pause, on leaving the page and on locking.

    ``initial`` are the words where there is no draft yet; ``room`` is where they are kept, if not
    among the drafts.
    """
    door = client_door(shell)

    def failed(error: Exception) -> None:
        note(error)
        shell.tell(sentence(error))

    keeper: Keeper = ft.use_memo(
        lambda: Keeper(room or door.drafts, key, shell.start, failed, initial), [key]
    )

    taken = ft.use_memo(list[Callable[[], None]], [key])

    def watch() -> None:
        taken.append(door.before_closing(keeper.seal_now))

    def leave() -> None:
        for take_back in taken:
            take_back()
        if shell._door is door:
            try:
                keeper.seal_now()
            except Exception as error:  # noqa: BLE001  said to the person, not lost in an effect
                failed(error)

    # Given at every render: Flet forgets a cleanup that the setup returned when it renders again.
    ft.use_effect(watch, [key], cleanup=leave)
    return keeper
