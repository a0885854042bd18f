"""A note to a therapist, begun with two sentences. It is an entry like any other: nothing is sent.

What happens with it is the person's own step on the entry's page, where it can be shared or not.
"""

from __future__ import annotations

import flet as ft

from journal_app.ui.guard import screen
from journal_app.ui.parts.draft import Sheet
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.keeping import use_keeper
from journal_app.ui.screens.writing import sheet_page
from journal_app.ui.shell import use_shell
from journal_app.words import say

__all__ = ["NoteScreen"]


@screen
def NoteScreen() -> ft.Control:
    """The writing sheet with its first words; leaving keeps the draft, Done makes it an entry."""
    shell = use_shell()
    door = client_door(shell)
    keeper = use_keeper(shell, "measure.note", say("item_nine.note_words"))

    async def done() -> None:
        if not keeper.text.strip():
            await keeper.done()
            shell.go("/measures")
            return
        entry = await door.keep_free(keeper.text)
        await keeper.done()
        shell.changed()
        shell.go(f"/entries/{entry.id}")
        shell.tell(say("item_nine.note_kept"))

    return sheet_page(
        shell,
        title=say("item_nine.note_title"),
        question=say("item_nine.note_question"),
        note=say("item_nine.note_line"),
        ways=[],
        field=Sheet(
            shell.p,
            say("write.hint"),
            ft.use_callback(keeper.changed, []),
            keeper.text,
            "note-words",
        ),
        done=done,
        back="/measures",
        hour=door.days.hour(),
    )
