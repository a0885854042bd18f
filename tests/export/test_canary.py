"""A whole life of a journal, and not one word of it on the disk, the console, a log or a traceback.

A second process writes, changes passphrases, makes words, backs up, restores and deletes, goes
wrong in every way it can, prints every traceback and logs everything. Then this one searches all
that is left, in the forms a word can take. Deleted files are not found by searching, so the other
process also notes every file it opens for writing.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.canary import found_in, found_under

CANARY = "canary-7f3a-lighthouse"
PASSPHRASE = "canary tide lamp seven"
NEXT = "canary after the change"

JOURNEY = """
import io, json, logging, os, sys, traceback
from datetime import UTC, datetime
from pathlib import Path

root, canary, first, following = Path(sys.argv[1]), *sys.argv[2:]
written = []
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes, os.PathLike)):
        if arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            written.append(os.path.abspath(os.fsdecode(arguments[0])))
sys.addaudithook(note)
logging.basicConfig(level=logging.DEBUG, filename=root / "home" / "all.log")
logging.getLogger().addHandler(logging.StreamHandler())

from journal_app.sharing import age
from journal_app.sharing.age import scrypt
from journal_app.ui.door.backup import JournalBackups, look_into, restore_from
from journal_app.vault.erase import erase
from journal_app.vault.journal import Journal
from journal_app.vault.kdf import KdfPolicy
from journal_app.vault.restore import forget_earlier
from journal_app.vault.strength import strength

scrypt.WRITE_LOG_N = 6
quick = KdfPolicy(memory_kib=8, passes=1, lanes=1, target_seconds=0)
now = datetime(2026, 3, 17, 9, 50, tzinfo=UTC)
here, there = root / "data", root / "there"
went_wrong = 0

def wrong(use):
    global went_wrong
    try:
        use()
    except Exception:
        went_wrong += 1
        traceback.print_exc()
        logging.exception("it went wrong")

print(strength(first))
journal = Journal.create(here, first, policy=quick)
table = journal.table("entries")
table.insert_multiple({"text": canary, "n": n} for n in range(5))
table.update({"text": canary + " again"}, doc_ids=[2])
table.remove(doc_ids=[3])
journal.keep_draft("free", {"text": canary})
words = journal.new_words()
journal.keep_words(" ".join(words))
print(journal, table, journal.contents()[0].name)
wrong(lambda: table.insert({"text": canary, "n": float("nan")}))
wrong(lambda: table.insert({canary: {1, 2}}))
wrong(lambda: Journal.unlock(here, first))
wrong(lambda: journal.change_passphrase(""))
wrong(lambda: journal.keep_words(canary))
journal.change_passphrase(following, quick)
journal.compact()
out = io.BytesIO()
wrong(lambda: JournalBackups(journal).seal(out, first, words=False, now=now))
JournalBackups(journal).seal(out, following, words=False, now=now)
(root / "home" / "backup.age").write_bytes(out.getvalue())
journal.new_data_key(following, quick)
words = journal.new_words()
journal.keep_words(" ".join(words))
journal.table("entries").insert({"text": canary})
journal.table("entries").insert({"text": canary, "torn": True})
journal.lock()
wrong(lambda: table.all())
wrong(lambda: Journal.unlock(here, first))
wrong(lambda: Journal.unlock_with_words(here, " ".join(words[:14]) + " " + canary))
wrong(lambda: Journal.create(here, first))
log = here / "vault" / "log"
whole = log.read_bytes()
log.write_bytes(whole[:-30])
with Journal.unlock_with_words(here, " ".join(words)) as journal:
    journal.load_rest()
    journal.table("entries").insert({"text": canary})
flipped = bytearray(log.read_bytes())
flipped[2000] ^= 1
log.write_bytes(flipped)
wrong(lambda: Journal.unlock(here, following).load_rest())
wrong(lambda: look_into(out, first))
wrong(lambda: look_into(io.BytesIO(out.getvalue()[:-1]), following))
forged = b'{"format":"three-dawns backup","version":1,' + canary.encode() + b"\\n"
wrong(lambda: look_into(io.BytesIO(age.encrypt(forged, passphrase=following)), following))
print(look_into(out, following))
for number in range(2):
    restore_from(out, following, there, first, role="client", policy=quick)
with Journal.unlock(there, first) as journal:
    journal.load_rest()
    assert journal.table("entries").all()[0]["text"] == canary
forget_earlier(there)
erase(there)
print(json.dumps({"written": written, "went wrong": went_wrong, "words": words}), file=sys.stdout)
"""


def test_no_word_is_anywhere_after_the_whole_journey(tmp_path: Path) -> None:
    places = {name: tmp_path / name for name in ("home", "temp", "cache")}
    for place in places.values():
        place.mkdir()
    environment = {
        **os.environ,
        "HOME": str(places["home"]),
        "TMPDIR": str(places["temp"]),
        "XDG_CACHE_HOME": str(places["cache"]),
        "XDG_DATA_HOME": str(places["home"]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
    run = subprocess.run(
        [sys.executable, "-c", JOURNEY, str(tmp_path), CANARY, PASSPHRASE, NEXT],
        capture_output=True,
        text=True,
        env=environment,
        cwd=places["home"],
    )
    assert run.returncode == 0, run.stderr[-2000:]
    *console, last = run.stdout.splitlines()
    told = json.loads(last)
    assert told["went wrong"] == 14, "each of them was meant to"
    assert "Traceback" in run.stderr
    assert (places["home"] / "all.log").stat().st_size > 1000

    words = " ".join(told["words"][:3])
    secrets = (CANARY, PASSPHRASE, NEXT, words)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 4, "a journal, a backup and a log are there to be searched"
    assert found_in("\n".join([*console, run.stderr]).encode(), secrets) == []
    assert found_under(tmp_path, secrets) == {}

    meant = (tmp_path / "data", tmp_path / "there", places["home"] / "backup.age")
    known = (places["home"] / "all.log", Path(os.devnull))
    for path in map(Path, told["written"]):
        assert path in known or any(path.is_relative_to(place) for place in meant), path.name
    assert not list(places["temp"].iterdir())
    assert not list(places["cache"].iterdir())
    assert not list((tmp_path / "there").iterdir())
