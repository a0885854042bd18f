"""One client: what they want understood first, then every entry as it was written."""

from __future__ import annotations

import flet as ft

from journal_app.sharing.safe_text import shown
from journal_app.ui import sky
from journal_app.ui.door import PracticeDoor
from journal_app.ui.door.clients import ClientView, Review, ReviewEntry
from journal_app.ui.door.names import one_line
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, dates, texts
from journal_app.ui.parts.page import foot, scroll_column
from journal_app.ui.screens.doors import practice_door
from journal_app.ui.screens.share_preview import session_words
from journal_app.ui.shell import Shell, use_shell
from journal_app.ui.therapist.marks import client_mark
from journal_app.ui.therapist.rows import edge_of, limits_line
from journal_app.words import say

__all__ = ["ReviewScreen"]

_COLUMN = 832.0


@screen
def ReviewScreen(client_id: str) -> ft.Control:
    """Everything one client chose to share, and nothing of anybody else."""
    shell = use_shell()
    door = practice_door(shell)
    review: Review | None = ft.use_memo(
        lambda: door.clients.review(client_id), [client_id, shell.revision]
    )
    if review is None:
        words = texts.body(say("review.gone"), shell.p.ink)
        return task_page(shell, "", scroll_column(shell, [words]), back="/")

    async def reviewed() -> None:
        await door.clients.mark_reviewed(client_id)
        shell.changed()
        shell.tell(say("review.marked"))

    p = shell.p
    mark = buttons.filled(p, say("review.mark"), shell.act(reviewed), big=shell.phone, key="mark")
    unread = bool(review.client.unread) and review.whole  # nothing unseen is marked as read
    in_head = unread and shell.wide and not shell.large_text
    content: list[ft.Control] = [
        _head(shell, review.client, [mark] if in_head else []),
        _facts(shell, door, review),
        *_understand(shell, review),
        ft.Container(height=4),
        texts.section(say("review.as_written"), p.ink),
        *[_entry(shell, door, entry) for entry in review.entries],
        *([] if review.whole else [texts.secondary(say("review.not_whole"), p.quiet)]),
    ]
    limits = limits_line(shell, say("review.limits", name=review.client.first_name))
    bottom = foot(shell, [mark], sunk=True) if unread and not in_head else None
    return task_page(
        shell,
        "",
        _column(shell, content),
        back="/",
        hour=12.0,  # the faint day sky: you are inside one client
        head=300,
        foot=ft.Column(
            [limits, *([bottom] if bottom else [])],
            spacing=0,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
    )


def _column(shell: Shell, content: list[ft.Control]) -> ft.Control:
    edge = edge_of(shell)
    column = ft.Column(content, spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Column(
        [
            ft.Container(
                ft.Container(column, width=_COLUMN if shell.wide else None),
                padding=ft.Padding.only(left=edge, right=edge, bottom=24),
                alignment=ft.Alignment.TOP_LEFT,
            )
        ],
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _head(shell: Shell, client: ClientView, beside: list[ft.Control]) -> ft.Control:
    p = shell.p
    names: list[ft.Control] = [texts.question(client.name, p.ink)]
    if client.alike:
        names.append(texts.meta(say("clients.alike", name=client.alike), p.ink))
    return ft.Row(
        [client_mark(shell, client, 56), ft.Column(names, spacing=2, expand=True), *beside],
        spacing=16,
    )


def _facts(shell: Shell, door: PracticeDoor, review: Review) -> ft.Control:
    client, today = review.client, door.clients.today()
    found: list[tuple[ft.IconData, str, str]] = []
    if review.session is not None:
        found.append(
            (ft.Icons.WB_SUNNY_OUTLINED, say("review.session"), session_words(review.session))
        )
    if client.compared is not None:
        on = dates.day(door.clients.local(client.compared), today)
        found.append(
            (
                ft.Icons.VERIFIED_USER_OUTLINED,
                say("review.proven"),
                say("review.proven_on", day=on),
            )
        )
    count = len({entry.entry.id for entry in review.entries})
    found.append(
        (ft.Icons.DRAFTS_OUTLINED, say("review.shared"), say("review.entries", count=count))
    )
    last = dates.moment(door.clients.local(client.last), today)
    found.append((ft.Icons.SCHEDULE, say("review.last"), last))
    facts = [_fact(shell, *each) for each in found]
    if shell.large_text:
        return ft.Column(facts, spacing=10)
    return ft.Row(facts, spacing=28, run_spacing=12, wrap=True)


def _fact(shell: Shell, icon: ft.IconData, label: str, value: str) -> ft.Control:
    p = shell.p
    return ft.Column(
        [
            ft.Row(
                [ft.Icon(icon, size=16, color=p.quiet), texts.meta(label, p.quiet)],
                spacing=6,
                tight=True,
            ),
            texts.secondary(value, p.ink),
        ],
        spacing=2,
        tight=True,
    )


def _understand(shell: Shell, review: Review) -> list[ft.Control]:
    if not review.understand:
        return []
    p = shell.p
    words = ft.Text(shown(review.understand), style=texts.style(22, 32, p.ink))
    label = ft.Row(
        [
            ft.Icon(ft.Icons.WB_TWILIGHT, size=20, color=p.dawn),
            ft.Container(texts.label(say("review.understand"), p.dawn_ink), expand=True),
        ],
        spacing=8,
    )
    return [_sheet(shell, [label, words])]


def _sheet(shell: Shell, rows: list[ft.Control]) -> ft.Control:
    return ft.Container(
        ft.Column(rows, spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=shell.p.surface,
        border=ft.Border.all(1, shell.p.line),
        border_radius=20,
        padding=ft.Padding.symmetric(vertical=16, horizontal=18 if shell.phone else 24),
    )


def _entry(shell: Shell, door: PracticeDoor, item: ReviewEntry) -> ft.Control:
    p, entry = shell.p, item.entry
    marks = [say("review.new")] if item.unread else []
    marks += [say("review.again")] if item.again else []
    when = dates.moment(item.local, door.clients.today())
    rows: list[ft.Control] = [
        ft.Row(
            [
                ft.Container(
                    width=10,
                    height=10,
                    border_radius=5,
                    bgcolor=sky.sky(item.hour, dark=shell.dark),
                ),
                ft.Container(
                    texts.meta(" · ".join([when, *marks]), p.quiet),
                    expand=True,
                ),
            ],
            spacing=10,
        ),
        texts.section(one_line(entry.title), p.ink),
    ]
    for part in entry.parts:
        name = one_line(part.name)
        rows.append(
            ft.Column(
                [
                    *([texts.label(name, p.quiet)] if name else []),
                    texts.writing(shown(part.text), p.ink),
                ],
                spacing=2,
                tight=True,
            )
        )
    if not entry.parts:
        rows.append(texts.secondary(say("review.nothing"), p.quiet))
    return _sheet(shell, rows)
