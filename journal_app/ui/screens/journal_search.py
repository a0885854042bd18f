"""Looking for words in the journal: the field, and what it finds while somebody types."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from journal_app.ui.door import JournalDoor
from journal_app.ui.door.entries import EntriesRoom
from journal_app.ui.hooks import use_choice
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.draft import SearchField
from journal_app.ui.shell import Shell
from journal_app.words import say

__all__ = ["PAUSE", "Asked", "Search", "said", "use_search"]

PAUSE = 0.2
"""Seconds without a letter after which the words are looked for."""

_WIDTH = 320.0


@dataclass(eq=False)
class Asked:
    """What is looked for; it stays while an entry is read. ``emptied`` counts the new fields."""

    words: str = ""
    open: bool = False
    emptied: int = 0
    waiting: asyncio.Task[None] | None = None


@dataclass(frozen=True)
class Search:
    """The search as it is drawn: ``found`` are ids of entries, ``None`` where nothing is asked."""

    asked: Asked
    found: frozenset[str] | None
    typed: Callable[[str], None]
    begin: Callable[[], None]
    end: Callable[[], None]

    def way_in(self, shell: Shell) -> ft.Control:
        """The icon that opens the field, where there is no room for both."""
        return buttons.icon_button(
            shell.p, ft.Icons.SEARCH, say("journal.search"), shell.act(self.begin), key="search"
        )

    def field(self, shell: Shell) -> ft.Control:
        """The field, and the way out of it once it holds something (on a phone: always)."""
        # With a screen reader and large text, a field that takes the focus by itself loses letters.
        focus = shell.phone and not shell.large_text
        pill = SearchField(
            shell.p,
            say("journal.search"),
            self.typed,
            self.asked.words,
            "search-words",
            focus,
            key=f"search-{self.asked.emptied}",
        )
        row: list[ft.Control] = [
            ft.Container(pill, expand=shell.phone, width=None if shell.phone else _WIDTH)
        ]
        if shell.phone or self.found is not None:
            out = buttons.icon_button(
                shell.p,
                ft.Icons.CLOSE,
                say("journal.search_end"),
                shell.act(self.end),
                key="search-end",
            )
            row.append(out)
        return ft.Row(row, spacing=4)


def use_search(shell: Shell, door: JournalDoor, asked: Asked) -> Search:
    """Looks at each pause in typing, and again when entries come, change or go."""
    found, set_found = use_choice(frozenset[str])
    _, drawn = ft.use_state(0)

    async def look() -> None:
        words = asked.words.strip()
        ids = await door.search(words) if words else None
        if words == asked.words.strip():  # an answer that comes late is no answer any more
            set_found(ids)

    async def look_soon() -> None:
        await asyncio.sleep(PAUSE)
        asked.waiting = None
        await look()

    def typed(words: str) -> None:
        asked.words = words
        if asked.waiting is not None:
            asked.waiting.cancel()
        asked.waiting = shell.start(look_soon())

    def begin() -> None:
        asked.open = True
        drawn(lambda n: n + 1)

    def end() -> None:
        asked.words, asked.open = "", False
        asked.emptied += 1
        set_found(None)
        drawn(lambda n: n + 1)

    ft.use_effect(look, [shell.revision, door.entries.complete], cleanup=lambda: None)
    return Search(asked, found, ft.use_callback(typed, []), begin, end)


def said(shell: Shell, search: Search, entries: EntriesRoom, count: int) -> list[ft.Control]:
    """How much was found, and whether all pages were looked through; nothing without a search."""
    if search.found is None:
        return []
    p = shell.p
    words = say("journal.found", count=count) if count else say("journal.found_nothing")
    lines = [texts.secondary(words, p.quiet)]
    if not entries.complete:
        lines.append(texts.secondary(say("journal.search_not_all"), p.quiet))
    return [ft.Semantics(live_region=True, container=True, content=ft.Column(lines, spacing=0))]
