"""A page's size and its bleed → the picture that a print shop asks for, and what its lines mean."""

from __future__ import annotations

from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from markupsafe import Markup

from pamphlet.press.preflight import Expected
from pamphlet.press.ticket.pictures import frame
from pamphlet.press.ticket.words import Words
from pamphlet.units import Size

# How large is the picture, in its own units, how much of it is kept for measures, and how much is drawn beyond?
WIDTH: Final = 160.0
HEIGHT: Final = 216.0
ROOM: Final = 18.0

# How does each line look? As attributes, for not every typesetter heeds a style sheet inside a drawing.
LOOKS: Final = {
    "bleed": 'fill="#d9d9d9" stroke="#999" stroke-width=".6"',
    "trim": 'fill="#fff" stroke="#000" stroke-width="1.2"',
    "safe": 'fill="none" stroke="#000" stroke-width=".9" stroke-dasharray="4 2.5"',
    "measure": 'fill="none" stroke="#000" stroke-width=".6"',
}


class ShopPicture(NamedTuple):
    """The drawing, and under a sample of each line what it means."""

    picture: Markup
    legend: tuple[tuple[Markup, str], ...]


def draw_for_shop(page: Size, bleed_mm: float, words: Words) -> ShopPicture:
    """The trimmed page with its bleed around it and its safe area inside."""
    safe_mm = Expected().safe_mm
    said = {
        "trim": words.say("shop_trim", width=words.number(page.width_mm), height=words.number(page.height_mm)),
        "bleed": words.say("shop_bleed", bleed=words.number(bleed_mm)),
        "safe": words.say("shop_safe", safe=words.number(safe_mm)),
    }
    legend = tuple((Markup(sample_of(key)), said[key]) for key in ("trim", "bleed", "safe"))  # noqa: S704 - drawn by us
    drawn = draw_page(page, bleed_mm, safe_mm, words)
    picture = frame(drawn, words.say("shop_picture"), (WIDTH, HEIGHT))
    return ShopPicture(Markup(picture), legend)  # noqa: S704 - drawn by us


def draw_page(page: Size, bleed_mm: float, safe_mm: float, words: Words) -> str:
    """The three rectangles to scale, and the trim's width and height beside them."""
    scale = min((WIDTH - 2 * ROOM) / page.width_mm, (HEIGHT - 2 * ROOM) / page.height_mm)
    width, height = page.width_mm * scale, page.height_mm * scale
    left, head = (WIDTH - width) / 2, (HEIGHT - height) / 2
    boxes = [
        f'<rect {LOOKS[key]} x="{left - by:.1f}" y="{head - by:.1f}" width="{width + 2 * by:.1f}" '
        f'height="{height + 2 * by:.1f}"/>'
        for key, by in (("bleed", bleed_mm * scale), ("trim", 0.0), ("safe", -safe_mm * scale))
    ]
    beside = max(bleed_mm * scale, 0) + 7
    foot, right = head + height, left + width
    measures = (
        measure(left, head - beside, right, head - beside),
        measure(left - beside, head, left - beside, foot),
        label(left + width / 2, head - beside - 3, f"{words.number(page.width_mm)} mm"),
        label(left - beside - 3, head + height / 2, f"{words.number(page.height_mm)} mm", upright=False),
    )
    return "".join((*boxes, *measures))


def measure(x: float, y: float, to_x: float, to_y: float) -> str:
    """A line with a stroke across each end."""
    across, down = (0, 2.5) if y == to_y else (2.5, 0)
    ends = "".join(
        f"M{at_x - across:.1f} {at_y - down:.1f} L{at_x + across:.1f} {at_y + down:.1f} "
        for at_x, at_y in ((x, y), (to_x, to_y))
    )
    return f'<path {LOOKS["measure"]} d="{ends}M{x:.1f} {y:.1f} L{to_x:.1f} {to_y:.1f}"/>'


def label(x: float, y: float, text: str, *, upright: bool = True) -> str:
    """A measure in letters, along its line."""
    turn = "" if upright else f' transform="rotate(-90 {x:.1f} {y:.1f})"'
    return f'<text{turn} x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="8.5">{escape(text)}</text>'


def sample_of(key: str) -> str:
    """How the line of that name looks."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 8" aria-hidden="true">'
        f'<rect {LOOKS[key]} x="1" y="1" width="26" height="6"/></svg>'
    )
