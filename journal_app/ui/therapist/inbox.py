"""Inbox: open packets, and see what each file is; what needs a decision stands first."""

from __future__ import annotations

import flet as ft

from journal_app.sharing.packet import MAX_PACKET_BYTES
from journal_app.ui.door import PracticeDoor
from journal_app.ui.door.inbox import Came, Outcome
from journal_app.ui.frame import tab_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, dates, texts
from journal_app.ui.parts.envelope import Letter, envelope
from journal_app.ui.platform import use_files
from journal_app.ui.screens.doors import practice_door
from journal_app.ui.shell import Shell, use_shell
from journal_app.ui.therapist.arrival import CamePane, ComparePane
from journal_app.ui.therapist.beginning import BeginningScreen
from journal_app.ui.therapist.rows import (
    edge_of,
    kinds_words,
    list_body,
    open_row,
    with_pane,
)
from journal_app.words import say

__all__ = ["CameScreen", "CompareSenderScreen", "InboxScreen"]


@screen
def InboxScreen() -> ft.Control:
    """The list alone, or with nothing chosen beside it."""
    shell = use_shell()
    if not practice_door(shell).card.made:
        return BeginningScreen()
    if not shell.wide:
        return _List()
    calm = ft.Container(
        texts.body(say("nav.choose_left"), shell.p.quiet, text_align=ft.TextAlign.CENTER),
        alignment=ft.Alignment.CENTER,
        expand=True,
        padding=32,
    )
    return with_pane(shell, _List(), tab_page(shell, "", calm))


@screen
def CompareSenderScreen(client_id: str) -> ft.Control:
    """Four words with somebody new, beside the list where there is room."""
    shell = use_shell()
    pane = ComparePane(client_id)
    return with_pane(shell, _List(client_id), pane) if shell.wide else pane


@screen
def CameScreen(came_id: str) -> ft.Control:
    """What one file is, beside the list where there is room."""
    shell = use_shell()
    pane = CamePane(came_id)
    return with_pane(shell, _List(came_id), pane) if shell.wide else pane


@screen
def _List(selected: str = "") -> ft.Control:
    shell = use_shell()
    door = practice_door(shell)
    files = use_files()

    async def open_packets() -> None:
        came = [
            await door.inbox.open(picked.data, picked.size)
            for picked in await files.open(at_most=MAX_PACKET_BYTES, many=True)
        ]
        if came:
            shell.changed()
            _say_what_came(shell, came)

    content: list[ft.Control] = [_open_box(shell, open_packets)]
    groups = (
        ("inbox.arrived", _arrived(shell, door, selected)),
        ("inbox.already", [_already(shell, door, came, selected) for came in door.inbox.already()]),
        ("inbox.aside", [_aside(shell, door, came, selected) for came in door.inbox.aside()]),
    )
    for title, rows in groups:
        if rows:
            content += [_heading(shell, say(title)), *rows]
    if not any(rows for _, rows in groups):
        content += [ft.Container(height=8), texts.body(say("inbox.empty"), shell.p.quiet)]
    body = list_body(shell, content, say("inbox.limits"))
    return tab_page(
        shell, say("inbox.title"), body, actions=not shell.wide, left=max(20, edge_of(shell))
    )


def _say_what_came(shell: Shell, came: list[Came]) -> None:
    """One file opens what it needs; several stay in the list, where each has its row."""
    if len(came) > 1:
        shell.go("/inbox")
        shell.tell(say("inbox.opened", count=len(came)))
        return
    (one,) = came
    if one.outcome is Outcome.FIRST:
        shell.go(f"/inbox/compare/{one.client_id}")
    elif one.outcome is Outcome.READ:
        shell.go("/inbox")
        shell.tell(say("inbox.added", name=one.name))
    else:
        shell.go(f"/inbox/file/{one.id}")


def _open_box(shell: Shell, open_packets: object) -> ft.Control:
    p = shell.p
    assert callable(open_packets)  # noqa: S101  a handler of the screen
    words = ft.Column(
        [
            texts.section(say("inbox.open_title"), p.ink),
            texts.secondary(say("inbox.open_line"), p.quiet),
        ],
        spacing=2,
        tight=True,
    )
    button = buttons.filled(p, say("inbox.open"), shell.act(open_packets), key="open-packets")
    content: ft.Control
    if shell.phone or shell.large_text:
        content = ft.Column(
            [words, button], spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
        )
    else:
        content = ft.Row([envelope(p, 66), ft.Container(words, expand=True), button], spacing=20)
    return ft.Container(
        content,
        bgcolor=p.sunk,
        border=ft.Border.all(1.5, p.edge),
        border_radius=20,
        padding=ft.Padding.symmetric(vertical=22, horizontal=24),
    )


def _heading(shell: Shell, words: str) -> ft.Control:
    label = texts.label(words, shell.p.quiet)
    return ft.Semantics(
        header=True,
        heading_level=2,
        content=ft.Container(label, padding=ft.Padding.only(top=16, bottom=4)),
    )


def _arrived(shell: Shell, door: PracticeDoor, selected: str) -> list[ft.Control]:
    """Somebody new first, then packets of clients that were not reviewed yet."""
    today = door.clients.today()
    rows = [
        open_row(
            shell,
            envelope(shell.p, 44),
            say("inbox.new_name", name=sender.name),
            say("inbox.new_line"),
            sign=(ft.Icons.HEARING, say("inbox.new_sign")),
            when=dates.moment(door.clients.local(sender.last), today),
            action=say("inbox.compare"),
            strong=True,
            selected=sender.id == selected,
            on_click=lambda i=sender.id: shell.go(f"/inbox/compare/{i}"),
            key=f"new-{sender.id}",
        )
        for sender in door.clients.waiting()
    ]
    rows += [
        open_row(
            shell,
            envelope(shell.p, 44),
            packet.name,
            kinds_words(packet.kinds),
            sign=(ft.Icons.VERIFIED_USER_OUTLINED, say("inbox.proven")),
            when=dates.moment(door.clients.local(packet.arrived), today),
            action=say("inbox.read"),
            strong=True,
            on_click=lambda i=packet.client_id: shell.go(f"/clients/{i}"),
            key=f"packet-{packet.id}",
        )
        for packet in door.clients.unread()
    ]
    return rows


def _already(shell: Shell, door: PracticeDoor, came: Came, selected: str) -> ft.Control:
    today = door.clients.today()
    same = "" if came.same_as is None else dates.moment(door.clients.local(came.same_as), today)
    return open_row(
        shell,
        envelope(shell.p, 44, Letter.TWOFOLD),
        came.name,
        say("inbox.same_line", when=same),
        sign=(ft.Icons.DONE_ALL, say("inbox.same_sign")),
        when=dates.moment(door.clients.local(came.at), today),
        action=say("inbox.see"),
        selected=came.id == selected,
        on_click=lambda: shell.go(f"/inbox/file/{came.id}"),
        key=f"came-{came.id}",
    )


def _aside(shell: Shell, door: PracticeDoor, came: Came, selected: str) -> ft.Control:
    replay = came.outcome is Outcome.REPLAY
    title = say("inbox.aside_replay", name=came.name) if replay else say("inbox.aside_name")
    kind = came.outcome.value
    return open_row(
        shell,
        envelope(shell.p, 44, Letter.SEALED if replay else Letter.TORN),
        title,
        say(f"inbox.line_{kind}"),
        sign=(ft.Icons.LOCK_OUTLINE, say(f"inbox.sign_{kind}")),
        when=dates.moment(door.clients.local(came.at), door.clients.today()),
        selected=came.id == selected,
        on_click=lambda: shell.go(f"/inbox/file/{came.id}"),
        key=f"came-{came.id}",
    )
