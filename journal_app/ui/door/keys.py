"""What opens the open book, and its copies: passphrase, recovery words, new key, backup.

Both doors have this room. What works on a book that is closed (opening it with words, restoring
one, deleting it) is the window's (``ui/window.py``).
"""

from __future__ import annotations

import io
from datetime import datetime
from functools import partial

from tinydb.table import Document

from journal_app.clock import Clock
from journal_app.domain.backup import BackupState, is_mentioned_now
from journal_app.domain.errors import WordsNotRight, WrongPassphrase
from journal_app.domain.times import zone_of
from journal_app.export import words_page
from journal_app.ui.door.backup import JournalBackups, look_into
from journal_app.ui.door.base import Room
from journal_app.vault import recovery
from journal_app.vault.journal import Journal
from journal_app.vault.kdf import KdfPolicy

__all__ = ["OUR_KDF", "KeysRoom", "are_words"]

OUR_KDF = KdfPolicy()
_NOTED = "keys"


def are_words(typed: str) -> bool:
    """Whether this reads as recovery words rather than as a passphrase."""
    try:
        recovery.canonical(typed)
    except WordsNotRight:
        return False
    return True


class KeysRoom(Room):
    """A person's keys and copies. Most of it takes about a second, on purpose."""

    def __init__(self, journal: Journal, clock: Clock, kdf: KdfPolicy) -> None:
        super().__init__(journal, clock)
        self._kdf = kdf
        self._backups = JournalBackups(journal)
        self.came_by_words = False
        """Opened with recovery words and no new passphrase chosen yet: none is asked for then."""

    # -- the passphrase -----------------------------------------------------

    async def is_passphrase(self, passphrase: str) -> bool:
        """Whether this opens the book."""
        return await self._write(self._journal.is_passphrase, passphrase)

    async def change_passphrase(self, now: str, new: str, *, anew: bool = False) -> None:
        """Let ``new`` open the book, and ``now`` no longer.

        With ``anew`` every word is sealed under a new data key, so that what somebody else may
        know opens nothing of it; recovery words end. Raises ``WrongPassphrase`` (``now`` does not
        open it, and the book was not just opened with words) and as the vault does.
        """
        if not self.came_by_words and not await self.is_passphrase(now):
            raise WrongPassphrase("not this book's")
        change = self._journal.new_data_key if anew else self._journal.change_passphrase
        await self._write(partial(change, policy=self._kdf), new)
        self.came_by_words = False

    # -- recovery words -------------------------------------------------------

    @property
    def has_words(self) -> bool:
        """Whether recovery words open the book."""
        return self._journal.has_recovery

    @staticmethod
    def fresh_words() -> tuple[str, ...]:
        """Fifteen new words that open nothing before :meth:`keep_words`."""
        return Journal.new_words()

    @staticmethod
    def same_word(typed: str, word: str) -> bool:
        """Whether ``typed`` stands for ``word``: its case and its later letters do not matter."""
        return recovery.recognise(typed) == (word,)

    @staticmethod
    def page_of(words: tuple[str, ...]) -> tuple[bytes, str]:
        """The words as a page to print, and a name for its file."""
        return words_page.words_page(words), words_page.NAME

    async def keep_words(self, words: tuple[str, ...]) -> None:
        """Let these words open the book, and earlier ones no longer."""
        await self._write(self._journal.keep_words, recovery.as_text(words))
        await self.words_offered()

    @property
    def offer_words(self) -> bool:
        """Whether recovery words are still to be offered: once, to a book that has none.

        A book that came out of a backup is another one: earlier words do not open it.
        """
        return not self.has_words and self._noted("journal") != self._journal.id

    async def words_offered(self) -> None:
        """They were offered, and answered: they wait in the settings."""
        await self._note(journal=self._journal.id)

    # -- what a restore put aside -----------------------------------------------

    @property
    def offer_earlier(self) -> bool:
        """Whether what a restore put aside is still to be offered: once to each restored book."""
        return self._noted("earlier") != self._journal.id

    async def earlier_offered(self) -> None:
        """It was offered, and answered: it waits in the settings."""
        await self._note(earlier=self._journal.id)

    def _noted(self, name: str) -> object:
        noted = self._journal.table(_NOTED).get(doc_id=1)
        return noted.get(name) if isinstance(noted, dict) else None

    async def _note(self, **fields: str) -> None:
        await self._write(self._journal.table(_NOTED).upsert, Document(fields, 1))

    # -- a backup -------------------------------------------------------------

    async def backup(self, secret: str, *, as_far_as_read: bool = False) -> bytes:
        """An age file that ``secret`` opens, read back to its end before it is given out.

        ``secret`` is the book's passphrase or its recovery words, as typed. Raises
        ``WrongPassphrase``, or ``WrongWords`` and ``NoRecoveryWords``, when it does not open the
        book, ``DamagedVault`` when an older part cannot be read (``as_far_as_read`` copies the
        rest).
        """

        def work() -> bytes:
            out = io.BytesIO()
            now, words = self._clock.now(), are_words(secret)
            self._backups.seal(out, secret, words=words, now=now, as_far_as_read=as_far_as_read)
            look_into(out, secret)
            return out.getvalue()

        return await self._write(work)

    async def backup_saved(self) -> None:
        """The file is where the person wanted it."""
        await self._write(self._backups.note_made, self._clock.now())

    def backups(self) -> BackupState:
        """When the last one was made, and what came since."""
        return self._backups.state()

    @property
    def mention_backup(self) -> bool:
        """Whether a backup is due and was not mentioned yet."""
        return self._journal.loaded and is_mentioned_now(self.backups(), self._clock.now())

    async def backup_mentioned(self) -> None:
        """It was, and answered: not again until one was made."""
        await self._write(self._backups.note_mentioned, self._clock.now())

    def local(self, instant: datetime) -> datetime:
        """An instant by the wall clock of this device."""
        return instant.astimezone(zone_of(self._clock.zone()))

    def now(self) -> datetime:
        """This moment, by the wall clock of this device."""
        return self.local(self._clock.now())

    def file_name(self) -> str:
        """A name for a backup's file that tells a stranger nothing."""
        return f"backup-{self.now().date().isoformat()}.age"
