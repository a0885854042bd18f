"""Whatever is done to a journal, in whatever order: it equals a plain dictionary."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tinydb import where

from journal_app.vault import rest as vault_rest
from journal_app.vault import start as vault_start
from journal_app.vault.journal import Journal
from tests.faults import LONG
from tests.vault.conftest import PASSPHRASE, QUICK

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
DOCUMENTS = st.dictionaries(st.sampled_from(["text", "n", "tags", "in"]), VALUES, max_size=4)


class JournalIsADictionary(RuleBasedStateMachine):
    """The journal on disk and a dictionary of ids, side by side."""

    @initialize()
    def begin(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="three-dawns-"))
        self.journal = Journal.create(self.home, PASSPHRASE, policy=QUICK)
        self.model: dict[int, dict[str, Any]] = {}
        self.given = 0
        self.real = vault_start.NEWEST["entries"], vault_rest._STEP
        vault_start.NEWEST["entries"] = 3  # so that a few entries are a long history
        vault_rest._STEP = 2000

    def teardown(self) -> None:
        if hasattr(self, "home"):
            vault_start.NEWEST["entries"], vault_rest._STEP = self.real
            self.journal.lock()
            shutil.rmtree(self.home)

    @property
    def table(self) -> Any:
        return self.journal.table("entries")

    @rule(documents=st.lists(DOCUMENTS, max_size=4))
    def insert(self, documents: list[dict[str, Any]]) -> None:
        ids = self.table.insert_multiple(documents)
        assert ids == list(range(self.given + 1, self.given + 1 + len(documents)))
        self.given += len(documents)
        self.model.update(zip(ids, documents, strict=True))

    @rule(fields=DOCUMENTS, picked=st.sets(st.integers(1, 12)))
    def update(self, fields: dict[str, Any], picked: set[int]) -> None:
        ids = self.table.update(fields, doc_ids=sorted(picked))
        assert ids == sorted(picked & self.model.keys())
        for doc_id in ids:
            self.model[doc_id] = self.model[doc_id] | fields

    @rule(n=st.integers(0, 3), fields=DOCUMENTS)
    def upsert(self, n: int, fields: dict[str, Any]) -> None:
        document = fields | {"n": n, "mark": n}
        hits = [i for i, known in self.model.items() if known.get("mark") == n]
        ids = self.table.upsert(document, where("mark") == n)
        if not hits:
            self.given += 1
            assert ids == [self.given]
            self.model[self.given] = document
        for doc_id in hits:
            self.model[doc_id] = self.model[doc_id] | document

    @rule(picked=st.sets(st.integers(1, 12)))
    def remove(self, picked: set[int]) -> None:
        assert self.table.remove(doc_ids=sorted(picked)) == sorted(picked & self.model.keys())
        for doc_id in picked:
            self.model.pop(doc_id, None)

    @rule()
    def truncate(self) -> None:
        self.table.truncate()
        self.model.clear()

    @rule()
    def lock_and_unlock(self) -> None:
        self.journal.lock()
        self.journal = Journal.unlock(self.home, PASSPHRASE)

    @rule()
    def read_a_little_more(self) -> None:
        rest = self.journal._ledger._rest
        if rest is not None:
            rest.step()

    @rule()
    def read_the_rest(self) -> None:
        self.journal.load_rest()
        assert self.journal.loaded

    @rule()
    def compact(self) -> None:
        generation = self.journal._ledger.log.form.generation
        self.journal.compact()
        assert self.journal._ledger.log.form.generation == generation + 1

    @rule()
    def lose_the_start_file(self) -> None:
        self.journal.lock()
        (self.home / "vault" / "start").unlink(missing_ok=True)
        self.journal = Journal.unlock(self.home, PASSPHRASE)
        assert self.journal.loaded

    @rule()
    def crash(self) -> None:
        """The process is gone: nothing that locking does was done."""
        start = self.home / "vault" / "start"
        before = start.read_bytes() if start.exists() else None
        self.journal.lock()
        start.unlink(missing_ok=True)
        if before is not None:
            start.write_bytes(before)
        self.journal = Journal.unlock(self.home, PASSPHRASE)

    @rule(document=DOCUMENTS, kept=st.floats(0, 1, exclude_max=True))
    def crash_while_inserting(self, document: dict[str, Any], kept: float) -> None:
        """Some first bytes of an insert reached the disk, and the power went."""
        log = self.home / "vault" / "log"
        start = self.home / "vault" / "start"
        first_screen = start.read_bytes() if start.exists() else None
        before = self.journal._ledger.log.size
        self.table.insert(document)
        self.journal.lock()
        whole = log.read_bytes()
        log.write_bytes(whole[: before + int((len(whole) - before) * kept)])
        start.unlink(missing_ok=True)
        if first_screen is not None:
            start.write_bytes(first_screen)
        self.journal = Journal.unlock(self.home, PASSPHRASE)

    @invariant()
    def they_are_equal(self) -> None:
        """What is here is the newest part of the dictionary, without a gap; in the end all of it.

        Only a document that was changed after the start file was made may be here out of turn.
        """
        if not hasattr(self, "model"):
            return
        found = {doc.doc_id: dict(doc) for doc in self.table}
        for doc_id, fields in found.items():
            assert repr(fields) == repr(self.model[doc_id])
        assert list(found) == sorted(found)
        if self.table.complete:
            assert list(found) == sorted(self.model)
        else:
            floor = self.journal._storage._shelves["entries"].floor
            assert {i for i in self.model if i >= floor} <= found.keys()


JournalIsADictionary.TestCase.settings = settings(
    max_examples=1000 if LONG else 60, stateful_step_count=40 if LONG else 25, deadline=None
)
TestJournalIsADictionary = JournalIsADictionary.TestCase
