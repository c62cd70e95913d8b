"""An imposition and where its pages bear text → the text that a trim, a fold or the sheet's edge would cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pamphlet.press.layout import ROUNDING_MM, Rect
from pamphlet.press.order import Tiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pamphlet.press.imposition import Imposition, Placement
    from pamphlet.press.ink import Margins

Cause = Literal["page", "crop", "fold", "shift"]


@dataclass(frozen=True, slots=True)
class Overrun:
    """Text of a page, from 1, that reaches past its place; `depth` counts the sheets around its own.

    Past the page's own trim; or the page is larger than its place; or it was moved into the fold, or off the sheet.
    """

    page: int
    over_mm: float
    cause: Cause
    depth: int


def find_overruns(imposition: Imposition, text: Sequence[Margins | None]) -> Iterator[Overrun]:
    """Every page whose text, which keeps so far from its edges, is cut.

    A poster's is, and is whole again when its sheets are joined.
    """
    sheet = Rect(0, 0, *imposition.layout.sheet)
    tiled = isinstance(imposition.layout.order, Tiles)
    for each in imposition.sheets:
        for placement in (*each.front.placements, *(each.back.placements if each.back else ())):
            margins = None if placement.page is None else text[placement.page]
            if placement.page is None or margins is None:
                continue
            if min(margins) < -ROUNDING_MM:
                yield Overrun(placement.page + 1, -min(margins), "page", each.depth)
            elif not tiled and (found := measure_overrun(placement, margins, sheet)):
                yield Overrun(placement.page + 1, *found, each.depth)


def measure_overrun(placement: Placement, margins: Margins, sheet: Rect) -> tuple[float, Cause] | None:
    """How far the text reaches past the window, or past the sheet, on the side where it reaches farthest; and why."""
    upright = placement.rotation == 0
    left_mm, foot_mm, right_mm, head_mm = margins if upright else (*margins[2:], *margins[:2])
    ground, window = placement.ground, placement.window
    over_left = max(window.x_mm, sheet.x_mm) - (ground.x_mm + left_mm)
    over_right = (ground.right_mm - right_mm) - min(window.right_mm, sheet.right_mm)
    over_foot = max(window.y_mm, sheet.y_mm) - (ground.y_mm + foot_mm)
    over_head = (ground.head_mm - head_mm) - min(window.head_mm, sheet.head_mm)
    farthest = max(over_left, over_right, over_foot, over_head)
    if farthest <= ROUNDING_MM:
        return None
    if any(length > room + ROUNDING_MM for length, room in zip(ground.size, window.size, strict=True)):
        return farthest, "crop"
    at_spine = over_left if (placement.spine == "left") == upright else over_right
    return farthest, "fold" if placement.spine and at_spine == farthest else "shift"
