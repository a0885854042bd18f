"""What one file is: somebody new whose four words are compared, or one kind explanation."""

from __future__ import annotations

import flet as ft

from journal_app.ui.door import PracticeDoor
from journal_app.ui.door.inbox import Came, Outcome
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, dates, texts
from journal_app.ui.parts.envelope import Letter, envelope
from journal_app.ui.parts.page import inset, scroll_column
from journal_app.ui.screens.doors import practice_door
from journal_app.ui.screens.share_compare import answers, use_ticks, use_words, word_list
from journal_app.ui.screens.share_rows import named_rows, sign_row
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["CamePane", "ComparePane"]

_KIB = 1024


@screen
def ComparePane(client_id: str) -> ft.Control:
    """Is this who they say they are? Four words, heard from the client."""
    shell = use_shell()
    door = practice_door(shell)
    ticked, toggle = use_ticks()
    sender = door.clients.sender(client_id)

    async def find() -> tuple[str, ...]:
        return () if sender is None else await door.clients.pair_words(client_id)

    words = use_words(shell, find, [client_id])
    if sender is None:
        return _gone(shell)

    async def match() -> None:
        await door.clients.words_match(client_id)
        shell.changed()
        shell.go(f"/clients/{client_id}")
        shell.tell(say("inbox.compare_matched", name=sender.first_name))

    async def differ() -> None:
        await door.clients.words_differ(client_id)
        shell.changed()
        shell.go("/inbox")
        shell.tell(say("inbox.compare_differed"))

    p = shell.p
    content: list[ft.Control] = [
        inset(
            texts.question(say("inbox.compare_title", name=sender.name), p.ink),
            texts.secondary(say("inbox.compare_line"), p.quiet),
        ),
        ft.Container(height=4),
        word_list(shell, words, ticked, toggle),
        ft.Container(height=4),
        sign_row(
            shell,
            ft.Icons.KEY_OUTLINED,
            say("inbox.compare_rule", name=sender.first_name),
            colour=p.dawn,
            size=24,
        ),
    ]
    return task_page(
        shell,
        "",
        _column(shell, content),
        back="/inbox",
        foot=answers(
            shell,
            (say("inbox.compare_differ"), differ),
            (say("inbox.compare_match"), match),
            lambda: shell.go("/inbox"),
            ready=bool(words),
        ),
    )


@screen
def CamePane(came_id: str) -> ft.Control:
    """What happened to one file, what is safe, and what may help."""
    shell = use_shell()
    door = practice_door(shell)
    came = door.inbox.came(came_id)
    if came is None:
        return _gone(shell)
    p, kind = shell.p, came.outcome.value
    letter = {Outcome.DUPLICATE: Letter.TWOFOLD, Outcome.REPLAY: Letter.SEALED}
    content: list[ft.Control] = [
        ft.Row([envelope(p, 86, letter.get(came.outcome, Letter.TORN))]),
        texts.question(say(f"inbox.title_{kind}"), p.ink),
        texts.body(_why(door, came), p.ink),
        ft.Container(height=1, bgcolor=p.line, margin=ft.Margin.symmetric(vertical=4)),
        *named_rows(shell, _rows(door, came)),
    ]
    if came.outcome is Outcome.DAMAGED:
        content.append(_line_to_send(shell))
    content.append(_steps(shell, door, came))
    return task_page(shell, "", _column(shell, content), back="/inbox", close=shell.wide)


def _column(shell: Shell, content: list[ft.Control]) -> ft.Control:
    if not shell.wide:
        return scroll_column(shell, content)
    column = ft.Column(content, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Column(
        [ft.Container(column, padding=ft.Padding.only(left=32, right=32, bottom=24))],
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _when(door: PracticeDoor, came: Came) -> str:
    return dates.moment(door.clients.local(came.at), door.clients.today())


def _why(door: PracticeDoor, came: Came) -> str:
    if came.outcome is Outcome.REPLAY:
        return say("inbox.why_replay", name=came.name)
    if came.outcome is Outcome.DUPLICATE and came.same_as is not None:
        same = dates.moment(door.clients.local(came.same_as), door.clients.today())
        return say("inbox.why_duplicate", when=same)
    return say(f"inbox.why_{came.outcome.value}")


def _rows(door: PracticeDoor, came: Came) -> list[tuple[str, str]]:
    kind = came.outcome.value
    opened = came.outcome in (Outcome.REPLAY, Outcome.DUPLICATE)
    cannot = say(f"inbox.cannot_{kind}") if opened else say("inbox.cannot_line")
    when = _when(door, came)
    replay = came.outcome is Outcome.REPLAY
    helps = say("inbox.help_replay", name=came.name) if replay else say(f"inbox.help_{kind}")
    return [
        (say("inbox.safe"), say("inbox.safe_line")),
        (say("inbox.tell"), say("inbox.tell_line", when=when.lower(), size=size_words(came.size))),
        (say("inbox.cannot"), cannot),
        (say("inbox.help"), helps),
    ]


def size_words(size: int) -> str:
    """A size a person can place: KiB below one MiB."""
    if size < _KIB * _KIB:
        return say("inbox.size_kib", count=max(1, round(size / _KIB)))
    return say("inbox.size_mib", count=round(size / _KIB / _KIB))


def _line_to_send(shell: Shell) -> ft.Control:
    p = shell.p
    return ft.Container(
        ft.Column(
            [
                texts.label(say("inbox.send_title"), p.quiet),
                texts.body(say("inbox.send_line"), p.ink, selectable=True),
            ],
            spacing=4,
            tight=True,
        ),
        bgcolor=p.sunk,
        border_radius=16,
        padding=ft.Padding.symmetric(vertical=12, horizontal=16),
    )


def _steps(shell: Shell, door: PracticeDoor, came: Came) -> ft.Control:
    p = shell.p

    def let_go() -> None:
        door.inbox.let_go(came.id)
        shell.changed()
        shell.go("/inbox")
        shell.tell(say("inbox.let_go_done"))

    async def take_in() -> None:
        client_id = await door.inbox.take_in(came.id)
        shell.changed()
        known = door.clients.client(client_id) is not None
        shell.go(f"/clients/{client_id}" if known else "/inbox")
        shell.tell(say("inbox.taken_in", name=came.name))

    steps = [
        buttons.tonal(p, say("inbox.leave"), shell.act(lambda: shell.go("/inbox")), key="leave"),
        buttons.text_button(p, say("inbox.let_go"), shell.act(let_go), key="let-go"),
    ]
    if came.outcome is Outcome.REPLAY:
        steps.insert(0, buttons.tonal(p, say("inbox.take_in"), shell.act(take_in), key="take-in"))
    return ft.Container(
        ft.Row(steps, spacing=12, run_spacing=8, wrap=True), padding=ft.Padding.only(top=8)
    )


def _gone(shell: Shell) -> ft.Control:
    words = texts.body(say("inbox.gone"), shell.p.ink)
    return task_page(shell, "", scroll_column(shell, [words]), back="/inbox")
