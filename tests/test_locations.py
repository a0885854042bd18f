"""Directories: where the system or Flet's host says, and nothing left behind where it cannot be."""

from pathlib import Path

import pytest

from journal_app import locations
from journal_app.domain.errors import CannotWrite


def test_a_desktop_keeps_data_where_the_system_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert locations.data_dir() == tmp_path / "three-dawns"
    assert locations.vault_dir(tmp_path) == tmp_path / "vault"
    assert not locations.is_built_app()


def test_a_built_app_keeps_data_where_its_host_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLET_PLATFORM", "android")
    monkeypatch.setenv("FLET_APP_STORAGE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("FLET_APP_STORAGE_TEMP", str(tmp_path / "temp"))
    monkeypatch.setenv("FLET_ASSETS_DIR", str(tmp_path / "assets"))
    assert locations.data_dir() == tmp_path / "data"
    assert locations.temp_dir() == tmp_path / "temp"
    assert locations.assets_dir() == tmp_path / "assets"
    assert locations.is_built_app()


def test_the_assets_are_there() -> None:
    assert (locations.assets_dir() / "index.html").is_file()


@pytest.mark.parametrize(
    ("platform", "display", "forced", "expected"),
    [
        ("linux", ":0", "", True),
        ("linux", "", "", False),
        ("linux", ":0", "true", False),
        ("darwin", "", "", True),
        ("win32", "", "", True),
    ],
)
def test_a_window_needs_a_screen_that_flet_would_use(
    monkeypatch: pytest.MonkeyPatch, platform: str, display: str, forced: str, expected: bool
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("FLET_FORCE_WEB_SERVER", forced)
    assert locations.has_screen() is expected


def test_preparing_makes_the_directory_for_this_person_alone(tmp_path: Path) -> None:
    data = tmp_path / "a" / "b"
    locations.prepare(data)
    assert data.stat().st_mode & 0o777 == 0o700
    assert list(data.iterdir()) == []
    locations.prepare(data)


def test_what_cannot_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for place in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / ("x" * 300)):
        with pytest.raises(CannotWrite):
            locations.prepare(place)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_directory_made_in_vain_is_removed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(dir: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(CannotWrite):
        locations.prepare(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []
