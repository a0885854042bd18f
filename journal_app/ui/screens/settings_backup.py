"""A copy of everything in one sealed file, saved where the person wants it."""

from __future__ import annotations

import flet as ft

from journal_app.domain.errors import DamagedVault
from journal_app.ui.door.keys import KeysRoom
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_typed
from journal_app.ui.parts import buttons, dates, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.page import form_page, inset
from journal_app.ui.platform import use_files
from journal_app.ui.screens.attempt import use_attempt
from journal_app.ui.screens.doors import keys_of
from journal_app.ui.screens.share_rows import sign_row
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["BackupScreen", "last_backup"]


def last_backup(keys: KeysRoom) -> str:
    """When the last one was made, in words."""
    last = keys.backups().last
    if last is None:
        return say("backup.none")
    return say("backup.last", day=dates.day(keys.local(last), keys.now()))


@screen
def BackupScreen() -> ft.Control:
    """What opens the book once more, then the file that it opens, too."""
    shell = use_shell()
    typed, files, attempt = use_typed(), use_files(), use_attempt()
    damaged, set_damaged = ft.use_state(False)
    p = shell.p
    keys = keys_of(shell)

    def keep(value: str) -> None:
        typed.keep(value)
        attempt.tell("")

    stable_keep = ft.use_callback(keep, [])

    async def save() -> None:
        try:
            data = await keys.backup(typed.value, as_far_as_read=damaged)
        except DamagedVault:
            set_damaged(True)
            raise
        if await files.save(data, keys.file_name()):
            await keys.backup_saved()
            shell.changed()
            shell.go("/settings")
            shell.tell(say("backup.saved"))
        else:
            attempt.tell(say("backup.not_saved"))

    handler = shell.act(lambda: attempt.run(save))
    content: list[ft.Control] = [
        inset(
            texts.question(say("backup.title"), p.ink),
            texts.body(say("backup.line"), p.ink),
        ),
        _signs(shell, keys),
        ft.Container(height=4),
        Field(
            p,
            say("backup.secret" if keys.has_words else "lock.passphrase"),
            stable_keep,
            field_key="backup-secret",
            password=True,
            error=attempt.error or None,
            hint=say("backup.either" if keys.has_words else "backup.why_typed"),
            on_submit=handler,
        ),
    ]
    words = "backup.save_rest" if damaged else "backup.save"
    on = buttons.filled(
        p,
        say("keys.working" if attempt.busy else words),
        handler,
        big=True,
        key="save-backup",
        disabled=attempt.busy,
    )
    return form_page(shell, content, [on])


def _signs(shell: Shell, keys: KeysRoom) -> ft.Control:
    """How it is sealed, what opens it, and when the last one was made."""
    p = shell.p
    return card(
        shell,
        [
            sign_row(shell, ft.Icons.LOCK_OUTLINE, say("backup.sealed"), colour=p.tide),
            ft.Container(height=10),
            sign_row(shell, ft.Icons.KEY_OUTLINED, say("backup.remember"), colour=p.dawn),
            ft.Container(height=10),
            sign_row(shell, ft.Icons.EVENT_OUTLINED, last_backup(keys)),
            ft.Container(height=4),
        ],
    )
