"""The smallest program that can be behind the guard: a field, a button, a secret to look for."""

import flet as ft

SECRET = "canary-7f3a-warm-hands"


async def main(page: ft.Page) -> None:
    """Show one secret, and say a word after a press."""
    said = ft.Text("Quiet")

    def press() -> None:
        said.value = "Pressed"
        page.update()

    page.title = "Little"
    page.add(ft.Text(SECRET), ft.TextField(label="Note"), ft.Button("Press", on_click=press), said)
