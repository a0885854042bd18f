"""An open log together with what it says: opening it, reading on behind, tidying it up, leaving it.

::

    open   start file -> newest documents, whole small tables      (the same work at any size)
           the log after the start file's place
    rest   the log before it, backwards, in a thread               (``load_rest``)
           then compaction, where it is worth it
    close  the start file for the next time

Locks: ``SealedStorage.open`` guards the shelves and the end of the log. The older part is read
outside it and compaction writes most of its work outside it, so that keeping a word never waits
for either.

A new data key: a whole log under the new key is written beside (``log.next``) and synced, then the
key file is replaced (that is the moment it happens), then ``log.next`` is moved over ``log``. A
crash between the last two leaves a key file that fits ``log.next`` and not ``log``; opening then
finishes the move. ``log.next`` can only fit a key that was put in place after it was whole.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from journal_app.domain.errors import (
    CannotWrite,
    DamagedVault,
    DiskFull,
    Locked,
    NotSaved,
)
from journal_app.vault import compaction
from journal_app.vault.disk import Disk, refusal
from journal_app.vault.format import LogV1
from journal_app.vault.highwater import HighWater, Watch
from journal_app.vault.history import History, Place
from journal_app.vault.log import Log
from journal_app.vault.rest import Rest, StartIsWrong
from journal_app.vault.start import Start, pack_start, read_start, write_start
from journal_app.vault.storage import SealedStorage

Progress = Callable[[float], None]

_SAME_KEY: Final = "log.new"
_NEW_KEY: Final = "log.next"
_START_EVERY: Final = 1024  # records: how many a crash can make the next opening read again


class Ledger:
    """The log and the start file in ``folder``, and the tables they make. Safe for threads."""

    def __init__(
        self,
        folder: Path,
        log: Log,
        data_key: bytearray,
        disk: Disk,
        high_water: HighWater,
        key_file: str,
    ) -> None:
        """Made by ``create`` and ``open``. ``key_file``: the ``check`` of the one in the folder."""
        self.log = log
        self.storage = SealedStorage(log, committed=self._committed, load_rest=self._read_all)
        self.folder = folder
        self._data_key = data_key  # the keyring's own: wiped there, in place
        self._disk = disk
        self._high_water = high_water
        self._watch = Watch(high_water.read(), log.form)
        self._rest: Rest | None = None
        self._start_says: tuple[Place, tuple[str, ...]] | None = None  # the one on the disk
        self._key_files: tuple[str, ...] = (key_file,)
        self.other_key_file = False
        self._may_start = True
        self._meanwhile: list[bytes] | None = None  # appended while a compaction is under way
        self._tidying = threading.Lock()

    @classmethod
    def create(
        cls, folder: Path, data_key: bytearray, disk: Disk, high_water: HighWater, key_file: str
    ) -> "Ledger":
        """A new, empty log in ``folder``. Raises ``CannotWrite``, ``DiskFull``."""
        with suppress(OSError):  # of a creation that did not come to its end
            (folder / "start").unlink(missing_ok=True)
        log = Log.create(folder / "log", data_key, disk)
        return cls(folder, log, data_key, disk, high_water, key_file)

    @classmethod
    def open(
        cls, folder: Path, data_key: bytearray, disk: Disk, high_water: HighWater, key_file: str
    ) -> "Ledger":
        """The log in ``folder``, as far as the first screen needs it.

        Raises ``DamagedVault``, ``NewerFormat``, ``CannotWrite``.
        """
        log = _open_log(folder, data_key, disk)
        try:
            ledger = cls(folder, log, data_key, disk, high_water, key_file)
            ledger._begin()
        except BaseException:
            log.close()
            raise
        return ledger

    # ---- reading ----

    def _begin(self) -> None:
        start = read_start(self.folder / "start", self.log.form)
        if start is not None:
            self._begin_with(start)
        try:
            self.storage.replay(self.log.replay(self._watch.see))
        except BaseException:
            self._close_rest()
            raise
        self._watch.ended(self.log.place)

    def _begin_with(self, start: Start) -> None:
        self._start_says = start.place, start.key_files
        if self._key_files[0] not in start.key_files:
            self.other_key_file = True
            self._key_files = start.key_files  # until somebody says that this one is right
        if not self.log.begin_at(start.place):
            self._watch.older = True  # the start file was made when the log was longer
            return
        self._watch.see(start.place)
        see = self._watch.see if self._watch.expects_more else None
        history = History(self.folder / "log", self.log.form, start.place, see)
        self._rest = Rest(history, start, self.storage.receive)
        self.storage.begin(start.shelves)

    @property
    def loaded(self) -> bool:
        """Whether all of the log was read and verified."""
        return self._rest is None or self._rest.done

    @property
    def progress(self) -> float:
        """How much was read, 0 to 1."""
        return 1.0 if self._rest is None else self._rest.progress

    @property
    def older(self) -> bool:
        """Whether the log is known to lack something that was acknowledged here before."""
        return self._watch.older

    def load_rest(self, on_progress: Progress | None = None) -> None:
        """Read what is left, then tidy up where it is worth it (see ``Journal.load_rest``)."""
        self._read_all(on_progress)
        with self.storage.open() as shelves:
            if not self.older:  # also where nothing is written this time, as on a new machine
                self._high_water.keep(self.log.form, self.log.place)
            worthwhile = compaction.is_worthwhile(self.log.size, shelves)
        if worthwhile:
            with suppress(CannotWrite, DiskFull, NotSaved):  # the next opening tries again
                self.compact()

    def _read_all(self, on_progress: Progress | None = None) -> None:
        rest = self._rest
        if rest is None:
            return
        try:
            while rest.step():
                if on_progress:
                    on_progress(rest.progress)
        except StartIsWrong:
            self._may_start = False  # what is in memory may be as wrong
            write_start(self.folder / "start", self.log.form, None, self._disk)
            raise DamagedVault("the start file was not as the log") from None
        if on_progress:
            on_progress(1.0)

    # ---- writing ----

    def _committed(self, record: bytes) -> None:
        """After each durable record, alone with the shelves."""
        if self._meanwhile is not None:
            self._meanwhile.append(record)
        place = self.log.place
        self._high_water.keep(self.log.form, place)
        since = 0 if self._start_says is None else self._start_says[0].sequence
        if place.sequence - since >= _START_EVERY:
            self._write_start()

    def _write_start(self) -> bool:
        """Note what the next opening shows first; only to be called inside ``storage.open``.

        Whether the file there, if there is one, says it.
        """
        place, key_files = self.log.place, self._key_files
        if self._start_says == (place, key_files) or not self._may_start:
            return True
        with self.storage.open() as shelves:
            packed = pack_start(place, shelves, key_files)
        # Also when that failed: to try again at every record would make each of them slow.
        self._start_says = place, key_files
        return write_start(self.folder / "start", self.log.form, packed, self._disk)

    def expect_key_file(self, key_files: tuple[str, ...]) -> None:
        """Note which key file stands beside the log; two of them before a change, one after it.

        Noted before it is written, so that no power cut makes the right one a stranger.
        """
        with self.storage.open():
            self._key_files = key_files
            self.other_key_file = False
            if self._start_says is None:
                return  # nothing on the disk says otherwise
            if not self._write_start():  # better none than one that accuses the right key file
                write_start(self.folder / "start", self.log.form, None, self._disk)

    def reopen(self) -> None:
        """Take writes again after one that was not confirmed. Raises ``NotSaved``, ``Locked``."""
        with self.storage.open():
            self.log.reopen()

    def compact(self) -> None:
        """Write the log anew with only what is alive.

        Raises ``DamagedVault`` when not all of it can be read, ``DiskFull`` or ``CannotWrite`` (it
        goes on as before), ``NotSaved`` (no more writes until reopened), ``Locked``.
        """
        self._rewrite(_SAME_KEY, None, lambda: None)

    def change_data_key(self, data_key: bytearray, put_key_file: Callable[[], None]) -> None:
        """Write the log anew under another data key, which is then kept (and wiped) by the caller.

        ``put_key_file`` puts a key file for it in place; it is called alone with the journal, once
        the new log is durable. Raises what it and ``compact`` raise: after ``NotSaved`` and
        ``ChangeNotConfirmed`` the journal opens with whichever key file is there. Torn tails that
        were set aside go: only the key that is given up could ever have read them.
        """
        self._rewrite(_NEW_KEY, data_key, put_key_file)
        self.log.set_aside = None
        for torn in self.folder.glob("log.torn-*"):
            with suppress(OSError):
                torn.unlink()

    def _rewrite(self, name: str, new_key: bytearray | None, commit: Callable[[], None]) -> None:
        self._read_all()
        with self._tidying:
            # Asked for in here: another thread may have changed it while this one waited.
            data_key = self._data_key if new_key is None else new_key
            with self.storage.open() as shelves:
                living = compaction.living(shelves)
                form = LogV1.fresh(data_key, self.log.form.generation + 1)
                self._meanwhile = []
            try:
                new = compaction.NewLog(self.folder / name, form, self._disk)
                try:
                    new.append(compaction.records_of(living))
                    new.sync()  # the long one, while others go on
                    with self.storage.open():
                        new.append(self._meanwhile)
                        new.sync()
                        new.close()
                        self._disk.sync_directory(self.folder)
                        self._take_over(new, commit)
                        self._data_key = data_key
                finally:
                    new.discard()  # unless it was taken over, or may be needed
            except OSError as error:
                raise refusal(error) from None
            finally:
                self._meanwhile = None

    def _take_over(self, new: compaction.NewLog, commit: Callable[[], None]) -> None:
        form = self.log.form
        try:
            commit()
        except (CannotWrite, DiskFull):  # nothing happened
            raise
        except BaseException:  # it may have, and then the next opening needs the new log
            self._leave_undecided(new)
            raise
        try:
            self.log.give_way(new.path, new.form, new.place)
        except (CannotWrite, DiskFull):
            if new.path.name == _SAME_KEY:
                raise
            self._leave_undecided(new)
            raise NotSaved("the new log is not in its place yet") from None
        except BaseException:
            self._leave_undecided(new)
            raise
        new.keep()
        form.forget()  # all of the old log was read before
        self._start_says = None  # the one on the disk is of the log that is gone
        write_start(self.folder / "start", new.form, None, self._disk)
        self._write_start()
        self._high_water.keep(new.form, new.place)

    def _leave_undecided(self, new: compaction.NewLog) -> None:
        """Leave it to the next opening which log it is."""
        new.keep()
        self.log.refuse_writes()

    # ---- going out ----

    def leave_start(self) -> None:
        """Note what the next opening shows first. Never fails: it is a convenience."""
        with suppress(Locked), self.storage.open():
            self._write_start()

    def close(self) -> None:
        """Forget the words and close the files. Harmless twice."""
        self.storage.close()
        self._close_rest()
        self.log.close()
        self.log.form.forget()

    def _close_rest(self) -> None:
        if self._rest is not None:
            self._rest.close()


def _open_log(folder: Path, data_key: bytearray, disk: Disk) -> Log:
    """The log of this data key: ``log``, or a ``log.next`` whose move was interrupted."""
    try:
        return Log.open(folder / "log", data_key, disk)
    except DamagedVault as error:
        following = folder / _NEW_KEY
        try:
            if not (folder / "log").exists() or not following.exists():
                raise error
            Log.open(following, data_key, disk).close()
            disk.replace(following, folder / "log")
            disk.sync_directory(folder)
        except DamagedVault:
            raise error from None
        except OSError as trouble:
            raise refusal(trouble) from None
    return Log.open(folder / "log", data_key, disk)
