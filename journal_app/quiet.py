"""Nothing a person wrote reaches the console, a log or a crash dump.

Flet logs exceptions with their message, and a message may quote the journal; a traceback shows
lines and values. What reaches the console instead says only *where*: the kind of error and the
place in the code. That is enough to mend the program, and says nothing about the person.
"""

import logging
import sys
import threading
from contextlib import suppress
from types import TracebackType
from typing import TextIO


def be_quiet() -> None:
    """Turn off core dumps, and let every log record and unhandled error through as one line."""
    _no_core_dumps()
    logging.raiseExceptions = False
    logging.basicConfig(level=logging.WARNING, handlers=[Whereabouts(sys.stderr)], force=True)
    sys.excepthook = _unhandled
    threading.excepthook = lambda args: report(args.exc_value)
    sys.unraisablehook = lambda args: report(args.exc_value)


class Whereabouts(logging.Handler):
    """Writes where a record came from, and the kind and place of its error; never its message.

    The same line is written once only: what goes wrong on every frame must not fill a console.
    Where the console is gone (its window was closed, a pipe broke) nothing is written and nothing
    raised: whoever logs is about to tell a person something kind.
    """

    def __init__(self, stream: TextIO) -> None:
        super().__init__(logging.WARNING)
        self._stream = stream
        self._written: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Write the one line for ``record``, if it is new."""
        error = record.exc_info[1] if record.exc_info else None
        place = where(error) if error else f"{record.module}:{record.lineno}"
        line = f"{record.name}: {place}"
        if line not in self._written:
            self._written.add(line)
            with suppress(OSError, ValueError):
                self._stream.write(line + "\n")


def where(error: BaseException) -> str:
    """Return the kind of ``error`` and the innermost place in our own code, without its words."""
    place = ""
    step: TracebackType | None = error.__traceback__
    while step is not None:
        module = str(step.tb_frame.f_globals.get("__name__", ""))
        if module.startswith("journal_app") or not place:
            place = f"{module}:{step.tb_lineno}"
        step = step.tb_next
    return f"{type(error).__name__} {place}".rstrip()


def _unhandled(
    _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    report(error)


def report(error: BaseException | None) -> None:
    """Write the kind and the place of ``error``, and not a word of it."""
    if error is not None and not isinstance(error, KeyboardInterrupt):
        logging.getLogger("three-dawns").error("unhandled", exc_info=error)


def _no_core_dumps() -> None:
    """A core dump holds the whole memory, keys and entries included (Unix only)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
