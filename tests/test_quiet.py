"""What goes wrong reaches the console as a place in the code, never as what a person wrote."""

import io
import logging
import subprocess
import sys
import textwrap

import pytest

from journal_app.quiet import Whereabouts, where
from journal_app.words import say

CANARY = "canary-warm-hands-91"


def _logged(log: logging.Logger) -> io.StringIO:
    stream = io.StringIO()
    log.addHandler(Whereabouts(stream))
    log.propagate = False
    return stream


def test_a_record_says_where_and_not_what() -> None:
    log = logging.getLogger("flet.test_quiet.record")
    stream = _logged(log)
    try:
        raise ValueError(CANARY)
    except ValueError:
        log.exception("Unhandled: %s", CANARY)
    text = stream.getvalue()
    assert text.startswith("flet.test_quiet.record: ValueError tests.test_quiet:")
    assert CANARY not in text


def test_a_console_that_is_gone_keeps_nobody_from_being_told() -> None:
    class Broken(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    closed = io.StringIO()
    closed.close()
    for number, stream in enumerate((closed, Broken())):
        log = logging.getLogger(f"flet.test_quiet.gone.{number}")
        log.addHandler(Whereabouts(stream))
        log.propagate = False
        log.warning("a part of the page failed: %s", CANARY)


def test_the_same_trouble_is_told_once_and_small_talk_never() -> None:
    log = logging.getLogger("flet.test_quiet.often")
    stream = _logged(log)
    log.setLevel(logging.DEBUG)
    for number in range(100):
        log.error("%s %s", CANARY, number)
        log.info(CANARY)
        log.debug(CANARY)
    assert stream.getvalue().count("\n") == 1


def test_the_place_is_in_our_own_code() -> None:
    with pytest.raises(KeyError) as raised:
        say(CANARY)
    assert where(raised.value).startswith("KeyError journal_app.words:")


def _run(code: str) -> subprocess.CompletedProcess[str]:
    start = "from journal_app.quiet import be_quiet\nbe_quiet()\n"
    return subprocess.run(
        [sys.executable, "-c", start + textwrap.dedent(code)],
        capture_output=True,
        text=True,
        timeout=30,
    )


def test_no_way_of_failing_prints_a_traceback() -> None:
    done = _run(f"""
        import asyncio, logging, threading, warnings
        canary = "{CANARY}"

        def fail():
            raise RuntimeError(canary)

        async def forget():
            async def lost():
                fail()
            task = asyncio.create_task(lost())
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            del task

        class Dropped:
            def __del__(self):
                fail()

        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        asyncio.run(forget())
        Dropped()
        logging.getLogger("flet").error("said %s", canary)
        logging.getLogger("uvicorn.error").warning(canary)
        fail()
    """)
    assert done.returncode == 1
    assert done.stdout == ""
    assert CANARY not in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 6


def test_a_crash_leaves_no_memory_on_the_disk() -> None:
    done = _run("import resource; print(resource.getrlimit(resource.RLIMIT_CORE))")
    assert done.stdout.strip() == "(0, 0)"
