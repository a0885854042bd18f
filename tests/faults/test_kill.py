"""kill -9 at any moment: what was acknowledged is there, and what was not is there or is not."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from journal_app.domain.errors import WrongPassphrase
from journal_app.vault.journal import Journal
from tests.faults import LONG
from tests.faults.writer import text_of
from tests.vault.conftest import QUICK

KILLS = 60 if LONG else 6
"""For each kind of work: 240 in all in the long form."""
MOST_KILLS = 10 * KILLS
"""Where chance has it that few of them come within an act."""

Said = dict[str, Any]

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="kill -9 is tried where processes fork; not on this system"
)


@pytest.fixture(scope="module")
def writer() -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.writer"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def one_life(process: "subprocess.Popen[str]", order: Said, seconds: float) -> list[Said]:
    """What a child said until it was killed, ``seconds`` after it had opened the journal."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(order) + "\n")
    process.stdin.flush()
    first = json.loads(process.stdout.readline())
    assert "open" in first, first
    time.sleep(seconds)  # not to wait for anything: it is the moment of death
    os.kill(first["open"], signal.SIGKILL)
    said: list[Said] = []
    for line in process.stdout:
        told = json.loads(line)
        if "ended" in told:
            break
        said.append(told)
    return said


class Model:
    """What must be in the journal, and what may be."""

    def __init__(self, passphrase: str) -> None:
        self.entries: dict[int, str] = {}
        self.passphrase = passphrase
        self.acknowledged = 0

    def follow(self, said: list[Said]) -> Said | None:
        """Take in what was acknowledged; the act that was under way, if any."""
        under_way: Said | None = None
        for told in said:
            if "begin" in told:
                under_way = told
                continue
            under_way = None
            self.acknowledged += 1
            if told["done"] in ("insert", "update"):
                self.entries[told["id"]] = text_of(told["label"])
            elif told["done"] == "remove":
                del self.entries[told["id"]]
            elif told["done"] == "passphrase":
                self.passphrase = told["passphrase"]
        return under_way

    def may_be(self, under_way: Said | None, next_id: int) -> list[dict[int, str]]:
        """The states the entries may be in."""
        states = [self.entries]
        if under_way and under_way["begin"] in ("insert", "update"):
            doc_id = under_way.get("id", next_id)
            states.append({**self.entries, doc_id: text_of(under_way["label"])})
        elif under_way and under_way["begin"] == "remove":
            states.append({i: t for i, t in self.entries.items() if i != under_way["id"]})
        return states


def opened(home: Path, model: Model, under_way: Said | None) -> Journal:
    try:
        return Journal.unlock(home, model.passphrase)
    except WrongPassphrase:
        assert under_way is not None, "the acknowledged passphrase does not open it"
        assert under_way["begin"] == "passphrase"
        model.passphrase = under_way["passphrase"]
        return Journal.unlock(home, model.passphrase)


@pytest.mark.parametrize("role", ["insert", "update", "compaction", "passphrase"])
def test_no_acknowledged_word_is_lost(
    tmp_path: Path, writer: "subprocess.Popen[str]", role: str
) -> None:
    home = tmp_path / "data"
    chance = random.Random(role)
    model = Model("first")
    with Journal.create(home, model.passphrase, policy=QUICK) as journal:
        for number in range(40):  # so that there is an older part to read
            text = f"seed {number} " + "y" * 1500
            model.entries[journal.table("entries").insert({"text": text})] = text
    in_the_middle, highest = 0, 40
    for life in count():
        if life >= MOST_KILLS or (life >= KILLS and in_the_middle > KILLS / 6):
            break
        order = {"home": str(home), "passphrase": model.passphrase, "role": role, "seed": life}
        said = one_life(writer, order, chance.uniform(0, 0.04))
        under_way = model.follow(said)
        in_the_middle += under_way is not None
        highest = max([highest, *model.entries])
        highest = max([highest, *(told["id"] for told in said if told.get("done") == "insert")])
        with opened(home, model, under_way) as journal:
            journal.load_rest()
            found = {doc.doc_id: doc["text"] for doc in journal.table("entries")}
            assert found in model.may_be(under_way, highest + 1), f"life {life}"
            highest = max([highest, *found])
            model.entries = found
    print(f"{role}: {life} kills, {in_the_middle} within an act, {model.acknowledged} kept")
    assert model.acknowledged > KILLS
    assert in_the_middle > KILLS / 6, "the kills came at moments that say something"
