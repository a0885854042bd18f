"""Clients: who shared, what it is, when; never a client's own words, for the next may walk in."""

from __future__ import annotations

import flet as ft

from journal_app.ui.door import PracticeDoor
from journal_app.ui.door.clients import ClientView
from journal_app.ui.frame import tab_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, dates, texts
from journal_app.ui.parts.page import scroll_column
from journal_app.ui.screens.doors import practice_door
from journal_app.ui.screens.mention import mention
from journal_app.ui.shell import Shell, use_shell
from journal_app.ui.therapist.beginning import BeginningScreen
from journal_app.ui.therapist.marks import client_mark
from journal_app.ui.therapist.rows import edge_of, kinds_words, list_body, open_row
from journal_app.words import say

__all__ = ["ClientsScreen"]


@screen
def ClientsScreen() -> ft.Control:
    """Everyone who shared something: what is new first."""
    shell = use_shell()
    door = practice_door(shell)
    if not door.card.made:
        return BeginningScreen()
    clients = door.clients.clients()
    if not clients:
        return _empty(shell, door)
    new = [client for client in clients if client.unread]
    recent = [client for client in clients if not client.unread]
    content: list[ft.Control] = mention(shell, quiet=False)
    for title, group in (("clients.new", new), ("clients.recent", recent)):
        if group:
            content.append(_heading(shell, say(title)))
            content += [_row(shell, door, client) for client in group]
    body = list_body(shell, content, say("clients.limits"))
    return tab_page(shell, say("clients.title"), body, left=max(20, edge_of(shell)))


def _heading(shell: Shell, words: str) -> ft.Control:
    label = texts.label(words, shell.p.quiet)
    return ft.Semantics(
        header=True,
        heading_level=2,
        content=ft.Container(label, padding=ft.Padding.only(top=12, bottom=4)),
    )


def _empty(shell: Shell, door: PracticeDoor) -> ft.Control:
    p = shell.p
    content = [
        ft.Container(height=24),
        texts.question(say("clients.empty_title"), p.ink),
        texts.body(say("clients.empty_line"), p.quiet),
        *mention(shell, quiet=False),
        ft.Container(height=8),
        ft.Row(
            [
                buttons.filled(
                    p,
                    say("clients.to_card"),
                    shell.act(lambda: shell.go("/card")),
                    big=True,
                    key="to-card",
                )
            ],
            wrap=True,
        ),
    ]
    body = scroll_column(shell, content)
    return tab_page(shell, say("clients.title"), body, hour=door.clients.hour(), head=280)


def _row(shell: Shell, door: PracticeDoor, client: ClientView) -> ft.Control:
    line = kinds_words(client.kinds) if client.unread else say("clients.reviewed")
    if client.alike:
        line = f"{line}. {say('clients.alike', name=client.alike)}"
    when = dates.moment(door.clients.local(client.last), door.clients.today())
    return open_row(
        shell,
        client_mark(shell, client),
        client.name,
        line,
        when=when,
        badge=say("clients.unread", count=client.unread) if client.unread else "",
        strong=bool(client.unread),
        on_click=lambda: shell.go(f"/clients/{client.id}"),
        key=f"client-{client.id}",
    )
