"""A number of pages and an order → which page stands on which cell of which sheet, front and back."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, NamedTuple, assert_never

# How many sheets does a signature have when nobody says? Five sheets of office paper (20 pages) still fold
# flat, and creep stays under half a millimetre.
LONGEST_SIGNATURE: Final = 5


@dataclass(frozen=True, slots=True)
class Nested:
    """Folded sheets, one inside another: cells are the cover's half and the other half, for each copy.

    All sheets are one signature, or signatures have `sheets` each and the last what is left; 0 divides evenly.
    """

    sheets: int | None = None
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Runs:
    """Cut piles: each cell takes the next run of leaves, so that the piles upon one another are in order.

    Where there is a `back_cover`, blanks stand before the last page, else at the very end.
    """

    back_cover: bool = False


@dataclass(frozen=True, slots=True)
class Repeated:
    """Leaves of two pages, the same on every cell."""


@dataclass(frozen=True, slots=True)
class Panels:
    """One sheet with a page on each panel: the pages, from 0, on each cell's front and behind it."""

    fronts: tuple[int, ...]
    backs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Tiles:
    """A sheet for each cell, each showing its part of the same page."""


@dataclass(frozen=True, slots=True)
class Singles:
    """A side for each page."""


Order = Nested | Runs | Repeated | Panels | Tiles | Singles


class Slot(NamedTuple):
    """A page, from 0, on a cell; None is a blank."""

    cell: int
    page: int | None


class Arranged(NamedTuple):
    """The pages of one sheet, and how many sheets lie around it in its signature."""

    fronts: tuple[Slot, ...]
    backs: tuple[Slot, ...] = ()
    depth: int = 0


def arrange_pages(pages: int, order: Order, cells: int) -> tuple[Arranged, ...]:
    """The sheets in the order in which they are printed."""
    match order:
        case Nested():
            return arrange_nested(pages, order)
        case Runs(back_cover):
            return arrange_runs(pages, cells, back_cover=back_cover)
        case Repeated():
            return tuple(repeat_leaf(leaf, pages, cells) for leaf in range(math.ceil(pages / 2)))
        case Panels():
            return arrange_panels(pages, order)
        case Tiles():
            return tuple(Arranged((Slot(cell, page),)) for page in range(pages) for cell in range(cells))
        case Singles():
            return tuple(Arranged((Slot(0, page),)) for page in range(pages))
        case _:
            assert_never(order)


def fill_up(pages: int, multiple: int) -> tuple[int | None, ...]:
    """The pages in reading order, filled up with blanks (None) to a multiple.

    The last page is the back cover, and the blanks stand before it: of four, one page gives 1 – – –, two 1 – – 2,
    three 1 2 – 3. A lone page is a front cover only.
    """
    back_cover = max(pages - 1, 1)
    numbers = range(pages)
    return (*numbers[:back_cover], *[None] * (-pages % multiple), *numbers[back_cover:])


def divide_signatures(sheets: int, order: Nested) -> tuple[int, ...]:
    """How many sheets each signature has, from the first to the last."""
    if sheets == 0:
        return ()
    if order.sheets is None:
        return (sheets,)
    if order.sheets:
        full, rest = divmod(sheets, order.sheets)
        return (order.sheets,) * full + ((rest,) if rest else ())
    signatures = math.ceil(sheets / LONGEST_SIGNATURE)
    short, longer = divmod(sheets, signatures)
    return (short + 1,) * longer + (short,) * (signatures - longer)


def arrange_nested(pages: int, order: Nested) -> tuple[Arranged, ...]:
    """Signature by signature, outermost sheet first."""
    numbers = fill_up(pages, 4)
    sheets: list[Arranged] = []
    start = 0
    for length in divide_signatures(len(numbers) // 4, order):
        signature = numbers[start : start + 4 * length]
        sheets += [nest_sheet(depth, signature, order.copies) for depth in range(length)]
        start += 4 * length
    return tuple(sheets)


def nest_sheet(depth: int, signature: tuple[int | None, ...], copies: int) -> Arranged:
    """The sheet that lies `depth` sheets inside the outermost of its signature."""
    fronts = (signature[2 * depth], signature[-1 - 2 * depth]) * copies
    backs = (signature[2 * depth + 1], signature[-2 - 2 * depth]) * copies
    return Arranged(number_cells(fronts), number_cells(backs), depth)


def arrange_runs(pages: int, cells: int, *, back_cover: bool) -> tuple[Arranged, ...]:
    """Sheet after sheet, each cell with its own run of leaves."""
    sheets = math.ceil(math.ceil(pages / 2) / cells)
    filled = fill_up(pages, 2 * cells) if back_cover else (*range(pages), *[None] * (-pages % (2 * cells)))
    leaves = [[cell * sheets + sheet for cell in range(cells)] for sheet in range(sheets)]
    return tuple(
        Arranged(
            number_cells(tuple(filled[2 * leaf] for leaf in sheet)),
            number_cells(tuple(filled[2 * leaf + 1] for leaf in sheet)),
        )
        for sheet in leaves
    )


def repeat_leaf(leaf: int, pages: int, cells: int) -> Arranged:
    """One leaf on all cells."""
    return Arranged(
        number_cells((page_or_blank(2 * leaf, pages),) * cells),
        number_cells((page_or_blank(2 * leaf + 1, pages),) * cells),
    )


def arrange_panels(pages: int, order: Panels) -> tuple[Arranged, ...]:
    """The one sheet of a leaflet; it has no room for more pages than panels."""
    numbers = fill_up(pages, len(order.fronts) + len(order.backs))
    fronts = number_cells(tuple(numbers[page] for page in order.fronts))
    return (Arranged(fronts, number_cells(tuple(numbers[page] for page in order.backs))),) if pages else ()


def page_or_blank(page: int, pages: int) -> int | None:
    """The page, if there are so many."""
    return page if page < pages else None


def number_cells(pages: tuple[int | None, ...]) -> tuple[Slot, ...]:
    """The pages on the cells, one after another."""
    return tuple(Slot(cell, page) for cell, page in enumerate(pages))
