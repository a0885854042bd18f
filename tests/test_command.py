"""The command as a person meets it: what it prints, how it leaves, and how it says it cannot."""

import signal
import socket
from pathlib import Path

import httpx
import pytest

from journal_app import __version__, content
from journal_app.domain.errors import CannotWrite
from journal_app.words import say
from tests.e2e.command import Command, run_to_its_end


def no_trace(lines: list[str]) -> None:
    """A person sees sentences; never a traceback, nor a framework talking to itself."""
    text = "\n".join(lines)
    for word in ("Traceback", "Error", "INFO", "uvicorn", "flet"):
        assert word not in text, text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_its_address_and_leaves_when_told(tmp_path: Path, number: int) -> None:
    home = tmp_path / "home"
    with Command(home) as journal:
        assert f"    {journal.address}" in journal.lines, "on a line of its own"
        assert httpx.get(journal.origin).status_code == 403
        assert journal.stop(number) == 0
        assert journal.lines[-1] == say("run.goodbye")
        no_trace(journal.lines)
        with pytest.raises(httpx.ConnectError):
            httpx.get(journal.origin)
    assert list((home / "tmp").iterdir()) == []
    assert (home / "data").stat().st_mode & 0o077 == 0, "for this account alone"


def test_without_a_screen_it_says_so_and_opens_the_browser_view(tmp_path: Path) -> None:
    with Command(tmp_path, "--data", str(tmp_path / "data")) as journal:
        assert journal.lines[0] == say("run.no_window_display")
        assert journal.stop() == 0


def test_a_window_that_was_asked_for_and_cannot_be_is_no_failure(tmp_path: Path) -> None:
    with Command(tmp_path, "--window", "--data", str(tmp_path / "data")) as journal:
        assert journal.lines[0] == say("run.no_window_display")
        assert journal.stop() == 0


def test_a_window_client_that_cannot_be_fetched_is_no_failure(tmp_path: Path) -> None:
    more = {"DISPLAY": ":99", "FLET_CLIENT_URL": f"http://127.0.0.1:{_closed_port()}/none"}
    options = ("--no-open", "--data", str(tmp_path / "data"))
    with Command(tmp_path, *options, **more) as journal:
        assert journal.lines[:2] == [say("run.fetching_window"), say("run.no_window_client")]
        assert journal.stop() == 0
        no_trace(journal.lines)


def test_the_demo_leaves_nothing_behind(tmp_path: Path) -> None:
    with Command(tmp_path, "--demo", "--browser", "--no-open") as journal:
        made = [path.name for path in (tmp_path / "tmp").iterdir()]
        assert any(name.startswith("three-dawns-demo-") for name in made)
        assert journal.stop() == 0
        assert journal.lines[-1] == say("run.goodbye_demo")
    assert [path.name for path in tmp_path.iterdir()] == ["tmp"]
    assert list((tmp_path / "tmp").iterdir()) == []


def test_it_takes_the_port_it_is_given_and_says_when_that_is_taken(tmp_path: Path) -> None:
    port = _closed_port()
    options = ("--browser", "--no-open", "--port", str(port), "--data", str(tmp_path / "data"))
    with Command(tmp_path, *options) as journal:
        assert journal.origin == f"http://127.0.0.1:{port}"
        again = run_to_its_end(tmp_path, *options[:-1], str(tmp_path / "other"))
        assert again == (1, [say("run.port_taken", port=port)])


@pytest.mark.parametrize("place", ["a file", "below a file", "kernel"])
def test_a_directory_that_cannot_be_written_is_said_before_anything_starts(
    tmp_path: Path, place: str
) -> None:
    home = tmp_path / "home"
    (tmp_path / "file").write_text("mine")
    data = {
        "a file": tmp_path / "file",
        "below a file": tmp_path / "file" / "journal",
        "kernel": Path("/proc/three-dawns"),
    }[place]
    code, lines = run_to_its_end(home, "--browser", "--no-open", "--data", str(data))
    assert (code, lines) == (1, [CannotWrite.__doc__])
    assert [path.name for path in home.rglob("*")] == ["tmp"]
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize(
    "options", [("--port", "99999"), ("--port", "-1"), ("--port", "x"), ("--nothing",),
                ("--window", "--browser")],
)  # fmt: skip
def test_an_option_that_makes_no_sense(tmp_path: Path, options: tuple[str, ...]) -> None:
    code, lines = run_to_its_end(tmp_path, *options)
    assert code == 2
    assert lines[0].startswith("usage: journal")
    no_trace([line for line in lines if not line.startswith("journal: error")])


def test_help_and_version(tmp_path: Path) -> None:
    code, lines = run_to_its_end(tmp_path, "--help")
    assert code == 0
    assert say("run.about") in lines
    assert run_to_its_end(tmp_path, "--version") == (0, [f"Three Dawns {__version__}"])


def _closed_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_plan_is_checked_without_opening_anything(tmp_path: Path) -> None:
    shipped = Path(content.__file__).with_name("prompts.toml")
    code, lines = run_to_its_end(tmp_path, "plan", "check", str(shipped))
    assert code == 0
    assert any("What stands out" in line for line in lines)
    broken = tmp_path / "mine.toml"
    broken.write_text('id = "mine"\n')
    code, lines = run_to_its_end(tmp_path, "plan", "check", str(broken))
    assert code == 1
    assert any("mine.toml: title: expected" in line for line in lines)
    no_trace(lines)
    assert not (tmp_path / "data").exists()
