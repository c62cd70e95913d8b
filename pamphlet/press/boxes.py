"""A PDF page → its trim and bleed, its size, and the matrix that lays it upright on a sheet."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pikepdf import Array, Matrix, Object, Page, Rectangle

from pamphlet.errors import PamphletError
from pamphlet.units import Size, pt_to_mm

if TYPE_CHECKING:
    from collections.abc import Callable

# Which matrix brings the box's lower left corner, as seen after a clockwise turn, to the origin?
# ISO 32000-1, 8.3.3 and table 30 (Rotate).
QUARTER_TURNS: Final[dict[int, Callable[[Rectangle], Matrix]]] = {
    0: lambda box: Matrix(1, 0, 0, 1, -box.llx, -box.lly),
    90: lambda box: Matrix(0, -1, 1, 0, -box.lly, box.urx),
    180: lambda box: Matrix(-1, 0, 0, -1, box.urx, box.ury),
    270: lambda box: Matrix(0, 1, -1, 0, box.ury, -box.llx),
}

SMALLEST_MM: Final = 1
LARGEST_MM: Final = 10_000
"""What is smaller or larger is no page, but a mistake."""


def find_trim(page: Page) -> Rectangle:
    """The TrimBox, or else the CropBox or the MediaBox, as far as the media reaches, in the page's units."""
    return read_box(page, page.trimbox) & read_box(page, page.mediabox)


def find_bleed(page: Page) -> Rectangle:
    """What may be printed: up to a declared BleedBox, else no further than the trim.

    The standard lets a missing BleedBox be the CropBox, but there printer's marks may stand.
    """
    declared = page.bleedbox if "/BleedBox" in page else page.trimbox
    return read_box(page, declared) & read_box(page, page.mediabox)


def read_box(page: Page, box: Object) -> Rectangle:
    """The box with its corners in order, whichever two the file names."""
    try:
        return Rectangle(Array(box))
    except TypeError:
        raise report_box(page, "a page box that is not four numbers") from None


def report_box(page: Page, fault: str) -> PamphletError:
    """The error for a page whose boxes make no sense."""
    number = page.index + 1  # type: ignore[operator]  # the stub takes the property for a method
    return PamphletError(f"page {number} has {fault}", advice="export the PDF anew")


def measure_page(page: Page) -> Size:
    """The trim's size as the page is held upright."""
    trim, unit = find_trim(page), user_unit(page)
    width_mm, height_mm = pt_to_mm(trim.width * unit), pt_to_mm(trim.height * unit)
    if min(width_mm, height_mm) < SMALLEST_MM:
        raise report_box(page, "page boxes that leave nothing to print")
    if max(width_mm, height_mm) > LARGEST_MM:
        raise report_box(page, f"a page box of {width_mm / 1000:.4g} × {height_mm / 1000:.4g} m")
    return Size(height_mm, width_mm) if quarter_turn(page) in {90, 270} else Size(width_mm, height_mm)


def lay_upright(page: Page, rotation: int, x_pt: float, y_pt: float) -> Matrix:
    """The matrix that puts the trim with its lower left corner at a point, turned by `rotation` degrees."""
    unit = user_unit(page)
    turn = QUARTER_TURNS[(quarter_turn(page) + rotation) % 360](find_trim(page))
    return turn @ Matrix(unit, 0, 0, unit, x_pt, y_pt)


def quarter_turn(page: Page) -> int:
    """The page's own /Rotate in degrees; what is no quarter turn is no turn."""
    return page.rotation if page.rotation in QUARTER_TURNS else 0


def user_unit(page: Page) -> float:
    """How many points the page's unit measures: ISO 32000-1, table 30 (UserUnit)."""
    unit = page.obj.get("/UserUnit", 1)
    return float(unit) if isinstance(unit, int | Decimal) else 1.0
