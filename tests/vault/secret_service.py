"""What is tried with a real keychain of a Linux desktop, in a process with a bus of its own.

``python -m tests.vault.secret_service TRIAL FOLDER`` prints one line of JSON: what was seen.
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg

from journal_app.vault.erase import erase
from journal_app.vault.journal import Journal
from journal_app.vault.keychains import SecretService
from journal_app.vault.secure_store import BackgroundStore
from tests.vault.conftest import PASSPHRASE, QUICK

SECRETS = "org.freedesktop.secrets"
SERVICE = "/org/freedesktop/secrets"
DEFAULT = "/org/freedesktop/secrets/aliases/default"


def call(path: str, interface: str, method: str, signature: str = "", *arguments: object) -> tuple:
    with open_dbus_connection() as connection:
        address = DBusAddress(path, SECRETS, interface)
        message = new_method_call(address, method, signature or None, arguments)
        return unwrap_msg(connection.send_and_get_reply(message, timeout=10))


def lock_keychain() -> None:
    call(SERVICE, "org.freedesktop.Secret.Service", "Lock", "ao", [DEFAULT])


def items() -> dict[str, dict[str, str]]:
    """Labels and attributes of all that the keychain holds, as a person would find them."""
    get = "org.freedesktop.DBus.Properties", "Get", "ss"
    ((_, paths),) = call(DEFAULT, *get, "org.freedesktop.Secret.Collection", "Items")
    found = {}
    for path in paths:
        ((_, label),) = call(path, *get, "org.freedesktop.Secret.Item", "Label")
        ((_, attributes),) = call(path, *get, "org.freedesktop.Secret.Item", "Attributes")
        found[label] = attributes
    return found


@contextmanager
def overheard() -> Iterator[set[str]]:
    """Every method that anybody calls in the keychain meanwhile; complete at the end."""
    methods: set[str] = set()
    match = f"type='method_call',destination='{SECRETS}'"
    command = ["dbus-monitor", "--session", match]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as monitor:
        assert monitor.stdout
        while "member=NameLost" not in monitor.stdout.readline():
            pass  # it gives up its name once it listens
        yield methods
        call(SERVICE, "org.freedesktop.DBus.Peer", "Ping")
        for line in monitor.stdout:
            if line.startswith("method call"):
                method = line.rpartition("member=")[2].strip()
                if method == "Ping":
                    break
                methods.add(method)
        monitor.terminate()
        monitor.stdout.read()


def store() -> BackgroundStore:
    return BackgroundStore(SecretService(), pause_s=0)


def keep(home: Path, number: int) -> None:
    """Open the journal, keep one entry, lock it, and let the keychain know."""
    secure = store()
    exists = Journal.exists(home)
    with (
        Journal.unlock(home, PASSPHRASE, secure_store=secure)
        if exists
        else Journal.create(home, PASSPHRASE, policy=QUICK, secure_store=secure)
    ) as journal:
        journal.table("entries").insert({"n": number})
    assert secure.flush(10)


def opened(home: Path) -> dict[str, object]:
    began = time.monotonic()
    with Journal.unlock(home, PASSPHRASE, secure_store=store()) as journal:
        seconds = time.monotonic() - began
        journal.load_rest()
        numbers = [doc["n"] for doc in journal.table("entries")]
        return {"older": journal.older, "numbers": numbers, "seconds": seconds}


def older(home: Path) -> dict[str, object]:
    keep(home, 1)
    shutil.copytree(home / "vault", home / "aside")
    keep(home, 2)
    newest = opened(home)
    shutil.rmtree(home / "vault")
    (home / "aside").rename(home / "vault")
    return {"newest": newest, "put back": opened(home), "again": opened(home)}


def named(home: Path) -> dict[str, object]:
    """What a person finds in the keychain, while the journal is there and after it was deleted."""
    keep(home, 1)
    keep(home, 2)
    with Journal.unlock(home, PASSPHRASE) as journal:
        vault_id = journal.id
    found = items()
    erase(home, secure_store=store())
    return {"id": vault_id, "found": found, "left": items()}


def locked(home: Path) -> dict[str, object]:
    keep(home, 1)
    lock_keychain()
    with overheard() as methods:
        keep(home, 2)
        seen = opened(home)
        erase(home, secure_store=store())
    return {"opened": seen, "methods": sorted(methods)}


def absent(home: Path) -> dict[str, object]:
    """A service without a keychain, as before anybody made one; or no service at all."""
    keep(home, 1)
    return {"opened": opened(home)}


def open_to_us(home: Path) -> dict[str, object]:
    with overheard() as methods:
        keep(home, 1)
        opened(home)
        erase(home, secure_store=store())
    return {"methods": sorted(methods)}


if __name__ == "__main__":
    trials = {t.__name__: t for t in (older, named, locked, absent, open_to_us)}
    sys.stdout.write(json.dumps(trials[sys.argv[1]](Path(sys.argv[2]))) + "\n")
