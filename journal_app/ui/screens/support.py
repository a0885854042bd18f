"""Support: my people and my region's lines, on every screen, offline, and while locked."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from journal_app.domain.support import Line, LineKind, Region
from journal_app.ui.door import JournalDoor
from journal_app.ui.door.support import Person, lines
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_choice, use_typed
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.page import inset, scroll_column
from journal_app.ui.shell import Shell, Stage, use_shell
from journal_app.words import say

__all__ = ["SupportScreen"]

_ICONS = {
    LineKind.CALL: ft.Icons.CALL_OUTLINED,
    LineKind.EMERGENCY: ft.Icons.EMERGENCY_OUTLINED,
    LineKind.TEXT: ft.Icons.SMS_OUTLINED,
    LineKind.CHAT: ft.Icons.CHAT_BUBBLE_OUTLINE,
    LineKind.WEB: ft.Icons.PUBLIC,
}


@screen
def SupportScreen() -> ft.Control:
    """People first, then lines; each with a call or text link, each with its check date."""
    shell = use_shell()
    door = shell._door if isinstance(shell._door, JournalDoor) else None
    chosen, choose = use_choice(str)  # a region for this visit; "" asks where I am again
    region = door.support.region() if door else None
    if chosen is not None:
        region = lines().region(chosen) if chosen else None
    p = shell.p
    content: list[ft.Control] = [
        inset(
            texts.question(say("support.title"), p.ink), texts.body(say("support.line"), p.quiet)
        ),
        *_people(shell, door),
    ]
    if region is None:
        content += _regions(shell, door, choose)
    else:
        content += _region(shell, region, choose)
    content += [_flags(shell), texts.meta(say("support.limits"), p.quiet)]
    body = scroll_column(shell, content)
    return task_page(shell, "", body, back="/", close=True, bare=shell.stage is not Stage.OPEN)


# -- my people ---------------------------------------------------------------


def _people(shell: Shell, door: JournalDoor | None) -> list[ft.Control]:
    p = shell.p
    if door is None:
        return [texts.secondary(say("support.people_locked"), p.quiet)]
    rows: list[ft.Control] = [texts.section(say("support.people"), p.ink)]
    for index, person in enumerate(door.support.people()):
        rows.append(_person(shell, door, index, person))
    rows.append(_AddPerson(door))
    return [card(shell, rows)]


def _person(shell: Shell, door: JournalDoor, index: int, person: Person) -> ft.Control:
    p = shell.p

    async def remove() -> None:
        await door.support.remove_person(index)
        shell.changed()

    who = ft.Column(
        [texts.label(person.name, p.ink), texts.secondary(person.number, p.quiet)],
        spacing=0,
        tight=True,
    )
    reach = [
        _link(
            shell,
            ft.Icons.CALL_OUTLINED,
            say("support.call", name=person.name),
            f"tel:{person.digits}",
        ),
        _link(
            shell,
            ft.Icons.SMS_OUTLINED,
            say("support.text", name=person.name),
            f"sms:{person.digits}",
        ),
        buttons.icon_button(
            p,
            ft.Icons.CLOSE,
            say("support.remove", name=person.name),
            shell.act(remove),
            key=f"remove-{index}",
        ),
    ]
    if shell.large_text and shell.phone:
        return ft.Column([who, ft.Row(reach, spacing=8)], spacing=8, tight=True)
    return ft.Row([ft.Container(who, expand=True), *reach], spacing=4)


@ft.component
def _AddPerson(door: JournalDoor) -> ft.Control:
    shell = use_shell()
    p = shell.p
    adding, set_adding = ft.use_state(False)
    name, number = use_typed(), use_typed()

    async def add() -> None:
        person = Person(name.value.strip(), number.value.strip())
        if not person.name:
            shell.tell(say("support.name_missing"))
            return
        await door.support.add_person(person)
        name.value = number.value = ""
        set_adding(False)
        shell.changed()

    if not adding:
        return ft.Row(
            [
                buttons.text_button(
                    p, say("support.add"), shell.act(lambda: set_adding(True)), key="add-person"
                )
            ]
        )
    return ft.Column(
        [
            Field(p, say("support.name"), name.keep, field_key="person-name", autofocus=True),
            Field(p, say("support.number"), number.keep, field_key="person-number"),
            ft.Row(
                [
                    buttons.tonal(p, say("support.keep"), shell.act(add), key="keep-person"),
                    buttons.text_button(p, say("nav.close"), shell.act(lambda: set_adding(False))),
                ],
                spacing=8,
            ),
        ],
        spacing=10,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


# -- lines ------------------------------------------------------------------


def _link(shell: Shell, icon: ft.IconData, words: str, target: str) -> ft.Control:
    link = buttons.named(
        ft.IconButton(
            icon=icon,
            icon_size=22,
            icon_color=shell.p.on_tide_soft,
            tooltip=words,
            width=48,
            height=48,
            url=target,
            style=ft.ButtonStyle(side={ft.ControlState.FOCUSED: ft.BorderSide(2, shell.p.tide)}),
        ),
        words,
    )
    return ft.Container(link, bgcolor=shell.p.tide_soft, border_radius=24)


def _region(shell: Shell, region: Region, choose: Callable[[str | None], None]) -> list[ft.Control]:
    p = shell.p
    rows: list[ft.Control] = [texts.section(region.name, p.ink)]
    for line in region.lines:
        rows += [ft.Container(height=10), _line(shell, line)]
    if not any(line.kind is LineKind.EMERGENCY for line in region.lines):
        rows += [ft.Container(height=10), texts.label(say("support.local_emergency"), p.ink)]
    rows += [ft.Container(height=12), texts.meta(lines().check_note, p.quiet)]
    change = buttons.text_button(
        p, say("support.other_region"), shell.act(lambda: choose("")), key="other-region"
    )
    return [card(shell, rows), ft.Row([change])]


def _line(shell: Shell, line: Line) -> ft.Control:
    p = shell.p
    checked = say(
        "support.checked",
        day=line.checked_on.day,
        month=say(f"month.{line.checked_on.month}"),
        year=line.checked_on.year,
    )
    words: list[ft.Control] = [
        texts.label(line.name, p.ink),
        texts.body(line.number, p.ink, selectable=True),
    ]
    if line.note:
        words.append(texts.secondary(line.note, p.quiet))
    words.append(texts.meta(checked, p.quiet))
    verb = say(f"support.reach_{line.kind.value}", name=line.name)
    return ft.Row(
        [
            ft.Container(ft.Column(words, spacing=0, tight=True), expand=True),
            _link(shell, _ICONS[line.kind], verb, line.link),
        ],
        spacing=8,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _regions(
    shell: Shell, door: JournalDoor | None, choose: Callable[[str | None], None]
) -> list[ft.Control]:
    p = shell.p

    def choice(region: Region) -> ft.Control:
        async def chosen() -> None:
            if door is not None:
                await door.support.choose_region(region.id)
            choose(region.id)
            shell.changed()

        return buttons.outlined(p, region.name, shell.act(chosen), key=f"region-{region.id}")

    return [
        texts.section(say("support.where"), p.ink),
        ft.Row([choice(r) for r in lines().regions], wrap=True, spacing=8, run_spacing=8),
    ]


def _flags(shell: Shell) -> ft.Control:
    p = shell.p
    flags = lines().red_flags
    rows: list[ft.Control] = [
        texts.section(flags.title, p.ink),
        ft.Container(height=4),
        texts.secondary(flags.line, p.quiet),
        ft.Container(height=8),
    ]
    rows += [
        ft.Row(
            [
                ft.Container(width=6, height=6, border_radius=3, bgcolor=p.dawn),
                ft.Container(texts.secondary(sign, p.ink), expand=True),
            ],
            spacing=12,
        )
        for sign in flags.signs
    ]
    rows += [ft.Container(height=8), texts.label(flags.action, p.ink)]
    return card(shell, rows)
