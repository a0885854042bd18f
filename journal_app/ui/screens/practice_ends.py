"""Before a practice and after it: a few kind lines, then one tap or none.

Stopping early leads to the same words as finishing. "Harder" is met with thanks and with something
that is not the breath.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import flet as ft

from journal_app import content
from journal_app.domain.helped import After
from journal_app.domain.practice import Practice
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.pacer_sky import Hills, RestingSun, Sky
from journal_app.ui.parts.page import private_line
from journal_app.ui.parts.scene import below_sky, scene_foot, short_scene
from journal_app.ui.screens.doors import client_door
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["ORIENTING", "AfterPage", "BeforePage", "length_words", "other_button"]

ORIENTING = "orienting"
"""What is offered when breathing was harder: looking out instead of in."""

_WORDED = 10  # minutes that are written in words
_FEW_BREATHS = 45.0  # seconds


def length_words(seconds: float) -> str:
    """How long a practice was: "A few breaths", "About a minute", "Five minutes"."""
    if seconds < _FEW_BREATHS:
        return say("practices.few_breaths")
    minutes = max(round(seconds / 60), 1)
    if minutes > _WORDED:
        return say("practices.minutes_more", count=minutes)
    return say(f"practices.minutes_{minutes}")


@screen
def BeforePage(practice: Practice, back: str, begin: Callable[[], None]) -> ft.Control:
    """What is good to know before it starts, and Begin."""
    shell = use_shell()
    p = shell.p
    lines: list[ft.Control] = [
        texts.question(practice.title, p.ink),
        *(texts.body(line, p.ink) for line in practice.before),
        texts.secondary(practice.evidence_note, p.quiet),
    ]
    other = [other_button(shell)] if practice.pattern else []
    if shell.large_text:
        lines, other = [*lines, *other], []
    return _short_page(
        shell,
        back,
        lines,
        scene_foot(
            shell,
            [buttons.filled(p, say("pacer.begin"), shell.act(begin), big=True, key="begin")],
            below=other,
        ),
    )


def other_button(shell: Shell) -> ft.Control:
    """The way to something that is not the breath: for many it is the kinder anchor."""
    return buttons.text_button(
        shell.p, say("pacer.other"), shell.act(lambda: shell.go("/practices")), key="other"
    )


def _short_page(shell: Shell, back: str, lines: list[ft.Control], foot: ft.Control) -> ft.Control:
    scene = short_scene(shell)
    behind: list[ft.Control] = [
        Sky(shell.p, scene.place),
        RestingSun(shell.p, scene.place),
        Hills(shell.p, scene.place),
    ]
    return task_page(
        shell, "", below_sky(shell, scene, lines), back=back, close=True, behind=behind, foot=foot
    )


@screen
def AfterPage(practice: Practice, seconds: float, back: str) -> ft.Control:
    """Thanks, and how it is now; saying nothing weighs the same."""
    shell = use_shell()
    door = client_door(shell)
    answer, set_answer = ft.use_state("")
    keeping = ft.use_ref(False)
    p = shell.p

    async def keep(after: After) -> None:
        if keeping.current:  # two taps are one answer
            return
        keeping.current = True
        try:
            await door.keep_practice(practice.id, _kept_words(practice, seconds, after))
        finally:
            keeping.current = False
        shell.changed()
        if after is After.HARDER:
            set_answer(after.value)
            return
        shell.go(back)
        shell.tell(say("pacer.kept"))

    if answer:
        return _harder(shell, practice, back)
    lines = [
        texts.question(practice.closing, p.ink),
        ft.Container(height=4),
        texts.body(say("pacer.how_now"), p.quiet),
    ]
    choices = [
        buttons.tonal(
            p, say(f"pacer.{after.value}"), shell.act(partial(keep, after)), key=after.value
        )
        for after in After
    ]
    leave = buttons.text_button(
        p, say("pacer.leave"), shell.act(lambda: shell.go(back)), key="leave"
    )
    if shell.large_text:  # three tall buttons would leave no room for the words above them
        return _short_page(shell, back, [*lines, *choices, leave], private_line(shell))
    foot = scene_foot(shell, choices, below=[leave, private_line(shell)])
    return _short_page(shell, back, lines, foot)


def _kept_words(practice: Practice, seconds: float, after: After) -> str:
    then = say(f"pacer.kept_{after.value}")
    if practice.pattern is None:
        return then
    return say("pacer.kept_words", length=length_words(seconds), after=then)


def _harder(shell: Shell, practice: Practice, back: str) -> ft.Control:
    """Harder is an answer like any other: thanks, and something else, or nothing."""
    p = shell.p
    orienting = content.practices().get(ORIENTING)
    lines = [
        texts.question(say("pacer.harder_title"), p.ink),
        texts.body(say("pacer.harder_line"), p.quiet),
        ft.Container(height=4),
    ]
    if orienting is not None and practice.id != ORIENTING:
        lines.append(
            buttons.tile(
                p,
                ft.Icons.VISIBILITY_OUTLINED,
                orienting.title,
                shell.act(lambda: shell.go(f"/practices/{ORIENTING}?back={back}")),
                key="orienting",
            )
        )
    lines.append(
        buttons.tile(
            p,
            ft.Icons.SUPPORT_OUTLINED,
            say("pacer.company"),
            shell.act(lambda: shell.go("/support")),
            key="company",
        )
    )
    done = buttons.tonal(
        p, say("pacer.done"), shell.act(lambda: shell.go(back)), big=True, key="done"
    )
    return _short_page(shell, back, lines, scene_foot(shell, [done]))
