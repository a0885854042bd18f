"""One window (or browser tab) on a book: opening it, locking it, and forgetting it in time.

Flet sends its whole tree again to a browser that comes back, drops every change made while nobody
was connected, and keeps tasks running after a session is closed. So when a window goes away, the
book is locked, its tasks are cancelled, and a fresh tree is rendered: nothing that was open is ever
sent twice.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import flet as ft

from journal_app.clock import Clock
from journal_app.domain.errors import DamagedVault, Locked, VaultError, WrongPassphrase, WrongWords
from journal_app.ui.away import Limits
from journal_app.ui.door import Door, JournalDoor, PracticeDoor, open_door
from journal_app.ui.door.backup import BackupInside, look_into, restore_from
from journal_app.ui.guard import kindly, note
from journal_app.ui.shell import Role, Shell, Stage
from journal_app.ui.theme import DARK, FONTS, LIGHT, flet_theme
from journal_app.ui.tries import Tries
from journal_app.ui.waiting import newest_draft
from journal_app.ui.watch import Watch
from journal_app.vault import restore as restoring
from journal_app.vault.erase import erase
from journal_app.vault.journal import Journal
from journal_app.vault.journal import Role as VaultRole
from journal_app.vault.kdf import KdfPolicy
from journal_app.vault.places import FOLDER
from journal_app.vault.secure_store import BackgroundStore
from journal_app.vault.shown_locked import ShownLocked, read_shown
from journal_app.words import say, sentence

__all__ = ["PRACTICE_FOLDER", "Window"]

PRACTICE_FOLDER = "practice"
"""Where a practice lies under the data folder; a journal lies in the data folder itself."""

_FOLDER = {Role.JOURNAL: "", Role.PRACTICE: PRACTICE_FOLDER}
_VAULT_ROLE: dict[Role, VaultRole] = {Role.JOURNAL: "client", Role.PRACTICE: "practice"}


class Window:
    """What happens between a page of Flet's and a book on disk."""

    def __init__(
        self,
        page: ft.Page,
        data: Path,
        clock: Clock,
        kdf: KdfPolicy,
        app: Callable[..., ft.Control],
        *,
        tries: Tries | None = None,
        secure_store: BackgroundStore | None = None,
        demo: bool = False,
    ) -> None:
        self.demo = demo
        self.tries = tries or Tries(clock)
        self.secure_store = secure_store
        self.page, self.data, self.clock, self.kdf, self.app = page, data, clock, kdf, app
        self.door: JournalDoor | PracticeDoor | None = None
        self.shell = Shell()
        self.watch = Watch(page, clock, self._time_over)
        self._asked = "/"  # the address that was asked for last
        self._parting = ""  # what the lock screen says once, after losing touch

    # -- the page ---------------------------------------------------------

    async def show(self) -> None:
        """Dress the page and show the first screen."""
        page = self.page
        page.title = say("nav.title")
        page.theme, page.dark_theme = flet_theme(LIGHT), flet_theme(DARK)
        page.theme_mode = ft.ThemeMode.SYSTEM
        page.padding = 0
        page.fonts = FONTS if page.web else None
        page.on_resize = self._safely(self._resized)
        page.on_platform_brightness_change = self._safely(self._dimmed)
        page.on_route_change = self._safely(self._routed)
        page.on_disconnect = self._safely(self._gone)
        page.on_close = self._safely(self._gone)
        page.on_connect = self._safely(self._back)
        page.on_app_lifecycle_state_change = kindly(self._lifecycle, self._tell)
        page.on_keyboard_event = kindly(self.watch.key, self._tell)
        self._fresh(self._first_role())
        await self._read_motion()

    async def _lifecycle(self, event: ft.AppLifecycleStateChangeEvent) -> None:
        """Seen or not; whoever comes back may have asked the platform for less motion."""
        self.watch.lifecycle(event)
        if event.state in (ft.AppLifecycleState.SHOW, ft.AppLifecycleState.RESUME):
            await self._read_motion()

    async def _read_motion(self) -> None:
        try:
            features = await ft.SemanticsService().get_accessibility_features()
        except Exception as error:  # noqa: BLE001  it went away again: as it was, without a word
            note(error)
            return
        flash = bool(features.disable_animations)
        self.shell.asked_still(flash or bool(features.reduce_motion), flash=flash)

    def _safely(self, handler: Callable[[], None]) -> Callable[[Any], Awaitable[None]]:
        """A handler of the page: what it raises is said kindly, as everywhere."""
        return kindly(handler, self._tell)

    def _tell(self, words: str) -> None:
        self.shell.tell(words)

    def _fresh(self, role: Role) -> None:
        """Begin again with nothing open: a new shell and a new tree, the old one dropped whole."""
        page, old = self.page, self.shell
        old.stop_tasks()
        self._asked = page.route or "/"
        self.shell = Shell(
            width=page.width or old.width,
            height=page.height or old.height,
            dark=page.platform_brightness == ft.Brightness.DARK,
            calm=old.calm,
            still=old.still,
            flash=old.flash,
            _chose_calm=old._chose_calm,
            text_scale=old.text_scale,
            density=page.media.device_pixel_ratio or old.density,
            route="/",
            stage=Stage.LOCKED if role in self.held() else Stage.WELCOME,
            role=role,
            notice=self._parting,
            demo=self.demo,
            _clock=self.clock,
            _book=self,
            _navigate=self._navigate,
        )
        page.views[0].controls = []
        page.views[0].padding = 0
        page.render(self.app, self.shell)

    def _resized(self) -> None:
        # Not on each change of the media: that also comes while a keyboard slides in.
        self.shell.width = self.page.width or self.shell.width
        self.shell.height = self.page.height or self.shell.height
        self.shell.density = self.page.media.device_pixel_ratio or self.shell.density

    def _dimmed(self) -> None:
        self.shell.dark = self.page.platform_brightness == ft.Brightness.DARK

    def _navigate(self, route: str) -> None:
        """Ask the client for an address; it says nothing of one that it is at already.

        It is, where it came back to a page while what is shown began again at the first one. But
        not while it is on its way to another, which was asked for a moment ago.
        """
        if route == self.page.route == self._asked:
            self._routed()
        else:
            self._asked = route
            self.page.navigate(route)

    def _routed(self) -> None:
        route = self.page.route or "/"
        if route != self.shell.route:
            self.shell._places.clear()
        self.shell.route = route
        self.shell.touch()

    def _gone(self) -> None:
        """The browser or the window went away: lock, and leave nothing to be sent again."""
        if self.shell.choosing_file:  # the connection broke while a file was being chosen or sent
            self._parting = say("away.lost_with_file")
        try:
            self.close()
        except Exception as error:  # noqa: BLE001  a fault here must not keep the tree on the wire
            note(error)
        self._fresh(self.shell.role)

    def _back(self) -> None:
        """A browser came (back): what it finds is a tree rendered for nobody in particular."""
        if self.door is None:
            self._fresh(self.shell.role)

    def close(self) -> None:
        """Seal what is being written and lock the book, if one is open."""
        self.watch.end()
        self.shell.stop_tasks()
        door, self.door = self.door, None
        self.shell._door = None
        if door is not None:
            door.close()
            if self.secure_store is not None:
                self.secure_store.flush(0)  # nobody waits for it

    # -- the book (see shell.Book) ----------------------------------------

    def directory(self, role: Role) -> Path:
        """Where the book of a role lies under the data folder."""
        return self.data / _FOLDER[role] if _FOLDER[role] else self.data

    def held(self) -> frozenset[Role]:
        """Which books there are in this data folder."""
        return frozenset(role for role in Role if Journal.exists(self.directory(role)))

    def _first_role(self) -> Role:
        held = self.held()
        return Role.PRACTICE if held == {Role.PRACTICE} else Role.JOURNAL

    async def create(self, role: Role, passphrase: str) -> None:
        """Make a new, empty book and open it."""
        vault_role = _VAULT_ROLE[role]

        def make() -> Journal:
            return Journal.create(
                self.directory(role),
                passphrase,
                role=vault_role,
                policy=self.kdf,
                secure_store=self.secure_store,
            )

        await self._open(role, make)

    async def unlock(self, passphrase: str) -> None:
        """Open the book of the role that is shown."""
        directory, store = self.directory(self.shell.role), self.secure_store
        await self._try(lambda: Journal.unlock(directory, passphrase, secure_store=store))

    async def unlock_with_words(self, typed: str) -> None:
        """Open it with recovery words, and go where a new passphrase is chosen."""
        directory, store = self.directory(self.shell.role), self.secure_store
        await self._try(lambda: Journal.unlock_with_words(directory, typed, secure_store=store))
        if self.door is not None:
            self.door.keys.came_by_words = True
            self.shell.go("/settings/passphrase")

    def offers_words(self) -> bool:
        """Whether recovery words were made for the book that is shown."""
        try:
            return Journal.offers_words(self.directory(self.shell.role))
        except VaultError:  # said when somebody tries to open it
            return False

    def shown_locked(self) -> ShownLocked:
        """What Support shows of the book while it is locked."""
        return read_shown(self.directory(self.shell.role) / FOLDER)

    def pause_s(self) -> float:
        """Seconds until the next try is taken, after some that did not fit."""
        return self.tries.left_s()

    async def _try(self, how: Callable[[], Journal]) -> None:
        try:
            await self._open(self.shell.role, how)
        except (WrongPassphrase, WrongWords):
            self.tries.wrong()
            raise
        self.tries.right()

    async def _open(self, role: Role, how: Callable[[], Journal]) -> None:
        shell = self.shell
        journal = await asyncio.to_thread(how)
        if shell is not self.shell or self.door is not None:  # the window went away meanwhile
            await asyncio.to_thread(journal.lock)
            return
        self.door = open_door(role, journal, self.clock, self.kdf)
        shell._door = self.door
        shell.role = role
        shell.stage = Stage.OPEN
        shell.notice = self._parting = ""
        if isinstance(self.door, JournalDoor):
            shell.waiting = newest_draft(self.door)
        self.watch.begin(shell, self.door.limits())
        shell.start(self._read_on(shell, self.door))
        if shell.route != "/":
            shell.go("/")

    async def _read_on(self, shell: Shell, door: Door) -> None:
        """Read the older entries behind the first screen."""
        all_there = door.loaded
        try:
            await door.load_rest(shell.reading.began(self.clock.monotonic))
        except Locked:
            return
        except DamagedVault as error:
            note(error)
            shell.tell(say("away.older_damaged"))
        except VaultError as error:
            note(error)
            shell.tell(sentence(error))
        shell.reading.ended()
        if not all_there:
            shell.changed()

    async def lock(self) -> None:
        """Seal what is being written, forget the keys, show the lock screen."""
        self._lock_now()

    def _time_over(self) -> None:
        """Lock because nobody was there: there is no handler to say what went wrong."""
        try:
            self._lock_now()
        except Exception as error:  # noqa: BLE001  as in ``guard.kindly``
            note(error)
            self._tell(sentence(error))

    def _lock_now(self) -> None:
        try:
            self.close()
        finally:  # whatever a last write did, what was open is not shown any more
            self._fresh(self.shell.role)
            self._navigate("/")

    def limits(self) -> Limits:
        """How long the open book stays open when nobody is there."""
        if self.door is None:
            raise Locked
        return self.door.limits()

    async def keep_limits(self, limits: Limits) -> None:
        """Let it stay open for longer, or for less, from now on."""
        if self.door is None:
            raise Locked
        await self.door.keep_limits(limits)
        self.watch.limit(limits)
        self.shell.changed()

    def choose(self, role: Role) -> None:
        """Show the lock screen (or the beginning) of the other book."""
        self.close()
        self._fresh(role)

    # -- copies of it -------------------------------------------------------

    async def look_into(self, data: bytes, secret: str) -> BackupInside:
        """Read a backup to its end, with its passphrase or words, and say what is in it."""
        return await asyncio.to_thread(lambda: look_into(io.BytesIO(data), secret))

    async def restore(
        self, data: bytes, secret: str, inside: BackupInside, passphrase: str
    ) -> None:
        """Put what a backup holds in place, opened by ``passphrase``, and open it.

        An open book is locked first, and what goes wrong is then said on the lock screen.
        """
        role = Role.PRACTICE if inside.role == "practice" else Role.JOURNAL
        directory = self.directory(role)

        def work() -> Journal:
            file, policy = io.BytesIO(data), self.kdf
            restore_from(file, secret, directory, passphrase, role=inside.role, policy=policy)
            return Journal.unlock(directory, passphrase, secure_store=self.secure_store)

        if self.door is None:
            await self._open(role, work)
            return
        await self.lock()
        self.shell.tell(say("restore.working"))
        await self._or_told(self._open(role, work))

    def has_earlier(self) -> bool:
        """Whether the book that a restore replaced is still kept aside."""
        return restoring.has_earlier(self.directory(self.shell.role))

    async def bring_back(self) -> None:
        """Exchange the book that is shown with the one that was put aside; locks."""
        directory = self.directory(self.shell.role)
        await self.lock()
        await self._or_told(asyncio.to_thread(restoring.bring_back, directory))

    async def forget_earlier(self) -> None:
        """Erase what was put aside."""
        directory, store = self.directory(self.shell.role), self.secure_store
        await asyncio.to_thread(restoring.forget_earlier, directory, secure_store=store)

    async def delete(self, passphrase: str) -> None:
        """Delete the open book, once ``passphrase`` was seen to be its own."""
        door = self.door
        if door is None:
            raise Locked
        if not await door.keys.is_passphrase(passphrase):
            raise WrongPassphrase("not this book's")
        directory = self.directory(self.shell.role)
        await self.lock()
        await self._or_told(asyncio.to_thread(erase, directory, secure_store=self.secure_store))
        told = self.shell.notice
        self._fresh(self._first_role())
        self.shell.tell(told)

    async def _or_told(self, work: Awaitable[None]) -> None:
        """After locking nobody waits for an error any more: it is said on what is shown now."""
        try:
            await work
        except Exception as error:  # noqa: BLE001  as in ``guard.kindly``
            note(error)
            self.shell.tell(sentence(error))
