"""Large files chosen in a real browser: taken in, or refused in one sentence before they are sent.

Flet would send them through its websocket, which ends over a message that is too large, and with
it the open book.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from journal_app.domain.errors import NotABackup
from journal_app.words import say, sentence
from tests.e2e.command import Command
from tests.e2e.page import Visit

pytestmark = pytest.mark.browser

Opener = Callable[..., Visit]
MIB = 1024 * 1024
PASSPHRASE = "lamp river stone window"


def hole(path: Path, size: int) -> Path:
    """A file of ``size`` bytes that takes hardly any room."""
    with path.open("wb") as file:
        file.truncate(size)
    return path


def test_a_backup_of_more_than_40_mib_is_read_and_one_too_large_is_not(
    journal: Command, opened: Opener, tmp_path: Path
) -> None:
    v = opened(journal.address)
    v.press("I have a backup")
    v.give_file(lambda: v.press("Choose the file"), hole(tmp_path / "vast", 257 * MIB))
    v.sees(say("restore.too_large"))
    v.give_file(lambda: v.press("Choose the file"), hole(tmp_path / "large", 41 * MIB))
    v.sees(say("restore.opens_title"), timeout=30_000)
    v.write(say("restore.secret"), PASSPHRASE)
    v.press("Look inside")
    v.sees(sentence(NotABackup()), timeout=20_000)


def test_a_packet_too_large_is_refused_and_the_book_stays_open(
    journal: Command, opened: Opener, tmp_path: Path
) -> None:
    v = opened(journal.address)
    v.press("I am a therapist: make a practice")
    v.write("New passphrase", PASSPHRASE)
    v.write("The same once more", PASSPHRASE)
    v.press("Create it")
    v.write("Your name, as clients know it", "Dana Okafor")
    v.press("Make my card")
    v.sees("Read these aloud", timeout=20_000)
    v.press("Inbox")
    v.give_file(lambda: v.press("Open packets"), hole(tmp_path / "vast", 41 * MIB))
    v.sees(say("inbox.title_too_large"))
    v.press("Leave it aside")
    v.give_file(lambda: v.press("Open packets"), hole(tmp_path / "next", 2 * MIB))
    v.sees(say("inbox.title_not_a_packet"), timeout=20_000)
