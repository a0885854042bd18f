"""The Practices tab: breathing and grounding, each a calm tile; nothing is asked of anybody."""

from __future__ import annotations

import flet as ft

from journal_app import content
from journal_app.domain.practice import Practice
from journal_app.ui.frame import COLUMN, tab_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import texts
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.practice_ends import length_words
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["PracticesScreen"]


@screen
def PracticesScreen() -> ft.Control:
    """Every practice by its kind, in the order of the content: the default breathing first."""
    shell = use_shell()
    p = shell.p
    practices = content.practices().values()
    breathing = [practice for practice in practices if practice.pattern is not None]
    grounding = [practice for practice in practices if practice.pattern is None]
    rows: list[ft.Control] = [
        texts.body(say("practices.line"), p.quiet),
        *_group(shell, say("practices.breathing"), breathing),
        *_group(shell, say("practices.grounding"), grounding),
    ]
    column = ft.Column(rows, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    edge = 24 if shell.wide else 16
    body = ft.Column(
        [
            ft.Container(
                ft.Container(column, width=None if shell.phone or shell.wide else COLUMN),
                padding=ft.Padding.only(left=edge, right=edge, bottom=24),
                alignment=ft.Alignment.TOP_CENTER,
            )
        ],
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    hour = client_door(shell).days.hour()
    return tab_page(shell, say("nav.practices"), body, hour=hour, actions=not shell.wide)


def _group(shell: Shell, title: str, practices: list[Practice]) -> list[ft.Control]:
    heading = ft.Container(
        texts.section(title, shell.p.ink), padding=ft.Padding.only(left=4, top=12)
    )
    return [heading, *(_tile(shell, practice) for practice in practices)]


def _tile(shell: Shell, practice: Practice) -> ft.Control:
    """One practice: a sign, its name, its line and its length in words; the whole tile opens it."""
    p = shell.p
    here = shell.route.split("?")[0] == f"/practices/{practice.id}"
    length = length_words(practice.minutes * 60)
    words = ft.Column(
        [
            texts.body(practice.title, p.ink),
            texts.secondary(practice.line, p.quiet),
            texts.meta(length, p.quiet),
        ],
        spacing=2,
        tight=True,
        expand=True,
    )
    sign = [] if shell.large_text and shell.phone else [_sign(shell, practice)]

    def open_() -> None:
        shell.go(f"/practices/{practice.id}")

    return ft.Semantics(
        label=f"{practice.title}. {practice.line} {length}",
        button=True,
        selected=here if shell.wide else None,
        container=True,
        exclude_semantics=True,
        on_tap=shell.act(open_),
        content=ft.Container(
            key=f"practice-{practice.id}",
            ink=True,
            on_click=shell.act(open_),
            bgcolor=p.tide_soft if here and shell.wide else p.surface,
            border=ft.Border.all(1, p.line),
            border_radius=16,
            padding=ft.Padding.symmetric(horizontal=16, vertical=14),
            content=ft.Row(
                [*sign, words], spacing=16, vertical_alignment=ft.CrossAxisAlignment.CENTER
            ),
        ),
    )


def _sign(shell: Shell, practice: Practice) -> ft.Control:
    """A little sun for breathing, a figure for everything else."""
    p = shell.p
    if practice.pattern is None:
        return ft.Container(
            ft.Icon(ft.Icons.SPA_OUTLINED, size=24, color=p.on_tide_soft),
            width=48,
            height=48,
            border_radius=24,
            bgcolor=p.tide_soft,
            alignment=ft.Alignment.CENTER,
        )
    core = ["#7B6072", "#594664"] if p.dark else ["#FFF6E8", "#F6C795"]
    glow = ft.Colors.with_opacity(0.30, "#C08A78" if p.dark else "#E9A777")
    sun = ft.Container(width=30, height=30, border_radius=15, gradient=ft.RadialGradient(core))
    return ft.Container(
        sun, width=48, height=48, border_radius=24, bgcolor=glow, alignment=ft.Alignment.CENTER
    )
