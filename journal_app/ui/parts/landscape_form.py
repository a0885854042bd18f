"""A landscape with a form below it: locked, at the beginning, and on the other ways in."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from journal_app.ui.frame import notice, top_actions
from journal_app.ui.parts.landscape import lock_sky
from journal_app.ui.shell import Shell

__all__ = ["landscape_page"]

_FORM = 440.0  # the form never grows wider


def landscape_page(
    shell: Shell,
    form: list[ft.Control],
    *,
    sky: float = 448,
    beside_support: Sequence[ft.Control] = (),
) -> ft.Control:
    """A landscape on top, a form on plain paper below; the whole page scrolls when it has to.

    ``beside_support`` stands in the sky with Support, where it is always in view.
    """
    room = min(sky, max(180.0, shell.height - 400.0 * max(1.0, shell.text_scale)))
    wide = not shell.phone
    page = ft.Column(
        [
            ft.Stack(
                [
                    lock_sky(shell.p, shell.width, room),
                    ft.Container(
                        right=4,
                        top=8,
                        content=ft.Row(
                            [*beside_support, *top_actions(shell, locked=True, ink=True)],
                            spacing=0,
                            tight=True,
                        ),
                    ),
                ],
                height=room,
            ),
            ft.Container(
                padding=ft.Padding.only(left=24, right=24, top=24, bottom=24),
                alignment=ft.Alignment.TOP_CENTER,
                content=ft.Container(
                    width=_FORM if wide else None,
                    content=ft.Column(
                        [*notice(shell), *form],
                        spacing=0,
                        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                    ),
                ),
            ),
        ],
        spacing=0,
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return ft.Container(page, bgcolor=shell.p.paper, expand=True)
