"""Pages and a layout → nothing, where they fit; else what is lost, or the sheet that would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pamphlet.errors import PamphletError
from pamphlet.press.catalogue import find_sheet_for, page_fits
from pamphlet.press.imposition import capacity
from pamphlet.press.layout import ROUNDING_MM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pamphlet.layouts import LayoutName
    from pamphlet.press.catalogue import Wanted
    from pamphlet.press.imposition import Imposition, Placement
    from pamphlet.press.layout import Layout
    from pamphlet.units import Size

Fit = Literal["refuse", "crop"]

# Which layouts take pages of different sizes? Those that keep each page on a place of its own.
MIXED: Final[frozenset[LayoutName]] = frozenset({"letter-fold", "z-fold", "single", "handbills-2up", "handbills-4up"})
NUMERALS: Final = {1: "one page", 2: "two pages", 4: "four pages", 6: "six pages", 8: "eight pages"}


@dataclass(frozen=True, slots=True)
class Loss:
    """What the sheet cuts off a page, in width and in height."""

    page: int
    width_mm: float
    height_mm: float

    def __str__(self) -> str:
        return (
            f"page {self.page + 1} loses {self.width_mm:.1f} mm of its width and {self.height_mm:.1f} mm of its height"
        )


def check_pages(sizes: Sequence[Size], layout: Layout, wanted: Wanted, fit: Fit) -> None:
    """Stop when there are too many pages, when they differ in size, or when they would have to be shrunk."""
    check_capacity(len(sizes), layout)
    if layout.name not in MIXED:
        check_one_size(sizes)
    if fit == "refuse":
        check_sheet(sizes, layout, wanted)


def check_capacity(pages: int, layout: Layout) -> None:
    """Stop at more pages than a leaflet has panels."""
    room = capacity(layout)
    if room is not None and pages > room:
        message = f"a {layout.name} has {room} pages, but the PDF has {pages}"
        raise PamphletError(message, advice=f"leave out {pages - room}, or make a booklet")


def check_one_size(sizes: Sequence[Size]) -> None:
    """Stop at the first page that is larger or smaller than page 1, give or take a rounded point."""
    for number, size in enumerate(sizes, start=1):
        if any(abs(length - first) > ROUNDING_MM for length, first in zip(size, sizes[0], strict=True)):
            message = f"page {number} measures {size.measures} but page 1 measures {sizes[0].measures}"
            raise PamphletError(message, advice="give all pages of a booklet one size")


def check_sheet(sizes: Sequence[Size], layout: Layout, wanted: Wanted) -> None:
    """Stop when pages would have to be shrunk to lie on the sheet, and name the paper that would do."""
    largest = next((size for size in sizes if not page_fits(size, roomiest(layout))), None)
    if largest is None:
        return
    paper = find_sheet_for(layout.name, largest, wanted)
    many = NUMERALS.get(len(layout.cells), f"{len(layout.cells)} pages")
    verb = "does" if many == "one page" else "do"
    message = f"{many} of {largest.measures} {verb} not fit on a sheet of {layout.sheet.measures}"
    raise PamphletError(message, advice=f"print on {paper}" if paper else "typeset it at a smaller page size")


def roomiest(layout: Layout) -> Size:
    """The largest cell: panels of a letter fold differ."""
    return max((cell.ground.size for cell in layout.cells), key=lambda size: size.width_mm * size.height_mm)


def find_losses(imposition: Imposition) -> tuple[Loss, ...]:
    """What is cut off, for each page that is larger than its place."""
    if imposition.layout.name == "poster":
        return ()
    sides = (side for sheet in imposition.sheets for side in (sheet.front, sheet.back) if side)
    losses = {each.page: each for side in sides for placement in side.placements for each in measure_loss(placement)}
    return tuple(losses[page] for page in sorted(losses))


def measure_loss(placement: Placement) -> tuple[Loss, ...]:
    """The page's loss, unless it is a blank or a rounded point; creep over the fold is no loss."""
    ground, window = placement.ground, placement.window
    left_mm, right_mm = max(0.0, window.x_mm - ground.x_mm), max(0.0, ground.right_mm - window.right_mm)
    if placement.spine and ground.width_mm <= window.width_mm + ROUNDING_MM:
        spine_on_left = (placement.spine == "left") == (placement.rotation == 0)
        left_mm, right_mm = (0.0, right_mm) if spine_on_left else (left_mm, 0.0)
    width_mm = left_mm + right_mm
    height_mm = max(0.0, window.y_mm - ground.y_mm) + max(0.0, ground.head_mm - window.head_mm)
    if placement.page is None or max(width_mm, height_mm) <= ROUNDING_MM:
        return ()
    return (Loss(placement.page, width_mm, height_mm),)
