"""A number of pages and how they are folded → which page lies where on which sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from pamphlet.units import PAPERS, Size, pt_to_mm

Flip = Literal["short", "long"]
Binding = Literal["left", "right"]

# How far does a sheet push out the next one in, in paper thicknesses? The κ of κ·t·i. One is the trade's
# rule for a fold pressed flat; a slack staple gives 1.2 to 1.4, and a round, unpressed spine π/2.
CREEP_PER_THICKNESS: Final = 1.0

# Page boxes are often rounded to whole points, so two pages may overshoot their sheet by a hair.
ROUNDING_MM: Final = pt_to_mm(1)


@dataclass(frozen=True, slots=True)
class SaddleStitch:
    """How a booklet is made: sheets folded once in the middle, one inside another, stapled in the fold.

    `flip` is the edge over which the duplex printer turns the landscape sheet; `binding` is the side of the
    front cover that the spine is on: right for scripts that run from right to left.
    """

    page: Size
    sheet: Size
    flip: Flip = "short"
    binding: Binding = "left"
    paper_thickness_mm: float = 0.1


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a page lies on its side of the sheet.

    `page` counts from 0, None is a blank. `x_mm` and `y_mm` give the lower left corner of the ground that
    the page covers, from the lower left corner of the landscape sheet; `rotation` is in degrees.
    """

    page: int | None
    x_mm: float
    y_mm: float
    rotation: Literal[0, 180] = 0


@dataclass(frozen=True, slots=True)
class Side:
    """The two pages that are printed together, as the side leaves the printer."""

    left: Placement
    right: Placement


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of paper; its front is the side that lies outside once it is folded."""

    front: Side
    back: Side


@dataclass(frozen=True, slots=True)
class Imposition:
    """A booklet's sheets, outermost first, and the number of pages that they carry."""

    sheets: tuple[Sheet, ...]
    pages: int

    @property
    def blanks(self) -> int:
        """How many pages of the sheets stay empty."""
        return 4 * len(self.sheets) - self.pages


def impose(pages: int, stitch: SaddleStitch) -> Imposition:
    """Lay the pages out so that the folded sheets read from the first page to the last."""
    order = order_pages(pages)
    sheets = tuple(lay_sheet(number, order, stitch) for number in range(len(order) // 4))
    return Imposition(sheets, pages)


def order_pages(pages: int) -> tuple[int | None, ...]:
    """The pages in reading order, filled up with blanks (None) to a multiple of four.

    The last page is the back cover, and the blanks stand before it: one page gives 1 – – –, two 1 – – 2,
    three 1 2 – 3. A lone page is a front cover only.
    """
    back_cover = max(pages - 1, 1)
    numbers = range(pages)
    return (*numbers[:back_cover], *[None] * (-pages % 4), *numbers[back_cover:])


def lay_sheet(number: int, order: tuple[int | None, ...], stitch: SaddleStitch) -> Sheet:
    """The sheet that lies `number` sheets inside the outermost."""
    creep_mm = CREEP_PER_THICKNESS * stitch.paper_thickness_mm * number
    front = lay_side(order[-1 - 2 * number], order[2 * number], creep_mm, stitch)
    back = lay_side(order[2 * number + 1], order[-2 - 2 * number], creep_mm, stitch)
    return Sheet(front, turn_side(back, stitch) if stitch.flip == "long" else back)


def lay_side(verso: int | None, recto: int | None, creep_mm: float, stitch: SaddleStitch) -> Side:
    """Two pages against the fold, and past it by the creep, so that their fore edges line up with the rest."""
    left, right = (verso, recto) if stitch.binding == "left" else (recto, verso)
    sheet = stitch.sheet.landscape
    fold_mm = sheet.width_mm / 2
    foot_mm = (sheet.height_mm - stitch.page.height_mm) / 2
    return Side(
        left=Placement(left, fold_mm - stitch.page.width_mm + creep_mm, foot_mm),
        right=Placement(right, fold_mm - creep_mm, foot_mm),
    )


def turn_side(side: Side, stitch: SaddleStitch) -> Side:
    """The side upside down, for a printer that turns the sheet head over foot."""
    return Side(left=turn_placement(side.right, stitch), right=turn_placement(side.left, stitch))


def turn_placement(placement: Placement, stitch: SaddleStitch) -> Placement:
    """The page where it comes to lie when its sheet is turned by 180 degrees."""
    sheet, page = stitch.sheet.landscape, stitch.page
    return replace(
        placement,
        x_mm=sheet.width_mm - page.width_mm - placement.x_mm,
        y_mm=sheet.height_mm - page.height_mm - placement.y_mm,
        rotation=180,
    )


def pages_fit(page: Size, sheet: Size) -> bool:
    """Whether two pages lie side by side on the landscape sheet at their full size."""
    width_mm, height_mm = sheet.landscape
    return 2 * (page.width_mm - ROUNDING_MM) <= width_mm and page.height_mm - ROUNDING_MM <= height_mm


def find_sheet_for(page: Size) -> str | None:
    """The smallest paper on which two such pages fit."""
    fitting = (name for name, paper in PAPERS.items() if pages_fit(page, paper))
    return min(fitting, key=lambda name: PAPERS[name].width_mm * PAPERS[name].height_mm, default=None)
