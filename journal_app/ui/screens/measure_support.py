"""The page after an answer that opens it: thanks, company in four ways, and "Not now".

It follows ``measure_support.SupportPage`` and leaves nothing out. It comes before the next question
and before any number, and stays due until it was left, whatever happens in between. The last of it
(no one was told, "Not now", the emergency number) stands at the foot, in view all the time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from journal_app.domain.errors import VaultError
from journal_app.domain.measure_answers import Answers
from journal_app.domain.measure_support import Piece, SupportPage, Way
from journal_app.domain.support import ELSEWHERE, Line, LineKind, Region
from journal_app.sharing.safe_text import shown
from journal_app.ui.door import JournalDoor
from journal_app.ui.door.support import Person, lines
from journal_app.ui.frame import task_page
from journal_app.ui.guard import note, screen
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.page import foot, inset, scroll_column
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.support_links import link_button, link_icon
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["ItemNine"]

_TALKS = (LineKind.CALL, LineKind.TEXT)
_ICONS = {
    LineKind.CALL: ft.Icons.CALL_OUTLINED,
    LineKind.TEXT: ft.Icons.SMS_OUTLINED,
    LineKind.WEB: ft.Icons.PUBLIC,
}


@screen
def ItemNine(answers: Answers, page: SupportPage, go_on: Callable[[], None]) -> ft.Control:
    """What could help right now; leaving it by any of its ways is noted, and nothing is sent."""
    shell = use_shell()
    door = client_door(shell)
    p = shell.p
    opened, open_plan = ft.use_state(page.expanded)

    async def leave(route: str = "") -> None:
        try:
            await door.measures.leave_support(answers.id)
        except VaultError as error:  # a full disk keeps nobody here: "Not now" always works
            note(error)
        shell.changed()
        if route:
            shell.go(route)
        else:
            go_on()

    region = door.support.region() or lines().region(ELSEWHERE)
    end = _end(shell, region, shell.act(lambda: leave()))
    ways = {
        Way.PLAN: lambda: _plan(shell, door, opened, lambda: open_plan(True), leave),
        Way.PERSON: lambda: _people(shell, door, leave),
        Way.CRISIS_LINE: lambda: _crisis(shell, door, region, leave),
        Way.EMERGENCY: lambda: [*_no_number(shell, region), *end.emergency],
    }
    pieces: dict[Piece, Callable[[], list[ft.Control]]] = {
        Piece.THANKS: lambda: [_thanks(shell), *end.told],
        Piece.WAYS: lambda: [each for way in page.ways for each in ways[way]()],
        Piece.NEXT_HOURS: lambda: [
            inset(texts.label(say("item_nine.next_hours"), p.ink, key="next-hours"))
        ],
        Piece.BARRIERS: lambda: [
            inset(
                *[texts.secondary(say(f"item_nine.{e.value}"), p.ink) for e in page.barriers],
            )
        ],
        Piece.NO_ONE_TOLD: list,  # at the foot, or right below the thanks
        Piece.NOTE: lambda: [_note(shell, leave)],
        Piece.NOT_NOW: list,  # at the foot
    }
    content = [each for piece in page.pieces for each in pieces[piece]()]
    body = scroll_column(shell, content, spacing=16)
    hour = door.days.hour()
    return task_page(shell, "", body, back="/measures", hour=hour, foot=end.foot)


Leave = Callable[..., object]


@dataclass(frozen=True)
class _End:
    """What stands at the foot; with large text only "Not now", and the rest where it belongs."""

    foot: ft.Control
    emergency: list[ft.Control]
    told: list[ft.Control]


def _end(shell: Shell, region: Region, go_on: Callable[..., object]) -> _End:
    p = shell.p
    not_now = buttons.tonal(p, say("item_nine.not_now"), go_on, big=True, key="not-now")
    emergency = _emergency(shell, region)
    words = say("item_nine.no_one_told")
    if shell.large_text:
        told = inset(texts.body(words, p.ink, key="no-one-told"))
        return _End(foot(shell, [not_now]), emergency, [told])
    below = texts.secondary(words, p.ink, text_align=ft.TextAlign.CENTER, key="no-one-told")
    return _End(foot(shell, [not_now, *emergency], below=[below], sunk=True), [], [])


def _thanks(shell: Shell) -> ft.Control:
    p = shell.p
    words = say("item_nine.thanks")
    title = texts.section if shell.large_text and shell.phone else texts.question
    return inset(title(words, p.ink), texts.body(say("item_nine.thanks_line"), p.ink))


def _note(shell: Shell, leave: Leave) -> ft.Control:
    write = shell.act(lambda: leave("/measures/note"))
    words = say("item_nine.note")
    note = buttons.text_button(shell.p, words, write, start=True, key="write-note")
    return inset(ft.Row([note], wrap=True))


# -- my plan and my people ---------------------------------------------------


def _plan(
    shell: Shell, door: JournalDoor, opened: bool, open_it: Callable[[], None], leave: Leave
) -> list[ft.Control]:
    """My support plan in my own words: open, or one tap away."""
    p = shell.p
    rows: list[ft.Control] = [texts.section(say("support.plan_title"), p.ink)]
    written = door.support.plan.written()
    if not written:
        rows += [ft.Container(height=4), texts.secondary(say("item_nine.plan_empty"), p.quiet)]
        begin = shell.act(lambda: leave("/support/plan"))
        words = say("support.plan_write")
        rows.append(ft.Row([buttons.text_button(p, words, begin, start=True, key="plan")]))
    elif not opened:
        words = say("item_nine.plan_open")
        show = buttons.text_button(p, words, shell.act(open_it), start=True, key="plan")
        rows.append(ft.Row([show]))
    else:
        for part, text in written:
            rows += [
                ft.Container(height=10),
                texts.meta(say(f"support.plan_{part.value}"), p.quiet),
                texts.body(text, p.ink),
            ]
    return [card(shell, rows)]


def _people(shell: Shell, door: JournalDoor, leave: Leave) -> list[ft.Control]:
    """Everybody on my list, with a call and a text link where the number can be dialled."""
    p = shell.p
    people = door.support.people()
    rows: list[ft.Control] = [texts.section(say("item_nine.person"), p.ink)]
    for index, person in enumerate(people):
        rows += [ft.Container(height=10), _person(shell, index, person)]
    if not people:
        rows += [ft.Container(height=4), texts.secondary(say("item_nine.person_none"), p.quiet)]
        add = shell.act(lambda: leave("/support"))
        words = say("support.add")
        rows.append(ft.Row([buttons.text_button(p, words, add, start=True, key="person")]))
    return [card(shell, rows)]


def _person(shell: Shell, index: int, person: Person) -> ft.Control:
    p = shell.p
    name = shown(person.name)
    links = (
        (ft.Icons.CALL_OUTLINED, say("support.call", name=name), person.call, f"call-{index}"),
        (ft.Icons.SMS_OUTLINED, say("support.text", name=name), person.message, f"text-{index}"),
    )
    reach = [
        link_icon(shell, icon, words, target, key=key)
        for icon, words, target, key in links
        if target
    ]
    who = [texts.label(name, p.ink), texts.secondary(shown(person.number), p.quiet)]
    return _beside(shell, who, reach)


# -- lines -------------------------------------------------------------------


def _crisis(shell: Shell, door: JournalDoor, region: Region, leave: Leave) -> list[ft.Control]:
    """The crisis line of my region, to call and to text; a directory where it is not known."""
    p = shell.p
    found = [line for kind in _TALKS if (line := region.first([kind])) is not None]
    found = found or [line for line in (region.first([LineKind.WEB]),) if line is not None]
    rows: list[ft.Control] = [texts.section(say("item_nine.line"), p.ink)]
    for line in found:
        rows += [ft.Container(height=10), _line(shell, line)]
    if door.support.region() is None:
        where = shell.act(lambda: leave("/support"))
        words = say("item_nine.where")
        rows.append(ft.Row([buttons.text_button(p, words, where, start=True, key="where")]))
    return [card(shell, rows)]


def _line(shell: Shell, line: Line) -> ft.Control:
    p = shell.p
    words: list[ft.Control] = [texts.label(line.name, p.ink), texts.body(line.number, p.ink)]
    if line.note:
        words.append(texts.secondary(line.note, p.quiet))
    verb = say(f"support.reach_{line.kind.value}", name=line.name)
    key = f"crisis-{line.kind.value}"
    return _beside(shell, words, [link_icon(shell, _ICONS[line.kind], verb, line.link, key=key)])


def _emergency(shell: Shell, region: Region) -> list[ft.Control]:
    """The emergency number of my region, beside "Not now"."""
    line = region.first([LineKind.EMERGENCY])
    if line is None:
        return []
    words = say("support.now_emergency", number=line.number)
    return [link_button(shell, words, line.link, key="emergency")]


def _no_number(shell: Shell, region: Region) -> list[ft.Control]:
    """Where the number is not known here, that it is there to be called; else it is at the foot."""
    if region.first([LineKind.EMERGENCY]) is not None:
        return []
    words = texts.label(say("support.local_emergency"), shell.p.ink, key="local-emergency")
    return [inset(words)]


def _beside(shell: Shell, words: list[ft.Control], links: list[ft.Control]) -> ft.Control:
    """Words and their links, side by side, or stacked with large text on a phone."""
    column = ft.Column(words, spacing=0, tight=True)
    if shell.large_text and shell.phone:
        return ft.Column([column, ft.Row(links, spacing=12)], spacing=8, tight=True)
    return ft.Row([ft.Container(column, expand=True), *links], spacing=8)
