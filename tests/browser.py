"""Finds a browser for the tests, and gets one where there is none.

``python -m tests.browser`` is run by ``make test``. It looks for Chromium, else installs Debian's
package where it may (root, or sudo without a password), else Playwright's own. Where neither is
possible it says so: that is an error under ``CI``, and otherwise the browser tests are skipped.
Debian's ``age`` (for the sealed files), ``khal`` (for the calendar) and, under ``CI``, a keychain
are got the same way, but nothing fails for want of them here: the tests that talk to them speak
for themselves.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "No browser for the browser tests: Chromium is not here, Debian's package could not be "
    "installed (needs root or sudo without a password), and Playwright could not fetch its own."
)


TOOLS = {"age": "age", "khal": "khal"}
"""Commands that some tests talk to, and Debian's packages of them."""
KEYCHAIN = {"gnome-keyring-daemon": "gnome-keyring", "dbus-run-session": "dbus"}
"""Got under ``CI`` only: nobody's desk is given a keychain for a test."""


def find() -> Path | None:
    """Return the browser to drive, or None. Nothing is installed."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return _playwrights_own()


def in_ci() -> bool:
    """Return whether this run must not skip anything."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def get() -> Path | None:
    """Return the browser to drive, installing one if need be and possible."""
    return find() or _from_debian("chromium") or _from_playwright()


def _from_debian(package: str) -> Path | None:
    """Install ``package`` if this is Debian's family and we may; returns the command or None."""
    if not shutil.which("apt-get"):
        return None
    become: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo") or _failed(["sudo", "-n", "true"]):
            return None
        become = ["sudo", "-n"]
    print(f"Installing Debian's {package} for the tests ...", flush=True)
    apt = [*become, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "--yes"]
    install = [*apt, "install", "--no-install-recommends", package]
    # The list of packages may be missing or old: ask for it only where it is needed.
    if _failed(install) and (_failed([*apt, "update"]) or _failed(install)):
        return None
    found = shutil.which(package)
    return Path(found) if found else None


def _from_playwright() -> Path | None:
    print("Fetching Playwright's own Chromium for the tests ...", flush=True)
    if _failed([sys.executable, "-m", "playwright", "install", "chromium"]):
        return None
    return _playwrights_own()


def _playwrights_own() -> Path | None:
    """Return the browser that Playwright installed for itself, if it did and it starts."""
    try:
        with sync_playwright() as playwright:
            path = Path(playwright.chromium.executable_path)
            if not path.exists():
                return None
            playwright.chromium.launch(args=["--no-sandbox"]).close()
            return path
    except Error:
        return None


def _failed(command: list[str]) -> bool:
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return done.returncode != 0


def main() -> int:
    """Make the machine ready; 1 only where CI must not go on without a browser."""
    for command, package in (TOOLS | KEYCHAIN if in_ci() else TOOLS).items():
        if not shutil.which(command):
            _from_debian(package)
    browser = get()
    if browser:
        print(f"Browser tests use {browser}")
        return 0
    print(MISSING, file=sys.stderr)
    return 1 if in_ci() else 0


if __name__ == "__main__":
    sys.exit(main())
