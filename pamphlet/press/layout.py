"""A layout as a value: the sheet, where pages stand on it, in which order, and how it is cut, stacked and folded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from pamphlet.press.order import Order
from pamphlet.press.steps import OTHER_EDGE, Edge, Step, mirror_step
from pamphlet.units import Size, pt_to_mm

if TYPE_CHECKING:
    from pamphlet.layouts import LayoutName

Binding = Literal["left", "right"]
Rotation = Literal[0, 180]

# Page boxes are often rounded to whole points, so two pages may overshoot their sheet by a hair.
ROUNDING_MM: Final = pt_to_mm(1)


class Rect(NamedTuple):
    """A rectangle on a side of the sheet: lower left corner, width and height."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float

    @property
    def right_mm(self) -> float:
        """Where it ends on the right."""
        return self.x_mm + self.width_mm

    @property
    def head_mm(self) -> float:
        """Where it ends at the head."""
        return self.y_mm + self.height_mm

    @property
    def size(self) -> Size:
        """Its width and height."""
        return Size(self.width_mm, self.height_mm)

    def mirrored(self, sheet: Size) -> Rect:
        """Where it lies when the sheet is turned over like a page."""
        return self._replace(x_mm=sheet.width_mm - self.right_mm)

    def turned(self, sheet: Size) -> Rect:
        """Where it lies when the sheet is turned upside down on the table."""
        return self._replace(x_mm=sheet.width_mm - self.right_mm, y_mm=sheet.height_mm - self.head_mm)

    def moved(self, x_mm: float, y_mm: float) -> Rect:
        """The same rectangle elsewhere."""
        return self._replace(x_mm=self.x_mm + x_mm, y_mm=self.y_mm + y_mm)

    def within(self, other: Rect) -> Rect:
        """The part of it that lies in another one; both meet."""
        x_mm, y_mm = max(self.x_mm, other.x_mm), max(self.y_mm, other.y_mm)
        return Rect(x_mm, y_mm, min(self.right_mm, other.right_mm) - x_mm, min(self.head_mm, other.head_mm) - y_mm)

    def grown(self, by_mm: float) -> Rect:
        """Larger on all four sides."""
        return Rect(self.x_mm - by_mm, self.y_mm - by_mm, self.width_mm + 2 * by_mm, self.height_mm + 2 * by_mm)


@dataclass(frozen=True, slots=True)
class Cell:
    """A page's place on the front of the sheet.

    A page stands against the fold when `folded` is set, else in the middle of its ground. `spine` is the side
    that it is bound on. Ink may reach to the edges of the `window`, by default those of the ground.
    """

    ground: Rect
    spine: Edge | None = None
    rotation: Rotation = 0
    folded: bool = False
    window: Rect | None = None

    def mirrored(self, sheet: Size) -> Cell:
        """The cell as it is seen when the sheet is turned over like a page."""
        return replace(
            self,
            ground=self.ground.mirrored(sheet),
            spine=OTHER_EDGE[self.spine] if self.spine else None,
            window=self.window.mirrored(sheet) if self.window else None,
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """How sheets are made and what is done with them; `sheet` is as wide and as high as it lies before the reader."""

    name: LayoutName
    sheet: Size
    cells: tuple[Cell, ...]
    order: Order
    steps: tuple[Step, ...] = ()
    binding: Binding = "left"
    one_sided: bool = False

    @property
    def page(self) -> Size:
        """The largest page that fits on every cell."""
        return Size(min(cell.ground.width_mm for cell in self.cells), min(cell.ground.height_mm for cell in self.cells))


def bind_right(layout: Layout) -> Layout:
    """The layout for scripts that run from right to left: its mirror image, with pages that are not mirrored."""
    return replace(
        layout,
        cells=tuple(cell.mirrored(layout.sheet) for cell in layout.cells),
        steps=tuple(mirror_step(step, layout.sheet.width_mm) for step in layout.steps),
        binding="right",
    )
