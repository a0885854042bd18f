"""Comfort: how practices guide this person; each choice holds at once, in every practice."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import flet as ft

from journal_app.domain.comfort import FASTEST, PACE_STEP, SLOWEST, Comfort, Dim
from journal_app.domain.pattern import Pattern
from journal_app.ui.frame import came_from, task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.choice import choice
from journal_app.ui.parts.page import inset, scroll_column
from journal_app.ui.parts.row import way
from journal_app.ui.parts.senses import has_pulses, has_tones
from journal_app.ui.parts.stepper import stepper
from journal_app.ui.parts.tick import tick_row
from journal_app.ui.screens.doors import client_door
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["ROUTE", "ComfortScreen", "comfort_words"]

ROUTE = "/settings/comfort"


@screen
def ComfortScreen() -> ft.Control:
    """Every choice in kind words; nothing here is asked for, and all of it can be changed."""
    shell = use_shell()
    p = shell.p
    comfort = client_door(shell).practices.comfort
    content = [
        inset(
            texts.question(say("comfort.title"), p.ink), texts.body(say("comfort.line"), p.quiet)
        ),
        _breath(shell, comfort),
        _shown(shell, comfort),
        _felt(shell, comfort),
        _dim(shell, comfort),
        _steps(shell, comfort),
        _motion(shell),
    ]
    body = scroll_column(shell, content)
    return task_page(shell, "", body, back=came_from(shell.route, "/settings"))


def comfort_words(comfort: Comfort) -> str:
    """In one line, what was chosen other than what is there from the beginning."""
    plain = Comfort()
    pace = "comfort.is_slower" if comfort.pace > 0 else "comfort.is_faster"
    differs = (
        (comfort.holds, "comfort.is_holds"),
        (comfort.pace != plain.pace, pace),
        (not comfort.numbers, "comfort.is_words"),
        (not comfort.eyes_open, "comfort.is_no_eyes"),
        (comfort.tones, "comfort.is_tones"),
        (not comfort.pulses, "comfort.is_still"),
        (comfort.dim is not plain.dim, f"comfort.is_dim_{comfort.dim.value}"),
        (comfort.led, "comfort.is_led"),
    )
    said = [say(words) for chosen, words in differs if chosen]
    if not said:
        return say("comfort.is_plain")
    line = ", ".join(said)
    return line[0].upper() + line[1:]


async def _keep(shell: Shell, comfort: Comfort) -> None:
    await client_door(shell).practices.keep_comfort(comfort)
    shell.changed()


def _switch(shell: Shell, name: str, *, on: bool, turned: Comfort) -> ft.Control:
    """A choice of yes or no: its words, what it means, and what it keeps when it is tapped."""
    p = shell.p
    words, line = say(f"comfort.{name}"), say(f"comfort.{name}_line")
    return tick_row(
        shell,
        f"{words}. {line}",
        [texts.body(words, p.ink), texts.secondary(line, p.quiet)],
        on=on,
        toggle=partial(_keep, shell, turned),
        key=f"comfort-{name}",
        at_end=True,
    )


def _card(shell: Shell, title: str, rows: list[ft.Control]) -> ft.Control:
    return card(shell, [texts.section(title, shell.p.ink), ft.Container(height=4), *rows])


def _breath(shell: Shell, comfort: Comfort) -> ft.Control:
    """Pauses in the breath, and how long each breath is."""
    rows = [
        _switch(
            shell,
            "no_holds",
            on=not comfort.holds,
            turned=replace(comfort, holds=not comfort.holds),
        )
    ]
    if comfort.holds:
        rows.append(_said(shell, say("comfort.holds_said")))
    rows += [
        ft.Container(height=12),
        _pace(shell, comfort),
        ft.Container(height=4),
        texts.meta(say("comfort.pace_line"), shell.p.quiet),
        ft.Container(height=4),
    ]
    return _card(shell, say("comfort.breath"), rows)


def _said(shell: Shell, words: str) -> ft.Control:
    """A kind line that a choice brings with it; a screen reader says it when it comes."""
    p = shell.p
    return ft.Container(
        ft.Semantics(
            live_region=True, container=True, content=texts.secondary(words, p.on_tide_soft)
        ),
        key="comfort-said",
        bgcolor=p.tide_soft,
        border_radius=12,
        padding=ft.Padding.symmetric(horizontal=16, vertical=12),
    )


def _pace(shell: Shell, comfort: Comfort) -> ft.Control:
    """Slower or faster, said as the breath of the first practice in the list would be."""

    def moved(by: float) -> Comfort:
        return replace(comfort, pace=min(max(comfort.pace + by, FASTEST), SLOWEST))

    breath = Pattern().fitted(comfort)
    words = say("comfort.pace_words", ins=f"{breath.breathe_in:g}", out=f"{breath.breathe_out:g}")
    if comfort.pace in (FASTEST, SLOWEST):
        end = "slowest" if comfort.pace == SLOWEST else "fastest"
        words = say(f"comfort.pace_{end}", words=words)
    return stepper(
        shell,
        say("comfort.pace"),
        words,
        partial(_keep, shell, moved(-PACE_STEP)),
        partial(_keep, shell, moved(PACE_STEP)),
        key="pace",
        hints=(say("comfort.faster"), say("comfort.slower")),
    )


def _shown(shell: Shell, comfort: Comfort) -> ft.Control:
    numbers = replace(comfort, numbers=not comfort.numbers)
    eyes = replace(comfort, eyes_open=not comfort.eyes_open)
    rows = [
        _switch(shell, "numbers", on=comfort.numbers, turned=numbers),
        _switch(shell, "eyes", on=comfort.eyes_open, turned=eyes),
    ]
    return _card(shell, say("comfort.shown"), rows)


def _felt(shell: Shell, comfort: Comfort) -> ft.Control:
    """Sound, and a pulse in the hand where the device has one."""
    tones = replace(comfort, tones=not comfort.tones)
    pulses = replace(comfort, pulses=not comfort.pulses)
    rows: list[ft.Control] = []
    if has_tones():
        rows.append(_switch(shell, "tones", on=comfort.tones, turned=tones))
    else:
        rows.append(texts.secondary(say("comfort.tones_none"), shell.p.quiet))
    if has_pulses():
        rows.append(_switch(shell, "pulses", on=comfort.pulses, turned=pulses))
    return _card(shell, say("comfort.felt"), rows)


def _dim(shell: Shell, comfort: Comfort) -> ft.Control:
    rows = [
        choice(
            shell,
            say(f"comfort.dim_{dim.value}"),
            dim is comfort.dim,
            partial(_keep, shell, replace(comfort, dim=dim)),
            f"dim-{dim.value}",
            line=say(f"comfort.dim_{dim.value}_line"),
        )
        for dim in Dim
    ]
    return _card(shell, say("comfort.dim"), rows)


def _steps(shell: Shell, comfort: Comfort) -> ft.Control:
    led = replace(comfort, led=not comfort.led)
    return _card(shell, say("comfort.steps"), [_switch(shell, "led", on=comfort.led, turned=led)])


def _motion(shell: Shell) -> ft.Control:
    """Motion belongs to the whole window, and stands with it."""
    now = say("settings.motion_less" if shell.calm else "settings.motion_full")
    return card(shell, [way(shell, "/settings", say("settings.motion"), now, key="to-motion")])
