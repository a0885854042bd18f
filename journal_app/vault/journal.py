"""A journal: the only door to the vault.

::

    no vault --create--> open --lock--> locked        (a locked one is opened by ``unlock``,
    a vault  --unlock--> open                          which gives a new ``Journal``)

A write returns when it is durable. Every method may be called from any thread, and takes as long
as the disk takes: a user interface calls it through ``asyncio.to_thread``. ``create`` and
``unlock`` also derive a key, which takes about a second on purpose.
"""

from collections.abc import Mapping
from contextlib import suppress
from operator import methodcaller
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, Self, cast, get_args

from tinydb import where
from tinydb.queries import QueryLike

from journal_app.domain.backup import TableCopy
from journal_app.domain.errors import DamagedVault
from journal_app.vault import opening, recovery
from journal_app.vault.changes import Change, Kind, decode_document, encode_document
from journal_app.vault.compaction import living
from journal_app.vault.disk import Disk
from journal_app.vault.format import wipe
from journal_app.vault.highwater import SecureStore
from journal_app.vault.kdf import KdfPolicy
from journal_app.vault.keyring import read_key_file
from journal_app.vault.keys import KeyFile
from journal_app.vault.ledger import Progress
from journal_app.vault.log import SetAside
from journal_app.vault.opening import Opened
from journal_app.vault.places import FOLDER
from journal_app.vault.restore import settle
from journal_app.vault.shown_locked import ShownLocked, keep_shown, read_shown
from journal_app.vault.tables import SealedTable

Role = Literal["client", "practice"]

_ABOUT: Final = "about"
_DRAFTS: Final = "drafts"
_OUR_POLICY: Final = KdfPolicy()
_REAL_DISK: Final = Disk()
_A_DRAFT: Final = where("key").test(lambda key: isinstance(key, str)) & where("draft").test(
    lambda draft: isinstance(draft, dict)
)


def _draft_called(key: str) -> QueryLike:
    called: QueryLike = (where("key") == key) & _A_DRAFT
    return called


class Journal:
    """An open journal. Made by ``create`` and ``unlock``; also a context manager that locks."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._keys = opened.keys
        self._ledger = opened.ledger
        self._storage = opened.ledger.storage

    # ---- coming in ----

    @staticmethod
    def exists(directory: Path) -> bool:
        """Whether ``directory`` holds a journal (or what is left of one whose key file is gone).

        Raises ``CannotWrite`` when the folder cannot even be looked into.
        """
        return opening.exists(directory)

    @classmethod
    def create(
        cls,
        directory: Path,
        passphrase: str,
        *,
        role: Role = "client",
        policy: KdfPolicy = _OUR_POLICY,
        disk: Disk = _REAL_DISK,
        secure_store: SecureStore | None = None,
    ) -> "Journal":
        """A new, open journal under ``directory`` (made if missing), or nothing at all.

        Raises ``VaultExists``, ``AlreadyOpen``, ``CannotWrite``, ``DiskFull``, ``NotSaved``;
        ``ValueError`` for an empty passphrase or an unknown role.
        """
        if not passphrase or role not in get_args(Role):
            raise ValueError("a journal needs a passphrase and a role")
        about = Change(Kind.PUT, _ABOUT, 1, encode_document({"role": role}))
        return cls(opening.make(directory, passphrase, [about], policy, disk, secure_store))

    @classmethod
    def unlock(
        cls,
        directory: Path,
        passphrase: str,
        *,
        disk: Disk = _REAL_DISK,
        secure_store: SecureStore | None = None,
    ) -> "Journal":
        """The journal under ``directory``, with what the first screen shows; see ``load_rest``.

        Takes as long with a hundred thousand entries as with a hundred, if it was locked (and not
        killed) before. Raises ``NoVault``, ``AlreadyOpen``, ``WrongPassphrase``, ``DamagedVault``,
        ``NewerFormat``, ``CannotWrite``. Nothing is written, whichever it is (but a change of the
        data key that a crash interrupted is finished, and such a restore is taken back).
        """
        with_passphrase = methodcaller("open_with_passphrase", passphrase)
        return cls(opening.open_(directory, with_passphrase, disk, secure_store))

    @classmethod
    def unlock_with_words(
        cls,
        directory: Path,
        typed: str,
        *,
        disk: Disk = _REAL_DISK,
        secure_store: SecureStore | None = None,
    ) -> "Journal":
        """As ``unlock``, with the fifteen recovery words as they were ``typed``.

        Raises ``WordsNotRight`` (mistyped), ``WrongWords`` (not this journal's),
        ``NoRecoveryWords``, and what ``unlock`` raises.
        """
        secret = recovery.secret_of(typed)
        try:
            with_words = methodcaller("open_with_words", secret)
            return cls(opening.open_(directory, with_words, disk, secure_store))
        finally:
            wipe(secret)

    @staticmethod
    def offers_words(directory: Path) -> bool:
        """Whether the journal under ``directory``, locked or open, has recovery words.

        Raises ``DamagedVault``, ``NewerFormat``, ``CannotWrite``.
        """
        settle(directory)
        return KeyFile.parse(read_key_file(directory / FOLDER / "key")).has_recovery

    # ---- being in ----

    @property
    def id(self) -> str:
        """32 hex digits, the same for the life of the journal."""
        return self._keys.file.vault_id

    @property
    def role(self) -> Role:
        """Whose it is: a client's journal or a therapist's practice. Sealed like all else."""
        about = self.table(_ABOUT).get(doc_id=1)
        if not isinstance(about, dict) or about.get("role") not in get_args(Role):
            raise DamagedVault("the journal does not say whose it is")
        return cast(Role, about["role"])

    @property
    def torn_bytes(self) -> int:
        """How many bytes an interrupted write left at the end of the log; 0 when none.

        They were never acknowledged. The next write keeps them, sealed, beside the log.
        """
        return self._ledger.log.torn

    @property
    def set_aside(self) -> SetAside | None:
        """The torn tail that was moved out of the way by the first write, if there was one."""
        return self._ledger.log.set_aside

    @property
    def older(self) -> bool:
        """Whether this journal is older than the one last opened here; also known as a rollback.

        May become true while ``load_rest`` reads. Reported and never refused: a copy brought back
        on purpose is somebody's only copy.
        """
        return self._ledger.older

    @property
    def other_key_file(self) -> bool:
        """Whether its key file is not the one it was last closed with: an older one was put back.

        What that file opens, it opens; so a passphrase of before the last change may have done.
        Told at every opening until ``accept_key_file`` or a change of what opens it. Known while
        there is a start file: after a power cut it may go unseen, and no other is ever accused.
        """
        return self._ledger.other_key_file

    def accept_key_file(self) -> None:
        """It was put back on purpose. Raises ``Locked``."""
        self._keys.accept()

    @property
    def loaded(self) -> bool:
        """Whether every record was read and verified; until then tables may be incomplete."""
        return self._ledger.loaded

    @property
    def progress(self) -> float:
        """How much of the journal was read, 0 to 1."""
        return self._ledger.progress

    def load_rest(self, on_progress: Progress | None = None) -> None:
        """Read what the first screen did not need, the newest first; then tidy up the file.

        To be called once after ``unlock``, from a thread of its own: it is safe beside reads and
        writes, and returns when all was read. ``on_progress`` is told, in that thread, how far it
        is (0 to 1) after every step; by then the documents of that step are in their tables.
        Raises ``Locked`` when the journal is locked meanwhile, and ``DamagedVault`` when an older
        record is not as it was sealed: what is newer can be read, and new words can be kept.
        """
        self._ledger.load_rest(on_progress)

    def compact(self) -> None:
        """Write the file anew with only what is alive, now rather than when it is worth it.

        Raises ``DamagedVault``, ``DiskFull``, ``CannotWrite``, ``NotSaved``, ``Locked``.
        """
        self._ledger.compact()

    def table(self, name: str) -> SealedTable:
        """The TinyDB table ``name`` (1 to 255 bytes). Raises ``Locked``."""
        with self._storage.open():
            return SealedTable(self._storage, name)

    def contents(self, *, as_far_as_read: bool = False) -> list[TableCopy]:
        """Every table as it is now, for a backup; later changes do not show in it.

        Reads what is not loaded yet. Raises ``Locked``; ``DamagedVault``, and then
        ``as_far_as_read`` gives all that is newer than the damage.
        """
        with suppress(*([DamagedVault] if as_far_as_read else [])):
            self._ledger.load_rest()
        with self._storage.open() as shelves:
            copied = living(shelves)
        return [
            TableCopy(name, next_id, ((i, decode_document(raw)) for i, raw in documents.items()))
            for name, (next_id, documents) in copied.items()
            if documents or next_id > 1  # one that was only looked at is no table yet
        ]

    def shown_locked(self) -> ShownLocked:
        """What is shown while this journal is locked: chosen, and not sealed."""
        return read_shown(self._ledger.folder)

    def show_locked(self, shown: ShownLocked) -> None:
        """Show this while it is locked. Raises ``Locked``, ``CannotWrite`` or ``DiskFull``."""
        with self._storage.open():
            keep_shown(self._ledger.folder, shown)

    def keep_draft(self, key: str, doc: Mapping[str, Any]) -> None:
        """Seal ``doc`` as the draft called ``key``, in place of the one before."""
        self.table(_DRAFTS).upsert({"key": key, "draft": dict(doc)}, _draft_called(key))

    def drafts(self) -> dict[str, dict[str, Any]]:
        """Copies of all drafts by key, oldest first; what is no draft is left where it is."""
        return {draft["key"]: draft["draft"] for draft in self.table(_DRAFTS).search(_A_DRAFT)}

    def drop_draft(self, key: str) -> None:
        """Let a draft go. First keep what it became: a draft too many loses nothing."""
        self.table(_DRAFTS).remove(_draft_called(key))

    def reopen(self) -> None:
        """Take writes again after ``NotSaved``; nothing happens where there was none.

        What was told as not saved stays not saved. Raises ``NotSaved`` while the disk still does
        not confirm, ``Locked``.
        """
        self._ledger.reopen()

    # ---- what opens it: each takes about a second, and may be called while others write ----

    def change_passphrase(self, passphrase: str, policy: KdfPolicy = _OUR_POLICY) -> None:
        """Let ``passphrase`` open this journal, and the one before no longer. Words stay as kept.

        Raises ``Locked``, ``CannotWrite`` or ``DiskFull`` (the earlier one still opens it),
        ``ChangeNotConfirmed`` (a power cut could bring the earlier one back).
        """
        self._keys.change_passphrase(passphrase, policy)

    @staticmethod
    def new_words() -> tuple[str, ...]:
        """Fifteen fresh recovery words, to be shown once. They open nothing before ``keep_words``.

        So that earlier words on paper go on opening the journal until the new ones are known to
        be written down.
        """
        return recovery.fresh_words()

    def keep_words(self, typed: str) -> None:
        """Let new words, ``typed`` back from paper, open this journal; earlier ones no longer do.

        Raises ``WordsNotRight``, and as ``change_passphrase`` does. That they are the words that
        were shown is for the screen to see: ``recovery.recognise(typed) == words``.
        """
        self._keys.keep_words(typed)

    def new_data_key(self, passphrase: str, policy: KdfPolicy = _OUR_POLICY) -> None:
        """Seal every word anew under a new data key, which only ``passphrase`` opens.

        For a suspected compromise: a passphrase, words or a key file that somebody else had open
        nothing from here on (an older copy of the whole journal stays what it is). Earlier
        recovery words end; ``new_words`` makes others. Raises what ``change_passphrase`` and
        ``compact`` raise; after ``NotSaved`` or ``ChangeNotConfirmed``, lock and open again.
        """
        self._keys.new_data_key(passphrase, policy, self._ledger.change_data_key)

    @property
    def has_recovery(self) -> bool:
        """Whether recovery words were made."""
        return self._keys.file.has_recovery

    def is_passphrase(self, passphrase: str) -> bool:
        """Whether ``passphrase`` opens this journal: asked before a backup is sealed with it."""
        return self._keys.is_passphrase(passphrase)

    def are_words(self, typed: str) -> bool:
        """Whether ``typed`` recovery words open this journal. Raises ``WordsNotRight``."""
        return self._keys.are_words(typed)

    # ---- going out ----

    @property
    def locked(self) -> bool:
        """Whether ``lock`` was called."""
        return self._storage.closed

    def lock(self) -> None:
        """Wait for the write that is under way, then forget words and keys. Harmless twice.

        Python may still hold text it once read; what is promised is that the keys are gone.
        """
        try:
            self._ledger.leave_start()
        finally:
            self._opened.leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.lock()
