"""Today: the ring of 72 hours, the one thing that is here, what comes later, a crumb in a tap."""

from __future__ import annotations

import flet as ft

from journal_app.domain.event import How
from journal_app.domain.schedule import Slot
from journal_app.domain.window import Phase, Rough, When
from journal_app.ui import sky
from journal_app.ui.door.days import Later, Today
from journal_app.ui.frame import tab_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.ring import DESKTOP, PHONE, SMALL, RingSize, ring
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.mention import mention
from journal_app.ui.screens.now import way_to_now
from journal_app.ui.shell import Shell, use_shell
from journal_app.ui.waiting import route_of
from journal_app.words import say

__all__ = ["TodayScreen", "day_words", "when_words"]

_SMALL_HOURS = 5.0
_BEGINS = 14.0  # the hour of day at which a ring without a session begins
_NARROW = 360.0


@screen
def TodayScreen() -> ft.Control:
    """Where I am, and the one thing that is here when I like."""
    shell = use_shell()
    today = client_door(shell).days.today()
    if today.place is None:
        content = _beginning(shell, today)
    else:
        content = [_ring(shell, today), *_words_below(shell, today), _card(shell, today)]
    content += _waiting(shell)
    content += mention(shell, quiet=today.place is not None and today.place.inside)
    content.append(_tiles(shell))
    content += [_later(shell, later) for later in today.later]
    content += way_to_now(shell)
    content.append(_sessions_link(shell, today))
    edge = 24 if shell.wide else 16
    column = ft.Column(
        content,
        spacing=12,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    body = ft.Column(
        [
            ft.Container(
                ft.Container(column, width=None if shell.phone or shell.wide else 520),
                padding=ft.Padding.only(left=edge, right=edge, bottom=24),
                alignment=ft.Alignment.TOP_CENTER,
            )
        ],
        scroll=ft.ScrollMode.AUTO,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        expand=True,
    )
    return tab_page(shell, say("nav.today"), body, hour=today.clock, actions=not shell.wide)


# -- the ring --------------------------------------------------------------


def day_words(today: Today) -> str:
    """The day, with the hour in the small hours: "Thursday, 3 a.m."."""
    weekday = say(f"weekday.{today.weekday}")
    if today.clock < _SMALL_HOURS:
        return say("today.small_hours", day=weekday, hour=int(today.clock) or 12)
    return weekday


def _size(shell: Shell) -> RingSize:
    if shell.wide:
        return DESKTOP
    return SMALL if shell.width < _NARROW else PHONE


def _ring(shell: Shell, today: Today) -> ft.Control:
    assert today.place is not None  # noqa: S101  the caller shows the ring only inside a session
    drawn = ring(
        shell.p,
        _size(shell),
        first_hour=today.first_hour,
        now=today.place.hours,
        dawns=today.dawns,
        day=day_words(today),
        place=say(f"phase.{today.place.phase.value}"),
        hour_words=_hour_words(today),
        words_inside=not shell.large_text,
    )
    return ft.Row([drawn], alignment=ft.MainAxisAlignment.CENTER)


def _hour_words(today: Today) -> str:
    assert today.place is not None  # noqa: S101  as above
    if today.place.phase is Phase.AFTER:
        return say("today.after_line")
    if not today.place.inside:
        return say("today.before_line")
    return say("today.hour", hour=today.place.hour)


def _words_below(shell: Shell, today: Today) -> list[ft.Control]:
    if not shell.large_text or today.place is None:
        return []
    p = shell.p
    return [
        texts.secondary(day_words(today), p.quiet),
        texts.card_title(say(f"phase.{today.place.phase.value}"), p.ink),
        texts.meta(_hour_words(today), p.quiet),
    ]


# -- what is here -----------------------------------------------------------


def _card(shell: Shell, today: Today) -> ft.Control:
    p = shell.p
    slot = today.here
    if slot is None:
        return card(
            shell,
            [
                texts.card_title(say("today.nothing_title"), p.ink),
                texts.secondary(say("today.nothing_line"), p.quiet),
            ],
        )
    return card(
        shell,
        [
            ft.Row(
                [
                    ft.Icon(ft.Icons.WB_TWILIGHT, size=20, color=p.dawn),
                    ft.Text(
                        say(f"state.{slot.state.value}"),
                        expand=True,
                        style=texts.style(13, 18, p.dawn_ink, ft.FontWeight.W_500),
                    ),
                ],
                spacing=8,
            ),
            ft.Container(height=6),
            texts.card_title(slot.prompt.title, p.ink),
            ft.Container(height=4),
            texts.secondary(slot.prompt.line, p.quiet),
            ft.Container(height=14),
            _card_buttons(shell, slot),
        ],
    )


def _card_buttons(shell: Shell, slot: Slot) -> ft.Control:
    p = shell.p
    door = client_door(shell)

    async def not_today() -> None:
        await door.days.meet(slot.key, How.NOT_TODAY)
        shell.changed()
        shell.tell(say("prompt.not_today_thanks"))

    made = [
        buttons.filled(
            p,
            say("today.open"),
            shell.act(lambda: shell.go(f"/prompts/{slot.key}")),
            key="open-prompt",
        ),
        buttons.text_button(
            p,
            say("prompt.word"),
            shell.act(lambda: shell.go(f"/prompts/{slot.key}/word")),
            key="just-a-word",
        ),
        buttons.text_button(p, say("prompt.not_today"), shell.act(not_today), key="not-today"),
    ]
    if shell.large_text:
        return ft.Column(made, spacing=4, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Row(made, spacing=8, wrap=True, run_spacing=4)


def _beginning(shell: Shell, today: Today) -> list[ft.Control]:
    """No session yet: the ring all ahead, one sentence, and the two ways to begin."""
    p = shell.p
    had = buttons.filled(
        p, say("today.had_session"), shell.act(lambda: shell.go("/session/had")), key="had-session"
    )
    plan = buttons.text_button(
        p,
        say("today.plan_session"),
        shell.act(lambda: shell.go("/session/plan")),
        key="plan-session",
    )
    drawn = ring(
        p,
        _size(shell),
        first_hour=_BEGINS,
        now=0.0,
        dawns=(16.0, 40.0, 64.0),
        day=day_words(today),
        place=say("today.ring_waits"),
        hour_words=say("today.ring_hours"),
        words_inside=not shell.large_text,
        marked=False,
    )
    ways = [had, plan]
    return [
        ft.Row([drawn], alignment=ft.MainAxisAlignment.CENTER),
        card(
            shell,
            [
                texts.card_title(say("today.begin_title"), p.ink),
                ft.Container(height=4),
                texts.secondary(say("today.begin_line"), p.quiet),
                ft.Container(height=14),
                (
                    ft.Column(ways, spacing=4, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
                    if shell.large_text
                    else ft.Row(ways, spacing=8, wrap=True)
                ),
            ],
        ),
    ]


def _tiles(shell: Shell) -> ft.Control:
    p = shell.p
    crumb = buttons.tile(
        p, ft.Icons.GRAIN, say("today.crumb"), shell.act(lambda: shell.go("/crumb")), key="crumb"
    )
    how = buttons.tile(
        p,
        ft.Icons.BUBBLE_CHART_OUTLINED,
        say("today.how_i_am"),
        shell.act(lambda: shell.go("/how")),
        key="how",
    )
    if shell.large_text:
        return ft.Column(
            [crumb, how], spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
        )
    return ft.Row([ft.Container(crumb, expand=True), ft.Container(how, expand=True)], spacing=12)


# -- what was being written ----------------------------------------------------


def _waiting(shell: Shell) -> list[ft.Control]:
    """The way back to what was being written when the book was locked, until it is taken."""
    route = route_of(shell.waiting)
    if route is None or shell.waiting not in client_door(shell).drafts.keys():  # noqa: SIM118
        return []

    def go_on() -> None:
        shell.waiting = ""
        shell.go(route)

    p = shell.p
    line = texts.secondary(say("away.waiting"), p.ink)
    go = buttons.text_button(p, say("away.go_on"), shell.act(go_on), key="go-on-writing")
    row: ft.Control = ft.Row([ft.Container(line, expand=True), go], spacing=8)
    if shell.large_text:
        row = ft.Column([line, go], spacing=4)
    return [ft.Container(row, key="waiting", padding=ft.Padding.only(left=4))]


# -- what comes later -------------------------------------------------------


def when_words(when: When) -> str:
    """A rough time in words; never a time of the clock."""
    if when.rough is Rough.IN_DAYS:
        return say("when.in_days", count=when.days)
    return say(f"when.{when.rough.value}")


def _later(shell: Shell, later: Later) -> ft.Control:
    p = shell.p
    when = texts.secondary(when_words(later.when), p.quiet)
    what = texts.secondary(later.slot.prompt.title, p.ink)
    dot = ft.Container(
        width=10, height=10, border_radius=5, bgcolor=sky.sky(later.clock, dark=shell.dark)
    )
    if shell.large_text:
        row = ft.Row([dot, ft.Column([when, what], spacing=0, expand=True)], spacing=12)
    else:
        row = ft.Row(
            [dot, ft.Container(when, width=120), ft.Container(what, expand=True)], spacing=12
        )
    return ft.Container(row, padding=ft.Padding.symmetric(horizontal=4))


def _sessions_link(shell: Shell, today: Today) -> ft.Control:
    """The way to this session's times or to another session: quiet, at the foot."""
    if today.place is None:
        return ft.Container()
    if today.place.inside:
        times = buttons.text_button(
            shell.p,
            say("today.sessions"),
            shell.act(lambda: shell.go("/sessions")),
            colour=shell.p.quiet,
            key="to-sessions",
        )
        return ft.Row([times])
    return ft.Row(
        [
            buttons.text_button(
                shell.p,
                say("today.had_session"),
                shell.act(lambda: shell.go("/session/had")),
                key="had-session",
            ),
            buttons.text_button(
                shell.p,
                say("today.plan_session"),
                shell.act(lambda: shell.go("/session/plan")),
                key="plan-session",
            ),
        ],
        wrap=True,
    )
