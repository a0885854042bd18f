"""Where I am, and the lines there: each with a link and the date it was last checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import flet as ft

from journal_app.domain.support import ELSEWHERE, Line, LineKind, Region
from journal_app.ui.door import JournalDoor
from journal_app.ui.door.support import lines
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.card import card
from journal_app.ui.screens.support_links import link_button, link_icon
from journal_app.ui.shell import Shell
from journal_app.words import say

__all__ = ["ask_region", "quick_links", "region_card"]

_ICONS = {
    LineKind.CALL: ft.Icons.CALL_OUTLINED,
    LineKind.EMERGENCY: ft.Icons.EMERGENCY_OUTLINED,
    LineKind.TEXT: ft.Icons.SMS_OUTLINED,
    LineKind.CHAT: ft.Icons.CHAT_BUBBLE_OUTLINE,
    LineKind.WEB: ft.Icons.PUBLIC,
}
_FIRST = (LineKind.CALL, LineKind.TEXT, LineKind.WEB)


def ask_region(
    shell: Shell, door: JournalDoor | None, choose: Callable[[str | None], None]
) -> list[ft.Control]:
    """Asked while it is not known; "Not now" shows what there is for everywhere, this once."""
    p = shell.p

    def choice(region: Region) -> ft.Control:
        async def chosen() -> None:
            if door is not None:
                await door.support.choose_region(region.id)
            choose(region.id)
            shell.changed()

        return buttons.outlined(p, region.name, shell.act(chosen), key=f"region-{region.id}")

    not_now = shell.act(lambda: choose(ELSEWHERE))
    return [
        card(
            shell,
            [
                texts.section(say("support.where"), p.ink),
                ft.Container(height=4),
                texts.secondary(say("support.where_line"), p.quiet),
                ft.Container(height=12),
                ft.Row([choice(r) for r in lines().regions], wrap=True, spacing=8, run_spacing=8),
                ft.Container(height=4),
                ft.Row(
                    [
                        buttons.text_button(
                            p, say("support.not_now"), not_now, start=True, key="region-not-now"
                        )
                    ]
                ),
            ],
        )
    ]


def region_card(
    shell: Shell, region: Region, today: date, choose: Callable[[str | None], None]
) -> list[ft.Control]:
    """The lines of a region, and the way to another one."""
    p = shell.p
    rows: list[ft.Control] = [texts.section(region.name, p.ink)]
    if region.is_old(today):
        rows += [ft.Container(height=6), *_old(shell, region)]
    for number, line in enumerate(region.lines):
        rows += [ft.Container(height=12), _line(shell, line, number, today)]
    if region.first([LineKind.EMERGENCY]) is None:
        rows += [ft.Container(height=12), texts.label(say("support.local_emergency"), p.ink)]
    rows += [ft.Container(height=12), texts.meta(lines().check_note, p.quiet)]
    change = buttons.text_button(
        p,
        say("support.other_region"),
        shell.act(lambda: choose("")),
        start=True,
        key="other-region",
    )
    return [card(shell, [*rows, ft.Row([change])])]


def _old(shell: Shell, region: Region) -> list[ft.Control]:
    """Said kindly, with where newer numbers are; the numbers stay, since most go on for years."""
    p = shell.p
    said: list[ft.Control] = [texts.secondary(say("support.old"), p.ink)]
    other = lines().region(ELSEWHERE).first([LineKind.WEB])
    if other is not None and region.id != ELSEWHERE:
        said.append(
            ft.Row(
                [
                    ft.Container(texts.secondary(say("support.old_where"), p.ink), expand=True),
                    link_icon(
                        shell,
                        _ICONS[other.kind],
                        say("support.reach_web", name=other.number),
                        other.link,
                        key="newer-lines",
                    ),
                ],
                spacing=8,
            )
        )
    return [ft.Column(said, spacing=4, tight=True, key="old-lines")]


def _line(shell: Shell, line: Line, number: int, today: date) -> ft.Control:
    p = shell.p
    checked = say(
        "support.checked_long_ago" if line.is_old(today) else "support.checked",
        day=line.checked_on.day,
        month=say(f"month.{line.checked_on.month}"),
        year=line.checked_on.year,
    )
    words: list[ft.Control] = [
        texts.label(line.name, p.ink),
        texts.body(line.number, p.ink),
    ]
    if line.note:
        words.append(texts.secondary(line.note, p.quiet))
    words.append(texts.meta(checked, p.quiet))
    verb = say(f"support.reach_{line.kind.value}", name=line.name)
    return ft.Row(
        [
            ft.Container(ft.Column(words, spacing=0, tight=True), expand=True),
            link_icon(shell, _ICONS[line.kind], verb, line.link, key=f"line-{number}"),
        ],
        spacing=8,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def quick_links(shell: Shell, region: Region) -> list[ft.Control]:
    """The first line and the emergency number: in reach however long the page above is."""
    first, emergency = region.first(_FIRST), region.first([LineKind.EMERGENCY])
    return [
        link_button(
            shell,
            say(f"support.now_{line.kind.value}", number=line.number),
            line.link,
            key=f"now-{line.kind.value}",
        )
        for line in (first, emergency)
        if line is not None
    ]
