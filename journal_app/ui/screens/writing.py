"""The writing sheet: a question on the faint sky, three ways out of equal weight, and room.

What is typed is sealed at each pause. Leaving keeps the draft; Done makes it an entry.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any

import flet as ft

from journal_app.domain.entry import Part
from journal_app.domain.event import How
from journal_app.domain.plan import Question
from journal_app.domain.schedule import Slot
from journal_app.ui.frame import COLUMN, task_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_kept
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.draft import Sheet
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.keeping import use_keeper
from journal_app.ui.screens.practice_ways import own_ways
from journal_app.ui.screens.prompt_beside import above
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["AnswerSheet", "FreeSheet", "sheet_page"]


_TALL, _LOW = 800.0, 520.0
_BAR, _LEAST_SHEET = 120.0, 320.0


def sheet_page(
    shell: Shell,
    *,
    title: str,
    question: str,
    note: str,
    ways: Sequence[ft.Control],
    field: ft.Control,
    done: Callable[..., object],
    back: str,
    hour: float,
    another: ft.Control | None = None,
    above: Sequence[ft.Control] = (),
    beside: Sequence[ft.Control] = (),
) -> ft.Control:
    """The page of ``client-write``: head, ways out, and the sheet from edge to edge below.

    ``above`` stands over the question, ``beside`` under the ways out.
    """
    # The question alone may fill a short page: the sheet then has a page of its own below it.
    short = shell.height < (_TALL if shell.large_text else _LOW)
    head = _head(shell, question, note, ways, above)
    head.controls += beside
    body = ft.Column(
        [
            ft.Container(
                ft.Container(head, width=None if shell.phone else COLUMN),
                padding=ft.Padding.only(left=20, right=20, bottom=16),
                alignment=ft.Alignment.TOP_CENTER if not shell.phone else ft.Alignment.TOP_LEFT,
            ),
            _sheet(shell, field, _done_row(shell, another, done), short=short),
        ],
        spacing=0,
        expand=True,
        scroll=ft.ScrollMode.AUTO if short else None,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return task_page(shell, title, body, back=back, close=True, hour=hour)


def _head(
    shell: Shell, question: str, note: str, ways: Sequence[ft.Control], above: Sequence[ft.Control]
) -> ft.Column:
    """The question on the faint sky, and the ways out right under it."""
    p = shell.p
    head: list[ft.Control] = [texts.question(question, p.ink)]
    if above:
        head = [*above, ft.Container(height=12), *head]
    if note:
        head += [ft.Container(height=6), texts.secondary(note, p.quiet)]
    if ways:
        row = ft.Row(list(ways), spacing=24, run_spacing=0, wrap=True)
        head += [ft.Container(height=4), row]
    return ft.Column(head, spacing=0, tight=True)


def _sheet(shell: Shell, field: ft.Control, done_row: ft.Control, *, short: bool) -> ft.Control:
    """The sheet from edge to edge, with Done and who can see it at its foot."""
    p = shell.p
    limits: list[ft.Control] = [
        ft.Icon(ft.Icons.LOCK_OUTLINE, size=16, color=p.quiet),
        ft.Container(texts.meta(say("page.private"), p.quiet), expand=True),
    ]
    if not shell.large_text:
        limits.append(texts.meta(say("page.kept"), p.quiet))
    room = ft.Container(
        ft.Container(field, width=None if shell.phone else COLUMN + 40),
        expand=True,
        padding=ft.Padding.only(top=12),
        alignment=ft.Alignment.TOP_CENTER,
    )
    bottom = ft.Container(
        border=ft.Border.only(top=ft.BorderSide(1, p.line)),
        padding=ft.Padding.only(left=20, right=20, top=12, bottom=12),
        alignment=ft.Alignment.CENTER,
        content=ft.Container(
            width=None if shell.phone else COLUMN,
            content=ft.Column([done_row, ft.Row(limits, spacing=6)], spacing=8, tight=True),
        ),
    )
    return ft.Container(
        ft.Column([room, bottom], spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=p.surface,
        border_radius=ft.BorderRadius.only(top_left=28, top_right=28),
        border=ft.Border.only(top=ft.BorderSide(1, p.line)),
        shadow=ft.BoxShadow(
            blur_radius=24, offset=ft.Offset(0, -4), color=ft.Colors.with_opacity(0.06, "#22302F")
        ),
        expand=not short,
        height=max(_LEAST_SHEET, shell.height - _BAR) if short else None,
        alignment=ft.Alignment.TOP_CENTER,
    )


def _done_row(shell: Shell, another: ft.Control | None, done: Callable[..., object]) -> ft.Control:
    button = buttons.filled(shell.p, say("prompt.done"), shell.act(done), key="done")
    if another is None:
        return ft.Row([button], alignment=ft.MainAxisAlignment.END)
    if shell.large_text:
        return ft.Column(
            [another, button], spacing=4, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
        )
    return ft.Row([another, button], alignment=ft.MainAxisAlignment.SPACE_BETWEEN)


@screen
def FreeSheet() -> ft.Control:
    """A free entry: no question asked."""
    shell = use_shell()
    door = client_door(shell)
    keeper = use_keeper(shell, "free")

    async def keep(*, for_later: bool) -> None:
        if keeper.text.strip():
            entry = await door.keep_free(keeper.text)
            if for_later:
                await door.entries.rest(entry.id)
        await keeper.done()
        shell.changed()
        shell.go("/journal")
        shell.tell(say("entry.rests" if for_later else "write.kept"))

    later = buttons.text_button(
        shell.p,
        say("write.for_later"),
        shell.act(partial(keep, for_later=True)),
        start=True,
        key="for-later",
    )
    return sheet_page(
        shell,
        title=say("write.title"),
        question=say("write.question"),
        note=say("write.note"),
        ways=[],
        field=Sheet(
            shell.p,
            say("write.hint"),
            ft.use_callback(keeper.changed, []),
            keeper.text,
            "free-words",
        ),
        done=partial(keep, for_later=False),
        back="/journal",
        hour=door.days.hour(),
        another=later,
    )


@screen
def AnswerSheet(slot: Slot, short: bool, closed: Callable[[], None]) -> ft.Control:
    """The questions of a prompt, one at a time; any of them may be answered, or none."""
    shell = use_shell()
    is_short, set_short = use_kept(shell._places, "prompt.short", short)
    index, set_index = use_kept(shell._places, "prompt.index", _begun(shell, slot))
    questions = (slot.prompt.short,) if is_short else slot.prompt.questions
    question = questions[index % len(questions)]
    number = "short" if is_short else str(index % len(questions))
    return _Question(
        slot,
        question,
        number,
        None if is_short or len(questions) < 2 else (lambda: set_index(index + 1)),
        (lambda: set_short(False)) if is_short else None,
        closed,
        key=f"question-{number}",
    )


def _begun(shell: Shell, slot: Slot) -> int:
    """The question somebody was answering when they left, or the first."""
    keys = [_key(slot, str(index)) for index in range(len(slot.prompt.questions))]
    begun = [key for key in client_door(shell).drafts.newest() if key in keys]
    return keys.index(begun[0]) if begun else 0


@screen
def _Question(
    slot: Slot,
    question: Question,
    number: str,
    another: Callable[[], None] | None,
    full: Callable[[], None] | None,
    closed: Callable[[], None],
) -> ft.Control:
    shell = use_shell()
    door = client_door(shell)
    keeper = use_keeper(shell, _key(slot, number))
    p = shell.p

    async def leave(how: How) -> None:
        keeper.seal_now()
        await door.days.meet(slot.key, how)
        shell.changed()
        shell.go("/")
        shell.tell(say("prompt.not_today_thanks" if how is How.NOT_TODAY else "prompt.skip_thanks"))

    async def done() -> None:
        keeper.seal_now()
        parts = _parts(
            slot, {_key(slot, n): door.drafts.text(_key(slot, n)) for n in _numbers(slot)}
        )
        if parts:
            await door.answer(slot, parts, word=False)
        else:
            await door.days.meet(slot.key, How.SKIPPED)
        await keeper.done()
        for n in _numbers(slot):
            door.drafts.drop(_key(slot, n))
        shell.changed()
        closed()

    aside = None
    if full is not None:
        aside = buttons.text_button(p, say("prompt.full"), shell.act(full), start=True, key="full")
    elif another is not None:
        aside = buttons.text_button(
            p, say("prompt.another"), shell.act(another), start=True, key="another"
        )
    return sheet_page(
        shell,
        title=slot.prompt.title,
        question=question.text,
        note=question.note,
        ways=_ways_out(shell, slot, leave),
        field=Sheet(
            p,
            say("write.hint"),
            ft.use_callback(keeper.changed, [number]),
            keeper.text,
            f"answer-{number}",
        ),
        done=done,
        back="/",
        hour=door.days.hour(),
        another=aside,
        above=above(shell, slot),
        beside=[own_ways(shell, slot.prompt, f"/prompts/{slot.key}")],
    )


def _ways_out(
    shell: Shell, slot: Slot, leave: Callable[[How], Coroutine[Any, Any, None]]
) -> list[ft.Control]:
    """Skip, Not today and Just a word: alike in look and weight."""

    def way(words: str, press: Callable[[], object], key: str) -> ft.Control:
        return buttons.text_button(shell.p, words, shell.act(press), start=True, key=key)

    return [
        way(say("prompt.skip"), partial(leave, How.SKIPPED), "skip"),
        way(say("prompt.not_today"), partial(leave, How.NOT_TODAY), "not-today"),
        way(say("prompt.word"), partial(shell.go, f"/prompts/{slot.key}/word"), "just-a-word"),
    ]


def _numbers(slot: Slot) -> list[str]:
    return ["short", *(str(i) for i in range(len(slot.prompt.questions)))]


def _key(slot: Slot, number: str) -> str:
    return f"prompt.{slot.key}.{number}"


def _parts(slot: Slot, drafts: dict[str, str]) -> list[Part]:
    """The answers that were written, each with its question's name, in the order of the prompt."""
    asked = {"short": slot.prompt.short} | {str(i): q for i, q in enumerate(slot.prompt.questions)}
    return [
        Part(asked[n].name, drafts[_key(slot, n)], asked[n].text)
        for n in _numbers(slot)
        if drafts[_key(slot, n)].strip()
    ]
