"""The lock screen: a landscape, a name, a field; nothing else, and always the same sky."""

from __future__ import annotations

import flet as ft

from journal_app.domain.errors import JournalError
from journal_app.ui.demo import OPENS_WITH
from journal_app.ui.frame import top_actions
from journal_app.ui.guard import note, screen
from journal_app.ui.hooks import use_typed
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.landscape import lock_sky
from journal_app.ui.shell import Role, Shell, use_shell
from journal_app.words import say, sentence

__all__ = ["LockScreen", "landscape_page"]

_FORM = 440.0  # the form never grows wider


def landscape_page(shell: Shell, form: list[ft.Control], *, sky: float = 448) -> ft.Control:
    """A landscape on top, a form on plain paper below; the whole page scrolls when it has to."""
    room = min(sky, max(180.0, shell.height - 400.0 * max(1.0, shell.text_scale)))
    wide = not shell.phone
    page = ft.Column(
        [
            ft.Stack(
                [
                    lock_sky(shell.p, shell.width, room),
                    ft.Container(
                        right=4,
                        top=8,
                        content=ft.Row(top_actions(shell, locked=True, ink=True), tight=True),
                    ),
                ],
                height=room,
            ),
            ft.Container(
                padding=ft.Padding.only(left=24, right=24, top=24, bottom=24),
                alignment=ft.Alignment.TOP_CENTER,
                content=ft.Container(
                    width=_FORM if wide else None,
                    content=ft.Column(
                        form,
                        spacing=0,
                        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                    ),
                ),
            ),
        ],
        spacing=0,
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return ft.Container(page, bgcolor=shell.p.paper, expand=True)


@screen
def LockScreen() -> ft.Control:
    """Ask for the passphrase; everything that can be wrong with it is one kind sentence."""
    shell = use_shell()
    typed = use_typed()
    error, set_error = ft.use_state("")
    busy, set_busy = ft.use_state(False)

    def keep(value: str) -> None:
        typed.keep(value)
        set_error("")

    async def open_() -> None:
        if busy or not typed.value:
            return
        set_busy(True)
        try:
            await shell.book.unlock(typed.value)
        except JournalError as problem:
            note(problem)
            set_error(sentence(problem))
        finally:
            set_busy(False)

    # The field does not take the focus by itself: the first measure of the text's size draws this
    # page again, and a screen reader's keyboard was seen to lose the field in between.
    p = shell.p
    practice = shell.role is Role.PRACTICE
    form = [
        texts.display(say("lock.practice_name" if practice else "lock.name"), p.ink),
        ft.Container(height=8),
        texts.body(_line(shell), p.quiet),
        ft.Container(height=24),
        Field(
            p,
            say("lock.passphrase"),
            ft.use_callback(keep, []),
            field_key="passphrase",
            password=True,
            error=error or None,
            on_submit=shell.act(open_),
        ),
        ft.Container(height=20),
        buttons.filled(
            p,
            say("lock.opening" if busy else "lock.open"),
            shell.act(open_),
            big=True,
            key="open",
            disabled=busy,
        ),
        ft.Container(height=12),
        *_other_book(shell),
    ]
    return landscape_page(shell, form)


def _line(shell: Shell) -> str:
    return say("lock.demo", passphrase=OPENS_WITH) if shell.demo else say("lock.line")


def _other_book(shell: Shell) -> list[ft.Control]:
    """The quiet way to the other role, for a person who holds both."""
    other = Role.JOURNAL if shell.role is Role.PRACTICE else Role.PRACTICE
    if other not in shell.book.held():
        return []
    words = say("lock.to_journal" if other is Role.JOURNAL else "lock.to_practice")
    return [
        ft.Row(
            [
                buttons.text_button(
                    shell.p, words, shell.act(lambda: shell.book.choose(other)), key="other-book"
                )
            ],
            alignment=ft.MainAxisAlignment.CENTER,
        )
    ]
