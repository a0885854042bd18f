"""Choose one or more entries, the newest first. Nothing is written, and nothing has left yet."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import flet as ft

from journal_app.domain.entry import Entry
from journal_app.ui.door import JournalDoor
from journal_app.ui.door.sharing import CardView, Choice
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, dates, texts
from journal_app.ui.parts.page import foot, inset, private_line, scroll_column
from journal_app.ui.parts.tick import tick_row
from journal_app.ui.screens.doors import client_door
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["ChooseScreen"]


@screen
def ChooseScreen() -> ft.Control:
    """Tick entries; from an entry's page (``?entry=<id>``) that one is ticked already."""
    shell = use_shell()
    door = client_door(shell)
    pages, set_pages = ft.use_state(1)
    _, draw_again = ft.use_state(0)
    asked = ft.use_memo(lambda: _asked(shell.route), [])
    choice: Choice = ft.use_memo(lambda: door.sharing.begin(*asked), [])
    ready = [card for card in door.sharing.cards() if card.ready]
    page = door.entries.page(pages)
    entries = [e for e in reversed(page.entries) if door.sharing.can_share(e)]
    if not ready:
        return _instead(shell, say("share.choose_no_card"), say("share.choose_cards"), "/share")
    if not entries and not page.older:
        return _instead(shell, say("share.choose_empty"), say("share.choose_write"), "/write")

    def toggle(entry_id: str) -> None:
        if entry_id in choice.entries:
            choice.entries.remove(entry_id)
        else:
            choice.entries.append(entry_id)
        draw_again(lambda n: n + 1)

    def go_to(card_id: str) -> None:
        choice.card_id = card_id
        draw_again(lambda n: n + 1)

    def look() -> None:
        if door.sharing.preview() is None:
            shell.tell(say("share.choose_none"))
        else:
            shell.go("/share/preview")

    p = shell.p
    content: list[ft.Control] = [
        inset(
            texts.question(say("share.choose_title"), p.ink),
            texts.secondary(say("share.choose_line"), p.quiet),
        ),
        *(_cards(shell, ready, choice, go_to) if len(ready) > 1 else []),
        _list(shell, door, entries, choice, toggle),
    ]
    if page.older:
        more = shell.act(lambda: set_pages(pages + 1))
        content.append(buttons.text_button(p, say("share.older_entries"), more, key="older"))
    button = buttons.filled(p, say("share.choose_next"), shell.act(look), big=True, key="look")
    return task_page(
        shell,
        "",
        scroll_column(shell, content),
        back="/share",
        close=True,
        hour=door.days.hour(),
        foot=foot(shell, [button], below=[private_line(shell)], sunk=True),
    )


def _asked(route: str) -> tuple[str, str]:
    """The entry and the card named in the address, or nothing."""
    query = parse_qs(urlsplit(route).query)
    return query.get("entry", [""])[0], query.get("card", [""])[0]


def _instead(shell: Shell, line: str, word: str, route: str) -> ft.Control:
    p = shell.p
    content = [
        texts.question(say("share.choose_title"), p.ink),
        texts.body(line, p.quiet),
        ft.Container(height=8),
        buttons.filled(p, word, shell.act(lambda: shell.go(route)), big=True, key="instead"),
    ]
    return task_page(shell, "", scroll_column(shell, content), back="/share", close=True)


def _cards(shell: Shell, ready: list[CardView], choice: Choice, choose: object) -> list[ft.Control]:
    """Whom it is for, where more than one card was checked."""
    p = shell.p
    assert callable(choose)  # noqa: S101  a handler of the screen
    rows: list[ft.Control] = [texts.label(say("share.choose_for"), p.quiet)]
    for card in ready:
        rows.append(
            tick_row(
                shell,
                card.name,
                [texts.body(card.name, p.ink)],
                on=card.id == choice.card_id,
                toggle=lambda i=card.id: choose(i),
                key=f"for-{card.id}",
            )
        )
    return rows


def _list(
    shell: Shell, door: JournalDoor, entries: list[Entry], choice: Choice, toggle: object
) -> ft.Control:
    p = shell.p
    assert callable(toggle)  # noqa: S101  a handler of the screen
    today = door.days.now().astimezone(door.days.zone())
    lines = None if shell.large_text else 2  # large text hides nothing
    rows: list[ft.Control] = []
    for index, entry in enumerate(entries):
        title, when = door.sharing.title(entry), dates.moment(entry.local, today)
        content: list[ft.Control] = [texts.meta(f"{title} · {when}", p.quiet)]
        if entry.summary:
            content.append(
                texts.body(entry.summary, p.ink, max_lines=lines, overflow=ft.TextOverflow.ELLIPSIS)
            )
        row = tick_row(
            shell,
            f"{title}, {when}. {entry.summary}",
            content,
            on=entry.id in choice.entries,
            toggle=lambda i=entry.id: toggle(i),
            key=f"entry-{entry.id}",
            padding=ft.Padding.symmetric(vertical=14, horizontal=18),
        )
        line = (
            None if index == len(entries) - 1 else ft.Border.only(bottom=ft.BorderSide(1, p.line))
        )
        rows.append(ft.Container(row, border=line))
    return ft.Container(
        ft.Column(rows, spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=p.surface,
        border=ft.Border.all(1, p.line),
        border_radius=20,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
