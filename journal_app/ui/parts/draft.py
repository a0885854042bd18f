"""The one text field that never loses a letter.

A Flet field whose value is state can be patched back to stale text while somebody types, and one
without a value is wiped by any re-render. So the field itself is memoised: typing never renders it
again, and a new ``key`` is a new, empty field. The callables given to it have to be stable
(``ft.use_callback``), or the memo does nothing. What changes around it (focus, an error) is drawn
by the frame, which leaves the field alone.

Keyboards do not learn from it: no autocorrect, no suggestions, no personalised learning.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from journal_app.ui.hooks import Typed, memo
from journal_app.ui.parts import buttons, texts
from journal_app.ui.shell import TouchContext
from journal_app.ui.theme import Palette
from journal_app.words import say

__all__ = ["Field", "SearchField", "Sheet"]

Keep = Callable[[str], None]

_QUIET_KEYBOARD: dict[str, Any] = {
    "autocorrect": False,
    "enable_suggestions": False,
    "enable_ime_personalized_learning": False,
    "smart_dashes_type": False,
    "smart_quotes_type": False,
}


def _use_latest(initial: str, keep: Keep) -> tuple[str, Callable[[ft.Event[ft.TextField]], None]]:
    """What was typed last, and the handler that takes each change of a field."""
    latest = ft.use_memo(lambda: Typed(initial), [])
    touch = ft.use_context(TouchContext)

    def changed(event: ft.Event[ft.TextField]) -> None:
        latest.value = str(event.data or "")  # not the control's value, which may be older
        touch()
        keep(latest.value)

    return latest.value, changed


@ft.component
def _input(
    p: Palette,
    label: str,
    keep: Keep,
    focus: Callable[[bool], None],
    initial: str,
    field_key: str | None,
    password: bool,
    lines: int,
    on_submit: Callable[..., Any] | None,
    autofocus: bool,
    max_length: int | None,
) -> ft.Control:
    latest, changed = _use_latest(initial, keep)
    return ft.TextField(
        key=field_key,
        label=label or None,
        value=latest,
        password=password,
        expand=True,
        multiline=lines > 1,
        min_lines=lines if lines > 1 else None,
        on_change=changed,
        on_submit=on_submit,
        on_focus=lambda: focus(True),
        on_blur=lambda: focus(False),
        autofocus=autofocus,
        max_length=max_length,
        counter="" if max_length else None,
        text_style=texts.style(17, 26, p.ink),
        label_style=texts.style(15, 22, p.quiet),
        border=ft.NoInputBorder(),
        cursor_color=p.tide,
        content_padding=ft.Padding.only(left=16, right=16, top=8, bottom=8),
        **_QUIET_KEYBOARD,
    )


_Input = memo(_input)


@ft.component
def Field(
    p: Palette,
    label: str,
    keep: Keep,
    *,
    initial: str = "",
    field_key: str | None = None,
    password: bool = False,
    lines: int = 1,
    error: str | None = None,
    hint: str | None = None,
    on_submit: Callable[..., Any] | None = None,
    autofocus: bool = False,
    max_length: int | None = None,
    above: bool = False,
) -> ft.Control:
    """A framed field 64 high with its label inside: passphrases, names, a line or a few.

    ``keep`` is told every change; ``error`` and ``hint`` are one sentence below it. ``above`` puts
    a long label over the frame, where it may wrap: inside, its second line would be written over.
    """
    focused, set_focused = ft.use_state(False)
    seen, set_seen = ft.use_state(False)
    touch = ft.use_context(TouchContext)
    focus = ft.use_callback(lambda on: set_focused(on), [])

    def show_or_hide() -> None:
        touch()
        set_seen(not seen)

    field = _Input(
        p,
        "" if above else label,
        keep,
        focus,
        initial,
        field_key,
        password and not seen,
        lines,
        on_submit,
        autofocus,
        max_length,
    )
    if above:
        field = ft.MergeSemantics(ft.Semantics(label=label, content=field), expand=True)
    eye = [_eye(p, show_or_hide, f"{field_key}-eye", seen=seen)] if password else []
    frame = _frame(p, [field, *eye], focused=focused)
    over = [_over(p, label)] if above else []
    return ft.Column(
        [*over, frame, *_below(p, error, hint)],
        spacing=8,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _frame(p: Palette, inside: list[ft.Control], *, focused: bool) -> ft.Control:
    """An edge that is thicker with the focus; what is inside stays where it is."""
    return ft.Container(
        ft.Row(inside, spacing=0),
        bgcolor=p.surface,
        border=ft.Border.all(2 if focused else 1, p.tide if focused else p.edge),
        border_radius=16,
        padding=ft.Padding.symmetric(horizontal=0 if focused else 1, vertical=3 if focused else 4),
    )


def _over(p: Palette, label: str) -> ft.Control:
    heading = ft.Container(texts.label(label, p.ink), padding=ft.Padding.only(left=4, top=8))
    return ft.Semantics(exclude_semantics=True, content=heading)


def _below(p: Palette, error: str | None, hint: str | None) -> list[ft.Control]:
    """One sentence: what went wrong, which is also announced, or else the hint."""
    lines: list[ft.Control] = []
    if error:
        line = texts.secondary(error, p.dawn_ink)
        lines.append(ft.Semantics(live_region=True, container=True, content=line))
    elif hint:
        lines.append(texts.meta(hint, p.quiet))
    return [ft.Container(line, padding=ft.Padding.symmetric(horizontal=16)) for line in lines]


def _eye(p: Palette, show_or_hide: Callable[[], None], key: str, *, seen: bool) -> ft.Control:
    """Shows what is typed, or hides it. Ours, because the field's own eye has no name."""
    icon = ft.Icons.VISIBILITY_OFF_OUTLINED if seen else ft.Icons.VISIBILITY_OUTLINED
    words = say("nav.hide_typed" if seen else "nav.show_typed")
    return ft.Container(
        buttons.icon_button(p, icon, words, show_or_hide, key=key),
        padding=ft.Padding.only(right=4),
    )


@ft.component
def _sheet(
    p: Palette, label: str, keep: Keep, initial: str = "", field_key: str | None = None
) -> ft.Control:
    latest, changed = _use_latest(initial, keep)
    return ft.TextField(
        key=field_key,
        value=latest,
        multiline=True,
        expand=True,
        fit_parent_size=True,
        text_vertical_align=ft.VerticalAlignment.START,
        on_change=changed,
        autofocus=True,
        hint_text=label,
        hint_style=texts.style(18, 30, p.quiet),
        text_style=texts.style(18, 30, p.ink),
        border=ft.NoInputBorder(),
        cursor_color=p.tide,
        content_padding=ft.Padding.symmetric(horizontal=20, vertical=16),
        **_QUIET_KEYBOARD,
    )


Sheet = memo(_sheet)
"""The writing sheet: no frame, 18/30, all the room there is."""


@ft.component
def _search(
    p: Palette, label: str, keep: Keep, initial: str, field_key: str, autofocus: bool
) -> ft.Control:
    latest, changed = _use_latest(initial, keep)
    field = ft.TextField(
        key=field_key,
        value=latest,
        on_change=changed,
        hint_text=label,
        hint_style=texts.style(15, 22, p.quiet),
        text_style=texts.style(15, 22, p.ink),
        border=ft.NoInputBorder(),
        cursor_color=p.tide,
        content_padding=ft.Padding.symmetric(vertical=13),
        autofocus=autofocus,
        expand=True,
        **_QUIET_KEYBOARD,
    )
    return ft.Container(
        ft.Row([ft.Icon(ft.Icons.SEARCH, size=24, color=p.quiet), field], spacing=12),
        bgcolor=p.sunk,
        border_radius=24,
        padding=ft.Padding.only(left=16, right=16),
    )


SearchField = memo(_search)
"""A pill on sunk, 48 high, in which words are looked for."""
