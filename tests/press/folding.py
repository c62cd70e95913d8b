"""Printed sheets → what a reader meets, leaf by leaf.

The sheets are handled as paper: turned over by the printer, stacked, folded in the middle, leafed through.
Nothing here knows in which order pages are imposed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handwork import Spot

    from pamphlet.units import Size

Edge = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """A sheet as it leaves the printer, each side seen as it was printed."""

    front: tuple[Spot, ...]
    back: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One side of a leaf in the reader's hands; a blank has no number."""

    number: int | None
    spine: Edge
    from_spine_mm: float = 0
    from_foot_mm: float = 0
    upright: bool = True


def fold(sheets: Sequence[PrintedSheet], paper: Size, *, flip: str, binding: str) -> list[Page]:
    """Stack the sheets, first one outermost and its front outside; fold them; read from cover to cover."""
    cover_half: Edge = "right" if binding == "left" else "left"
    other_half: Edge = "left" if binding == "left" else "right"
    seen_from_front = [(sheet.front, look_through(sheet.back, paper, flip)) for sheet in sheets]
    read: list[Page] = []
    for front, back in seen_from_front:
        read += [show(front, paper, cover_half, behind=False), show(back, paper, cover_half, behind=True)]
    for front, back in reversed(seen_from_front):
        read += [show(back, paper, other_half, behind=True), show(front, paper, other_half, behind=False)]
    return read


def look_through(back: Sequence[Spot], paper: Size, flip: str) -> tuple[Spot, ...]:
    """Where the back's marks lie when one looks at the front and the paper is glass.

    Turned over its short edge, the landscape sheet keeps its head up and left becomes right; over its long
    edge, left stays left and head becomes foot.
    """
    if flip == "short":
        return tuple(replace(mark, x_mm=paper.width_mm - mark.x_mm) for mark in back)
    return tuple(replace(m, y_mm=paper.height_mm - m.y_mm, upright=not m.upright) for m in back)


def show(marks: Sequence[Spot], paper: Size, half: Edge, *, behind: bool) -> Page:
    """One half of a side as a leaf: from behind, what lies left of the fold is seen right of it."""
    fold_mm = paper.width_mm / 2
    on_leaf = [mark for mark in marks if (mark.x_mm < fold_mm) == (half == "left")]
    spine: Edge = "left" if (half == "right") != behind else "right"
    if not on_leaf:
        return Page(None, spine)
    [mark] = on_leaf
    return Page(mark.number, spine, abs(mark.x_mm - fold_mm), mark.y_mm, mark.upright)
