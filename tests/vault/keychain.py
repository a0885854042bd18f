"""A keychain that does what a test says: it hangs, raises, and notes what it was asked."""

import threading


class ScriptedKeychain:
    """Answers while ``answers`` is set; raises ``error`` if there is one.

    ``asked`` counts calls that have come in, answered or not; wait for them with ``wait_asked``.
    """

    def __init__(self) -> None:
        self.values: dict[str, bytes] = {}
        self.calls: list[tuple[str, str, bytes | None]] = []
        self.answers = threading.Event()
        self.answers.set()
        self.error: Exception | None = None
        self._came = threading.Condition()

    def wait_asked(self, calls: int) -> None:
        with self._came:
            assert self._came.wait_for(lambda: len(self.calls) >= calls, 10)

    def _come(self, call: str, name: str, value: bytes | None = None) -> None:
        with self._came:
            self.calls.append((call, name, value))
            self._came.notify_all()
        assert self.answers.wait(30)
        if self.error:
            raise self.error

    def get(self, name: str) -> bytes | None:
        self._come("get", name)
        return self.values.get(name)

    def set(self, name: str, value: bytes) -> None:
        self._come("set", name, value)
        self.values[name] = value

    def delete(self, name: str) -> None:
        self._come("delete", name)
        self.values.pop(name, None)
