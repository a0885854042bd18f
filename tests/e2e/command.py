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


class Command:
    """One run of the command; a context manager that always ends it.

    Attributes:
        address: what it printed for the browser, with the token.
        origin: scheme, host and port of it.
        lines: everything it printed so far, errors included.
    """

    def __init__(self, home: Path, *options: str, zone: str = "Europe/London") -> None:
        self.home = home
        home.mkdir(parents=True, exist_ok=True)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("FLET_", "XDG_"))}
        outside = ("DISPLAY", "WAYLAND_DISPLAY")
        env = {k: v for k, v in kept.items() if k not in outside}
        env |= {"HOME": str(home), "TZ": zone, "TMPDIR": str(home / "tmp"), "PYTHONUNBUFFERED": "1"}
        (home / "tmp").mkdir(exist_ok=True)
        arguments = options or ("--browser", "--no-open", "--data", str(home / "data"))
        self.lines: list[str] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "journal_app", *arguments],
            cwd=PROJECT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._news: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.address = self._wait_for_address()
        self.origin = self.address.split("/?")[0]

    def __enter__(self) -> "Command":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait(10)

    def stop(self, number: int = signal.SIGINT) -> int:
        """Send Ctrl-C (or another signal) and return the exit code; fails after ten seconds."""
        self._process.send_signal(number)
        code = self._process.wait(10)
        while self._news.get(timeout=10) is not None:
            pass
        return code

    def kill(self) -> None:
        """End it as a dead battery would."""
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

    def _wait_for_address(self) -> str:
        while True:
            line = self._news.get(timeout=30)
            if line is None:
                raise AssertionError("the command ended early:\n" + "\n".join(self.lines))
            if line.startswith("http://"):
                return line
