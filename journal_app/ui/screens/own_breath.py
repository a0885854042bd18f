"""One's own breath: four lengths in half seconds and some minutes, chosen by tapping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import flet as ft

from journal_app.domain.own_breath import HALF, OWN_BREATH, OwnBreath
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_kept
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.page import form_page, inset
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.practice_ends import length_words, plain
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["OwnBreathScreen", "stepped"]

_BREATHS = {"breathe_in": "in", "hold": "hold", "breathe_out": "out", "rest": "rest"}
"""Each length of an own breath, and its name in the words."""
_PAUSES = ("hold", "rest")

Step = Callable[[OwnBreath], object]


def stepped(own: OwnBreath, name: str, by: float) -> OwnBreath | None:
    """The same breath with one length changed, or ``None`` where it ends there."""
    try:
        return replace(own, **{name: getattr(own, name) + by})
    except ValueError:
        return None


@screen
def OwnBreathScreen() -> ft.Control:
    """Choose the lengths, see their proportions, save; what was saved can be let go."""
    shell = use_shell()
    practices = client_door(shell).practices
    own, set_own = use_kept(shell._places, "own.breath", practices.own or OwnBreath())
    p = shell.p

    async def save() -> None:
        await practices.keep_own(own)
        shell.changed()
        shell.go(f"/practices/{OWN_BREATH}")
        shell.tell(say("own.saved"))

    async def let_go() -> None:
        await practices.let_own_go()
        shell.changed()
        shell.tell(say("own.let_gone"))

    names = [name for name in _BREATHS if name not in _PAUSES or practices.comfort.holds]
    rows = [_length(shell, own, name, set_own) for name in names]
    lines: list[ft.Control] = [
        inset(texts.question(say("own.title"), p.ink), texts.body(say("own.page_line"), p.quiet)),
        _preview(shell, own, names),
        card(shell, [*rows, _minutes(shell, own, set_own)]),
    ]
    if own.pattern.fitted(practices.comfort).stirring:
        lines.append(inset(texts.secondary(say("own.stirs"), p.quiet)))
    below: list[ft.Control] = []
    if practices.own is not None:
        below.append(buttons.text_button(p, say("own.let_go"), shell.act(let_go), key="let-own-go"))
    save_it = buttons.filled(p, say("own.save"), shell.act(save), big=True, key="save-own")
    return form_page(shell, lines, [save_it], back="/practices", below=below)


# -- lengths -------------------------------------------------------------------------


def _length(shell: Shell, own: OwnBreath, name: str, choose: Step) -> ft.Control:
    seconds: float = getattr(own, name)
    words = say("own.seconds", count=plain(seconds)) if seconds else say("own.no_pause")
    return _row(shell, own, name, say(f"own.{_BREATHS[name]}"), words, HALF, choose)


def _minutes(shell: Shell, own: OwnBreath, choose: Step) -> ft.Control:
    words = length_words(own.minutes * 60)
    return _row(shell, own, "minutes", say("own.minutes"), words, 1, choose)


def _row(
    shell: Shell, own: OwnBreath, field: str, name: str, words: str, by: float, choose: Step
) -> ft.Control:
    """A name, what it is now, and two round buttons that end where the lengths end."""
    p = shell.p
    value = ft.Semantics(
        live_region=True,
        container=True,
        label=f"{name}, {words}",
        exclude_semantics=True,
        content=ft.Column(
            [texts.secondary(name, p.quiet), texts.body(words, p.ink)], spacing=0, tight=True
        ),
    )
    pair = [
        _round(shell, ft.Icons.REMOVE, say("own.shorter", name=name), field, own, -by, choose),
        _round(shell, ft.Icons.ADD, say("own.longer", name=name), field, own, by, choose),
    ]
    inside: ft.Control
    if shell.large_text and shell.phone:
        inside = ft.Column([value, ft.Row(pair, spacing=12)], spacing=8, tight=True)
    else:
        inside = ft.Row([ft.Container(value, expand=True), *pair], spacing=12)
    return ft.Container(inside, padding=ft.Padding.symmetric(vertical=8))


def _round(
    shell: Shell,
    icon: ft.IconData,
    words: str,
    field: str,
    own: OwnBreath,
    by: float,
    choose: Step,
) -> ft.Control:
    changed = stepped(own, field, by)
    press = None if changed is None else shell.act(partial(choose, changed))
    which = "less" if by < 0 else "more"
    return buttons.round_button(shell.p, icon, words, press, key=f"{field}-{which}")


# -- what it looks like ----------------------------------------------------------------


def _preview(shell: Shell, own: OwnBreath, names: list[str]) -> ft.Control:
    """The whole breath as one still bar in proportion: the breath full, the pauses faint."""
    p = shell.p
    whole = sum(getattr(own, name) for name in names)
    pieces: list[ft.Control] = [
        ft.Container(
            expand=round(getattr(own, name) / HALF),
            height=32,
            border_radius=16,
            bgcolor={"breathe_in": p.tide, "breathe_out": p.tide_soft_2}.get(name, p.sunk),
            border=ft.Border.all(1, p.line) if name in _PAUSES else None,
        )
        for name in names
        if getattr(own, name)
    ]
    words = say("own.whole", count=plain(whole))
    return ft.Semantics(
        label=words,
        container=True,
        exclude_semantics=True,
        content=ft.Container(
            ft.Column(
                [ft.Row(pieces, spacing=6, key="preview"), texts.meta(words, p.quiet)],
                spacing=8,
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            ),
            padding=ft.Padding.symmetric(horizontal=4),
        ),
    )
