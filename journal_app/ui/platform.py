"""Files, where a person's own platform keeps them: choose some to open, save one.

Native windows have a dialog and a path, so a file is read here and never beyond its limit. A
browser says what was chosen and how large it is, and is asked for it only within the limit
(``handover``); a save is a download there, whose end nobody is told.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import flet as ft

from journal_app.domain.errors import CannotWrite
from journal_app.handover import Place, expect
from journal_app.ui.shell import use_shell
from journal_app.words import say

__all__ = ["Files", "Picked", "use_files"]


@dataclass(frozen=True)
class Picked:
    """A file that was chosen: its size in bytes, and its bytes unless it is over the limit."""

    size: int
    data: bytes | None


class Files:
    """Open and save through the platform's own dialogs."""

    def __init__(self, choosing: Callable[[], AbstractContextManager[None]]) -> None:
        self._picker, self._choosing = ft.FilePicker(on_upload=self._told), choosing
        self._place: Place | None = None

    async def open(self, *, at_most: int, many: bool = False) -> list[Picked]:
        """What a person chose, or nothing. Files over ``at_most`` bytes come without their bytes.

        Raises ``OSError`` where a file can't be read.
        """
        with self._choosing():
            files = await self._picker.pick_files(
                dialog_title=say("share.dialog_open"),
                allow_multiple=many,
                # A slow machine takes its time to hand a file over; that is not a change of mind.
                cancel_upload_on_window_blur=False,
            )
            return [await self._picked(file, at_most) for file in files or []]

    async def _picked(self, file: ft.FilePickerFile, at_most: int) -> Picked:
        if file.size > at_most:
            return Picked(file.size, None)
        if file.path is None:
            return Picked(file.size, await self._handed_over(file))
        data = await asyncio.to_thread(_read, Path(file.path), at_most)
        return Picked(len(data), data if len(data) <= at_most else None)

    async def _handed_over(self, file: ft.FilePickerFile) -> bytes:
        """The file from the browser, by a request of its own."""
        with expect(file.size) as self._place:
            wanted = ft.FilePickerUploadFile(upload_url=self._place.address, id=file.id)
            await self._picker.upload([wanted])
            return await self._place.whole()

    def _told(self, event: ft.FilePickerUploadEvent) -> None:
        """The browser could not read what was chosen, or not send it."""
        if event.error and self._place:
            self._place.end()

    async def save(self, data: bytes, name: str) -> bool:
        """Save under a suggested name; whether it was saved, as far as a browser tells.

        Raises ``CannotWrite`` where the file is not what was to be written.
        """
        with self._choosing():
            path = await self._picker.save_file(
                dialog_title=say("share.dialog_save"), file_name=name, src_bytes=data
            )
        if self._picker.page.web:
            return True
        if path is None:
            return False
        mobile = self._picker.page.platform in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)
        if not mobile and not await asyncio.to_thread(_holds, Path(path), data):
            raise CannotWrite("the file was not written whole")
        return True


def _read(path: Path, at_most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(at_most + 1)


def _holds(path: Path, data: bytes) -> bool:
    """Whether the file holds exactly ``data``. Phones give a name that is no path."""
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def use_files() -> Files:
    """The platform's files for as long as a screen is shown: Flet forgets a picker nobody holds."""
    shell = use_shell()
    files: Files = ft.use_memo(lambda: Files(shell.choosing), [])
    return files
