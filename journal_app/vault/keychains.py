"""The secure store a desktop comes with: the few calls to it that the high-water mark needs.

::

    Linux     Secret Service (GNOME Keyring, KWallet, KeePassXC), over D-Bus
    macOS     Keychain               through ``keyring``
    Windows   Credential Locker      through ``keyring``

None of them ever asks a person anything. Somebody who has come to write must not find a dialog
that wants another password; so a store that is locked, or that would ask before it answers, is
taken for one that is not there. ``keyring``'s own way to the Secret Service unlocks it by a dialog,
and its other stores may be plain files: neither is used.

Run by us: GNOME Keyring, open, locked and missing. The others were read about, and not run.

What is kept is called "Three Dawns" and the journal's id, which is all that a person who looks
into their keychain sees.

Every call takes as long as the store takes, and raises whatever its library raises: it is made
behind ``secure_store.BackgroundStore`` only. Libraries are imported at the first call, so that
the program starts no later for them.
"""

import base64
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_OURS: Final = "Three Dawns"
_ANSWER_S: Final = 2.0  # seconds for one call over D-Bus


class Keychain(Protocol):
    """Small values by name. Any method may block, and may raise any ``Exception``."""

    def get(self, name: str) -> bytes | None:
        """The value called ``name``, or None."""

    def set(self, name: str, value: bytes) -> None:
        """Keep ``value`` in place of the one before."""

    def delete(self, name: str) -> None:
        """Let the value called ``name`` go, if there is one."""


class SecretService:
    """The default collection of the freedesktop.org Secret Service (specification 0.2).

    Values cross the person's own session bus as they are ("plain" in the specification): a mark
    says nothing that the journal's files do not say.
    """

    def get(self, name: str) -> bytes | None:
        """As ``Keychain.get``."""
        with _Bus.connected() as bus:
            for item in self._items(bus, name):
                bus.refuse_locked(item, "Item")
                ((_, _, value, _),) = bus.call(item, "Item.GetSecret", "o", bus.session())
                return bytes(value)
        return None

    def set(self, name: str, value: bytes) -> None:
        """As ``Keychain.set``."""
        with _Bus.connected() as bus:
            collection = self._collection(bus)
            properties = {
                "org.freedesktop.Secret.Item.Label": ("s", name),
                "org.freedesktop.Secret.Item.Attributes": ("a{ss}", _attributes(name)),
            }
            secret = (bus.session(), b"", value, "application/octet-stream")
            arguments = "a{sv}(oayays)b", properties, secret, True
            _, asks = bus.call(collection, "Collection.CreateItem", *arguments)
            _refuse_question(asks)

    def delete(self, name: str) -> None:
        """As ``Keychain.delete``."""
        with _Bus.connected() as bus:
            for item in self._items(bus, name):
                bus.refuse_locked(item, "Item")
                (asks,) = bus.call(item, "Item.Delete")
                _refuse_question(asks)

    @staticmethod
    def _collection(bus: "_Bus") -> str:
        (collection,) = bus.call(_SERVICE, "Service.ReadAlias", "s", "default")
        if collection == _NOTHING:  # making one would ask for a password
            raise OSError("there is no keychain yet")
        bus.refuse_locked(collection, "Collection")
        return str(collection)

    def _items(self, bus: "_Bus", name: str) -> list[str]:
        search = "Collection.SearchItems", "a{ss}", _attributes(name)
        (items,) = bus.call(self._collection(bus), *search)
        return list(items)


_SERVICE: Final = "/org/freedesktop/secrets"
_NOTHING: Final = "/"  # the path that stands for no object


def _attributes(name: str) -> dict[str, str]:
    return {"application": _OURS, "name": name}


def _refuse_question(prompt: str) -> None:
    """A prompt that is never shown does nothing, and goes with the connection."""
    if prompt != _NOTHING:
        raise OSError("the keychain would ask first")


class _Bus:
    """One connection to the session bus, for one call of ours."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def connected(cls) -> "Iterator[_Bus]":
        """Raises ``KeyError`` where there is no session bus."""
        from jeepney.io.blocking import open_dbus_connection

        with open_dbus_connection() as connection:
            yield cls(connection)

    def call(self, path: str, method: str, signature: str = "", *arguments: object) -> Any:
        """What ``method`` of the Secret Service's object at ``path`` returns, as a tuple."""
        interface, _, name = f"org.freedesktop.Secret.{method}".rpartition(".")
        return self._ask(path, interface, name, signature, arguments)

    def session(self) -> str:
        """A session in which values are as they are; it ends with the connection."""
        _, session = self.call(_SERVICE, "Service.OpenSession", "sv", "plain", ("s", ""))
        return str(session)

    def refuse_locked(self, path: str, kind: str) -> None:
        """Raise ``OSError`` when the ``Item`` or ``Collection`` at ``path`` is locked."""
        which = f"org.freedesktop.Secret.{kind}", "Locked"
        ((_, locked),) = self._ask(path, "org.freedesktop.DBus.Properties", "Get", "ss", which)
        if locked:
            raise OSError("the keychain is locked")

    def _ask(
        self, path: str, interface: str, name: str, signature: str, arguments: tuple[object, ...]
    ) -> Any:
        from jeepney import DBusAddress, new_method_call
        from jeepney.wrappers import unwrap_msg

        address = DBusAddress(path, "org.freedesktop.secrets", interface)
        message = new_method_call(address, name, signature or None, arguments)
        return unwrap_msg(self._connection.send_and_get_reply(message, timeout=_ANSWER_S))


class ThroughKeyring:
    """A store of ``keyring``'s, by the full name of its class. It takes text: values are base64."""

    def __init__(self, backend: str) -> None:
        self._name = backend

    def get(self, name: str) -> bytes | None:
        """As ``Keychain.get``."""
        text = self._backend().get_password(name, _OURS)
        return None if text is None else base64.b64decode(text, validate=True)

    def set(self, name: str, value: bytes) -> None:
        """As ``Keychain.set``."""
        self._backend().set_password(name, _OURS, base64.b64encode(value).decode("ascii"))

    def delete(self, name: str) -> None:
        """As ``Keychain.delete``."""
        backend = self._backend()
        if backend.get_password(name, _OURS) is not None:
            backend.delete_password(name, _OURS)

    def _backend(self) -> "KeyringBackend":
        from keyring.core import load_keyring

        if sys.platform == "darwin":
            _no_dialogs()
        return load_keyring(self._name)


def _no_dialogs() -> None:
    """Let the Keychain refuse where it would ask, as it does after Python itself was updated.

    Holds for this process, which keeps nothing else there.
    """
    import ctypes
    import ctypes.util

    security = ctypes.CDLL(ctypes.util.find_library("Security"))
    if security.SecKeychainSetUserInteractionAllowed(ctypes.c_ubyte(False)):
        raise OSError("the keychain would ask first")


_OF_PLATFORM: Final[Mapping[str, Callable[[], Keychain]]] = {
    "linux": SecretService,
    "darwin": lambda: ThroughKeyring("keyring.backends.macOS.Keyring"),
    "win32": lambda: ThroughKeyring("keyring.backends.Windows.WinVaultKeyring"),
}


def platform_keychain() -> Keychain | None:
    """The keychain of this platform, None where we know none. Whether it answers shows later."""
    make = _OF_PLATFORM.get(sys.platform)
    return make() if make else None
