"""Colours, type and space: the tokens of the design notes, and Flet's theme made from them.

Screens take every colour from a :class:`Palette` and every text style from the functions here, so
that contrast can be tested by program and one change reaches everywhere. Sizes are logical pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

__all__ = [
    "DARK",
    "DIM",
    "FONTS",
    "LIGHT",
    "LIGHT_FACE",
    "MEDIUM_FACE",
    "Palette",
    "flet_theme",
    "palette",
]

MEDIUM_FACE, LIGHT_FACE = "Three Dawns Medium", "Three Dawns Light"
FONTS = {MEDIUM_FACE: "/fonts/Roboto-Medium.ttf", LIGHT_FACE: "/fonts/Roboto-Light.ttf"}
"""The browser view carries Roboto in one weight only, so the other two are ours. On phones and in
windows these names are not known and the platform's own sans is used, in the weight asked for."""


@dataclass(frozen=True)
class Palette:
    """One theme's colours, named for what they are for."""

    dark: bool
    paper: str
    surface: str
    sunk: str
    ink: str
    quiet: str
    tide: str
    on_tide: str
    tide_soft: str
    tide_soft_2: str
    on_tide_soft: str
    dawn: str
    dawn_ink: str
    night: str
    night_line: str
    moon: str
    line: str
    edge: str
    flag: str
    danger: str
    dim: bool = False
    """For a dark room: much darker, and still 4.5:1 for every word."""


LIGHT = Palette(
    dark=False,
    paper="#FAF6F0",
    surface="#FFFFFF",
    sunk="#F3ECE2",
    ink="#22302F",
    quiet="#55625F",
    tide="#2C5E5B",
    on_tide="#FFFFFF",
    tide_soft="#DDE9E5",
    tide_soft_2="#C6D9D3",
    on_tide_soft="#1F4744",
    dawn="#B4623A",
    dawn_ink="#A0522C",
    night="#33406B",
    night_line="#33406B",
    moon="#33406B",
    line="#E8DFD2",
    edge="#857F70",
    flag="#F9EADD",
    danger="#9B2C2C",
)
DARK = Palette(
    dark=True,
    paper="#12171A",
    surface="#1B2327",
    sunk="#161D20",
    ink="#E9E4DB",
    quiet="#A9B3AF",
    tide="#8CC5BD",
    on_tide="#0D2422",
    tide_soft="#24403F",
    tide_soft_2="#335654",
    on_tide_soft="#BFE3DD",
    dawn="#F0A67C",
    dawn_ink="#F0A67C",
    night="#5C6BA6",
    night_line="#8E9BD0",
    moon="#B9C3F2",
    line="#2C363A",
    edge="#7F8E93",
    flag="#37291F",
    danger="#F2A5A0",
)
DIM = Palette(
    dark=True,
    dim=True,
    paper="#080B0D",
    surface="#0D1113",
    sunk="#0A0E10",
    ink="#A39C92",
    quiet="#828C89",
    tide="#6B9791",
    on_tide="#07110F",
    tide_soft="#12201F",
    tide_soft_2="#1A2C2B",
    on_tide_soft="#86A8A2",
    dawn="#B5805F",
    dawn_ink="#B5805F",
    night="#3F4A75",
    night_line="#646E9B",
    moon="#868EB6",
    line="#171E21",
    edge="#5E6A6E",
    flag="#1C1510",
    danger="#B98380",
)


def palette(*, dark: bool, dim: bool = False) -> Palette:
    """The colours of the dark or the light theme, or of a dark room whatever the theme."""
    if dim:
        return DIM
    return DARK if dark else LIGHT


def flet_theme(p: Palette) -> ft.Theme:
    """Flet's theme from our tokens, for the Material parts we do not draw ourselves."""
    scheme = ft.ColorScheme(
        primary=p.tide,
        on_primary=p.on_tide,
        primary_container=p.tide_soft,
        on_primary_container=p.on_tide_soft,
        secondary=p.tide,
        on_secondary=p.on_tide,
        secondary_container=p.tide_soft,
        on_secondary_container=p.on_tide_soft,
        tertiary=p.dawn,
        error=p.dawn_ink,  # red is kept for what destroys; a wrong passphrase destroys nothing
        on_error=p.on_tide,
        surface=p.paper,
        on_surface=p.ink,
        on_surface_variant=p.quiet,
        outline=p.edge,
        outline_variant=p.line,
        surface_container_lowest=p.surface,
        surface_container_low=p.surface,
        surface_container=p.surface,
        surface_container_high=p.surface,
        surface_container_highest=p.sunk,
        inverse_surface=p.ink,
        on_inverse_surface=p.paper,
        inverse_primary=p.tide_soft,
        surface_tint=p.surface,
    )
    none = ft.PageTransitionTheme.NONE
    return ft.Theme(
        color_scheme=scheme,
        scaffold_bgcolor=p.paper,
        visual_density=ft.VisualDensity.STANDARD,
        page_transitions=ft.PageTransitionsTheme(
            android=none, ios=none, linux=none, macos=none, windows=none
        ),
    )
