"""An imposition's sides and steps → small vector pictures, drawn to the job's own measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, assert_never
from xml.sax.saxutils import escape

from pamphlet.press.imposition import Side
from pamphlet.press.layout import Rect
from pamphlet.press.steps import (
    Cut,
    Fold,
    Gather,
    Glue,
    Join,
    Push,
    Sew,
    Slit,
    Stack,
    Staple,
    Step,
    Trim,
    TurnOver,
)
from pamphlet.units import Size

# How does each part look? As attributes, for not every typesetter heeds a style sheet inside a drawing.
LOOKS: Final = {
    "paper": 'fill="#fff" stroke="#000" stroke-width=".8"',
    "page": 'fill="#eee" stroke="#777" stroke-width=".4"',
    "cut": 'fill="none" stroke="#000" stroke-width=".9" stroke-dasharray="5 1.5 1 1.5"',
    "fold": 'fill="none" stroke="#000" stroke-width=".7" stroke-dasharray="2.5 2"',
    "slit": 'fill="none" stroke="#000" stroke-width="2.4"',
    "edge": 'fill="none" stroke="#000" stroke-width=".9"',
    "move": 'fill="none" stroke="#000" stroke-width=".9"',
    "hidden": 'fill="none" stroke="#000" stroke-width=".9" stroke-dasharray="1.5 1.5"',
    "tip": 'fill="#000"',
}

# How wide and high is a picture, in its own units, and how much is kept free around the paper?
WIDTH: Final = 100.0
HEIGHT: Final = 76.0
ROOM: Final = 10.0


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

    def box(self, rect: Rect, style: str = "paper") -> str:
        """A rectangle."""
        width, height = rect.width_mm * self.scale, rect.height_mm * self.scale
        corner = f'x="{self.x(rect.x_mm):.1f}" y="{self.y(rect.head_mm):.1f}"'
        return f'<rect {LOOKS[style]} {corner} width="{width:.1f}" height="{height:.1f}"/>'

    def line(self, start: tuple[float, float], end: tuple[float, float], style: str) -> str:
        """A line between two places."""
        (x, y), (to_x, to_y) = start, end
        ends = f'x1="{self.x(x):.1f}" y1="{self.y(y):.1f}" x2="{self.x(to_x):.1f}" y2="{self.y(to_y):.1f}"'
        return f"<line {LOOKS[style]} {ends}/>"


def frame(drawn: str, label: str) -> str:
    """A picture of its own; the label is for who cannot see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" '
        'font-family="Ticket, Source Sans Pro, Arial, sans-serif" role="img" '
        f'aria-label="{escape(label, {chr(34): "&quot;"})}">{drawn}</svg>'
    )


def draw_side(side: Side, sheet: Size, label: str) -> str:
    """A printed side with its page numbers, those on their heads turned over."""
    view = View(Rect(0, 0, *sheet))
    parts = [view.box(view.paper)]
    for placement in side.placements:
        ground = placement.window if placement.ground.width_mm > sheet.width_mm else placement.ground
        middle = ground.x_mm + ground.width_mm / 2, ground.y_mm + ground.height_mm / 2
        x, y = view.x(middle[0]), view.y(middle[1])
        number = "" if placement.page is None else str(placement.page + 1)
        turn = f' transform="rotate(180 {x:.1f} {y:.1f})"' if placement.rotation else ""
        parts.append(view.box(ground, "page"))
        parts.append(f'<text{turn} x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-size="11">{number}</text>')
    return frame("".join(parts), label)


def draw_step(step: Step, paper: Rect, label: str) -> str:
    """The paper as it lies before the step, and what is done to it."""
    view = View(paper)
    ground = "" if isinstance(step, Gather | Stack | Join | Push) else view.box(paper)
    return frame(ground + draw_move(step, view), label)


def draw_move(step: Step, view: View) -> str:
    """What is done to the paper."""
    paper = view.paper
    match step:
        case Cut(axis, at_mm):
            return "".join(across(view, axis, place, "cut") for place in at_mm)
        case Fold(axis, at_mm, moving):
            return across(view, axis, at_mm, "fold") + draw_arrow(view, step, high=moving == "high")
        case TurnOver():
            return arc(view.x(paper.right_mm) - 6, view.x(paper.x_mm) + 6, view.y(paper.y_mm) + 1, down=True)
        case Slit(y_mm, from_mm, to_mm):
            return creases(view) + view.line((from_mm, y_mm), (to_mm, y_mm), "slit")
        case Staple(x_mm, heights):
            return "".join(view.line((x_mm, y - 6), (x_mm, y + 6), "slit") for y in heights)
        case Glue(edge) | Sew(edge):
            x_mm = paper.x_mm if edge == "left" else paper.right_mm
            return view.line((x_mm, paper.y_mm), (x_mm, paper.head_mm), "slit")
        case Trim(width_mm, height_mm):
            inner = Rect(paper.x_mm + (paper.width_mm - width_mm) / 2, paper.y_mm, width_mm, height_mm)
            return view.box(inner.moved(0, (paper.height_mm - height_mm) / 2), "cut")
        case Gather(sizes):
            return count_piles([str(size) for size in sizes])
        case Stack():
            return count_piles(["1", "2", "…"])
        case Join(columns, rows):
            return draw_tiles(columns, rows)
        case Push():
            return draw_cross()
        case _:
            assert_never(step)


def across(view: View, axis: str, at_mm: float, style: str) -> str:
    """A line over the whole paper, a little beyond its edges."""
    paper, beyond = view.paper, 4 / view.scale
    if axis == "x":
        return view.line((at_mm, paper.y_mm - beyond), (at_mm, paper.head_mm + beyond), style)
    return view.line((paper.x_mm - beyond, at_mm), (paper.right_mm + beyond, at_mm), style)


def draw_arrow(view: View, step: Fold, *, high: bool) -> str:
    """From the part that moves to where it comes to lie; behind the paper the arrow is dashed."""
    paper = view.paper
    low_mm, high_mm = (paper.x_mm, paper.right_mm) if step.axis == "x" else (paper.y_mm, paper.head_mm)
    reach = min(step.at_mm - low_mm, high_mm - step.at_mm) * 0.6
    start, end = (step.at_mm + reach, step.at_mm - reach) if high else (step.at_mm - reach, step.at_mm + reach)
    if step.axis == "x":
        return arc(view.x(start), view.x(end), view.y(paper.head_mm) + 6, hidden=step.under)
    x, y, to_y = view.x(paper.right_mm) - 6, view.y(start), view.y(end)
    return arrow(f"M{x:.1f} {y:.1f} Q{x + 16:.1f} {(y + to_y) / 2:.1f} {x:.1f} {to_y:.1f}", (x, to_y, 180), step.under)


def arc(start: float, end: float, y: float, *, down: bool = False, hidden: bool = False) -> str:
    """A bent arrow from one side to the other."""
    top = y + 8 if down else y - 14
    path = f"M{start:.1f} {y:.1f} Q{(start + end) / 2:.1f} {top:.1f} {end:.1f} {y:.1f}"
    return arrow(path, (end, y, -90 if down else 90), hidden)


def arrow(path: str, tip: tuple[float, float, float], hidden: bool) -> str:  # noqa: FBT001 - a part of the drawing
    """A path with a head at its end."""
    x, y, turn = tip
    head = f'<path {LOOKS["tip"]} d="M0 0 L-5 -2.2 L-5 2.2 Z" transform="translate({x:.1f} {y:.1f}) rotate({turn})"/>'
    return f'<path {LOOKS["hidden" if hidden else "move"]} d="{path}"/>{head}'


def draw_turn(paper: Rect, label: str, *, like_page: bool) -> str:
    """A pile that is turned over: left over right, or head over foot."""
    view = View(paper)
    if like_page:
        return frame(view.box(paper) + draw_move(TurnOver(), view), label)
    x, start, end = view.x(paper.right_mm) - 4, view.y(paper.head_mm) + 4, view.y(paper.y_mm) - 4
    bent = arrow(f"M{x:.1f} {start:.1f} Q{x + 26:.1f} {HEIGHT / 2:.1f} {x:.1f} {end:.1f}", (x, end, 180), hidden=False)
    return frame(view.box(paper) + bent, label)


def creases(view: View) -> str:
    """The folds of a sheet in eight."""
    paper = view.paper
    quarters = (paper.x_mm + paper.width_mm * part / 4 for part in (1, 2, 3))
    upright = "".join(across(view, "x", x_mm, "fold") for x_mm in quarters)
    return upright + across(view, "y", paper.y_mm + paper.height_mm / 2, "fold")


def count_piles(labels: list[str]) -> str:
    """The piles side by side with what they hold."""
    shown = labels if len(labels) <= 4 else [*labels[:3], "…"]
    step = WIDTH / (len(shown) + 1)
    texts = (
        f'<rect {LOOKS["page"]} x="{step * at - 9:.1f}" y="{HEIGHT / 2 - 12:.1f}" width="18" height="24"/>'
        f'<text x="{step * at:.1f}" y="{HEIGHT / 2 + 4:.1f}" text-anchor="middle" font-size="11">{label}</text>'
        for at, label in enumerate(shown, start=1)
    )
    return "".join(texts)


def draw_tiles(columns: int, rows: int) -> str:
    """The sheets of a poster, numbered as they are laid."""
    width, height = (WIDTH - 2 * ROOM) / columns, (HEIGHT - 2 * ROOM) / rows
    tiles = []
    for tile in range(columns * rows):
        x, y = ROOM + tile % columns * width, ROOM + tile // columns * height
        box = f'<rect {LOOKS["paper"]} x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
        size = min(11, height * 0.6)
        middle = f'x="{x + width / 2:.1f}" y="{y + height / 2 + size / 3:.1f}"'
        tiles.append(f'{box}<text {middle} text-anchor="middle" font-size="{size:.1f}">{tile + 1}</text>')
    return "".join(tiles)


def draw_cross() -> str:
    """The strip seen from above while it opens, and the arrows of the two hands."""
    x, y = WIDTH / 2, HEIGHT / 2
    spine = f"M{x - 30} {y} L{x - 12} {y} L{x} {y - 14} L{x + 12} {y} L{x + 30} {y}"
    arms = f"{spine} M{x - 12} {y} L{x} {y + 14} L{x + 12} {y}"
    left = arrow(f"M{x - 46} {y} L{x - 34} {y}", (x - 33, y, 0), hidden=False)
    right = arrow(f"M{x + 46} {y} L{x + 34} {y}", (x + 33, y, 180), hidden=False)
    return f'<path {LOOKS["edge"]} d="{arms}"/>{left}{right}'


def after_step(step: Step, paper: Rect) -> Rect:
    """The paper as it lies after the step."""
    match step:
        case Cut(axis, at_mm):
            first = at_mm[0]
            size = Size(first, paper.height_mm) if axis == "x" else Size(paper.width_mm, paper.height_mm - at_mm[-1])
            return Rect(0, 0, *size)
        case Fold(axis, at_mm, moving):
            if axis == "x":
                left, right = (paper.x_mm, at_mm) if moving == "high" else (at_mm, paper.right_mm)
                return paper._replace(x_mm=left, width_mm=right - left)
            foot, head = (paper.y_mm, at_mm) if moving == "high" else (at_mm, paper.head_mm)
            return paper._replace(y_mm=foot, height_mm=head - foot)
        case _:
            return paper
