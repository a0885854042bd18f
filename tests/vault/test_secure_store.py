"""A keychain is never waited for, whatever it does, and never says more than was kept."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app import locations
from journal_app.domain.errors import NotSaved
from journal_app.run import RunSettings
from journal_app.ui.app import program
from journal_app.vault.highwater import HighWater, Mark, MemoryStore
from journal_app.vault.journal import Journal
from journal_app.vault.secure_store import BackgroundStore
from tests.vault.conftest import PASSPHRASE, QUICK, FailingDisk
from tests.vault.keychain import ScriptedKeychain

New = Callable[..., Journal]

AT_ONCE_S = 0.05  # how long the impatient wait for a keychain that hangs
LONG_S = 3600.0


@pytest.fixture
def keychain() -> Iterator[ScriptedKeychain]:
    keychain = ScriptedKeychain()
    yield keychain
    keychain.answers.set()


def store_of(
    keychain: ScriptedKeychain, pause_s: float = 0, patience_s: float = 10
) -> BackgroundStore:
    return BackgroundStore(keychain, pause_s=pause_s, patience_s=patience_s)


# ---- what comes back ----


def test_what_was_set_is_kept_and_comes_back(keychain: ScriptedKeychain) -> None:
    store = store_of(keychain)
    assert store.get("a") is None
    store.set("a", b"1")
    assert store.flush(10)
    assert keychain.values == {"a": b"1"}
    assert store.get("a") == b"1"
    store.delete("a")
    assert keychain.values == {}
    assert store.get("a") is None


def test_what_is_not_written_yet_is_known_already(keychain: ScriptedKeychain) -> None:
    store = store_of(keychain)
    keychain.values["a"] = b"old"
    keychain.answers.clear()
    store.set("another", b"in the way")
    keychain.wait_asked(1)
    store.set("a", b"new")
    assert store.get("a") == b"new"
    store.expect("a")
    keychain.answers.set()
    assert store.flush(10)
    assert store.get("a") == b"new"


def test_what_is_being_written_is_known_already(keychain: ScriptedKeychain) -> None:
    """The keychain was told, and has not answered: it may never."""
    store = store_of(keychain)
    keychain.values["a"] = b"old"
    keychain.answers.clear()
    store.set("a", b"new")
    keychain.wait_asked(1)
    assert store.get("a") == b"new"
    keychain.answers.set()
    assert store.flush(10)
    keychain.values["a"] = b"written elsewhere"
    assert store.get("a") == b"written elsewhere", "then the keychain is asked again"


def test_what_waits_longest_is_written_first(keychain: ScriptedKeychain) -> None:
    """A name that is set again and again leaves the others their turn."""
    store = store_of(keychain)
    keychain.answers.clear()
    store.set("often", b"0")
    keychain.wait_asked(1)
    for name in ("a", "b", "often"):
        store.set(name, b"1")
    keychain.answers.set()
    assert store.flush(10)
    assert [name for _, name, _ in keychain.calls] == ["often", "a", "b", "often"]


def test_what_is_expected_is_looked_up_before_anybody_asks(keychain: ScriptedKeychain) -> None:
    store = store_of(keychain)
    keychain.values["a"] = b"1"
    store.expect("a")
    keychain.wait_asked(1)
    assert store.flush(10)
    keychain.values["a"] = b"written elsewhere"
    assert store.get("a") == b"1", "as it was when it was looked up"
    assert store.get("a") == b"written elsewhere", "once only"
    store.expect("a")
    store.set("a", b"2")
    assert store.get("a") == b"2", "an answer from before is not given"


def test_an_expectation_is_made_anew(keychain: ScriptedKeychain) -> None:
    """A wrong passphrase leaves one behind; the next try has its own."""
    store = store_of(keychain)
    store.expect("a")
    assert store.flush(10)
    keychain.values["a"] = b"1"
    store.expect("a")
    assert store.get("a") == b"1"


# ---- nobody waits ----


def test_setting_waits_for_nobody_and_only_the_latest_is_written(
    keychain: ScriptedKeychain,
) -> None:
    store = store_of(keychain)
    keychain.answers.clear()
    store.set("a", b"0")
    keychain.wait_asked(1)
    for number in range(1, 1000):
        store.set("a", b"%d" % number)
    store.set("b", b"1")
    assert keychain.calls == [("set", "a", b"0")]
    assert not store.flush(AT_ONCE_S)
    keychain.answers.set()
    assert store.flush(10)
    assert sorted(keychain.calls[1:]) == [("set", "a", b"999"), ("set", "b", b"1")]


def test_values_are_written_with_a_pause_between_them(keychain: ScriptedKeychain) -> None:
    store = store_of(keychain, pause_s=LONG_S)
    store.set("a", b"1")
    keychain.wait_asked(1)
    store.set("a", b"2")
    for _ in range(3):  # the thread had its turns, and could have
        store.get("b")
    assert [call for call in keychain.calls if call[0] == "set"] == [("set", "a", b"1")]
    store.set("a", b"3")
    assert store.flush(10), "for locking there is no pause"
    assert keychain.values == {"a": b"3"}
    assert ("set", "a", b"2") not in keychain.calls
    store.set("a", b"4")
    for _ in range(3):
        store.get("b")
    assert keychain.values == {"a": b"3"}, "and then there is one again"


def test_asking_a_keychain_that_hangs_ends(keychain: ScriptedKeychain) -> None:
    store = store_of(keychain, patience_s=AT_ONCE_S)
    keychain.answers.clear()
    for wait in (store.get, store.delete):
        with pytest.raises(OSError):  # noqa: PT011  all that the protocol promises
            wait("a")
    assert HighWater(store, "0" * 32).read() is None


def test_what_was_waited_before_asking_counts(keychain: ScriptedKeychain) -> None:
    """While a key is derived the keychain has had its time."""
    store = store_of(keychain, patience_s=2)
    keychain.answers.clear()
    store.expect("a")
    keychain.wait_asked(1)
    future, since = store._expected["a"]
    store._expected["a"] = future, since - 2
    before = time.monotonic()
    with pytest.raises(TimeoutError):
        store.get("a")
    assert time.monotonic() - before < 1


def test_nothing_to_do_is_no_thread(keychain: ScriptedKeychain) -> None:
    store = store_of(keychain, pause_s=LONG_S)
    before = threading.active_count()
    assert store.flush(0)
    store.set("a", b"1")
    assert store.flush(10)
    assert threading.active_count() <= before


# ---- what it may raise ----


@pytest.mark.parametrize("error", [OSError(), RuntimeError(), KeyError("x"), AssertionError()])
def test_whatever_a_keychain_raises_it_did_not_answer(
    keychain: ScriptedKeychain, error: Exception
) -> None:
    store = store_of(keychain)
    keychain.error = error
    store.set("a", b"1")
    assert store.flush(10)
    for wait in (store.get, store.delete):
        with pytest.raises(OSError, match="did not answer"):
            wait("a")
    keychain.error = None
    store.set("a", b"2")
    assert store.flush(10)
    assert store.get("a") == b"2", "it is tried anew"


def test_deleting_ends_what_was_to_be_written(keychain: ScriptedKeychain) -> None:
    store = store_of(keychain, pause_s=LONG_S)
    store.set("a", b"1")
    keychain.wait_asked(1)
    store.set("a", b"2")
    store.delete("a")
    assert store.flush(10)
    assert keychain.values == {}
    assert [call[0] for call in keychain.calls] == ["set", "delete"]


def test_many_threads_leave_the_last_of_each(keychain: ScriptedKeychain) -> None:
    store = store_of(keychain)
    everybody = threading.Barrier(8)

    def writer(name: str) -> None:
        everybody.wait(10)
        for number in range(500):
            store.set(name, b"%d" % number)
            if number % 100 == 0:
                store.expect(name)
                assert int(store.get(name) or b"-1") == number

    names = [f"journal {number}" for number in range(8)]
    threads = [threading.Thread(target=writer, args=[name]) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert store.flush(10)
    assert keychain.values == dict.fromkeys(names, b"499")
    for name in names:
        written = [
            int(value or b"") for call, n, value in keychain.calls if (call, n) == ("set", name)
        ]
        assert written == sorted(set(written)), "never an earlier one after a later one"


# ---- a journal with it ----


@pytest.mark.parametrize("trouble", ["hangs", "raises"])
def test_a_journal_goes_on_without_an_answer(
    new_journal: New, home: Path, keychain: ScriptedKeychain, trouble: str
) -> None:
    store = store_of(keychain, patience_s=AT_ONCE_S)
    if trouble == "hangs":
        keychain.answers.clear()
    else:
        keychain.error = RuntimeError("no")
    with new_journal(secure_store=store) as journal:
        journal.table("entries").insert({"n": 1})
    with Journal.unlock(home, PASSPHRASE, secure_store=store) as journal:
        assert not journal.older
        assert [doc["n"] for doc in journal.table("entries")] == [1]


def test_an_older_copy_is_reported_at_once_and_by_the_next_program(
    new_journal: New, home: Path, keychain: ScriptedKeychain
) -> None:
    store = store_of(keychain, pause_s=LONG_S)
    with new_journal(secure_store=store) as journal:
        journal.table("entries").insert({"n": 1})
    shutil.copytree(home / "vault", home / "aside")
    with Journal.unlock(home, PASSPHRASE, secure_store=store) as journal:
        journal.table("entries").insert({"n": 2})
    shutil.rmtree(home / "vault")
    (home / "aside").rename(home / "vault")
    with Journal.unlock(home, PASSPHRASE, secure_store=store) as journal:
        assert journal.older, "before the keychain itself was told"
    assert store.flush(10)
    with Journal.unlock(home, PASSPHRASE, secure_store=store_of(keychain)) as journal:
        assert journal.older


class SyncedLog(FailingDisk):
    """Knows how many bytes of the log are durable."""

    def __init__(self, log: Path) -> None:
        super().__init__()
        self.log = log
        self.durable = 0

    def sync(self, fd: int) -> None:
        super().sync(fd)
        found = os.fstat(fd)
        with suppress(FileNotFoundError):
            if found.st_ino == self.log.stat().st_ino:
                self.durable = found.st_size


class Noting(ScriptedKeychain):
    """Notes, as each mark reaches it, what of the log was durable then."""

    def __init__(self, disk: SyncedLog) -> None:
        super().__init__()
        self.disk = disk
        self.seen: list[tuple[bytes, int]] = []

    def set(self, name: str, value: bytes) -> None:
        self.seen.append((value, self.disk.durable))
        super().set(name, value)


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["keep", "fail", "hang", "answer", "flush"]), max_size=25))
def test_a_mark_is_never_ahead_of_what_is_durable(steps: list[str]) -> None:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        log = home / "vault" / "log"
        disk = SyncedLog(log)
        keychain = Noting(disk)
        store = store_of(keychain)
        new = Journal.create(home, PASSPHRASE, policy=QUICK, disk=disk, secure_store=store)
        try:
            with new as journal:
                entries = journal.table("entries")
                for step in steps:
                    if step == "hang":
                        keychain.answers.clear()
                    elif step == "answer":
                        keychain.answers.set()
                    elif step == "flush" and keychain.answers.is_set():
                        assert store.flush(10)
                    else:
                        disk.fail = "sync" if step == "fail" else ""
                        with suppress(NotSaved):
                            entries.insert({})
                disk.fail = ""
        finally:
            keychain.answers.set()
        assert store.flush(10)
        whole = log.read_bytes()
        assert keychain.seen, "the journal's first record at the least"
        for value, durable in keychain.seen:
            mark = Mark.parse(value)
            assert mark is not None
            assert mark.tag in whole[:durable], "the record that the mark names was on the disk"
        last = MemoryStore()
        last.values = dict(keychain.values)
        with Journal.unlock(home, PASSPHRASE, secure_store=last) as journal:
            journal.load_rest()
            assert not journal.older


# ---- which of them ----


def test_no_test_reaches_the_keychain_of_whoever_runs_it(tmp_path: Path) -> None:
    assert not locations.keychain_wanted()
    assert program(RunSettings(tmp_path)).secure_store is None


def test_the_command_uses_it_but_not_for_a_journal_that_vanishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import argparse
    import contextlib

    from journal_app import __main__ as command

    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    with contextlib.ExitStack() as cleanup:
        asked = argparse.Namespace(demo=False, data=tmp_path)
        assert program(command._settings(asked, cleanup)).secure_store is not None
        demo = argparse.Namespace(demo=True, data=None)
        assert program(command._settings(demo, cleanup)).secure_store is None
