"""Draws the product's mark, and every icon from it, into ``assets/``.

The mark: three dawns, one inside the other (night, dawn, tide), over the line of the sea. Drawn
eight times too large and scaled down, so that its edges are soft. Run again after a change::

    python scripts/draw_icons.py
"""

from pathlib import Path

from PIL import Image, ImageDraw

ASSETS = Path(__file__).resolve().parent.parent / "assets"

NIGHT, DAWN, TIDE, PAPER = "#33406B", "#B4623A", "#2C5E5B", "#FAF6F0"
NIGHT_DARK, DAWN_DARK, TIDE_DARK = "#8390C8", "#F0A67C", "#8CC5BD"
FINER = 8

# In units of the mark's width: outer radius and stroke of the arcs, gap and height of the line.
ARCS = (0.45, 0.278, 0.11)
STROKE = 0.08
LINE_TOP, LINE_STROKE = 0.095, 0.085
HEIGHT = ARCS[0] + LINE_TOP + LINE_STROKE


def mark(width: int, colours: tuple[str, str, str], line: str) -> Image.Image:
    """Return the mark alone, ``width`` pixels wide, on nothing."""
    unit = width * FINER
    height = round(unit * HEIGHT)
    drawn = Image.new("RGBA", (unit, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(drawn)
    middle, ground, stroke = unit / 2, ARCS[0] * unit, STROKE * unit
    for radius, colour in zip(ARCS, colours, strict=True):
        draw.circle((middle, ground), radius * unit, fill=colour)
        draw.circle((middle, ground), radius * unit - stroke, fill=(0, 0, 0, 0))
    draw.rectangle((0, ground, unit, height), fill=(0, 0, 0, 0))
    for radius, colour in zip(ARCS, colours, strict=True):
        for side in (-1, 1):
            foot = middle + side * (radius * unit - stroke / 2)
            draw.circle((foot, ground), stroke / 2, fill=colour)
    sea = (0, ground + LINE_TOP * unit, unit - 1, height - 1)
    draw.rounded_rectangle(sea, radius=LINE_STROKE * unit / 2, fill=line)
    return drawn.resize((width, height // FINER), Image.Resampling.LANCZOS)


def icon(size: int, share: float, ground: str | None, *, corner: float = 0.0) -> Image.Image:
    """Return a square icon: the mark over ``share`` of its width, on ``ground`` or on nothing."""
    made = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    if ground:
        large = Image.new("L", (size * 4, size * 4), 0)
        ImageDraw.Draw(large).rounded_rectangle(
            (0, 0, size * 4 - 1, size * 4 - 1), radius=corner * size * 4, fill=255
        )
        made.paste(ground, (0, 0), large.resize((size, size), Image.Resampling.LANCZOS))
    drawn = mark(round(size * share), (NIGHT, DAWN, TIDE), TIDE)
    made.alpha_composite(drawn, ((size - drawn.width) // 2, (size - drawn.height) // 2))
    return made


def on_nothing(size: int, share: float, *, dark: bool) -> Image.Image:
    """Return the mark in the middle of an empty square, for light or dark ground."""
    colours = (NIGHT_DARK, DAWN_DARK, TIDE_DARK) if dark else (NIGHT, DAWN, TIDE)
    drawn = mark(round(size * share), colours, colours[2])
    made = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    made.alpha_composite(drawn, ((size - drawn.width) // 2, (size - drawn.height) // 2))
    return made


def main() -> None:
    """Write every icon."""
    icons = ASSETS / "icons"
    icons.mkdir(parents=True, exist_ok=True)
    icon(1024, 0.68, PAPER).save(ASSETS / "icon.png", optimize=True)
    icon(64, 0.84, PAPER, corner=0.22).save(ASSETS / "favicon.png", optimize=True)
    on_nothing(1024, 0.4, dark=False).save(ASSETS / "splash.png", optimize=True)
    on_nothing(1024, 0.4, dark=True).save(ASSETS / "splash_dark.png", optimize=True)
    on_nothing(400, 0.6, dark=False).save(icons / "loading-animation.png", optimize=True)
    on_nothing(400, 0.6, dark=True).save(icons / "loading-dark.png", optimize=True)
    for size in (192, 512):
        icon(size, 0.72, PAPER, corner=0.22).save(icons / f"icon-{size}.png", optimize=True)
        icon(size, 0.56, PAPER).save(icons / f"icon-maskable-{size}.png", optimize=True)
    icon(192, 0.68, PAPER).save(icons / "apple-touch-icon-192.png", optimize=True)


if __name__ == "__main__":
    main()
