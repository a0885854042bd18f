"""The native window's way of starting and ending, with a stand-in for Flet's desktop client.

The real client needs a screen and is fetched from Flet's release page, so it is not started here.
"""

import signal
import sys
import textwrap
from pathlib import Path
from subprocess import PIPE, STDOUT, Popen

import pytest

from journal_app import locations
from tests.e2e.command import PROJECT, environment

PROGRAM = """
import sys
from pathlib import Path
import flet as ft
from journal_app import window
from journal_app.quiet import be_quiet

class Little:
    async def main(self, page):
        page.add(ft.Text("shown-to-the-window"))
        print("open", flush=True)

    def close(self):
        print("locked", flush=True)

be_quiet()
little = Little()
print("shown" if window.show(little, little.close) else "never shown", flush=True)
"""


def _started(tmp_path: Path, does: str) -> Popen[str]:
    view = tmp_path / "view"
    view.mkdir()
    client = view / "flet"
    stand_in = PROJECT / "tests" / "window_client.py"
    client.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{stand_in}" "$@"\n')
    client.chmod(0o700)
    more = {
        "DISPLAY": ":99",
        "FLET_VIEW_PATH": str(view),
        "WINDOW_DOES": does,
        "WINDOW_LOG": str(tmp_path / "log"),
    }
    command = [sys.executable, "-c", textwrap.dedent(PROGRAM)]
    env = environment(tmp_path / "home", **more)
    return Popen(command, cwd=PROJECT, env=env, stdout=PIPE, stderr=STDOUT, text=True)


def test_closing_the_window_ends_it(tmp_path: Path) -> None:
    with _started(tmp_path, "close-soon") as program:
        printed, _ = program.communicate(timeout=30)
    assert printed.splitlines() == ["open", "shown"]
    assert (tmp_path / "log").read_text() == str(locations.assets_dir())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_locks_first_and_closes_the_window(tmp_path: Path, number: int) -> None:
    with _started(tmp_path, "stay") as program:
        assert program.stdout
        assert program.stdout.readline() == "open\n"
        program.send_signal(number)
        printed, _ = program.communicate(timeout=30)
    assert printed.splitlines() == ["locked", "shown"]


def test_a_client_that_cannot_start_is_noticed(tmp_path: Path) -> None:
    with _started(tmp_path, "break") as program:
        printed, _ = program.communicate(timeout=30)
    assert printed.splitlines() == ["never shown"]
