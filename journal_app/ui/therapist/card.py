"""My card: what a client keeps of this practice, and the eight words that are only read aloud."""

from __future__ import annotations

import flet as ft

from journal_app.ui import sky
from journal_app.ui.door import PracticeDoor
from journal_app.ui.door.practice_card import OwnCard
from journal_app.ui.frame import tab_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_typed
from journal_app.ui.parts import buttons, dates, texts
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.mark import mark
from journal_app.ui.platform import use_files
from journal_app.ui.screens.doors import practice_door
from journal_app.ui.screens.share_compare import use_words
from journal_app.ui.shell import Shell, use_shell
from journal_app.ui.therapist.beginning import BeginningScreen
from journal_app.ui.therapist.rows import edge_of
from journal_app.words import say

__all__ = ["CardScreen"]

_SIDE_FROM = 1240.0  # from here on the steps stand beside the card
_CARD = 760.0
_LONGEST_LINE = 160


@screen
def CardScreen() -> ft.Control:
    """The card, the words, and what to do with them in the room."""
    shell = use_shell()
    if not practice_door(shell).card.made:
        return BeginningScreen()
    return _Card()


@screen
def _Card() -> ft.Control:
    shell = use_shell()
    door = practice_door(shell)
    files = use_files()
    own = door.card.view()
    words = use_words(shell, door.card.words, [])
    p = shell.p

    async def save() -> None:
        data, name = door.card.file()
        saved = await files.save(data, name)
        shell.tell(say("card.saved" if saved else "card.not_saved"))

    left: list[ft.Control] = [
        _own_card(shell, door, own),
        ft.Row(
            [buttons.filled(p, say("card.save"), shell.act(save), key="save-card")],
            wrap=True,
        ),
        _words(shell, words),
        texts.secondary(say("card.no_secret"), p.quiet),
    ]
    right: list[ft.Control] = [
        *_room(shell),
        _rule(shell),
        _ReadingLine(own.response),
        _rule(shell),
        *_renewal(shell, door, own),
    ]
    edge = edge_of(shell)
    body = ft.Column(
        [
            ft.Container(
                _columns(shell, left, right),
                padding=ft.Padding.only(left=edge, right=edge, bottom=24),
                alignment=ft.Alignment.TOP_LEFT,
            )
        ],
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return tab_page(shell, say("card.title"), body, left=max(20, edge_of(shell)))


def _columns(shell: Shell, left: list[ft.Control], right: list[ft.Control]) -> ft.Control:
    stretch = ft.CrossAxisAlignment.STRETCH
    if shell.width < _SIDE_FROM or shell.large_text:
        column = ft.Column(
            [*left, ft.Container(height=8), *right], spacing=18, horizontal_alignment=stretch
        )
        return column if shell.phone else ft.Container(column, width=_CARD)
    return ft.Row(
        [
            ft.Container(ft.Column(left, spacing=20, horizontal_alignment=stretch), width=_CARD),
            ft.Container(ft.Column(right, spacing=18, horizontal_alignment=stretch), expand=True),
        ],
        spacing=48,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _rule(shell: Shell) -> ft.Control:
    return ft.Container(height=1, bgcolor=shell.p.line)


# -- the card ---------------------------------------------------------------------


def _dawn(shell: Shell) -> ft.Control:
    """The sky from half past two to half past two, along the card's top."""
    hours = [2.5 + n * 0.5 for n in range(25)]
    colours: list[ft.ColorValue] = [sky.sky(hour, dark=shell.dark) for hour in hours]
    return ft.Container(height=14, gradient=ft.LinearGradient(colours))


def _own_card(shell: Shell, door: PracticeDoor, own: OwnCard) -> ft.Control:
    p = shell.p
    local = door.clients.local
    made, expires = dates.full_day(local(own.made)), dates.full_day(local(own.expires))
    limits = say("share.limits")
    line = f"{own.response}\n{limits}" if own.response else limits
    name = ft.Text(own.name, style=texts.style(36, 44, p.ink))
    edge = 20 if shell.phone else 40
    inside = ft.Column(
        [
            ft.Row(
                [
                    mark(p, 28),
                    ft.Container(texts.secondary(say("card.kind"), p.quiet), expand=True),
                ],
                spacing=12,
            ),
            ft.Container(height=14),
            ft.Semantics(header=True, heading_level=2, content=name),
            ft.Container(height=6),
            texts.body(line, p.ink),
            ft.Container(height=24 if shell.phone else 52),
            ft.Row(
                [
                    ft.Icon(ft.Icons.EVENT_OUTLINED, size=18, color=p.quiet),
                    ft.Container(
                        texts.secondary(say("card.dates", made=made, expires=expires), p.quiet),
                        expand=True,
                    ),
                ],
                spacing=10,
            ),
        ],
        spacing=0,
        tight=True,
    )
    return ft.Container(
        ft.Column(
            [
                _dawn(shell),
                ft.Container(
                    inside, padding=ft.Padding.only(left=edge, top=30, right=edge, bottom=28)
                ),
            ],
            spacing=0,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        key="own-card",
        bgcolor=p.surface,
        border=ft.Border.all(1, p.line),
        border_radius=28,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )


# -- the eight words --------------------------------------------------------------


def _words(shell: Shell, words: tuple[str, ...]) -> ft.Control:
    p = shell.p
    head: list[ft.Control] = [
        ft.Row(
            [
                ft.Icon(ft.Icons.RECORD_VOICE_OVER_OUTLINED, size=20, color=p.dawn),
                texts.label(say("card.aloud"), p.dawn_ink),
            ],
            spacing=8,
            tight=True,
        ),
        ft.Row(
            [
                ft.Icon(ft.Icons.VISIBILITY_OUTLINED, size=18, color=p.quiet),
                texts.meta(say("card.only_here"), p.quiet),
            ],
            spacing=6,
            tight=True,
        ),
    ]
    columns = 1 if shell.large_text else (2 if shell.phone else 4)
    rows: list[ft.Control] = [
        ft.Row(
            head,
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
            spacing=12,
            run_spacing=4,
            wrap=True,
        )
        if not shell.large_text
        else ft.Column([_loud(shell, "card.aloud"), _loud(shell, "card.only_here")], spacing=4)
    ]
    if not words:
        rows.append(texts.body(say("card.working"), p.quiet))
    for first in range(0, len(words), columns):
        cells: list[ft.Control] = [
            ft.Container(_word(shell, first + n, words[first + n]), expand=True)
            for n in range(min(columns, len(words) - first))
        ]
        rows.append(ft.Row(cells, spacing=8))
    edge = 20 if shell.phone else 40
    return ft.Container(
        ft.Column(rows, spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=p.surface,
        border=ft.Border.all(1, p.line),
        border_radius=28,
        padding=ft.Padding.only(left=edge, top=20, right=edge, bottom=28),
    )


def _loud(shell: Shell, key: str) -> ft.Control:
    return texts.label(say(key), shell.p.dawn_ink if key == "card.aloud" else shell.p.quiet)


def _word(shell: Shell, index: int, word: str) -> ft.Control:
    p = shell.p
    number = index + 1
    size = texts.style(24, 30, p.ink) if shell.phone else texts.style(30, 38, p.ink)
    return ft.Semantics(
        label=say("compare.word", number=number, word=word),
        container=True,
        exclude_semantics=True,
        content=ft.Column(
            [texts.meta(str(number), p.quiet), ft.Text(word, style=size)], spacing=0, tight=True
        ),
    )


# -- beside it ---------------------------------------------------------------------


def _room(shell: Shell) -> list[ft.Control]:
    p = shell.p
    rows: list[ft.Control] = [texts.section(say("card.room"), p.ink)]
    for number in range(1, 4):
        words = say(f"card.step_{number}")
        badge = ft.Container(
            texts.label(str(number), p.on_tide_soft),
            width=28 if not shell.large_text else 44,
            height=28 if not shell.large_text else 44,
            border_radius=22,
            bgcolor=p.tide_soft,
            alignment=ft.Alignment.CENTER,
        )
        rows.append(
            ft.Semantics(
                label=say("card.step", number=number, words=words),
                container=True,
                exclude_semantics=True,
                content=ft.Row(
                    [badge, ft.Container(texts.body(words, p.ink), expand=True)],
                    spacing=16,
                    vertical_alignment=ft.CrossAxisAlignment.START,
                ),
            )
        )
    return rows


@screen
def _ReadingLine(now: str) -> ft.Control:
    """The line clients see each time they share; a new one makes the card anew."""
    shell = use_shell()
    door = practice_door(shell)
    line = use_typed(now)
    p = shell.p

    async def keep() -> None:
        if line.value.strip() != now:
            await door.card.renew(line.value)
            shell.changed()
        shell.tell(say("card.line_kept"))

    return ft.Column(
        [
            texts.section(say("card.when"), p.ink),
            Field(
                p,
                say("card.reads"),
                line.keep,
                initial=now,
                field_key="reading-line",
                hint=say("card.reads_hint"),
                max_length=_LONGEST_LINE,
            ),
            ft.Row(
                [buttons.tonal(p, say("card.keep_line"), shell.act(keep), key="keep-line")],
                wrap=True,
            ),
        ],
        spacing=12,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _renewal(shell: Shell, door: PracticeDoor, own: OwnCard) -> list[ft.Control]:
    p = shell.p

    async def renew() -> None:
        await door.card.renew()
        shell.changed()
        shell.tell(say("card.renewed"))

    words = say("card.days", count=own.days) if own.days else say("card.over")
    return [
        texts.section(say("card.renewal"), p.ink),
        texts.body(words, p.ink),
        ft.Row(
            [
                ft.Container(
                    buttons.text_button(p, say("card.renew"), shell.act(renew), key="renew"),
                    margin=ft.Margin.only(left=-12),
                )
            ],
            wrap=True,
        ),
    ]
