"""One entry: the whole of it to read, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from journal_app.domain.entry import Entry, Kind
from journal_app.ui.door import JournalDoor
from journal_app.ui.frame import COLUMN, task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, kept, texts
from journal_app.ui.parts.page import foot, scroll_column
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.edit import EditScreen, drop_changes, has_changes
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["EditScreen", "EntryScreen"]

_BLOCK = 2_000
"""Characters from which a new text begins at the next line end: a long entry draws only what is
in sight."""


@screen
def EntryScreen(entry_id: str) -> ft.Control:
    """One entry to read."""
    shell = use_shell()
    door = client_door(shell)
    asking, set_asking = ft.use_state(False)
    entry = door.entries.get(entry_id)

    async def delete() -> None:
        set_asking(False)
        await door.entries.delete(entry_id)
        shell.changed()
        shell.go("/journal")
        shell.tell(say("entry.deleted"))
        drop_changes(door, entry_id)

    async def rest() -> None:
        await door.entries.rest(entry_id)
        shell.changed()
        shell.tell(say("entry.rests"))

    dialog = None
    if asking and entry is not None:
        dialog = _question(shell, entry, lambda: set_asking(False), delete)
    ft.use_dialog(dialog)
    if entry is None:
        return _nothing_here(shell)
    resting = door.rests(entry)
    remove = buttons.text_button(
        shell.p,
        say("entry.delete"),
        shell.act(lambda: set_asking(True)),
        colour=shell.p.quiet,
        key="delete",
    )
    actions = [] if resting else _actions(shell, entry)
    words: list[ft.Control] = [_Resting(entry)] if resting else _words(shell, door, entry)
    quiet = [remove]
    if not resting and entry.parts:
        to_rest = buttons.text_button(
            shell.p, say("entry.rest"), shell.act(rest), colour=shell.p.quiet, key="rest"
        )
        quiet.insert(0, to_rest)
    below: list[ft.Control] = [
        _gap(8),
        ft.Row(quiet, alignment=ft.MainAxisAlignment.CENTER, wrap=True),
    ]
    if shell.large_text:  # large buttons at the foot would leave no room to read
        below = [piece for action in (*actions, *quiet) for piece in (_gap(12), action)]
    body = _reading_list(shell, [*_head(shell, door, entry), *words, *below])
    bottom = foot(shell, actions) if actions and not shell.large_text else None
    title, kind = kept.title_of(entry, door.days.plan), kept.kind_words(entry.kind)
    return task_page(
        shell, kind if kind != title else "", body, back="/journal", close=shell.wide, foot=bottom
    )


def _gap(height: float) -> ft.Control:
    return ft.Container(height=height)


def _reading_list(shell: Shell, content: list[ft.Control]) -> ft.Control:
    """A column at most 640 wide of which only what is in sight is drawn."""
    width = None if shell.phone else COLUMN
    rows: list[ft.Control] = [
        ft.Container(
            ft.Container(piece, width=width), alignment=ft.Alignment.TOP_CENTER if width else None
        )
        for piece in content
    ]
    return ft.ListView(
        rows,
        padding=ft.Padding.only(left=20, right=20, top=4, bottom=24),
        scroll=ft.ScrollMode.AUTO,
        expand=True,
    )


# -- what it says ------------------------------------------------------------------


def _head(shell: Shell, door: JournalDoor, entry: Entry) -> list[ft.Control]:
    """Its title, when it was, and who can see it."""
    p = shell.p
    day = kept.day_of(entry, door.days.sessions(), 0)
    when = kept.when_words(entry.local)
    if day.dawn or day.session:
        when = say("entry.when_and_day", when=when, day=day.title)
    head = [
        texts.question(kept.title_of(entry, door.days.plan), p.ink),
        _gap(6),
        texts.secondary(when, p.quiet),
    ]
    if entry.edited is not None:
        edited = entry.edited.astimezone(entry.local.tzinfo)
        head.append(texts.secondary(say("entry.edited", when=kept.when_words(edited)), p.quiet))
    shared = kept.shared_words(entry, door.card_names)
    head += [
        _gap(4),
        _line(shell, ft.Icons.IOS_SHARE, shared)
        if shared
        else _line(shell, ft.Icons.LOCK_OUTLINE, say("entry.private")),
    ]
    if has_changes(door, entry):
        head.append(_line(shell, ft.Icons.EDIT_OUTLINED, say("entry.changes_wait")))
    return [*head, _gap(20)]


def _line(shell: Shell, icon: ft.IconData, words: str) -> ft.Control:
    p = shell.p
    return ft.Row(
        [ft.Icon(icon, size=16, color=p.quiet), texts.secondary(words, p.quiet, expand=True)],
        spacing=8,
    )


def _words(shell: Shell, door: JournalDoor, entry: Entry) -> list[ft.Control]:
    """Its parts, each with the question that was asked, and its numbers in words."""
    p = shell.p
    pieces: list[ft.Control] = []
    for part in entry.parts:
        if not part.text.strip():
            continue
        if asked := kept.asked(entry, part):
            pieces += [texts.secondary(asked, p.quiet), _gap(4)]
        style = texts.crumb if entry.kind is Kind.CRUMB else texts.writing
        direction = kept.right_to_left(part.text)
        pieces += [style(block, p.ink, rtl=direction) for block in blocks(part.text)]
        pieces.append(_gap(20))
    for name, amount in kept.reading_words(entry):
        pieces.append(texts.body(say("journal.reading", name=name, amount=amount), p.ink))
    if not pieces:
        pieces.append(texts.body(say("journal.no_words"), p.quiet))
    return pieces


def blocks(text: str) -> list[str]:
    """A long text in blocks cut at line ends; joined by line ends they are the text again."""
    lines: list[list[str]] = [[]]
    size = 0
    for line in text.split("\n"):
        if size >= _BLOCK:
            lines.append([])
            size = 0
        lines[-1].append(line)
        size += len(line) + 1
    return ["\n".join(block) for block in lines]


@ft.component
def _Resting(entry: Entry) -> ft.Control:
    """Until when it rests; it can be opened early, after one gentle question."""
    shell = use_shell()
    door = client_door(shell)
    asked, set_asked = ft.use_state(False)
    p = shell.p

    async def wake() -> None:
        await door.entries.wake(entry.id)
        shell.changed()

    rows: list[ft.Control] = [
        ft.Row(
            [
                ft.Icon(ft.Icons.NIGHTLIGHT_OUTLINED, size=22, color=p.quiet),
                texts.body(kept.until_words(entry), p.ink, expand=True),
            ],
            spacing=16,
        )
    ]
    if asked:
        ways = [
            buttons.text_button(
                p,
                say("entry.rest_on"),
                shell.act(lambda: set_asked(False)),
                start=True,
                key="rest-on",
            ),
            buttons.text_button(
                p, say("entry.wake_yes"), shell.act(wake), start=True, key="wake-it"
            ),
        ]
        rows += [
            texts.secondary(say("entry.wake_line"), p.quiet),
            ft.Row(ways, spacing=24, wrap=True),
        ]
    else:
        wake_early = buttons.text_button(
            p, say("entry.wake"), shell.act(lambda: set_asked(True)), start=True, key="wake"
        )
        rows.append(ft.Row([wake_early]))
    return ft.Container(
        ft.Column(rows, spacing=8, tight=True), bgcolor=p.sunk, border_radius=16, padding=16
    )


# -- what can be done ----------------------------------------------------------------


def _actions(shell: Shell, entry: Entry) -> list[ft.Control]:
    """Edit and Share, of equal weight; what has no words has nothing to edit."""
    p = shell.p
    actions = []
    if entry.parts:
        actions.append(
            buttons.tonal(
                p,
                say("entry.edit"),
                shell.act(lambda: shell.go(f"/entries/{entry.id}/edit")),
                key="edit",
                big=True,
            )
        )
    actions.append(
        buttons.tonal(
            p,
            say("entry.share"),
            shell.act(lambda: shell.go(f"/share/new?entry={entry.id}")),
            key="share",
            big=True,
        )
    )
    return actions


def _question(
    shell: Shell, entry: Entry, keep: Callable[[], Any], delete: Callable[[], Any]
) -> ft.AlertDialog:
    """Asked once, and honestly."""
    p = shell.p
    lines = [texts.body(say("entry.delete_line"), p.ink)]
    if entry.shared_with:
        lines.append(texts.body(say("entry.delete_shared"), p.ink))
    return ft.AlertDialog(
        modal=True,
        bgcolor=p.surface,
        shape=ft.RoundedRectangleBorder(radius=20),
        title=texts.section(say("entry.delete_title"), p.ink),
        content=ft.Column(lines, spacing=8, tight=True),
        scrollable=True,
        actions=[
            buttons.text_button(p, say("entry.keep"), shell.act(keep), key="keep-it"),
            buttons.text_button(
                p, say("entry.delete_yes"), shell.act(delete), colour=p.danger, key="delete-it"
            ),
        ],
        on_dismiss=shell.act(keep),
    )


def _nothing_here(shell: Shell) -> ft.Control:
    p = shell.p
    body = scroll_column(
        shell,
        [
            texts.body(say("entry.not_here"), p.ink),
            buttons.tonal(p, say("entry.to_journal"), shell.act(lambda: shell.go("/journal"))),
        ],
    )
    return task_page(shell, "", body, back="/journal", close=shell.wide)
