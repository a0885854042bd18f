"""``make gallery``: a picture of every screen, on four sizes of screen, light and dark.

``python -m tests.gallery [--to FOLDER] [--only NAME] [--screen NAME] [--theme light|dark]`` writes
``FOLDER/<screen>-<theme>/<name>.png`` from the running program in a real browser.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import browser as browsers
from tests.e2e.page import ARGS, SCREENS, Screen
from tests.gallery.scene import Scene, Trip
from tests.gallery.scenes import TRIPS
from tests.gallery.studio import Studio, studio

_DEFAULT = Path("test-results/gallery")
_THEMES = ("light", "dark")
_FOLLOWS = 300  # ms until the painted page begins to follow the tree's


def main() -> int:
    """Draw what was asked for; returns 1 when a scene could not be drawn."""
    asked = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    asked.add_argument("--to", type=Path, default=_DEFAULT)
    asked.add_argument("--only", default="", help="scenes whose name holds this")
    asked.add_argument("--screen", default="", choices=["", *(s.name for s in SCREENS)])
    asked.add_argument("--theme", default="", choices=["", *_THEMES])
    options = asked.parse_args()
    found = browsers.find()
    if found is None:
        print(browsers.MISSING)
        return 1
    looks = [
        (screen, theme)
        for screen in SCREENS
        for theme in _THEMES
        if options.screen in ("", screen.name) and options.theme in ("", theme)
    ]
    if len(looks) > 1:
        return _each_by_itself(looks, options.to, options.only)
    return _draw_all(found, *looks[0], options.to, options.only)


def _each_by_itself(looks: Sequence[tuple[Screen, str]], to: Path, only: str) -> int:
    """Have each look drawn by a process of its own, which needs about two cores."""

    def draw(look: tuple[Screen, str]) -> int:
        screen, theme = look
        command = [sys.executable, "-m", "tests.gallery", "--to", str(to), "--only", only]
        return subprocess.run([*command, "--screen", screen.name, "--theme", theme]).returncode

    with ThreadPoolExecutor(max((os.cpu_count() or 2) // 2, 1)) as pool:
        return max(pool.map(draw, looks))


def _draw_all(found: Path, screen: Screen, theme: str, to: Path, only: str) -> int:
    folder = to / f"{screen.name}-{theme}"
    failed: list[str] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(ARGS))
        for trip in TRIPS:
            scenes = _as_far_as(trip, only)
            if scenes:
                with studio(
                    chromium, screen, dark=theme == "dark", demo=trip.demo, turned=trip.turned
                ) as made:
                    failed += _draw(made, scenes, folder, only)
        chromium.close()
    for line in failed:
        print("not drawn:", line)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}", flush=True)
    return 1 if failed else 0


def _as_far_as(trip: Trip, only: str) -> Sequence[Scene]:
    """The scenes up to the last one asked for; none where none is."""
    wanted = [index for index, scene in enumerate(trip.scenes) if only in scene.name]
    return trip.scenes[: wanted[-1] + 1] if wanted else ()


def _draw(made: Studio, scenes: Sequence[Scene], folder: Path, only: str) -> list[str]:
    """Go through the scenes in order, for each leads to the next; keep the pictures asked for."""
    failed = []
    for scene in scenes:
        try:
            scene.arrange(made)
            if only not in scene.name:
                continue
            made.visit.page.mouse.move(1, 1)  # nothing is hovered
            to = folder / f"{scene.name}.png"
            if scene.moving:
                to.parent.mkdir(parents=True, exist_ok=True)
                made.visit.page.screenshot(path=to)
            else:
                made.visit.page.wait_for_timeout(_FOLLOWS)
                made.visit.picture(to)
        except Exception as error:  # noqa: BLE001  the other pictures are still wanted
            failed.append(f"{folder.name}/{scene.name}: {type(error).__name__}: {error}"[:300])
    return failed


if __name__ == "__main__":
    sys.exit(main())
