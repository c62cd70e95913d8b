"""A layout and the pages' sizes → which page lies where on which side of which sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from pamphlet.press.catalogue import list_steps
from pamphlet.press.layout import Cell, Layout, Rect, Rotation
from pamphlet.press.order import Arranged, Nested, Panels, Repeated, Slot, arrange_pages, divide_signatures
from pamphlet.press.steps import Edge, Step
from pamphlet.units import Size

if TYPE_CHECKING:
    from collections.abc import Sequence

Flip = Literal["short", "long"]
Duplex = Literal["short", "long", "hand"]

# How far does a sheet push out the next one in, in paper thicknesses? The κ of κ·t·i. One is the trade's
# rule for a fold pressed flat; a slack staple gives 1.2 to 1.4, and a round, unpressed spine π/2.
CREEP_PER_THICKNESS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Printer:
    """The machine: how it prints the second side, and what it cannot reach.

    Printing by hand, the pile of fronts is turned over its `hand_turn` edge and goes back into the tray;
    `hand_order` says which sheet the printer then takes first. `margin_mm` stays white at every edge. Backs that
    come out beside their fronts are moved by `back_shift_mm`, to the right and up as the back is read.
    """

    duplex: Duplex = "short"
    hand_turn: Flip = "long"
    hand_order: Literal["last-first", "first-first"] = "last-first"
    margin_mm: float = 5.0
    back_shift_mm: tuple[float, float] = (0.0, 0.0)

    @property
    def flip(self) -> Flip:
        """The edge over which each sheet turns between its sides."""
        return self.hand_turn if self.duplex == "hand" else self.duplex


@dataclass(frozen=True, slots=True)
class Stock:
    """The paper's thickness, and how much farther than on the page text keeps from the spine."""

    thickness_mm: float = 0.1
    gutter_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a page lies on its side of the sheet.

    `page` counts from 0, None is a blank. `ground` is what the trimmed page covers, measured from the side's
    lower left corner, `window` what its ink may cover; `rotation` is in degrees.
    """

    page: int | None
    ground: Rect
    window: Rect
    rotation: Rotation = 0
    spine: Edge | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """The pages that are printed together, as the side leaves the printer."""

    placements: tuple[Placement, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of paper; `depth` counts the sheets that lie around it when it is folded."""

    front: Side
    back: Side | None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Imposition:
    """The sheets in the order of printing, the pages that they carry, and what is then done with them."""

    layout: Layout
    sheets: tuple[Sheet, ...]
    pages: int
    signatures: tuple[int, ...] = ()
    page: Size | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The moves from the printed pile to the finished copies."""
        return list_steps(self.layout, self.signatures, self.page or self.layout.page)

    @property
    def sides(self) -> int:
        """How many sides are printed."""
        return sum(1 + (sheet.back is not None) for sheet in self.sheets)

    @property
    def copies(self) -> int:
        """How many finished copies one run of the sheets makes."""
        match self.layout.order:
            case Nested(copies=copies):
                return copies
            case Repeated():
                return len(self.layout.cells)
            case _:
                return 1

    @property
    def blanks(self) -> int:
        """How many pages of a copy stay empty."""
        sides = (side for sheet in self.sheets for side in (sheet.front, sheet.back) if side)
        return sum(placement.page is None for side in sides for placement in side.placements) // self.copies


def impose(
    sizes: Sequence[Size], layout: Layout, *, printer: Printer | None = None, stock: Stock | None = None
) -> Imposition:
    """Lay pages of these sizes out so that the finished copy reads from the first to the last."""
    printer, stock = printer or Printer(), stock or Stock()
    arranged = arrange_pages(len(sizes), layout.order, len(layout.cells))
    one_sided = layout.one_sided or (isinstance(layout.order, Repeated) and len(sizes) == 1)
    sheets = tuple(lay_sheet(each, sizes, layout, printer, stock, one_sided=one_sided) for each in arranged)
    return Imposition(layout, sheets, len(sizes), divide(layout, len(sheets)), largest_of(sizes))


def largest_of(sizes: Sequence[Size]) -> Size | None:
    """The size of the largest page."""
    return max(sizes, key=lambda size: size.width_mm * size.height_mm, default=None)


def divide(layout: Layout, sheets: int) -> tuple[int, ...]:
    """The signatures' lengths in sheets, for what is folded."""
    return divide_signatures(sheets, layout.order) if isinstance(layout.order, Nested) else ()


def capacity(layout: Layout) -> int | None:
    """How many pages the layout can hold; None for any number."""
    match layout.order:
        case Panels(fronts, backs):
            return len(fronts) + len(backs)
        case _:
            return None


def lay_sheet(  # noqa: PLR0913 - a sheet is made of all of these
    arranged: Arranged, sizes: Sequence[Size], layout: Layout, printer: Printer, stock: Stock, *, one_sided: bool
) -> Sheet:
    """One sheet, its back as the printer turns it."""
    inward_mm = CREEP_PER_THICKNESS * stock.thickness_mm * arranged.depth - stock.gutter_mm
    front = lay_side(arranged.fronts, layout.cells, sizes, inward_mm, layout.page)
    if one_sided:
        return Sheet(front, None, arranged.depth)
    behind = tuple(cell.mirrored(layout.sheet) for cell in layout.cells)
    back = lay_side(arranged.backs, behind, sizes, inward_mm, layout.page)
    turned = turn_side(back, layout.sheet) if turns_head_over_foot(layout.sheet, printer.flip) else back
    return Sheet(front, shift_side(turned, printer.back_shift_mm), arranged.depth)


def turns_head_over_foot(sheet: Size, flip: Flip) -> bool:
    """Whether the back comes to stand on its head, for what is laid out to be turned like a page."""
    return flip == ("long" if sheet.width_mm >= sheet.height_mm else "short")


def lay_side(
    slots: tuple[Slot, ...], cells: tuple[Cell, ...], sizes: Sequence[Size], inward_mm: float, blank: Size
) -> Side:
    """The pages of one side, each on its cell; `inward_mm` moves them towards the spine."""
    sized = ((slot, sizes[slot.page] if slot.page is not None else blank) for slot in slots)
    return Side(tuple(place_page(slot, cells[slot.cell], size, inward_mm) for slot, size in sized))


def place_page(slot: Slot, cell: Cell, page: Size, inward_mm: float) -> Placement:
    """The page against the fold, and past it by the creep, so that fore edges line up; else in the middle.

    A page that is wider than its cell stands in the middle, so that no edge of it loses more than it must.
    """
    ground = cell.ground
    spare_mm = ground.width_mm - page.width_mm
    x_mm = ground.x_mm + spare_mm / 2
    if cell.folded and spare_mm >= 0:
        x_mm = ground.x_mm if cell.spine == "left" else ground.x_mm + spare_mm
    if cell.spine:
        x_mm += -inward_mm if cell.spine == "left" else inward_mm
    y_mm = ground.y_mm + (ground.height_mm - page.height_mm) / 2
    return Placement(slot.page, Rect(x_mm, y_mm, *page), cell.window or ground, cell.rotation, cell.spine)


def turn_side(side: Side, sheet: Size) -> Side:
    """The side upside down, for a printer that turns the sheet head over foot."""
    return Side(tuple(turn_placement(placement, sheet) for placement in side.placements))


def turn_placement(placement: Placement, sheet: Size) -> Placement:
    """The page where it comes to lie when its sheet is turned by 180 degrees."""
    return replace(
        placement,
        ground=placement.ground.turned(sheet),
        window=placement.window.turned(sheet),
        rotation=180 if placement.rotation == 0 else 0,
    )


def shift_side(side: Side, shift_mm: tuple[float, float]) -> Side:
    """The side moved by what the printer moves it the other way."""
    if shift_mm == (0.0, 0.0):
        return side
    return Side(
        tuple(
            replace(each, ground=each.ground.moved(*shift_mm), window=each.window.moved(*shift_mm))
            for each in side.placements
        )
    )
