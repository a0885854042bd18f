"""My people: who I could call or text, and who of them is shown while the journal is locked."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from journal_app.domain.support import LONGEST_NAME, LONGEST_NUMBER, MOST_PEOPLE, Person
from journal_app.sharing.safe_text import shown
from journal_app.ui.door import JournalDoor
from journal_app.ui.hooks import use_typed
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.page import inset
from journal_app.ui.parts.tick import tick_row
from journal_app.ui.screens.support_links import link_icon
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["people_card", "people_locked"]


def people_card(shell: Shell, door: JournalDoor) -> ft.Control:
    """Everybody on my list, each with a call and a text link, and a way to add someone."""
    people = door.support.people()
    rows: list[ft.Control] = [texts.section(say("support.people"), shell.p.ink)]
    for index, person in enumerate(people):
        rows += [ft.Container(height=10), _reach(shell, index, person)]
        rows.append(_choices(shell, door, index, person))
    if len(people) < MOST_PEOPLE:
        rows.append(_AddPerson(door))
    return card(shell, rows)


def people_locked(shell: Shell, people: Sequence[Person]) -> list[ft.Control]:
    """Those who were chosen for the locked page; the others are there when it is open."""
    p = shell.p
    if not people:
        return [inset(texts.secondary(say("support.people_locked"), p.quiet))]
    rows: list[ft.Control] = [texts.section(say("support.people"), p.ink)]
    for index, person in enumerate(people):
        rows += [ft.Container(height=10), _reach(shell, index, person)]
    rows += [ft.Container(height=10), texts.meta(say("support.people_locked_some"), p.quiet)]
    return [card(shell, rows)]


def _reach(shell: Shell, index: int, person: Person) -> ft.Control:
    p = shell.p
    name = shown(person.name)
    lines = [texts.label(name, p.ink), texts.secondary(shown(person.number), p.quiet)]
    if person.number and not person.call:
        lines.append(texts.meta(say("support.no_link"), p.quiet))
    who = ft.Column(lines, spacing=0, tight=True)
    links = (
        (ft.Icons.CALL_OUTLINED, say("support.call", name=name), person.call, f"call-{index}"),
        (ft.Icons.SMS_OUTLINED, say("support.text", name=name), person.message, f"text-{index}"),
    )
    reach = [
        link_icon(shell, icon, words, target, key=key)
        for icon, words, target, key in links
        if target
    ]
    if shell.large_text and shell.phone:
        return ft.Column([who, ft.Row(reach, spacing=12)], spacing=8, tight=True)
    return ft.Row([ft.Container(who, expand=True), *reach], spacing=8)


def _choices(shell: Shell, door: JournalDoor, index: int, person: Person) -> ft.Control:
    """Whether this person is shown while locked; and, apart from the links, taking them off."""
    p = shell.p
    on = door.support.is_shown_locked(person)

    async def toggle() -> None:
        await door.support.show_locked(person, not on)
        shell.changed()

    async def remove() -> None:
        await door.support.remove_person(index)
        shell.changed()

    show, honest = say("support.show_locked"), say("support.show_locked_line")
    choice = tick_row(
        shell,
        f"{person.name}. {show}. {honest}",
        [texts.secondary(show, p.ink), texts.meta(honest, p.quiet)],
        on=on,
        toggle=toggle,
        key=f"show-{index}",
    )
    off = buttons.icon_button(
        p,
        ft.Icons.CLOSE,
        say("support.remove", name=person.name),
        shell.act(remove),
        key=f"remove-{index}",
    )
    if shell.large_text and shell.phone:
        return ft.Column([choice, ft.Row([off], alignment=ft.MainAxisAlignment.END)], spacing=0)
    return ft.Row([ft.Container(choice, expand=True), off], spacing=8)


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
        begin = shell.act(lambda: set_adding(True))
        words = say("support.add")
        return ft.Row([buttons.text_button(p, words, begin, start=True, key="add-person")])
    keep = buttons.tonal(p, say("support.keep"), shell.act(add), key="keep-person")
    close = buttons.text_button(p, say("nav.close"), shell.act(lambda: set_adding(False)))
    fields = (
        ("support.name", name, "person-name", LONGEST_NAME),
        ("support.number", number, "person-number", LONGEST_NUMBER),
    )
    return ft.Column(
        [
            ft.Container(height=4),
            *[
                Field(
                    p,
                    say(words),
                    typed.keep,
                    initial=typed.value,
                    field_key=key,
                    max_length=longest,
                    autofocus=typed is name,
                )
                for words, typed, key, longest in fields
            ],
            ft.Row([keep, close], spacing=8, wrap=True, run_spacing=8),
        ],
        spacing=10,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
