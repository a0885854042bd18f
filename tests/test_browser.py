"""Getting a browser: a missing one is an error where nothing may be skipped, and loud elsewhere."""

from pathlib import Path

import pytest

from tests import browser


@pytest.fixture(autouse=True)
def age_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "_from_debian", lambda package: None)


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("1", 1), ("", 0), ("false", 0), ("0", 0)])
def test_without_a_browser_ci_stops_and_a_desk_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, code: int
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(browser, "get", lambda: None)
    assert browser.main() == code
    assert capsys.readouterr().err.strip() == browser.MISSING


def test_what_is_here_is_used_before_anything_is_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here = tmp_path / "google-chrome"
    here.write_text("#!/bin/sh\n")
    here.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "_from_playwright", lambda: pytest.fail("installs needlessly"))
    assert browser.get() == here


def test_installing_is_not_tried_without_the_right_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("PATH", "/nowhere")
    assert browser._from_debian("chromium") is None
