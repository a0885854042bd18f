"""The program as the command starts it: one tree for every window, one lock for all of them."""

from __future__ import annotations

import asyncio
import weakref
from dataclasses import replace

import flet as ft

from journal_app.clock import Clock, SystemClock
from journal_app.run import RunSettings
from journal_app.ui import demo
from journal_app.ui.guard import screen
from journal_app.ui.parts import texts
from journal_app.ui.parts.mark import mark
from journal_app.ui.parts.pressable import pressable
from journal_app.ui.screens import pages
from journal_app.ui.screens.lock import LockScreen
from journal_app.ui.screens.welcome import WelcomeScreen
from journal_app.ui.shell import Cover, Shell, ShellContext, Stage, TouchContext, use_shell
from journal_app.ui.tries import Tries
from journal_app.ui.window import PRACTICE_FOLDER, Window
from journal_app.vault.journal import Journal
from journal_app.vault.kdf import KdfPolicy
from journal_app.vault.secure_store import platform_store
from journal_app.words import say

__all__ = ["App", "JournalProgram", "program"]

_LAST_WAIT_S = 1.0  # for the keychain, at the end; what it did not note by then is lost to nobody


@ft.component
def App(shell: Shell) -> ft.Control:
    """The whole tree of one window."""
    return TouchContext(shell.touch, lambda: ShellContext(shell, lambda: _Window()))


@screen
def _Window() -> ft.Control:
    shell = use_shell()
    layers: list[ft.Control] = [_Ruler()]
    if shell.cover is not Cover.WHOLE:
        layers.append(_body(shell))
    if shell.cover is not Cover.NONE:
        layers.append(_cover(shell))
    return ft.Container(
        ft.Stack(layers, expand=True, fit=ft.StackFit.EXPAND), bgcolor=shell.p.paper, expand=True
    )


def _cover(shell: Shell) -> ft.Control:
    """Paper and the product's name: what an app switcher, or somebody passing by, may see."""
    name = texts.display(say("nav.title"), shell.p.quiet, text_align=ft.TextAlign.CENTER)
    content = ft.Column(
        [mark(shell.p, 56), name],
        spacing=16,
        alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return pressable(
        content,
        say("away.covered"),
        shell.back,
        ink=False,
        key="cover",
        bgcolor=shell.p.paper,
        alignment=ft.Alignment.CENTER,
        expand=True,
    )


def _body(shell: Shell) -> ft.Control:
    if shell.stage is Stage.OPEN:
        return pages.page_at(shell)
    if found := pages.closed_page(shell):
        return found
    return WelcomeScreen() if shell.stage is Stage.WELCOME else LockScreen()


@ft.component
def _Ruler() -> ft.Control:
    """A hidden letter that tells how large the platform draws text; Flet has no other way."""
    shell = use_shell()

    def measured(event: ft.LayoutSizeChangeEvent[ft.LayoutControl]) -> None:
        scale = round(event.height / 20.0, 2)
        if abs(scale - shell.text_scale) > 0.04:
            shell.text_scale = scale

    letter = ft.Text("M", style=ft.TextStyle(size=20, height=1.0))
    # Placed as a child of the window's stack: elsewhere it would be stretched to the page.
    return ft.Container(
        left=0,
        top=0,
        opacity=0,
        ignore_interactions=True,
        content=ft.Semantics(
            exclude_semantics=True, content=ft.Container(letter, on_size_change=measured)
        ),
    )


class JournalProgram:
    """What the command runs: ``main`` once for each window, ``close`` at the end."""

    def __init__(
        self, settings: RunSettings, clock: Clock | None = None, kdf: KdfPolicy | None = None
    ) -> None:
        self.settings = settings
        self.kdf = kdf or KdfPolicy()
        self.clock: Clock = clock or SystemClock()
        self.tries = Tries(self.clock)
        self.secure_store = platform_store() if settings.keychain else None
        self._making = asyncio.Lock()
        self._windows: weakref.WeakSet[Window] = weakref.WeakSet()

    async def main(self, page: ft.Page) -> None:
        """Show the program on one page of Flet's."""
        if self.settings.demo:
            await self._make_demo()
        window = Window(
            page,
            self.settings.data,
            self.clock,
            self.kdf,
            App,
            tries=self.tries,
            secure_store=self.secure_store,
            demo=self.settings.demo,
        )
        page.session.store.set("window", window)  # kept alive as long as the page is
        self._windows.add(window)
        await window.show()

    async def _make_demo(self) -> None:
        """Fill the throw-away folder once, before the first window shows anything."""
        async with self._making:
            folder, practice = self.settings.data, self.settings.data / PRACTICE_FOLDER
            if not Journal.exists(folder):
                await demo.fill(
                    folder,
                    practice,
                    now=self.clock.now(),
                    zone=self.clock.zone(),
                    kdf=replace(self.kdf, target_seconds=0.0),
                )

    def close(self) -> None:
        """Seal what is being written and lock every open book. May be called twice."""
        for window in list(self._windows):
            window.close()
        if self.secure_store is not None:
            self.secure_store.flush(_LAST_WAIT_S)


def program(settings: RunSettings) -> JournalProgram:
    """The program for these settings, on this machine's clock."""
    return JournalProgram(settings)
