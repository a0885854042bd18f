"""The platform's keychain as a secure store that nobody waits for.

A keychain may take milliseconds, seconds, or for ever. Keeping a word takes 0.3 ms, and must not
depend on it; nor must opening a journal. So one thread talks to the keychain, and it may hang::

    set      noted at once, written behind; of several values of one name only the latest
    expect   looked up behind, while the key is derived
    get      waits for that, ``patience_s`` since then at most: after it, the store is not there
    delete   waits as long

Values are written ``pause_s`` apart: a keychain may write a file of its own each time. What was set
is therefore behind by about that much when the program is killed, and never ahead of it.
"""

import threading
import time
from concurrent.futures import Future
from typing import Final

from journal_app.vault.keychains import Keychain, platform_keychain

PAUSE_S: Final = 5.0
PATIENCE_S: Final = 2.0


class BackgroundStore:
    """A ``SecureStore`` over ``keychain``. Safe for threads; its own ends when it has no work."""

    def __init__(
        self, keychain: Keychain, *, pause_s: float = PAUSE_S, patience_s: float = PATIENCE_S
    ) -> None:
        self._keychain = keychain
        self._pause_s = pause_s
        self._patience_s = patience_s
        self._changed = threading.Condition()
        # What is to be done, by name: looked up, kept, or (None) let go.
        self._sought: dict[str, Future[bytes | None]] = {}
        self._values: dict[str, tuple[bytes | None, Future[None]]] = {}
        # What the keychain is being told just now; it may never have done with it.
        self._telling: tuple[str, bytes | None] | None = None
        # Looked up for a ``get`` to come, and since when.
        self._expected: dict[str, tuple[Future[bytes | None], float]] = {}
        self._hurry = False
        self._rested = 0.0  # when the next value may be written, by the monotonic clock
        self._thread: threading.Thread | None = None

    def expect(self, name: str) -> None:
        """Begin to look up ``name``. Returns at once."""
        with self._changed:
            self._expected[name] = self._seek(name), time.monotonic()

    def get(self, name: str) -> bytes | None:
        """The latest value called ``name``, or None."""
        with self._changed:
            if name not in self._expected:
                self._expected[name] = self._seek(name), time.monotonic()
            found, since = self._expected.pop(name)
        left_s = since + self._patience_s - time.monotonic()
        return found.result(max(0.0, left_s))  # a ``TimeoutError`` is an ``OSError``

    def set(self, name: str, value: bytes) -> None:
        """Keep ``value`` soon. Returns at once, and never raises."""
        with self._changed:
            self._put(name, value)

    def delete(self, name: str) -> None:
        """Let the value called ``name`` go, and every one that was not written yet."""
        with self._changed:
            self._hurry = True
            done = self._put(name, None)
        done.result(self._patience_s)

    def flush(self, timeout_s: float) -> bool:
        """Write what was set without a pause; whether that is done, after ``timeout_s`` at most.

        For locking (0: without waiting) and for the end of the program.
        """
        with self._changed:
            self._hurry = self._thread is not None
            self._changed.notify_all()
            return self._changed.wait_for(lambda: self._thread is None, timeout_s)

    # ---- inside the condition ----

    def _seek(self, name: str) -> Future[bytes | None]:
        if name in self._values:  # newer than what the keychain says
            return _known(self._values[name][0])
        if self._telling and self._telling[0] == name:
            return _known(self._telling[1])
        if name not in self._sought:
            self._sought[name] = Future()
        self._wake()
        return self._sought[name]

    def _put(self, name: str, value: bytes | None) -> Future[None]:
        self._expected.pop(name, None)
        done = self._values[name][1] if name in self._values else Future[None]()
        self._values[name] = value, done
        self._wake()
        return done

    def _wake(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="keychain", daemon=True)
            self._thread.start()
        else:
            self._changed.notify_all()

    # ---- in the thread ----

    def _work(self) -> None:
        while True:
            with self._changed:
                self._telling = None
                while not self._sought and self._values and self._left_s() > 0:
                    self._changed.wait(self._left_s())
                if self._sought:
                    sought, value = self._sought.popitem(), None
                elif self._values:
                    name = next(iter(self._values))  # the longest waiting: no name starves
                    sought, value = None, (name, self._values.pop(name))
                    self._telling = name, value[1][0]
                else:
                    self._thread, self._hurry = None, False
                    self._changed.notify_all()
                    return
            if sought:
                self._look_up(*sought)
            elif value:
                self._keep(value[0], *value[1])

    def _left_s(self) -> float:
        return 0.0 if self._hurry else self._rested - time.monotonic()

    def _look_up(self, name: str, found: Future[bytes | None]) -> None:
        try:
            found.set_result(self._keychain.get(name))
        except Exception:  # noqa: BLE001  keychains raise what they like: it did not answer
            found.set_exception(OSError("the keychain did not answer"))

    def _keep(self, name: str, value: bytes | None, done: Future[None]) -> None:
        try:
            if value is None:
                self._keychain.delete(name)
            else:
                self._keychain.set(name, value)
            done.set_result(None)
        except Exception:  # noqa: BLE001  as above; the next value is tried anew
            done.set_exception(OSError("the keychain did not answer"))
        self._rested = time.monotonic() + self._pause_s


def _known(value: bytes | None) -> Future[bytes | None]:
    known = Future[bytes | None]()
    known.set_result(value)
    return known


def platform_store() -> BackgroundStore | None:
    """The secure store of this platform. Made at once: nothing is asked of it yet."""
    keychain = platform_keychain()
    return None if keychain is None else BackgroundStore(keychain)
