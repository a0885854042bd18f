"""TinyDB's API, as the rest of the program uses it, over a memory log and a file."""

import math
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document

from journal_app.domain.errors import Locked
from journal_app.vault.changes import unpack
from journal_app.vault.log import MemoryLog
from journal_app.vault.storage import SealedStorage
from journal_app.vault.tables import SealedTable


def reopened(log: MemoryLog) -> SealedStorage:
    storage = SealedStorage(MemoryLog())
    storage.replay(log.records)
    return storage


def test_what_is_inserted_is_found(table: SealedTable) -> None:
    first = table.insert({"text": "a thread of gold", "tags": ["morning"]})
    second, third = table.insert_multiple([{"text": "rain"}, {"text": "gold again"}])
    assert [first, second, third] == [1, 2, 3]
    assert table.get(doc_id=1) == {"text": "a thread of gold", "tags": ["morning"]}
    assert table.get(where("text") == "rain").doc_id == second
    assert [doc.doc_id for doc in table.search(where("text").search("gold"))] == [first, third]
    assert table.get(doc_ids=[3, 1, 99]) == [table.get(doc_id=1), table.get(doc_id=3)]
    assert len(table) == len(table.all()) == 3
    assert table.count(where("text").exists()) == 3
    assert table.contains(doc_id=2)
    assert not table.contains(where("text") == "snow")
    assert table.get(doc_id=99) is None
    assert table.get(where("text") == "snow") is None


def test_update_by_id_by_condition_and_by_function(table: SealedTable) -> None:
    table.insert_multiple([{"n": 1, "in": {"deep": [1]}}, {"n": 2}, {"n": 3}])
    assert table.update({"kept": True}, doc_ids=[1, 1, 77]) == [1]
    assert table.update({"n": 20}, where("n") == 2) == [2]

    def deepen(document: Any) -> None:
        document["in"]["deep"].append(2)

    assert table.update(deepen, doc_ids=[1]) == [1]
    assert table.update({"all": 1}) == [1, 2, 3]
    assert table.update_multiple([({"x": 1}, where("n") == 3), ({"y": 1}, where("x") == 1)]) == [
        3,
        3,
    ]
    assert table.all() == [
        {"n": 1, "in": {"deep": [1, 2]}, "kept": True, "all": 1},
        {"n": 20, "all": 1},
        {"n": 3, "all": 1, "x": 1, "y": 1},
    ]


def test_one_and_true_are_different_words(table: SealedTable) -> None:
    table.insert({"asked": 1})
    table.update({"asked": True}, doc_ids=[1])
    assert table.get(doc_id=1)["asked"] is True


def test_upsert_updates_or_inserts(table: SealedTable) -> None:
    assert table.upsert({"key": "a", "v": 1}, where("key") == "a") == [1]
    assert table.upsert({"key": "a", "v": 2}, where("key") == "a") == [1]
    assert table.upsert(Document({"v": 3}, doc_id=1)) == [1]
    assert table.upsert(Document({"v": 9}, doc_id=9)) == [9]
    assert table.all() == [{"key": "a", "v": 3}, {"v": 9}]


def test_remove_and_truncate_never_free_an_id(table: SealedTable) -> None:
    table.insert_multiple([{}, {}, {}])
    assert table.remove(doc_ids=[3, 3, 50]) == [3]
    assert table.insert({}) == 4
    table.truncate()
    assert table.all() == []
    assert table.insert({"n": 5}) == 5
    assert table.remove(where("n") == 5) == [5]
    assert table.insert({}) == 6
    with pytest.raises(RuntimeError):
        table.remove()


def test_ids_are_not_given_again_after_reopening() -> None:
    log = MemoryLog()
    table = SealedTable(SealedStorage(log), "entries")
    table.insert_multiple([{}, {}])
    table.remove(doc_ids=[2])
    assert SealedTable(reopened(log), "entries").insert({}) == 3
    table.truncate()
    assert SealedTable(reopened(log), "entries").insert({}) == 3


def test_two_views_of_one_table_agree_on_the_next_id(table: SealedTable) -> None:
    other = SealedTable(table.storage, "entries")
    assert [table.insert({}), other.insert({}), table.insert({})] == [1, 2, 3]


def test_an_explicit_id_is_kept_and_counted_from(table: SealedTable) -> None:
    assert table.insert_multiple([Document({}, doc_id=7), {}]) == [7, 8]
    for taken in (7, 0, -1, 2**60):
        with pytest.raises(ValueError, match="taken"):
            table.insert(Document({}, doc_id=taken))
    assert len(table) == 2


def test_what_is_handed_out_is_a_copy(table: SealedTable) -> None:
    given = {"tags": ["one"], "in": {"deep": [1]}}
    table.insert(given)
    given["tags"].append("after")
    for got in (
        table.get(doc_id=1),
        table.all()[0],
        next(iter(table)),
        table.search(where("tags").exists())[0],
        table.get(where("tags").exists()),
        table.get(doc_ids=[1])[0],
    ):
        got["tags"].append("two")
        got["in"]["deep"].clear()
    assert table.get(doc_id=1) == {"tags": ["one"], "in": {"deep": [1]}}


def test_an_edit_that_raises_changes_nothing(table: SealedTable) -> None:
    table.insert_multiple([{"n": [1]}, {"n": [2]}])

    def stumble(document: Any) -> None:
        document["n"].append(0)
        if document["n"][0] == 2:
            raise LookupError

    with pytest.raises(LookupError):
        table.update(stumble)
    assert table.all() == [{"n": [1]}, {"n": [2]}]


@pytest.mark.parametrize("bad", [{"n": math.nan}, {"n": math.inf}, {"n": {1}}, {"n": b"x"}])
def test_what_is_not_json_is_refused_whole_and_not_quoted(
    table: SealedTable, bad: dict[str, Any]
) -> None:
    with pytest.raises((ValueError, TypeError)) as caught:
        table.insert_multiple([{"ok": 1}, {"text": "my secret", **bad}])
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert table.all() == []
    with pytest.raises(ValueError, match="mapping"):
        table.insert(["no mapping"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["", "\ud83d half an emoji", "\x00", "\u202e", "ünï 🌒", "x" * 70_000]
)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    log = MemoryLog()
    SealedTable(SealedStorage(log), "entries").insert({"text": text})
    assert SealedTable(reopened(log), "entries").get(doc_id=1) == {"text": text}


def test_every_change_is_one_record() -> None:
    log = MemoryLog()
    table = SealedTable(SealedStorage(log), "entries")
    table.insert_multiple([{"n": n} for n in range(50)])
    table.update({"m": 1}, where("n") < 3)
    table.update_multiple([({"m": 2}, where("n") == 4), ({"m": 3}, where("n") == 5)])
    table.remove(where("n") > 40)
    table.truncate()
    assert [len(list(unpack(record))) for record in log.records] == [50, 3, 2, 9, 1]
    table.truncate()
    table.update({"m": 1}, doc_ids=[999])
    assert len(log.records) == 5, "nothing to say, nothing written"


def test_a_stock_tinydb_over_the_storage_loses_nothing() -> None:
    """The stock table changes what read() returned, so comparing that with itself saves nothing."""
    log = MemoryLog()
    with TinyDB(log, storage=SealedStorage) as db:
        stock = db.table("entries")
        stock.insert_multiple([{"n": 1, "deep": [1]}, {"n": 2}, {"n": 3}])
        stock.update(lambda doc: doc["deep"].append(2), where("n") == 1)
        stock.remove(where("n") == 2)
        wanted = stock.all()
        db.drop_table("entries")
        assert db.table("entries").all() == []
    before_drop = MemoryLog()
    before_drop.records = log.records[:-1]
    assert SealedTable(reopened(before_drop), "entries").all() == wanted
    assert wanted == [{"n": 1, "deep": [1, 2]}, {"n": 3}]


def test_a_closed_storage_refuses_everything(table: SealedTable) -> None:
    table.insert({"text": "my secret"})
    table.storage.close()
    for use in (
        lambda: table.insert({}),
        lambda: table.insert_multiple([{}]),
        lambda: table.all(),
        lambda: len(table),
        lambda: table.get(doc_id=1),
        lambda: table.search(where("text").exists()),
        lambda: table.count(where("text").exists()),
        lambda: table.contains(doc_id=1),
        lambda: table.update({}),
        lambda: table.update_multiple([]),
        lambda: table.upsert({}, where("text").exists()),
        lambda: table.remove(doc_ids=[1]),
        lambda: table.truncate(),
        lambda: table.storage.read(),
        lambda: table.storage.write({}),
    ):
        with pytest.raises(Locked):
            use()
    assert repr(table) == "<SealedTable 'entries'>"
