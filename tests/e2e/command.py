"""The real ``journal`` command, in a home of its own, started and stopped as a person would."""

import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType

PROJECT = Path(__file__).resolve().parents[2]


def environment(home: Path, zone: str = "Europe/London", **more: str) -> dict[str, str]:
    """Return the environment of a person with an empty ``home`` and no screen."""
    gone = ("FLET_", "XDG_", "DISPLAY", "WAYLAND_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(gone)}
    temporary = home / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    return kept | {"HOME": str(home), "TMPDIR": str(temporary), "TZ": zone} | more


def run_to_its_end(home: Path, *options: str, **more: str) -> tuple[int, list[str]]:
    """Run the command that ends by itself; returns its exit code and all it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "journal_app", *options],
        cwd=PROJECT,
        env=environment(home, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout.splitlines()


class Command:
    """One run of the command; a context manager that always ends it.

    Attributes:
        address: what it printed for the browser, with the token.
        origin: scheme, host and port of it.
        lines: everything it printed so far, errors included.
    """

    def __init__(self, home: Path, *options: str, **more: str) -> None:
        self.home = home
        arguments = options or ("--browser", "--no-open", "--data", str(home / "data"))
        self.lines: list[str] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "journal_app", *arguments],
            cwd=PROJECT,
            env=environment(home, **more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._news: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            self.address = self.wait_for("http://")
        except BaseException:
            self.kill()
            raise
        self.origin = self.address.split("/?")[0]

    def __enter__(self) -> "Command":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.kill()

    def stop(self, number: int = signal.SIGINT) -> int:
        """Send Ctrl-C (or another signal) and return the exit code; fails after ten seconds."""
        self._process.send_signal(number)
        code = self._process.wait(10)
        while self._news.get(timeout=10) is not None:
            pass
        return code

    def kill(self) -> None:
        """End it as a dead battery would, if it has not ended by itself."""
        self._process.kill()
        self._process.wait(10)

    @property
    def pid(self) -> int:
        """The process, for looking at what it has open."""
        return self._process.pid

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self.lines.append(line.rstrip("\n"))
            self._news.put(line.strip())
        self._process.stdout.close()
        self._news.put(None)

    def wait_for(self, start: str) -> str:
        """Return the next line that begins with ``start``; fails when there is none to come."""
        while True:
            line = self._news.get(timeout=30)
            if line is None:
                raise AssertionError("the command ended early:\n" + "\n".join(self.lines))
            if line.startswith(start):
                return line
