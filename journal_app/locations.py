"""Where things are. The only module that knows directories and environment variables.

On a desktop the system says where a program keeps its data (platformdirs); on a phone Flet's host
does, through ``FLET_APP_STORAGE_*``. The folder names are neutral: they say the product's name and
nothing about the person.
"""

import os
import sys
import sysconfig
import tempfile
from pathlib import Path

from journal_app.domain.errors import CannotWrite

APP = "three-dawns"


def data_dir() -> Path:
    """Return the directory that keeps the journal for years. It may not exist yet."""
    told = os.environ.get("FLET_APP_STORAGE_DATA")
    if told:
        return Path(told)
    import platformdirs  # not carried on phones

    return platformdirs.user_data_path(APP, appauthor=False)


def temp_dir() -> Path:
    """Return the directory for what may vanish at any time; nothing unsealed is put there."""
    return Path(os.environ.get("FLET_APP_STORAGE_TEMP") or tempfile.gettempdir())


def vault_dir(data: Path) -> Path:
    """Return the journal's own directory inside the data directory ``data``."""
    return data / "vault"


def assets_dir() -> Path:
    """Return the directory of fonts, icons and the start page.

    Beside the package in a checkout and in a built app, under the environment's ``share`` when
    installed from a wheel; a built app's host may name another (``FLET_ASSETS_DIR``).
    """
    told = os.environ.get("FLET_ASSETS_DIR")
    if told:
        return Path(told)
    beside = Path(__file__).resolve().parent.parent / "assets"
    if beside.is_dir():
        return beside
    return Path(sysconfig.get_path("data")) / "share" / APP / "assets"


def is_built_app() -> bool:
    """Return whether Flet's packager built this program and its host started it."""
    return bool(os.environ.get("FLET_PLATFORM"))


def has_screen() -> bool:
    """Return whether a native window could be shown here.

    On Linux that needs DISPLAY, Wayland or not: without it Flet quietly serves the window to the
    network instead (``flet/app.py``, ``is_linux_server``), which must never happen to a journal.
    ``FLET_FORCE_WEB_SERVER`` has the same effect, so it counts as "no screen".
    """
    if os.environ.get("FLET_FORCE_WEB_SERVER"):
        return False
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY"))


def keychain_wanted() -> bool:
    """Return whether the system's own keychain may be used.

    Not when ``PYTHON_KEYRING_BACKEND`` is set: whoever names another one there, for every Python
    program, wants this one left alone, and the other may be a file that anybody can read.
    """
    return not os.environ.get("PYTHON_KEYRING_BACKEND")


def has_window_client(version: str) -> bool:
    """Return whether Flet's desktop client of ``version`` is on this machine already."""
    told = os.environ.get("FLET_VIEW_PATH")
    if told and Path(told).is_dir():
        return True
    return any((Path.home() / ".flet" / "client").glob(f"flet-desktop-*{version}*"))


def prepare(data: Path) -> None:
    """Make the directory ``data`` if need be, and find out that it can be written.

    What was made on the way is removed again when it cannot.

    Raises:
        CannotWrite: it cannot be made, or nothing can be written in it.
    """
    made: list[Path] = []
    try:
        made = [place for place in (data, *data.parents) if not place.exists()]
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data) as probe:
            probe.write(b"1")
    except OSError:
        for place in made:
            try:
                place.rmdir()
            except OSError:
                break
        raise CannotWrite from None
