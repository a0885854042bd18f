"""Everything that can go wrong, as one small tree.

The docstring of each class is the sentence a person reads; the same sentence stands in
``words/`` under ``errors.<ClassName>`` so that it can be translated, and a test keeps the two
equal. No error ever carries text from a journal.

    JournalError
    ├── VaultError
    │   ├── WrongPassphrase      the key does not fit (not damage)
    │   ├── DamagedVault         the files are not as they were sealed
    │   ├── AlreadyOpen          another window or process holds the journal
    │   ├── CannotWrite          the folder or a file in it cannot be written
    │   ├── DiskFull             no room left; nothing that was kept is lost
    │   ├── NotSaved             the disk did not confirm a write
    │   ├── NoVault              there is no journal in this folder
    │   ├── VaultExists          there is already one
    │   ├── NewerFormat          made by a later version of this program
    │   ├── Locked               the journal was locked in the meantime
    │   ├── WordsNotRight        what was typed is not a set of recovery words
    │   ├── WrongWords           recovery words, and not this journal's
    │   ├── NoRecoveryWords      none were made for this journal
    │   └── ChangeNotConfirmed   a new passphrase or new words, and the disk did not confirm
    ├── BackupError              NotABackup, BackupStaysClosed, BackupDamaged, NewerBackup
    ├── TooMuchText              more than one entry can carry
    ├── BadJson                  outside text that is not strict JSON
    ├── ContentError             a content file (prompts, practices, support) has a mistake
    └── SharingError
        ├── AgeError             ArmorError, HeaderError, HmacError, NoMatchError, PayloadError
        ├── CardError            NotACard, CardChanged, CardNotConfirmed
        └── PacketError          NotAPacket, PacketNotForUs, PacketDamaged, SenderNotProven,
                                 PacketTooLarge
"""


class JournalError(Exception):
    """That didn't work. Your words are still here."""


class VaultError(JournalError):
    """The journal could not be opened just now. Nothing in it was changed."""


class WrongPassphrase(VaultError):
    """That passphrase does not open this journal. Nothing is lost; try again when you like."""


class DamagedVault(VaultError):
    """A part of this journal's files is not as it was left. Nothing was changed or removed."""


class AlreadyOpen(VaultError):
    """This journal is already open in another window. Close it there, and it can open here."""


class CannotWrite(VaultError):
    """This folder can't be written to. Nothing was changed; another folder may work."""


class DiskFull(VaultError):
    """There is no room left on this disk. Your words are still here; make room and save again."""


class NotSaved(VaultError):
    """That didn't save. Your words are still here; lock the journal and open it once more."""


class NoVault(VaultError):
    """There is no journal in this folder yet."""


class VaultExists(VaultError):
    """There is already a journal in this folder. It was left as it is."""


class NewerFormat(VaultError):
    """A newer version of Three Dawns made this journal, and opens it. Nothing was changed."""


class Locked(VaultError):
    """The journal is locked. What was kept is safe; open it to go on."""


class WordsNotRight(VaultError):
    """One of these words is not quite right. Take all the time you like; nothing is lost."""


class WrongWords(VaultError):
    """These words do not open this journal. They may be from another, or earlier ones."""


class NoRecoveryWords(VaultError):
    """No recovery words were made for this journal. Its passphrase opens it."""


class ChangeNotConfirmed(VaultError):
    """The disk did not confirm this change. Please keep the earlier one and the new one for now."""


class BackupError(JournalError):
    """That did not work with this backup. Your journal is as it was."""


class NotABackup(BackupError):
    """This file is not a backup from Three Dawns. Nothing was changed."""


class BackupStaysClosed(BackupError):
    """That does not open this backup. Nothing is lost; try again when you like."""


class BackupDamaged(BackupError):
    """Part of this backup is missing or was changed. Nothing was taken from it."""


class NewerBackup(BackupError):
    """A newer Three Dawns made this backup. Nothing was changed; a newer version opens it."""


class TooMuchText(JournalError, ValueError):
    """This is more than one entry can carry. Your words are still here; two entries can."""


class BadJson(JournalError):
    """This file is not written the way we expected, so nothing was taken from it."""


class ContentError(JournalError):
    """A content file has a mistake, so it was left out. Your words are still here."""


class SharingError(JournalError):
    """That could not be shared or opened. Your words are still here."""


class AgeError(SharingError):
    """This sealed file could not be opened. Nothing was changed."""


class ArmorError(AgeError):
    """This sealed file was changed on its way. Ask for it once more; nothing was opened."""


class HeaderError(AgeError):
    """The beginning of this file is not a seal we can read. Nothing was opened."""


class HmacError(AgeError):
    """The beginning of this file was changed after it was sealed. None of it was opened."""


class NoMatchError(AgeError):
    """This file was sealed for somebody else. It stays closed."""


class PayloadError(AgeError):
    """Part of this file is missing or was changed. The whole of it stays closed."""


class CardError(SharingError):
    """This card can't be used just now. Nothing was shared."""


class NotACard(CardError):
    """This file is not a therapist's card. Nothing was changed; you might ask for it again."""


class CardChanged(CardError):
    """This card is not the one you checked. Nothing is shared until its words are compared."""


class CardNotConfirmed(CardError):
    """The words of this card are not compared yet. Nothing can be shared with it until then."""


class PacketError(SharingError):
    """This file could not be read. Everything you already have is unchanged."""


class NotAPacket(PacketError):
    """This file is not a sealed packet from Three Dawns. Nothing was added."""


class PacketNotForUs(PacketError):
    """This packet was sealed for somebody else's card. It stays closed, and nothing was added."""


class PacketDamaged(PacketError):
    """This one did not arrive whole. None of it was opened, and nothing was added."""


class SenderNotProven(PacketError):
    """This packet does not show who sealed it. It was kept aside, and nothing was added."""


class PacketTooLarge(PacketError):
    """This file is larger than a packet can be. It was not opened, and nothing was added."""
