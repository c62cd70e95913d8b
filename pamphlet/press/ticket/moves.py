"""A step and the pile that it is done to → the picture of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, assert_never

from pamphlet.press import steps
from pamphlet.press.layout import Rect
from pamphlet.press.order import Runs
from pamphlet.press.ticket.pictures import HEIGHT, LOOKS, WIDTH, View, bend, count_piles, draw_tiles, frame
from pamphlet.press.ticket.scenes import Scene

STAPLE_MM: Final = 12.0
SEAM_MM: Final = 8.0


def draw_step(step: steps.Step, scene: Scene, label: str) -> str:
    """The paper as it lies before the step, and what is done to it."""
    view = View(scene.paper)
    ground = "" if isinstance(step, steps.Gather | steps.Stack | steps.Join | steps.Push) else view.pile(scene)
    return frame(ground + draw_move(step, view, scene), label)


def draw_move(step: steps.Step, view: View, scene: Scene) -> str:  # noqa: PLR0912 - one drawing a move
    """What is done to the paper."""
    paper = view.paper
    match step:
        case steps.Cut(axis, at_mm):
            return "".join(view.across(axis, place, "cut") for place in at_mm)
        case steps.Fold():
            return view.across(step.axis, step.at_mm, "fold") + draw_fold(step, view)
        case steps.TurnOver():
            return draw_turn_over(view)
        case steps.Slit(y_mm, from_mm, to_mm):
            return creases(view) + view.line((from_mm, y_mm), (to_mm, y_mm), "slit")
        case steps.Staple(x_mm, heights):
            return draw_staples(view, x_mm, heights)
        case steps.Glue(edge):
            x = paper.x_mm if edge == "left" else paper.right_mm
            return view.line((x, paper.y_mm), (x, paper.head_mm), "slit")
        case steps.Sew(edge):
            return draw_seam(view, paper.x_mm if edge == "left" else paper.right_mm)
        case steps.Trim(width_mm, height_mm):
            inner = Rect(paper.x_mm + (paper.width_mm - width_mm) / 2, paper.y_mm, width_mm, height_mm)
            return view.box(inner.moved(0, (paper.height_mm - height_mm) / 2), "cut")
        case steps.Gather(sizes):
            return count_piles([str(size) for size in sizes])
        case steps.Stack():
            return draw_stack(scene)
        case steps.Join(columns, rows):
            return draw_tiles(columns, rows, scene.paper.size)
        case steps.Push():
            return draw_cross()
        case _:
            assert_never(step)


def draw_turn(scene: Scene, label: str, *, like_page: bool) -> str:
    """A pile that is turned over: left over right, or head over foot."""
    view = View(scene.paper)
    paper = scene.paper
    if like_page:
        return frame(view.pile(scene) + draw_turn_over(view), label)
    axis = view.across("y", paper.y_mm + paper.height_mm / 2, "axis")
    x, head, foot = view.x(paper.right_mm) - 5, view.y(paper.head_mm) + 5, view.y(paper.y_mm) - 5
    return frame(view.pile(scene) + axis + bend((x, head), (x + 26, HEIGHT / 2), (x, foot)), label)


def draw_turn_over(view: View) -> str:
    """From the right edge over the middle to the left one, above the paper."""
    paper = view.paper
    axis = view.across("x", paper.x_mm + paper.width_mm / 2, "axis")
    y, left, right = view.y(paper.head_mm) + 5, view.x(paper.x_mm) + 6, view.x(paper.right_mm) - 6
    return axis + bend((right, y), (WIDTH / 2, y - 26), (left, y))


def draw_fold(step: steps.Fold, view: View) -> str:
    """From the part that moves to where it comes to lie; behind the paper the arrow is dashed."""
    paper, at_mm = view.paper, step.at_mm
    low_mm, high_mm = (paper.x_mm, paper.right_mm) if step.axis == "x" else (paper.y_mm, paper.head_mm)
    reach = min(at_mm - low_mm, high_mm - at_mm) * 0.7
    start, end = (at_mm + reach, at_mm - reach) if step.moving == "high" else (at_mm - reach, at_mm + reach)
    if step.axis == "x":
        y = view.y(paper.head_mm) + 5
        return bend((view.x(start), y), (view.x(at_mm), y - 22), (view.x(end), y), hidden=step.under)
    x = view.x(paper.right_mm) - 5
    return bend((x, view.y(start)), (x + 22, view.y(at_mm)), (x, view.y(end)), hidden=step.under)


def draw_staples(view: View, x_mm: float, heights: Sequence[float]) -> str:
    """The staples on the fold, each with its height from the foot."""
    half, aside = STAPLE_MM / 2, 3 if x_mm <= view.paper.x_mm + view.paper.width_mm / 2 else -3
    anchor = "start" if aside > 0 else "end"
    drawn = []
    for height in heights:
        place = f'x="{view.x(x_mm) + aside:.1f}" y="{view.y(height) + 2.6:.1f}"'
        drawn.append(view.line((x_mm, height - half), (x_mm, height + half), "slit"))
        drawn.append(f'<text {place} text-anchor="{anchor}" font-size="7.5">{int(height + 0.5)}</text>')
    return "".join(drawn)


def draw_seam(view: View, x_mm: float) -> str:
    """Stitches along the spine."""
    paper = view.paper
    count = int(paper.height_mm // (2 * SEAM_MM))
    feet = [paper.y_mm + paper.height_mm / 2 + (place - count / 2) * 2 * SEAM_MM for place in range(count)]
    return "".join(view.line((x_mm, foot), (x_mm, foot + SEAM_MM), "slit") for foot in feet)


def draw_stack(scene: Scene) -> str:
    """The piles with their first pages, or their numbers, and how the first comes upon the second."""
    labels = ["1", "2", "…"]
    if isinstance(scene.imposition.layout.order, Runs):
        tops = [placement.page for placement in scene.imposition.sheets[0].front.placements]
        labels = ["" if page is None else str(page + 1) for page in tops]
    step = WIDTH / (min(len(labels), 4) + 1)
    y = HEIGHT / 2 - 15
    return count_piles(labels) + bend((step, y), (1.5 * step, y - 18), (2 * step, y))


def creases(view: View) -> str:
    """The folds of a sheet in eight."""
    paper = view.paper
    quarters = (paper.x_mm + paper.width_mm * part / 4 for part in (1, 2, 3))
    upright = "".join(view.across("x", x_mm, "fold") for x_mm in quarters)
    return upright + view.across("y", paper.y_mm + paper.height_mm / 2, "fold")


def draw_cross() -> str:
    """The strip seen from above while it opens, and the arrows of the two hands."""
    x, y = WIDTH / 2, HEIGHT / 2
    spine = f"M{x - 30} {y} L{x - 12} {y} L{x} {y - 14} L{x + 12} {y} L{x + 30} {y}"
    arms = f"{spine} M{x - 12} {y} L{x} {y + 14} L{x + 12} {y}"
    hands = bend((x - 47, y), (x - 40, y), (x - 34, y)) + bend((x + 47, y), (x + 40, y), (x + 34, y))
    return f'<path {LOOKS["edge"]} d="{arms}"/>{hands}'
