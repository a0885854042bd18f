"""The made-up books open, hold something, and are plainly made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal_app.clock import SetClock
from journal_app.run import RunSettings
from journal_app.ui.app import JournalProgram
from journal_app.ui.demo import OPENS_WITH
from journal_app.ui.shell import Role
from tests.driver import Driver
from tests.ui.conftest import QUICK, unlock, window_of


@pytest.mark.parametrize(("role", "seen"), [("journal", "hour 27 of 72"), ("practice", "Rowan")])
async def test_both_made_up_books_open(
    tmp_path: Path, clock: SetClock, role: str, seen: str
) -> None:
    program = JournalProgram(RunSettings(data=tmp_path, demo=True), clock, QUICK)
    driver = await Driver.start(program.main)
    assert driver.sees("Everything here is made up")
    await driver.inside(lambda: window_of(driver).choose(Role(role)))
    await unlock(driver, OPENS_WITH)
    await driver.until(lambda: driver.sees(seen))
    program.close()
    await driver.stop()
