"""The writing sheet has room to write on, whatever the size of the page and of its text."""

from __future__ import annotations

import flet as ft
import pytest

from tests.driver import Driver
from tests.ui.conftest import shell_of


def sheet_of(driver: Driver) -> ft.Container:
    """The white sheet below the question."""
    found = [c for c in driver.all(ft.Container) if c.shadow is not None]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("width", "height", "scale", "scrolls"),
    [(390, 844, 1.0, False), (320, 640, 2.0, True), (844, 390, 1.0, True), (390, 844, 2.0, False)],
)
async def test_a_long_question_leaves_room_to_write(
    in_session: Driver, width: float, height: float, scale: float, scrolls: bool
) -> None:
    await in_session.resize(width, height)
    shell_of(in_session).text_scale = scale
    await in_session.go("/write")
    sheet = sheet_of(in_session)
    if scrolls:  # a sheet of its own below the question, and the way to it
        assert sheet.height is not None
        assert sheet.height >= 320
        assert in_session.all(ft.Column, scroll=ft.ScrollMode.AUTO)
    else:
        assert sheet.expand
        assert sheet.height is None
