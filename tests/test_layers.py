"""The walls between the layers (architecture.md): imports go one way, and screens keep off files.

``ui``, ``web`` -> ``vault``, ``sharing``, ``export`` -> ``domain``. Read from the source, so that
an import inside a function counts too.
"""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "journal_app"

# What each part of the package may use of the package. What is not named here is forbidden.
MAY_USE: dict[str, set[str]] = {
    "domain": set(),
    "words": {"domain"},
    "content": {"domain"},
    "vault": {"domain"},
    "sharing": {"domain"},
    "export": {"domain", "words"},
    "clock": {"domain"},
    "locations": {"domain"},
    "quiet": set(),
    "handover": set(),
    "run": set(),
    "web": {"words", "locations", "run", "handover"},
    "window": {"locations", "run"},
    "ui": {"domain", "words", "content", "vault", "sharing", "export", "clock", "run", "handover"},
    "plan_check": {"domain", "words", "content"},
    "__main__": {
        "domain",
        "words",
        "locations",
        "plan_check",
        "quiet",
        "run",
        "ui",
        "web",
        "window",
    },
    "__init__": set(),
}
# Modules from elsewhere that a part must not import, and why it would be wrong.
NO_FLET = ("flet", "flet_audio", "flet_web", "flet_charts", "flet_desktop")
NO_FILES = ("os", "io", "pathlib", "shutil", "tempfile", "sqlite3")
NO_CLOCK = ("time",)
MUST_NOT: dict[str, tuple[str, ...]] = {
    "domain": (*NO_FLET, *NO_FILES, *NO_CLOCK, "tinydb", "cryptography", "secrets", "random"),
    "vault": NO_FLET,
    "sharing": (*NO_FLET, "tinydb"),
    "export": NO_FLET,
    "content": NO_FLET,
    "ui/screens": ("tinydb", "cryptography", "os", "io", "pathlib", "shutil", "tempfile", "time"),
    "ui/parts": ("tinydb", "cryptography", "os", "io", "pathlib", "shutil", "tempfile", "time"),
    "ui/therapist": ("tinydb", "cryptography", "os", "io", "pathlib", "shutil", "tempfile", "time"),
}
CLOCKLESS = ("domain", "ui/screens", "ui/parts", "ui/therapist")


def _files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _name(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def _part(file: Path) -> str:
    first = file.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def _imports(file: Path) -> list[str]:
    """Every module that ``file`` imports; for the package's own, with what is taken from it."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(file)}: write imports in full"
            module = node.module or ""
            found += [f"{module}.{alias.name}" for alias in node.names]
    return found


def _calls(file: Path) -> list[tuple[int, str]]:
    """Every called name, as written: ``open``, ``datetime.now``, ``date.today``."""
    return [
        (node.lineno, ast.unparse(node.func))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]


def test_there_is_something_to_look_at() -> None:
    assert len(_files()) > 10
    assert {_part(file) for file in _files()} <= set(MAY_USE)


@pytest.mark.parametrize("file", _files(), ids=_name)
def test_imports_go_one_way(file: Path) -> None:
    part = _part(file)
    for module in _imports(file):
        first, _, rest = module.partition(".")
        used = rest.split(".")[0]
        if first != "journal_app" or used in {"", "__version__", part}:
            continue
        assert used in MAY_USE[part], f"{_name(file)} uses {module}"


@pytest.mark.parametrize("file", _files(), ids=_name)
def test_each_part_keeps_off_what_is_not_its_own(file: Path) -> None:
    for start, forbidden in MUST_NOT.items():
        if _name(file).startswith(start + "/"):
            for module in _imports(file):
                assert module.split(".")[0] not in forbidden, f"{_name(file)} imports {module}"


@pytest.mark.parametrize("file", _files(), ids=_name)
def test_time_comes_in_as_an_argument(file: Path) -> None:
    if not _name(file).startswith(tuple(f"{part}/" for part in CLOCKLESS)):
        return
    for line, call in _calls(file):
        reads_clock = call.endswith(("datetime.now", "datetime.utcnow", "date.today"))
        assert not reads_clock, f"{_name(file)}:{line} asks the clock with {call}()"
        assert call != "open", f"{_name(file)}:{line} opens a file"


def test_one_module_knows_flets_environment() -> None:
    """``FLET_…`` variables and the system's directories are read in ``locations`` only."""
    for file in _files():
        if _name(file) != "locations.py":
            text = file.read_text(encoding="utf-8")
            assert "os.environ" not in text, _name(file)
            assert "getenv" not in text, _name(file)
