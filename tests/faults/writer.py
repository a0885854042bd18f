"""Writes to a journal and says so, until it is killed: ``python -m tests.faults.writer``.

Reads a line of JSON for each life: {home, passphrase, role: "insert" | "update" | "compaction" |
"passphrase", seed}. Forks a child that opens the journal and works; the child writes "begin ..."
before and "done ..." after each act, as lines of JSON. When the child is gone, "ended" follows.
Forking saves the half second that starting Python anew takes, two hundred times.
"""

import json
import os
import random
import sys
from pathlib import Path
from typing import Any

from journal_app.vault.journal import Journal
from journal_app.vault.kdf import KdfPolicy

QUICK = KdfPolicy(memory_kib=8, passes=1, lanes=1, target_seconds=0)

SHARES = {
    "insert": {"insert": 1},
    "update": {"update": 6, "remove": 2, "insert": 2},
    "compaction": {"compact": 3, "insert": 2, "update": 1},
    "passphrase": {"passphrase": 3, "insert": 1},
}


def text_of(label: str) -> str:
    """The words that a label stands for: its number, and as many letters as its last part says."""
    return f"{label} " + "x" * int(label.rsplit(".", 1)[1])


def tell(**said: Any) -> None:
    """One line; short enough (4 KiB, pipe(7)) that a kill cuts none in two."""
    os.write(1, (json.dumps(said) + "\n").encode())


def live(home: str, passphrase: str, role: str, seed: int) -> None:
    """Work until killed."""
    chance = random.Random(seed)
    journal = Journal.unlock(Path(home), passphrase)
    tell(open=os.getpid())
    if chance.random() < 0.5:
        journal.load_rest()
    table = journal.table("entries")
    shares = SHARES[role]
    number = 0
    while True:
        number += 1
        act = chance.choices(list(shares), list(shares.values()))[0]
        label = f"{seed}.{number}.{chance.choice([10, 800, 1500, 9000])}"
        text = text_of(label)
        ids = [doc.doc_id for doc in table]
        doc_id = chance.choice(ids) if ids else 0
        if act in ("update", "remove") and not ids:
            continue
        if act == "insert":
            tell(begin=act, label=label)
            tell(done=act, id=table.insert({"text": text}), label=label)
        elif act == "update":
            tell(begin=act, id=doc_id, label=label)
            table.update({"text": text}, doc_ids=[doc_id])
            tell(done=act, id=doc_id, label=label)
        elif act == "remove":
            tell(begin=act, id=doc_id)
            table.remove(doc_ids=[doc_id])
            tell(done=act, id=doc_id)
        elif act == "compact":
            tell(begin=act)
            journal.compact()
            tell(done=act)
        else:
            tell(begin=act, passphrase=label)
            journal.change_passphrase(label, QUICK)
            tell(done=act, passphrase=label)


def main() -> None:
    """One child after another."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                live(**json.loads(line))
            finally:
                os._exit(1)
        os.waitpid(child, 0)
        tell(ended=child)


if __name__ == "__main__":
    main()
