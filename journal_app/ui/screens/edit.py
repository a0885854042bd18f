"""Change the words of an entry. What is typed is a draft until Save; leaving keeps the draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from journal_app.domain.entry import Entry, Part
from journal_app.ui.door import JournalDoor
from journal_app.ui.door.drafts import Keeper
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, kept, texts
from journal_app.ui.parts.draft import Field, Sheet
from journal_app.ui.parts.page import foot, private_line, scroll_column
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.keeping import use_keeper
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["EditScreen", "drop_changes", "has_changes"]

Keepers = dict[int, Keeper]


@screen
def EditScreen(entry_id: str) -> ft.Control:
    """One sheet for an entry of one part, a field for each part of a longer one."""
    shell = use_shell()
    door = client_door(shell)
    entry = door.entries.get(entry_id)
    keepers: Keepers = ft.use_memo(lambda: {}, [entry_id])
    p, back = shell.p, f"/entries/{entry_id}"
    if entry is None or not entry.parts:
        body = scroll_column(shell, [texts.body(say("entry.not_here"), p.ink)])
        return task_page(shell, "", body, back="/journal", close=True)

    async def save() -> None:
        words = [replace(part, text=keepers[i].text) for i, part in enumerate(entry.parts)]
        left = [part for part in words if part.text.strip()]
        if not left:
            shell.tell(say("entry.nothing_left"))
            return
        await door.entries.change(entry_id, left)
        await _finish(keepers)
        shell.go(back)
        shell.tell(say("entry.saved"))
        shell.changed()

    async def put_away() -> None:
        await _finish(keepers)
        shell.go(back)
        shell.changed()

    parts = [
        _PartField(entry, index, part, len(entry.parts) == 1, keepers)
        for index, part in enumerate(entry.parts)
    ]
    return task_page(
        shell,
        say("entry.edit"),
        parts[0] if len(parts) == 1 else scroll_column(shell, parts, spacing=20),
        back=back,
        close=True,
        foot=foot(
            shell,
            [
                buttons.tonal(
                    p, say("entry.as_it_was"), shell.act(put_away), big=True, key="as-it-was"
                ),
                buttons.filled(p, say("entry.save"), shell.act(save), big=True, key="save"),
            ],
            below=[] if shell.large_text else [private_line(shell)],
        ),
    )


async def _finish(keepers: Keepers) -> None:
    """What was being changed is kept, or put away: its drafts have done their work."""
    for keeper in keepers.values():
        await keeper.done()


@ft.component
def _PartField(entry: Entry, index: int, part: Part, alone: bool, keepers: Keepers) -> ft.Control:
    """One part: the question it answered, and its words in a field of their own draft."""
    shell = use_shell()
    keeper = use_keeper(shell, _draft_key(entry.id, index), part.text)
    keepers[index] = keeper
    # The page one comes back to is drawn before the keeper seals on leaving: it is told after that.
    ft.use_effect(lambda: None, [], cleanup=shell.changed)
    changed = ft.use_callback(keeper.changed, [entry.id, index])
    question = [texts.secondary(part.question, shell.p.quiet)] if part.question else []
    if alone:
        return _sheet(shell, question, changed, keeper.text)
    field = Field(
        shell.p,
        part.name or say("entry.words"),
        changed,
        initial=keeper.text,
        field_key=f"edit-{index}",
        lines=4,
    )
    return ft.Column(
        [*question, ft.Container(field, rtl=kept.right_to_left(part.text))],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _sheet(
    shell: Shell, question: list[ft.Control], changed: Callable[[str], None], words: str
) -> ft.Control:
    width = None if shell.phone else 680.0
    column = ft.Column(
        [
            *[
                ft.Container(q, padding=ft.Padding.only(left=20, right=20, top=16))
                for q in question
            ],
            ft.Container(
                Sheet(shell.p, say("entry.words"), changed, words, "edit-0"),
                expand=True,
                rtl=kept.right_to_left(words),
            ),
        ],
        spacing=0,
        width=width,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return ft.Container(
        column,
        bgcolor=shell.p.surface,
        border=ft.Border.only(top=ft.BorderSide(1, shell.p.line)),
        border_radius=ft.BorderRadius.only(top_left=28, top_right=28),
        alignment=ft.Alignment.TOP_CENTER,
    )


# -- drafts ------------------------------------------------------------------------


def _draft_key(entry_id: str, index: int) -> str:
    return f"edit.{entry_id}.{index}"


def has_changes(door: JournalDoor, entry: Entry) -> bool:
    """Whether changes to this entry were begun and neither saved nor put away."""
    drafts = set(door.drafts.keys())
    return any(_draft_key(entry.id, index) in drafts for index in range(len(entry.parts)))


def drop_changes(door: JournalDoor, entry_id: str) -> None:
    """Forget what was being changed in an entry that is gone."""
    kept_drafts = door.drafts.keys()
    for key in kept_drafts:
        if key.startswith(f"edit.{entry_id}."):
            door.drafts.drop(key)
