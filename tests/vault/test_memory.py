"""After locking, the keys are not in the process's memory any more. Best effort, and said as such.

A second process opens a journal and locks it; this one reads all of its memory through ``/proc``
at both moments and looks for the keys, which the other one was never told. That a key is found
while the journal is open shows that looking works. What is not shown: swap, hibernation, copies a
kernel keeps, and what Python once held as text.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import IO, NoReturn

import pytest

from journal_app.vault.format import ID_SIZE, KEY_SIZE, _derive
from journal_app.vault.journal import Journal
from journal_app.vault.kdf import passphrase_bytes
from journal_app.vault.keys import KeyFile, Slot
from journal_app.vault.recovery import secret_of
from tests.vault.conftest import PASSPHRASE, QUICK, made_words

NEXT = "rain on a tin roof"
MAPPING = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r")
BLOCK = 16 * 1024 * 1024

CHILD = """
import sys
from pathlib import Path
from journal_app.vault.journal import Journal
from journal_app.vault.kdf import KdfPolicy
quick = KdfPolicy(memory_kib=8, passes=1, lanes=1, target_seconds=0)
home, passphrase, words, journey = Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
def pause(word):
    print(word, flush=True)
    sys.stdin.readline()
if journey == "words":
    journal = Journal.unlock_with_words(home, words)
else:
    journal = Journal.unlock(home, passphrase)
journal.load_rest()
table = journal.table("entries")
for number in range(20):
    table.insert({"text": "x" * 3000, "n": number})
if journey == "changes":
    journal.change_passphrase("rain on a tin roof", quick)
    journal.keep_words(" ".join(journal.new_words()))
    journal.compact()
if journey == "new key":
    journal.new_data_key("rain on a tin roof", quick)
pause("open")
journal.lock()
pause("locked")
"""


def missing(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"not shown: {what}")
    pytest.skip(f"MEMORY AFTER LOCKING NOT SHOWN: {what}")


def counts(pid: int, needles: dict[str, bytes]) -> dict[str, int]:
    """How often each needle stands in the readable memory of a process."""
    found = dict.fromkeys(needles, 0)
    overlap = max(map(len, needles.values())) - 1
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            match = MAPPING.match(line)
            if not match or line.endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                continue
            at, end = int(match[1], 16), int(match[2], 16)
            before = b""
            while at < end:
                try:
                    memory.seek(at)
                    block = memory.read(min(BLOCK, end - at))
                except OSError:
                    break
                if not block:
                    break
                for name, needle in needles.items():
                    found[name] += (before + block).count(needle)
                before = block[-overlap:]
                at += len(block)
    return found


def keys_of(home: Path, passphrase: str) -> dict[str, bytes]:
    """The data key, what it is wrapped under, and the keys of the log as it is on the disk now."""
    folder = home / "vault"
    key_file = KeyFile.parse((folder / "key").read_bytes())
    data_key = key_file.open_with_passphrase(passphrase)
    slot = key_file.slots[0]
    assert isinstance(slot, Slot)
    log_id = (folder / "log").read_bytes()[16 : 16 + ID_SIZE]
    assert len(data_key) == KEY_SIZE
    return {
        "data key": bytes(data_key),
        "slot key": bytes(slot.kdf.derive(passphrase_bytes(passphrase))),
        "record key": bytes(_derive(data_key, log_id, b"three-dawns log v1 records")),
        "length key": bytes(_derive(data_key, log_id, b"three-dawns log v1 lengths")),
    }


def told(stream: IO[str] | None) -> str:
    assert stream is not None
    return stream.readline().strip()


@pytest.mark.parametrize("journey", ["passphrase", "words", "changes", "new key"])
def test_no_key_is_found_in_memory_after_locking(home: Path, journey: str) -> None:
    if not Path("/proc/self/mem").exists():
        missing("there is no /proc here")
    with Journal.create(home, PASSPHRASE, policy=QUICK) as journal:
        words = " ".join(made_words(journal))
    before = keys_of(home, PASSPHRASE) | {"secret of the words": bytes(secret_of(words))}
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(home), PASSPHRASE, words, journey],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        try:
            assert child.stdin is not None
            assert told(child.stdout) == "open"
            changed = journey in ("changes", "new key")
            now = keys_of(home, NEXT if changed else PASSPHRASE)
            needles = now | {f"first {name}": key for name, key in before.items()}
            try:
                opened = counts(child.pid, needles)
            except PermissionError:
                missing("this system does not let a process look at its child")
            assert opened["data key"] > 0, "looking works"
            child.stdin.write("\n")
            child.stdin.flush()
            assert told(child.stdout) == "locked"
            locked = counts(child.pid, needles)
        finally:
            child.kill()
    print(journey, opened, locked)
    assert locked == dict.fromkeys(needles, 0)
