"""What the packagers read: pip's side and Flet's, checked as far as reading can check it."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FLET = PROJECT["tool"]["flet"]

# The keys that Flet 1.0.5 documents under docs/publish, as far as we could want them.
DOCUMENTED = {
    "": {"org", "product", "company", "bundle_id", "build_number", "app", "splash", "android",
         "ios", "web"},
    "app": {"path", "module", "exclude"},
    "splash": {"color", "dark_color"},
    "android": {"manifest_application", "permission"},
    "android.manifest_application": {"allowBackup", "fullBackupContent"},
    "web": {"cdn"},
    "ios": {"info"},
}  # fmt: skip


@pytest.mark.parametrize("table", sorted(DOCUMENTED))
def test_flet_is_told_only_what_it_knows(table: str) -> None:
    found = FLET
    for step in filter(None, table.split(".")):
        found = found.get(step, {})
    assert set(found) <= DOCUMENTED[table]


def test_the_packager_finds_the_entry_and_the_pictures() -> None:
    assert FLET["app"]["path"] == "."
    assert (ROOT / f"{FLET['app']['module']}.py").is_file()
    for picture in ("icon.png", "splash.png", "splash_dark.png"):
        assert (ROOT / "assets" / picture).is_file()
    assert "tests" in FLET["app"]["exclude"]


def test_a_phone_may_not_back_it_up_or_reach_a_network() -> None:
    application = FLET["android"]["manifest_application"]
    assert application == {"allowBackup": "false", "fullBackupContent": "false"}
    assert FLET["android"]["permission"] == {"android.permission.INTERNET": False}
    assert FLET["web"]["cdn"] is False


def test_the_splash_is_paper() -> None:
    assert (FLET["splash"]["color"], FLET["splash"]["dark_color"]) == ("#FAF6F0", "#12171A")


def test_every_asset_is_in_the_wheel() -> None:
    named = PROJECT["tool"]["setuptools"]["data-files"]
    carried = {file for patterns in named.values() for glob in patterns for file in ROOT.glob(glob)}
    assert carried == {file for file in (ROOT / "assets").rglob("*") if file.is_file()}
    for place, patterns in named.items():
        for pattern in patterns:
            assert place == f"share/three-dawns/{Path(pattern).parent.as_posix()}"


def test_every_dependency_says_why_it_is_here_and_whether_a_phone_can_carry_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.DOTALL | re.MULTILINE)
    assert block
    lines = [line for line in block[1].splitlines() if line.strip().startswith('"')]
    assert len(lines) == len(PROJECT["project"]["dependencies"])
    for line in lines:
        assert re.search(r"# .+; phones: ", line), line


def test_every_dependency_has_a_floor() -> None:
    groups = PROJECT["dependency-groups"].values()
    for wish in [*PROJECT["project"]["dependencies"], *[w for group in groups for w in group]]:
        assert ">=" in wish, wish


def test_the_start_page_keeps_what_flet_fills_in_and_fetches_nothing_foreign() -> None:
    page = (ROOT / "assets" / "index.html").read_text(encoding="utf-8")
    assert "<!-- fletAppConfig -->" in page
    assert '<base href="/">' in page
    assert "flutter_bootstrap.js" in page
    assert not re.search(r"(src|href)=\"(https?:)?//", page)
    for colour in ("#FAF6F0", "#12171A"):
        assert colour in page


def test_the_fonts_are_there_with_their_licences_and_stay_small() -> None:
    from journal_app.web.fonts import FAMILIES

    fonts = ROOT / "assets" / "fonts"
    carried = {file.name for file in fonts.glob("*.ttf")}
    assert carried >= set(FAMILIES.values())
    assert sum(file.stat().st_size for file in fonts.iterdir()) < 2_500_000
    noto = (fonts / "OFL.txt").read_text(encoding="utf-8")
    for name in carried:
        family = name.split("-")[0]
        assert name in noto or (fonts / f"{family}-LICENSE.txt").is_file(), name
