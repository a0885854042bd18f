"""Backups, put together: the vault's contents, as an archive, in an age file; and back.

The three parts know nothing of each other. This is where they meet, as a stream: nothing readable
is ever in memory whole or on the disk at all.

A backup is sealed with the passphrase or with the recovery words, and only with what opens the
journal (``JournalBackups.seal`` asks it): one sealed with a slip of the finger would be found out
on the day it is needed. Restoring trusts nothing before the last byte was verified.

Functions take as long as the disk and about a second for each secret tried; call them through
``asyncio.to_thread``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from tinydb.table import Document

from journal_app.domain.backup import BackupState, TableCopy
from journal_app.domain.errors import (
    AgeError,
    BackupDamaged,
    BackupStaysClosed,
    HmacError,
    NoMatchError,
    NotABackup,
    PayloadError,
    WordsNotRight,
    WrongPassphrase,
    WrongWords,
)
from journal_app.domain.times import parse_utc, utc_text
from journal_app.export import archive
from journal_app.sharing import age
from journal_app.vault import recovery
from journal_app.vault.journal import Journal, Role
from journal_app.vault.kdf import KdfPolicy
from journal_app.vault.restore import restore

__all__ = ["BackupInside", "JournalBackups", "look_into", "restore_from"]

_NOTED = "backups"
_ABOUT = "about"
_ENTRIES = "entries"


@dataclass(frozen=True)
class BackupInside:
    """What a backup holds, all of it verified: shown before anything is replaced."""

    made: datetime
    role: Role
    documents: int
    entries: int
    journal_id: str


class JournalBackups:
    """Backups of an open journal: making one, and knowing when the last one was."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def seal(
        self,
        out: BinaryIO,
        secret: str,
        *,
        words: bool,
        now: datetime,
        as_far_as_read: bool = False,
    ) -> None:
        """Write a backup to ``out``, opened by ``secret``.

        ``secret`` is the journal's passphrase or, with ``words``, its recovery words as typed.
        Raises ``WrongPassphrase``; ``WordsNotRight``, ``WrongWords``, ``NoRecoveryWords``;
        ``Locked``; ``DamagedVault`` when an older part cannot be read, and then ``as_far_as_read``
        saves the rest; and ``OSError`` as ``out`` raises it.
        """
        passphrase = self._passphrase(secret, words=words)
        blocks = archive.write(
            self._journal.contents(as_far_as_read=as_far_as_read),
            made=now,
            journal_id=self._journal.id,
            role=self._journal.role,
        )
        for piece in age.seal_stream(blocks, passphrase=passphrase):
            out.write(piece)

    def _passphrase(self, secret: str, *, words: bool) -> str:
        """The text that seals, once it is known that it opens this journal."""
        if words:
            if not self._journal.are_words(secret):
                raise WrongWords("not this journal's")
            return recovery.canonical(secret)
        if not self._journal.is_passphrase(secret):
            raise WrongPassphrase("not this journal's")
        return archive.secret_text(secret)

    def note_made(self, now: datetime) -> None:
        """Remember that a backup was made: once its file is where the person wanted it."""
        self._note(made=utc_text(now), entries=len(self._journal.table(_ENTRIES)))

    def note_mentioned(self, now: datetime) -> None:
        """Remember that a due backup was mentioned: it is not, again."""
        self._note(mentioned=utc_text(now))

    def state(self) -> BackupState:
        """What ``domain.backup`` decides by.

        Until all is loaded (``Journal.loaded``) it counts too few entries: nothing is due yet.
        """
        noted = self._journal.table(_NOTED).get(doc_id=1)
        found = noted if isinstance(noted, dict) else {}
        then = found.get("entries")
        counted = then if isinstance(then, int) else 0
        since = max(0, len(self._journal.table(_ENTRIES)) - counted)
        return BackupState(_instant(found, "made"), since, _instant(found, "mentioned"))

    def _note(self, **fields: object) -> None:
        self._journal.table(_NOTED).upsert(Document(fields, 1))


def look_into(file: BinaryIO, secret: str) -> BackupInside:
    """Read a backup to its end and say what is in it. Nothing is kept.

    ``secret`` is a passphrase or recovery words, as typed; the file has to be seekable. Raises
    ``NotABackup``, ``BackupStaysClosed``, ``BackupDamaged``, ``NewerBackup``.
    """
    with _as_backup_errors():
        found = _opened(file, secret)
        entries = 0
        for table in _checked(found):
            count = sum(1 for _ in table.documents)
            entries += count if table.name == _ENTRIES else 0
        return BackupInside(found.made, _role(found), found.count, entries, found.journal_id)


def restore_from(
    file: BinaryIO,
    secret: str,
    directory: Path,
    passphrase: str,
    *,
    role: Role,
    policy: KdfPolicy | None = None,
) -> int:
    """Make what a backup holds the journal under ``directory``, opened by ``passphrase``.

    Returns how many documents there are. Nothing in place is touched before all of it was
    verified and sealed beside; then an earlier journal is put aside (``vault.restore``). Raises as
    ``look_into`` and ``vault.restore.restore``; ``NotABackup`` when it is not of this ``role``.
    """
    with _as_backup_errors():
        found = _opened(file, secret)
        if found.role != role:
            raise NotABackup("of the other role")
        return restore(directory, _checked(found), passphrase, policy=policy or KdfPolicy())


def _opened(file: BinaryIO, secret: str) -> archive.Archive:
    """The archive in an age file, its head read, by the first form of ``secret`` that fits."""
    for passphrase in _forms(secret):
        file.seek(0)
        with suppress(NoMatchError):
            return archive.read(age.open_stream(file, passphrase=passphrase))
    raise BackupStaysClosed("no form of it fits")


def _forms(secret: str) -> list[str]:
    """What ``secret`` may mean: recovery words, a passphrase, or exactly what was typed.

    The last one for a file that another age tool sealed anew. Each costs a second or so.
    """
    forms = [archive.secret_text(secret), secret]
    with suppress(WordsNotRight):
        forms.insert(0, recovery.canonical(secret))
    return list(dict.fromkeys(forms))


def _checked(found: archive.Archive) -> Iterator[TableCopy]:
    """The tables, of which one has to say the same about whose it is as the head does."""
    said = None
    for table in found.tables():
        if table.name == _ABOUT:
            documents = list(table.documents)
            said = dict(documents).get(1, {}).get("role")
            table = table._replace(documents=documents)
        yield table
    if said != found.role:
        raise BackupDamaged("it does not say whose it is")


def _role(found: archive.Archive) -> Role:
    return "practice" if found.role == "practice" else "client"


def _instant(noted: Mapping[str, object], name: str) -> datetime | None:
    """An instant that was noted; what is not understood counts as never."""
    value = noted.get(name)
    with suppress(ValueError):
        return parse_utc(value) if isinstance(value, str) else None
    return None


@contextmanager
def _as_backup_errors() -> Iterator[None]:
    """Say what age found in words about a backup: nobody sealed it "for somebody else"."""
    try:
        yield
    except (PayloadError, HmacError):
        raise BackupDamaged("its seal does not hold") from None
    except AgeError:
        raise NotABackup("no age file with a passphrase") from None
