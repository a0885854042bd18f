"""The keys of an open journal: changing what opens it, without touching its words.

A change prepares the slow part (deriving a key from a passphrase) beside everything else, then
takes the journal for itself for as long as one small file takes to be written::

    derive slot key (about a second)      others read and write the journal
    alone: wrap data key, write key file  a moment; locking waits for it

The key file is replaced whole (``disk.write_whole``): a power cut leaves the old one or the new
one. Where the disk fails after the new one is in its place, nobody can say which of the two a
power cut would leave, and ``ChangeNotConfirmed`` says that.

What was true before stays in the old blocks of a disk: a passphrase that somebody else has learnt
together with a copy of the old key file opens the journal's log for ever. ``Journal.new_data_key``
is for that.
"""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from journal_app.domain.errors import ChangeNotConfirmed, DamagedVault, VaultError, WrongPassphrase
from journal_app.vault import recovery
from journal_app.vault.disk import Disk, open_file, read_at, refusal
from journal_app.vault.format import KEY_SIZE, wipe
from journal_app.vault.kdf import SALT_SIZE, HkdfKdf, Kdf, KdfPolicy, passphrase_bytes
from journal_app.vault.keys import MAX_FILE, MEMORISED, RECOVERY, KeyFile, Slot

Alone = Callable[[], AbstractContextManager[object]]
"""Gives the journal to one thread, and raises ``Locked`` when it was locked in the meantime."""

Rewrite = Callable[[bytearray, Callable[[], None]], None]
"""Writes the log anew for a data key; calls back, alone, when the key file is to be replaced."""


Expect = Callable[[tuple[str, ...]], None]
"""Told, alone, which key files (``KeyFile.check``) may be found beside the log from now on."""


class Keyring:
    """The key file at ``path`` and the data key it wraps; ``alone`` guards both."""

    def __init__(
        self,
        path: Path,
        file: KeyFile,
        data_key: bytearray,
        disk: Disk,
        alone: Alone,
        expect: Expect,
    ) -> None:
        self._path = path
        self.file = file
        self.data_key = data_key
        self._disk = disk
        self._alone = alone
        self._expect = expect
        self._retired: list[bytearray] = []

    def change_passphrase(self, passphrase: str, policy: KdfPolicy) -> None:
        """Let ``passphrase`` open the journal, and the one before no longer."""
        if not passphrase:
            raise ValueError("a journal needs a passphrase")
        self._put(MEMORISED, policy.new_kdf(), passphrase_bytes(passphrase))

    def keep_words(self, typed: str) -> None:
        """Let ``typed`` words open the journal, and earlier ones no longer."""
        self._put(RECOVERY, HkdfKdf(os.urandom(SALT_SIZE)), recovery.secret_of(typed))

    def new_data_key(self, passphrase: str, policy: KdfPolicy, rewrite: Rewrite) -> None:
        """A new data key, with one slot: ``passphrase``. ``rewrite`` writes the log anew for it."""
        if not passphrase:
            raise ValueError("a journal needs a passphrase")
        data_key = bytearray(os.urandom(KEY_SIZE))
        file = KeyFile.fresh(data_key, passphrase, policy, self.file.vault_id)

        def put_key_file() -> None:
            try:
                self._write(file)
            finally:
                if self.file is file:
                    # Kept until ``rewrite`` has let go of it: a wiped key is a key of zeros.
                    self._retired.append(self.data_key)
                    self.data_key = data_key

        try:
            rewrite(data_key, put_key_file)
        except BaseException:
            if self.data_key is not data_key:
                wipe(data_key)
            raise
        self._wipe_retired()

    def accept(self) -> None:
        """The key file that is there is the right one, whatever was there before."""
        with self._alone():
            self._expect((self.file.check,))

    def wipe(self) -> None:
        """Forget the keys; only once nothing uses them any more."""
        wipe(self.data_key)
        self._wipe_retired()

    def _wipe_retired(self) -> None:
        while self._retired:
            wipe(self._retired.pop())

    def is_passphrase(self, passphrase: str) -> bool:
        """Whether ``passphrase`` opens the journal; takes as long as unlocking."""
        try:
            wipe(self.file.open_with_passphrase(passphrase))
        except WrongPassphrase:
            return False
        return True

    def are_words(self, typed: str) -> bool:
        """Whether ``typed`` words open the journal. Raises ``WordsNotRight``."""
        secret = recovery.secret_of(typed)
        try:
            wipe(self.file.open_with_words(secret))
        except VaultError:
            return False
        finally:
            wipe(secret)
        return True

    def _put(self, kind: str, kdf: Kdf, secret: bytearray) -> None:
        """Seal the data key for ``secret``, in place of all slots of this kind."""
        try:
            slot_key = kdf.derive(secret)
        except MemoryError:
            raise VaultError("this device cannot derive the key") from None
        finally:
            wipe(secret)
        try:
            with self._alone():
                slot = Slot.wrap(self.file.vault_id, kind, kdf, slot_key, self.data_key)
                self._write(self.file.with_slot(slot))
        finally:
            wipe(slot_key)

    def _write(self, changed: KeyFile) -> None:
        self._expect((self.file.check, changed.check))
        try:
            self._disk.write_whole(self._path, changed.dump())
        except OSError as error:
            if not self._is_in_place(changed):
                with suppress(OSError):
                    self._path.with_name(self._path.name + ".new").unlink(missing_ok=True)
                raise refusal(error) from error
            self.file = changed
            raise ChangeNotConfirmed("the new key file may not last") from None
        self.file = changed
        self._expect((changed.check,))

    def _is_in_place(self, changed: KeyFile) -> bool:
        with suppress(VaultError):
            return read_key_file(self._path) == changed.dump()
        return False


def read_key_file(path: Path) -> bytes:
    """The key file's bytes, at most one more than allowed. Raises ``DamagedVault``."""
    try:
        fd = open_file(path, os.O_RDONLY)
    except FileNotFoundError:
        raise DamagedVault("the key file is missing") from None
    except OSError as error:
        raise refusal(error) from error
    try:
        return read_at(fd, MAX_FILE + 1, 0)
    except OSError as error:
        raise refusal(error) from error
    finally:
        os.close(fd)


def write_key_file(path: Path, file: KeyFile, disk: Disk) -> None:
    """Put a key file in place, whole and durable. Raises ``CannotWrite`` or ``DiskFull``."""
    try:
        disk.write_whole(path, file.dump())
    except OSError as error:
        raise refusal(error) from error
