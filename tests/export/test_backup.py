"""A backup from one journal to another: made, looked into, restored, or refused."""

import io
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from journal_app.domain.backup import is_due, is_mentioned_now
from journal_app.domain.errors import (
    AlreadyOpen,
    BackupDamaged,
    BackupError,
    BackupStaysClosed,
    NewerBackup,
    NotABackup,
    WordsNotRight,
    WrongPassphrase,
    WrongWords,
)
from journal_app.sharing import age
from journal_app.ui.door.backup import JournalBackups, look_into, restore_from
from journal_app.vault import recovery
from journal_app.vault.journal import Journal
from tests.sharing.age.test_interop import PASSPHRASE, missing, with_typed_passphrase
from tests.vault.conftest import QUICK, made_words

NOW = datetime(2026, 3, 17, 9, 50, tzinfo=UTC)
CANARY = "canary-7f3a-lighthouse"
DOCUMENTS: list[dict[str, Any]] = [{"text": CANARY}, {"text": "half \ud83d", "n": 10**25}, {"n": 1}]


@pytest.fixture(autouse=True)
def quick_scrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work of a guess is not what these tests are about (``test_archive`` does it in full)."""
    monkeypatch.setattr("journal_app.sharing.age.scrypt.WRITE_LOG_N", 6)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def journal(home: Path) -> Journal:
    journal = Journal.create(home, PASSPHRASE, policy=QUICK)
    journal.table("entries").insert_multiple(DOCUMENTS)
    journal.table("entries").remove(doc_ids=[3])
    journal.keep_draft("free", {"text": "a thread of gold"})
    return journal


def sealed(journal: Journal, secret: str = PASSPHRASE, *, words: bool = False) -> io.BytesIO:
    out = io.BytesIO()
    JournalBackups(journal).seal(out, secret, words=words, now=NOW)
    return out


def said(journal: Journal) -> str:
    return repr([(name, next_id, list(docs)) for name, next_id, docs in journal.contents()])


# ---- what a person does ----


def test_a_restored_journal_equals_the_original(journal: Journal, tmp_path: Path) -> None:
    backup = sealed(journal)
    there = tmp_path / "new device"
    assert restore_from(backup, PASSPHRASE, there, "new one", role="client", policy=QUICK) == 4
    with Journal.unlock(there, "new one") as restored:
        assert said(restored) == said(journal)
        assert restored.drafts() == journal.drafts()
        assert restored.role == "client"
        assert restored.table("entries").insert({}) == 4
    journal.lock()


def test_it_can_be_looked_into_first(journal: Journal) -> None:
    inside = look_into(sealed(journal), PASSPHRASE)
    assert (inside.made, inside.role, inside.journal_id) == (NOW, "client", journal.id)
    assert (inside.documents, inside.entries) == (4, 2)
    journal.lock()


def test_sealed_with_the_words_and_opened_however_they_are_typed(
    journal: Journal, tmp_path: Path
) -> None:
    words = made_words(journal)
    backup = sealed(journal, " ".join(word[:4].upper() for word in words), words=True)
    assert look_into(backup, "\n".join(words)).entries == 2
    typed = ", ".join(f"{n}. {word.title()}" for n, word in enumerate(words, 1))
    restore_from(backup, typed, tmp_path / "there", "new one", role="client", policy=QUICK)
    Journal.unlock(tmp_path / "there", "new one").lock()
    with pytest.raises(BackupStaysClosed):
        look_into(backup, PASSPHRASE)
    journal.lock()


def test_only_what_opens_the_journal_seals_it(journal: Journal) -> None:
    words = made_words(journal)
    others = recovery.as_text(recovery.words_of(bytes(20)))
    for secret, as_words, error in (
        (PASSPHRASE + ".", False, WrongPassphrase),
        (" ".join(words), False, WrongPassphrase),
        (others, True, WrongWords),
        (" ".join(words[:-1]), True, WordsNotRight),
        (PASSPHRASE, True, WordsNotRight),
    ):
        out = io.BytesIO()
        with pytest.raises(error):
            JournalBackups(journal).seal(out, secret, words=as_words, now=NOW)
        assert out.getvalue() == b""
    journal.lock()


def test_a_passphrase_typed_on_another_keyboard_opens_it(tmp_path: Path) -> None:
    with Journal.create(tmp_path / "a", "crêpe à l’aube", policy=QUICK) as journal:
        backup = sealed(journal, "cre\u0302pe a\u0300 l’aube")
    for typed in ("crêpe à l’aube", "cre\u0302pe a\u0300 l’aube"):
        assert look_into(backup, typed).documents == 1


def test_a_wrong_passphrase_is_not_called_damage(journal: Journal, home: Path) -> None:
    backup = sealed(journal)
    journal.lock()
    with pytest.raises(BackupStaysClosed):
        look_into(backup, "wrong")
    with pytest.raises(BackupStaysClosed):
        restore_from(backup, "wrong", home, "new one", role="client", policy=QUICK)
    with Journal.unlock(home, PASSPHRASE) as again:
        assert len(again.table("entries")) == 2


def test_no_word_of_it_is_readable_in_the_file(journal: Journal) -> None:
    assert CANARY.encode() not in sealed(journal).getvalue()
    journal.lock()


def test_what_is_written_while_a_backup_is_made_is_in_the_next_one(journal: Journal) -> None:
    class Writing(io.BytesIO):
        def write(self, data: Any) -> int:
            journal.table("entries").insert({"text": "meanwhile"})
            return super().write(data)

    out = Writing()
    JournalBackups(journal).seal(out, PASSPHRASE, words=False, now=NOW)
    assert look_into(out, PASSPHRASE).entries == 2
    assert look_into(sealed(journal), PASSPHRASE).entries > 2
    journal.lock()


def test_any_age_tool_opens_it_into_readable_json(journal: Journal, tmp_path: Path) -> None:
    program = shutil.which("age") or missing("the command `age` is not installed")
    backup, opened = tmp_path / "backup.age", tmp_path / "journal.json"
    backup.write_bytes(sealed(journal).getvalue())
    with_typed_passphrase([program, "--decrypt", "--output", str(opened), str(backup)], 1)
    value = json.loads(opened.read_text(encoding="utf-8"))
    tables = {table["table"]: table["documents"] for table in value["tables"]}
    assert tables["entries"][0] == {"id": 1, "document": {"text": CANARY}}
    assert tables["drafts"][0]["document"]["draft"] == {"text": "a thread of gold"}
    journal.lock()


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("backup-v1-passphrase.age", "Crêpe à l’aube 🌒"),
        (
            "backup-v1-words.age",
            "upper advice canyon keep picture letter common cherry jealous concert survey "
            "balance adjust moon fade",
        ),
    ],
)
def test_backups_of_the_first_version_are_restored_for_ever(
    tmp_path: Path, name: str, secret: str
) -> None:
    """Made once and never again."""
    source = Path(__file__).parent / "data" / name
    with source.open("rb") as file:
        inside = look_into(file, secret)
        assert (inside.made, inside.role) == (NOW, "client")
        assert (inside.documents, inside.entries) == (4, 2)
        restore_from(file, secret, tmp_path, "new one", role="client", policy=QUICK)
    with Journal.unlock(tmp_path, "new one") as journal:
        entries = journal.table("entries")
        assert [(entry.doc_id, entry["text"]) for entry in entries] == [
            (1, "The rain came back, and with it the question."),
            (3, "ünï 🌒 \ud83d half"),
        ]
        assert entries.insert({}) == 5, "4 was given and removed"
        assert journal.drafts() == {"free": {"text": "a thread of gold"}}


# ---- what replaces nothing ----


def test_a_flipped_bit_anywhere_replaces_nothing(journal: Journal, home: Path) -> None:
    whole = sealed(journal).getvalue()
    journal.lock()
    for at in [*range(0, 300, 7), *range(300, len(whole), 101), len(whole) - 1]:
        flipped = bytearray(whole)
        flipped[at] ^= 1
        with pytest.raises(BackupError):
            restore_from(
                io.BytesIO(flipped), PASSPHRASE, home, "new one", role="client", policy=QUICK
            )
    assert {path.name for path in home.iterdir()} == {"vault"}
    Journal.unlock(home, PASSPHRASE).lock()


def test_cut_anywhere_it_replaces_nothing(journal: Journal, home: Path) -> None:
    journal.table("entries").insert_multiple({"text": "x" * 3000} for _ in range(60))
    whole = sealed(journal).getvalue()
    journal.lock()
    assert len(whole) > 2 * 65536, "several chunks, so that the first ones are sound"
    for size in (0, 1, 100, 200, 65536, 65536 + 400, 2 * 65536 + 400, len(whole) - 1):
        with pytest.raises(BackupError):
            restore_from(
                io.BytesIO(whole[:size]), PASSPHRASE, home, "new", role="client", policy=QUICK
            )
    assert {path.name for path in home.iterdir()} == {"vault"}


def forged(data: bytes) -> io.BytesIO:
    return io.BytesIO(age.encrypt(data, passphrase=PASSPHRASE))


HEAD = (
    b'{"format":"three-dawns backup","version":1,"made":"2026-03-17T09:50:00Z","journal":"'
    + b"a" * 32
    + b'","role":"client","tables":[\n'
)
ABOUT = b'{"table":"about","next_id":2,"documents":[\n{"id":1,"document":{"role":"%s"}}\n]}\n'


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", NotABackup),
        (b"a letter to my therapist\n", NotABackup),
        (b'{"format":"three-dawns backup","version":9}\n', NewerBackup),
        (HEAD, BackupDamaged),
        (HEAD + b'],"documents":0}\n', BackupDamaged),
        (HEAD + ABOUT % b"practice" + b'],"documents":1}\n', BackupDamaged),
        (HEAD + ABOUT % b"visitor" + b'],"documents":1}\n', BackupDamaged),
        (HEAD + ABOUT % b"client" + b'],"documents":2}\n', BackupDamaged),
    ],
    ids=range(8),
)
def test_another_file_under_the_right_passphrase_replaces_nothing(
    journal: Journal, home: Path, data: bytes, error: type[BackupError]
) -> None:
    journal.lock()
    for use in (
        lambda: look_into(forged(data), PASSPHRASE),
        lambda: restore_from(
            forged(data), PASSPHRASE, home, "new one", role="client", policy=QUICK
        ),
    ):
        with pytest.raises(error):
            use()
    assert {path.name for path in home.iterdir()} == {"vault"}


def test_a_file_that_is_no_age_file_or_sealed_for_a_key(journal: Journal) -> None:
    key = age.X25519Identity.generate().recipient
    for data in (b"", b"PK\x03\x04", b"x" * 100_000, age.encrypt(b"x", recipients=[key])):
        with pytest.raises((NotABackup, BackupStaysClosed)):
            look_into(io.BytesIO(data), PASSPHRASE)
    journal.lock()


def test_a_backup_of_a_practice_does_not_become_a_journal(tmp_path: Path) -> None:
    with Journal.create(tmp_path / "a", PASSPHRASE, role="practice", policy=QUICK) as practice:
        backup = sealed(practice)
    with pytest.raises(NotABackup):
        restore_from(backup, PASSPHRASE, tmp_path / "b", "new", role="client", policy=QUICK)
    assert look_into(backup, PASSPHRASE).role == "practice"
    restore_from(backup, PASSPHRASE, tmp_path / "b", "new", role="practice", policy=QUICK)


def test_an_open_journal_is_not_replaced(journal: Journal, home: Path) -> None:
    backup = sealed(journal)
    with pytest.raises(AlreadyOpen):
        restore_from(backup, PASSPHRASE, home, "new one", role="client", policy=QUICK)
    journal.lock()


def test_errors_quote_nothing(journal: Journal) -> None:
    whole = sealed(journal).getvalue()
    journal.lock()
    uses: list[Callable[[], object]] = [
        lambda: look_into(io.BytesIO(whole[:-1]), PASSPHRASE),
        lambda: look_into(io.BytesIO(whole), "wrong " + CANARY),
        lambda: look_into(forged(HEAD + CANARY.encode() + b"\n"), PASSPHRASE),
    ]
    for use in uses:
        with pytest.raises(BackupError) as caught:
            use()
        told = f"{caught.value!r} {caught.value.__cause__!r}"
        assert CANARY not in told
        assert PASSPHRASE not in told


# ---- when the next one is due ----


def test_a_due_backup_is_mentioned_once(journal: Journal) -> None:
    backups = JournalBackups(journal)
    assert not is_due(backups.state(), NOW)
    journal.table("entries").insert({})
    assert is_mentioned_now(backups.state(), NOW)
    backups.note_mentioned(NOW)
    assert is_due(backups.state(), NOW)
    assert not is_mentioned_now(backups.state(), NOW + timedelta(days=99))
    backups.note_made(NOW + timedelta(days=1))
    assert backups.state().entries_since == 0
    assert not is_due(backups.state(), NOW + timedelta(days=99))
    journal.table("entries").insert({})
    journal.table("entries").remove(doc_ids=[1])
    journal.table("entries").insert({})
    assert is_mentioned_now(backups.state(), NOW + timedelta(days=99))
    journal.lock()
