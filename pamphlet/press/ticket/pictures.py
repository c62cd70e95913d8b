"""Shapes in millimetres on the table → small vector pictures of one size and one look."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from pamphlet.press.layout import Rect
from pamphlet.press.ticket.scenes import Scene, Seen
from pamphlet.units import Size

Place = tuple[float, float]
"""A place in the picture, from its upper left corner."""

# How does each part look? As attributes, for not every typesetter heeds a style sheet inside a drawing.
LOOKS: Final = {
    "paper": 'fill="#fff" stroke="#000" stroke-width=".9"',
    "below": 'fill="#fff" stroke="#000" stroke-width=".5"',
    "page": 'fill="#ececec" stroke="#888" stroke-width=".4"',
    "cut": 'fill="none" stroke="#000" stroke-width="1" stroke-dasharray="6 1.6 1 1.6"',
    "fold": 'fill="none" stroke="#000" stroke-width=".9" stroke-dasharray="3 2"',
    "axis": 'fill="none" stroke="#777" stroke-width=".6" stroke-dasharray="1 1.5"',
    "slit": 'fill="none" stroke="#000" stroke-width="2.6"',
    "edge": 'fill="none" stroke="#000" stroke-width=".9"',
    "move": 'fill="none" stroke="#000" stroke-width="1.5"',
    "hidden": 'fill="none" stroke="#000" stroke-width="1.5" stroke-dasharray="2 1.6"',
    "tip": 'fill="#000"',
}

# How wide and high is a picture, in its own units, and how much is kept free around the paper?
WIDTH: Final = 100.0
HEIGHT: Final = 76.0
ROOM: Final = 11.0
# How far does the next sheet of a pile look out, and how many do?
PILE_STEP: Final = 1.4
PILE_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class View:
    """A piece of paper on the table, as large as the picture holds."""

    paper: Rect

    @property
    def scale(self) -> float:
        """Units a millimetre."""
        return min((WIDTH - 2 * ROOM) / self.paper.width_mm, (HEIGHT - 2 * ROOM) / self.paper.height_mm)

    def x(self, x_mm: float) -> float:
        """From the left of the picture."""
        return WIDTH / 2 + (x_mm - self.paper.x_mm - self.paper.width_mm / 2) * self.scale

    def y(self, y_mm: float) -> float:
        """From its head: SVG counts downwards."""
        return HEIGHT / 2 - (y_mm - self.paper.y_mm - self.paper.height_mm / 2) * self.scale

    def box(self, rect: Rect, style: str = "paper", *, away: float = 0) -> str:
        """A rectangle, moved to the right and down by so many units."""
        width, height = rect.width_mm * self.scale, rect.height_mm * self.scale
        corner = f'x="{self.x(rect.x_mm) + away:.1f}" y="{self.y(rect.head_mm) + away:.1f}"'
        return f'<rect {LOOKS[style]} {corner} width="{width:.1f}" height="{height:.1f}"/>'

    def line(self, start: tuple[float, float], end: tuple[float, float], style: str) -> str:
        """A line between two places."""
        (x, y), (to_x, to_y) = start, end
        ends = f'x1="{self.x(x):.1f}" y1="{self.y(y):.1f}" x2="{self.x(to_x):.1f}" y2="{self.y(to_y):.1f}"'
        return f"<line {LOOKS[style]} {ends}/>"

    def across(self, axis: str, at_mm: float, style: str) -> str:
        """A line over the whole paper, a little beyond its edges."""
        paper, beyond = self.paper, 4 / self.scale
        if axis == "x":
            return self.line((at_mm, paper.y_mm - beyond), (at_mm, paper.head_mm + beyond), style)
        return self.line((paper.x_mm - beyond, at_mm), (paper.right_mm + beyond, at_mm), style)

    def page(self, seen: Seen) -> str:
        """A page with its number, upright or on its head."""
        ground = seen.ground
        x = self.x(ground.x_mm + ground.width_mm / 2)
        y = self.y(ground.y_mm + ground.height_mm / 2)
        size = min(13.0, ground.height_mm * self.scale * 0.6, ground.width_mm * self.scale * 0.55)
        turn = f' transform="rotate(180 {x:.1f} {y:.1f})"' if seen.rotation else ""
        number = "" if seen.number is None else str(seen.number)
        text = f'<text{turn} x="{x:.1f}" y="{y + size * 0.36:.1f}" text-anchor="middle" font-size="{size:.1f}">'
        return f"{self.box(ground, 'page')}{text}{number}</text>"

    def pile(self, scene: Scene) -> str:
        """The paper with the pages on top of it, and the sheets that lie below."""
        below = range(PILE_SHOWN - 1, 0, -1) if scene.is_pile else ()
        sheets = "".join(self.box(self.paper, "below", away=PILE_STEP * depth) for depth in below)
        return sheets + self.box(self.paper) + "".join(map(self.page, scene.pages))


def frame(drawn: str, label: str, size: tuple[float, float] = (WIDTH, HEIGHT)) -> str:
    """A picture of its own; the label is for who cannot see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]:g} {size[1]:g}" '
        'font-family="Ticket, Source Sans Pro, Arial, sans-serif" role="img" '
        f'aria-label="{escape(label, {chr(34): "&quot;"})}">{drawn}</svg>'
    )


def draw_pile(scene: Scene, label: str) -> str:
    """The pile as it lies."""
    return frame(View(scene.paper).pile(scene), label)


def bend(start: Place, over: Place, end: Place, *, hidden: bool = False) -> str:
    """A bent arrow from one place of the picture to another."""
    (x, y), (over_x, over_y), (to_x, to_y) = start, over, end
    turn = math.degrees(math.atan2(to_y - over_y, to_x - over_x))
    put = f"translate({to_x:.1f} {to_y:.1f}) rotate({turn:.1f})"
    head = f'<path {LOOKS["tip"]} d="M1.5 0 L-5 -3 L-5 3 Z" transform="{put}"/>'
    path = f"M{x:.1f} {y:.1f} Q{over_x:.1f} {over_y:.1f} {to_x:.1f} {to_y:.1f}"
    return f'<path {LOOKS["hidden" if hidden else "move"]} d="{path}"/>{head}'


def count_piles(labels: Sequence[str]) -> str:
    """The piles side by side with what they hold."""
    shown = labels if len(labels) <= 4 else [*labels[:3], "…"]
    step = WIDTH / (len(shown) + 1)
    texts = (
        f'<rect {LOOKS["below"]} x="{step * at - 7.6:.1f}" y="{HEIGHT / 2 - 11.6:.1f}" width="18" height="25"/>'
        f'<rect {LOOKS["paper"]} x="{step * at - 9:.1f}" y="{HEIGHT / 2 - 13:.1f}" width="18" height="25"/>'
        f'<text x="{step * at:.1f}" y="{HEIGHT / 2 + 3.5:.1f}" text-anchor="middle" font-size="11">{label}</text>'
        for at, label in enumerate(shown, start=1)
    )
    return "".join(texts)


def draw_tiles(columns: int, rows: int, sheet: Size) -> str:
    """The sheets of a poster, numbered as they are laid, each shaped as it is."""
    wide, high = columns * sheet.width_mm, rows * sheet.height_mm
    scale = min((WIDTH - 2 * ROOM) / wide, (HEIGHT - 2 * ROOM) / high)
    width, height = sheet.width_mm * scale, sheet.height_mm * scale
    left, head = (WIDTH - columns * width) / 2, (HEIGHT - rows * height) / 2
    tiles = []
    for tile in range(columns * rows):
        x, y = left + tile % columns * width, head + tile // columns * height
        box = f'<rect {LOOKS["paper"]} x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
        size = min(11, height * 0.6)
        middle = f'x="{x + width / 2:.1f}" y="{y + height / 2 + size / 3:.1f}"'
        tiles.append(f'{box}<text {middle} text-anchor="middle" font-size="{size:.1f}">{tile + 1}</text>')
    return "".join(tiles)
