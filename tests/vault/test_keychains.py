"""The keychains themselves: a real one where it is installed, and the way to the others."""

import importlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from journal_app.vault import keychains
from journal_app.vault.keychains import SecretService, ThroughKeyring, platform_keychain
from journal_app.vault.secure_store import BackgroundStore
from tests.browser import in_ci

PROJECT = Path(__file__).resolve().parents[2]

# ---- the keychain of a Linux desktop ----

_NEEDED = ("dbus-run-session", "dbus-monitor", "gnome-keyring-daemon")
with_keychain = pytest.mark.skipif(
    not in_ci() and not all(map(shutil.which, _NEEDED)),  # there it fails instead
    reason="THE REAL KEYCHAIN WAS NOT TRIED: it needs the packages gnome-keyring and dbus "
    "(Debian: apt-get install gnome-keyring dbus)",
)

ASKING_NOBODY = {
    "ReadAlias",
    "Get",
    "OpenSession",
    "SearchItems",
    "GetSecret",
    "CreateItem",
    "Delete",
}

UNLOCKED = "echo -n test | gnome-keyring-daemon --unlock --components=secrets"
NONE_MADE = "gnome-keyring-daemon --start --components=secrets"


def tried(trial: str, home: Path, keychain: str = UNLOCKED) -> Any:
    """What ``tests.vault.secret_service`` saw, on a session bus made for it."""
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "DBUS_"))
    }
    surroundings |= {"HOME": str(home / "home"), "XDG_RUNTIME_DIR": str(home / "run")}
    for folder in ("home", "run"):
        (home / folder).mkdir(mode=0o700)
    script = f'{keychain} >/dev/null || exit 1; exec "$@"'
    this = [sys.executable, "-m", "tests.vault.secret_service", trial, str(home / "data")]
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script, "sh", *this],
        cwd=PROJECT,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@with_keychain
def test_an_older_copy_is_reported_by_a_real_keychain(tmp_path: Path) -> None:
    seen = tried("older", tmp_path)
    assert seen["newest"]["older"] is False
    assert seen["newest"]["numbers"] == [1, 2]
    assert seen["put back"]["older"] is True
    assert seen["put back"]["numbers"] == [1]
    assert seen["again"]["older"] is True, "until something is written in it"


@with_keychain
def test_a_person_finds_the_products_name_and_nothing_after_deleting(tmp_path: Path) -> None:
    seen = tried("named", tmp_path)
    name = f"Three Dawns {seen['id']}"
    assert list(seen["found"]) == [name], "one, however often it was written"
    attributes = seen["found"][name]
    assert (attributes["application"], attributes["name"]) == ("Three Dawns", name)
    assert seen["left"] == {}


@with_keychain
def test_a_locked_keychain_asks_nobody_and_the_journal_opens(tmp_path: Path) -> None:
    seen = tried("locked", tmp_path)
    assert seen["opened"]["numbers"] == [1, 2]
    assert seen["opened"]["older"] is False
    assert seen["opened"]["seconds"] < 2
    assert "ReadAlias" in seen["methods"], "it was listened to"
    assert set(seen["methods"]) <= ASKING_NOBODY


@with_keychain
def test_an_open_keychain_asks_nobody_either(tmp_path: Path) -> None:
    assert set(tried("open_to_us", tmp_path)["methods"]) == ASKING_NOBODY


@with_keychain
@pytest.mark.parametrize("keychain", [NONE_MADE, "true"])
def test_without_a_keychain_the_journal_opens(tmp_path: Path, keychain: str) -> None:
    seen = tried("absent", tmp_path, keychain)
    assert seen["opened"]["numbers"] == [1]
    assert seen["opened"]["older"] is False


@pytest.mark.parametrize("address", [None, "", "nonsense", "unix:path=/nowhere/at/all"])
def test_without_a_session_bus_there_is_none(
    address: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    if address is not None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    store = BackgroundStore(SecretService(), pause_s=0)
    for ask in (store.get, store.delete):
        with pytest.raises(OSError, match="did not answer"):
            ask("a")
    store.set("a", b"1")
    assert store.flush(10)


class _AsksFirst:
    """A Secret Service that would show a dialog before it keeps or lets go (KeePassXC may)."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def call(self, path: str, method: str, signature: str = "", *arguments: object) -> Any:
        self.asked.append(method)
        return {
            "Service.ReadAlias": ("/collection",),
            "Service.OpenSession": (("s", ""), "/session"),
            "Collection.SearchItems": (["/item"],),
            "Collection.CreateItem": ("/", "/prompt/1"),
            "Item.Delete": ("/prompt/2",),
        }[method]

    def session(self) -> str:
        return "/session"

    def refuse_locked(self, path: str, kind: str) -> None:
        pass


def test_a_keychain_that_would_ask_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    import contextlib

    bus = _AsksFirst()
    monkeypatch.setattr(keychains._Bus, "connected", lambda: contextlib.nullcontext(bus))
    with pytest.raises(OSError, match="would ask"):
        SecretService().set("a", b"1")
    with pytest.raises(OSError, match="would ask"):
        SecretService().delete("a")
    assert bus.asked[-1] == "Item.Delete"


# ---- those of the other desktops ----


class Scripted(KeyringBackend):
    """A store of ``keyring``'s that holds what a test puts in."""

    priority = 1
    held: dict[tuple[str, str], str]
    locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.held:
            raise PasswordDeleteError
        del self.held[service, username]


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> ThroughKeyring:
    monkeypatch.setattr(Scripted, "held", {}, raising=False)
    return ThroughKeyring(f"{__name__}.Scripted")


def test_what_keyring_holds_comes_back_as_it_went(scripted: ThroughKeyring) -> None:
    value = bytes(range(256))
    assert scripted.get("Three Dawns 0") is None
    scripted.set("Three Dawns 0", value)
    scripted.set("Three Dawns 1", b"another")
    assert scripted.get("Three Dawns 0") == value
    assert all(text.isascii() for text in Scripted.held.values())
    for _ in range(2):
        scripted.delete("Three Dawns 0")
    assert scripted.get("Three Dawns 0") is None
    assert scripted.get("Three Dawns 1") == b"another"


def broken_value(monkeypatch: pytest.MonkeyPatch) -> None:
    Scripted.held["a", "Three Dawns"] = "somebody's note"


def locked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Scripted, "locked", True)


@pytest.mark.parametrize("trouble", [broken_value, locked])
def test_a_store_of_keyrings_that_does_not_answer_is_none(
    scripted: ThroughKeyring,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Callable[[pytest.MonkeyPatch], None],
) -> None:
    trouble(monkeypatch)
    store = BackgroundStore(scripted, pause_s=0)
    with pytest.raises(OSError, match="did not answer"):
        store.get("a")


@pytest.mark.parametrize(
    "name", ["keyring.backends.fail.Keyring", "keyring.backends.macOS.Keyring", "not.there.Keyring"]
)
def test_a_store_that_cannot_be_used_here_is_none(name: str) -> None:
    if sys.platform == "darwin" and "macOS" in name:
        pytest.skip("here it can be used, and a test must not")
    with pytest.raises(OSError, match="did not answer"):
        BackgroundStore(ThroughKeyring(name), pause_s=0).get("a")


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_each_platform_has_its_own_and_no_other(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    found = platform_keychain()
    assert isinstance(found, ThroughKeyring)
    module, _, name = found._name.rpartition(".")
    assert issubclass(getattr(importlib.import_module(module), name), KeyringBackend)


@pytest.mark.parametrize("platform", ["ios", "android", "emscripten"])
def test_phones_have_none_yet(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert platform_keychain() is None


def test_no_library_is_imported_before_it_is_asked() -> None:
    program = (
        "import sys; from journal_app.vault.secure_store import platform_store; platform_store();"
        "sys.exit(any(name.split('.')[0] in {'keyring', 'jeepney', 'secretstorage'}"
        " for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=PROJECT, check=False).returncode == 0
