"""A layout's name and a sheet → the layout; and the page size that a text should be set at for it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, assert_never

from pamphlet.errors import PamphletError
from pamphlet.layouts import LayoutName
from pamphlet.press.layout import ROUNDING_MM, Binding, Cell, Layout, Rect, bind_right
from pamphlet.press.order import Nested, Panels, Repeated, Runs, Singles, Tiles
from pamphlet.press.steps import Cut, Fold, Gather, Glue, Join, Push, Sew, Slit, Stack, Staple, Step, Trim, TurnOver
from pamphlet.units import PAPERS, Size

# How much narrower is the flap of a letter fold than the panels that it lies between? It must not buckle.
FLAP_MM: Final = 3.0

# Where do staples go? At a quarter and three quarters of the fold.
STAPLE_HEIGHTS: Final = (0.25, 0.75)

# From which difference on is a page cut out of its larger place? Less is lost among the fibres.
TRIMMED_FROM_MM: Final = 1.0

# Which papers are sold where lengths are measured in inches?
AMERICAN: Final = ("Letter", "Legal", "Tabloid", "half-letter")

# How far do a poster's sheets lie over one another?
OVERLAP_MM: Final = 10.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a layout beside its name and its sheet.

    `page` is the size of the pages when they are there already; `signature_sheets` 0 divides them evenly; `up`
    is how many leaves a sheet holds that is cut and stacked; `margin_mm` is what a poster's printer leaves white.
    """

    page: Size | None = None
    binding: Binding = "left"
    signature_sheets: int = 0
    up: int = 2
    margin_mm: float = 5.0


def plan_layout(name: LayoutName, sheet: Size, wanted: Wanted | None = None) -> Layout:
    """The layout of that name on that paper, whichever way up the paper is named."""
    wanted = wanted or Wanted()
    layout = plan_left(name, sheet, wanted)
    bound = not isinstance(layout.order, Tiles)  # a poster's sheets are laid from the upper left in every script
    return bind_right(layout) if bound and wanted.binding == "right" else layout


def plan_left(name: LayoutName, sheet: Size, wanted: Wanted) -> Layout:
    """The layout for a binding on the left."""
    match name:
        case "booklet":
            return fold_sheets(name, sheet.landscape, Nested(), (staple_at(sheet.landscape, wanted.page),))
        case "booklet-4up":
            return fold_two_copies(sheet.portrait, wanted.page)
        case "signatures":
            order = Nested(wanted.signature_sheets)
            return fold_sheets(name, sheet.landscape, order, (Stack(), Sew("left")))
        case "perfect":
            return cut_sheets(name, sheet, Wanted(wanted.page), 2)
        case "cut-and-stack":
            return cut_sheets(name, sheet, wanted, wanted.up)
        case "handbills-2up" | "handbills-4up":
            return cut_sheets(name, sheet, wanted, 2 if name == "handbills-2up" else 4)
        case "letter-fold" | "z-fold":
            return fold_in_three(name, sheet.landscape)
        case "zine":
            return fold_zine(sheet.landscape)
        case "poster":
            return tile_poster(sheet, wanted)
        case "single":
            turned = turn_sheet(sheet, wanted.page)
            return Layout(name, turned, (Cell(Rect(0, 0, *turned)),), Singles(), one_sided=True)
        case _:
            assert_never(name)


def turn_sheet(sheet: Size, page: Size | None) -> Size:
    """The sheet lying the way the page lies."""
    return sheet.landscape if page and page.width_mm > page.height_mm else sheet.portrait


def staple_at(sheet: Size, page: Size | None) -> Staple:
    """Two staples through the middle fold of what is left when the page is trimmed; it stands in the middle."""
    height_mm = min(page.height_mm, sheet.height_mm) if page else sheet.height_mm
    foot_mm = (sheet.height_mm - height_mm) / 2
    return Staple(sheet.width_mm / 2, tuple(foot_mm + share * height_mm for share in STAPLE_HEIGHTS))


def halves(ground: Rect) -> tuple[Cell, Cell]:
    """The cover's half, on the right of the front, and the other; both stand against the fold."""
    half_mm = ground.width_mm / 2
    return (
        Cell(ground._replace(x_mm=ground.x_mm + half_mm, width_mm=half_mm), spine="left", folded=True),
        Cell(ground._replace(width_mm=half_mm), spine="right", folded=True),
    )


def fold_sheets(name: LayoutName, sheet: Size, order: Nested, finish: tuple[Step, ...]) -> Layout:
    """Sheets folded once in the middle, one inside another."""
    fold = Fold("x", sheet.width_mm / 2, "low")
    return Layout(name, sheet, halves(Rect(0, 0, *sheet)), order, (TurnOver(), fold, *finish))


def fold_two_copies(sheet: Size, page: Size | None) -> Layout:
    """Two booklets above one another on a sheet that is cut before it is folded."""
    width_mm, half_mm = sheet.width_mm, sheet.height_mm / 2
    cells = (*halves(Rect(0, half_mm, width_mm, half_mm)), *halves(Rect(0, 0, width_mm, half_mm)))
    fold, staple = Fold("x", width_mm / 2, "low"), staple_at(Size(width_mm, half_mm), page)
    steps = (Cut("y", (half_mm,)), TurnOver(), fold, staple)
    return Layout("booklet-4up", sheet, cells, Nested(copies=2), steps)


# Into how many columns and rows is a sheet of upright pages cut?
GRIDS: Final[dict[int, tuple[int, int]]] = {1: (1, 1), 2: (2, 1), 4: (2, 2), 8: (4, 2)}


def cut_sheets(name: LayoutName, sheet: Size, wanted: Wanted, up: int) -> Layout:
    """A sheet cut into equal leaves: stacked, glued, or each a handbill."""
    if up not in GRIDS:
        message = f"no sheet is cut into {up} leaves"
        raise PamphletError(message, advice=f"choose one of {', '.join(str(known) for known in GRIDS)}")
    sheet, (columns, rows) = turn_grid(sheet, wanted.page, GRIDS[up])
    width_mm, height_mm = sheet.width_mm / columns, sheet.height_mm / rows
    grounds = [
        Rect(column * width_mm, sheet.height_mm - (row + 1) * height_mm, width_mm, height_mm)
        for row in range(rows)
        for column in range(columns)
    ]
    lines = (Cut("y", multiples(height_mm, rows)), Cut("x", multiples(width_mm, columns)))
    cuts = tuple(cut for cut in lines if cut.at_mm)
    order = Repeated() if name.startswith("handbills") else Runs(back_cover=name == "perfect")
    finish: dict[str, tuple[Step, ...]] = {"perfect": (Stack(), Glue("left")), "cut-and-stack": (Stack(),)}
    cells = tuple(Cell(ground, spine=None if order == Repeated() else "left") for ground in grounds)
    return Layout(name, sheet, cells, order, (*cuts, *finish.get(name, ())))


def multiples(length_mm: float, parts: int) -> tuple[float, ...]:
    """The lines between so many equal parts."""
    return tuple(length_mm * part for part in range(1, parts))


def turn_grid(sheet: Size, page: Size | None, grid: tuple[int, int]) -> tuple[Size, tuple[int, int]]:
    """The sheet and its columns and rows, turned for pages that lie on their long edge."""
    columns, rows = grid
    lying = page is not None and page.width_mm > page.height_mm
    upright = sheet.portrait if columns == rows else sheet.landscape
    return (Size(upright.height_mm, upright.width_mm), (rows, columns)) if lying else (upright, grid)


def fold_in_three(name: LayoutName, sheet: Size) -> Layout:
    """A sheet folded twice: cover, the inside from left to right, then the outside: 5 6 1 before 2 3 4.

    A letter fold tucks one panel in, a Z fold turns it back.
    """
    third_mm = sheet.width_mm / 3
    tucked = name == "letter-fold"
    flap_mm = third_mm - 2 * FLAP_MM / 3 if tucked else third_mm
    panel_mm = (sheet.width_mm - flap_mm) / 2
    grounds = (
        Rect(0, 0, flap_mm, sheet.height_mm),
        Rect(flap_mm, 0, panel_mm, sheet.height_mm),
        Rect(flap_mm + panel_mm, 0, panel_mm, sheet.height_mm),
    )
    steps = (
        TurnOver(),
        Fold("x", 2 * panel_mm, "high", under=not tucked),
        Fold("x", panel_mm, "low"),
    )
    return Layout(name, sheet, tuple(map(Cell, grounds)), Panels((4, 5, 0), (3, 2, 1)), steps)


def fold_zine(sheet: Size) -> Layout:
    """Eight pages on one side of a sheet that is slit along its middle: 5 4 3 2 on their heads above 6 7 8 1."""
    width_mm, height_mm = sheet.width_mm / 4, sheet.height_mm / 2
    above = tuple(Cell(Rect(column * width_mm, height_mm, width_mm, height_mm), rotation=180) for column in range(4))
    below = tuple(Cell(Rect(column * width_mm, 0, width_mm, height_mm)) for column in range(4))
    steps = (
        Slit(height_mm, width_mm, 3 * width_mm),
        Fold("y", height_mm, "high", under=True),
        Push((width_mm, 2 * width_mm, 3 * width_mm), "right"),
    )
    return Layout("zine", sheet, above + below, Panels((4, 3, 2, 1, 5, 6, 7, 0)), steps, one_sided=True)


def tile_poster(sheet: Size, wanted: Wanted) -> Layout:
    """One large page on as few sheets as it needs, or in the middle of one."""
    page = wanted.page or sheet
    sheet = turn_sheet(sheet, page)
    if page_fits(page, sheet):
        return Layout("poster", sheet, (Cell(Rect(0, 0, *sheet)),), Tiles(), one_sided=True)
    across = Size(sheet.height_mm, sheet.width_mm)
    sheet = min(sheet, across, key=lambda size: math.prod(count_tiles(page, size, wanted.margin_mm)))
    columns, rows = count_tiles(page, sheet, wanted.margin_mm)
    window = Rect(0, 0, *sheet).grown(-wanted.margin_mm)
    step_x_mm, step_y_mm = window.width_mm - OVERLAP_MM, window.height_mm - OVERLAP_MM
    cells = tuple(
        Cell(
            Rect(window.x_mm - column * step_x_mm, window.head_mm - page.height_mm + row * step_y_mm, *page),
            window=window,
        )
        for row in range(rows)
        for column in range(columns)
    )
    return Layout("poster", sheet, cells, Tiles(), (Join(columns, rows, step_x_mm, step_y_mm),), one_sided=True)


def count_tiles(page: Size, sheet: Size, margin_mm: float) -> tuple[int, int]:
    """How many sheets lie side by side, and how many above one another."""
    step_x_mm, step_y_mm = (length - 2 * margin_mm - OVERLAP_MM for length in sheet)
    if min(step_x_mm, step_y_mm) <= 0:
        raise PamphletError("nothing of the sheet is left beside its margins", advice="state a smaller margin")
    columns = max(1, math.ceil((page.width_mm - OVERLAP_MM - ROUNDING_MM) / step_x_mm))
    return columns, max(1, math.ceil((page.height_mm - OVERLAP_MM - ROUNDING_MM) / step_y_mm))


def list_steps(layout: Layout, signatures: tuple[int, ...], page: Size) -> tuple[Step, ...]:
    """The moves for so many signatures and such pages: parted first if there are several, trimmed if they are small.

    Cut leaves are trimmed before they are stacked, folded ones when they are bound; panels keep their size.
    """
    alone = tuple(step for step in layout.steps if not (isinstance(step, Stack) and layout.name == "signatures"))
    steps: tuple[Step, ...] = (Gather(signatures), *layout.steps) if len(signatures) > 1 else alone
    spare_mm = max(room - length for room, length in zip(layout.page, page, strict=True))
    if spare_mm < TRIMMED_FROM_MM or isinstance(layout.order, Panels | Tiles):
        return steps
    cuts = sum(isinstance(step, Cut) for step in steps)
    place = len(steps) if isinstance(layout.order, Nested) else cuts
    return (*steps[:place], Trim(*page), *steps[place:])


def page_fits(page: Size, ground: Size) -> bool:
    """Whether the page lies on the ground at its full size, give or take a rounded point."""
    return all(length - ROUNDING_MM <= room for length, room in zip(page, ground, strict=True))


def page_size_for(name: LayoutName, sheet: Size, *, up: int = 2) -> Size:
    """The size at which the text is to be set, so that it fills its place on the sheet and is never scaled.

    Half a millimetre that paper loses when it is halved is left to the margin, where the result is a paper that
    people know by name. Panels of unequal width are set at the narrowest.
    """
    page = plan_layout(name, sheet, Wanted(up=up)).page
    known = (
        paper for paper in PAPERS.values() if all(0 <= room - side < 1 for room, side in zip(page, paper, strict=True))
    )
    return next(known, Size(round(page.width_mm, 6), round(page.height_mm, 6)))


def find_sheet_for(name: LayoutName, page: Size, wanted: Wanted | None = None) -> str | None:
    """The smallest paper that holds such pages in this layout, of those that are sold where the page is usual."""
    fitting = [paper for paper in PAPERS if page_fits(page, plan_layout(name, PAPERS[paper], wanted).page)]
    at_home = [paper for paper in fitting if (paper in AMERICAN) == is_american(page)]
    return min(at_home or fitting, key=lambda paper: PAPERS[paper].width_mm * PAPERS[paper].height_mm, default=None)


def is_american(page: Size) -> bool:
    """Whether the page is one of the papers that are measured in inches."""
    sizes = (PAPERS[paper] for paper in AMERICAN)
    return any(page_fits(page, size) and page_fits(size, page) for size in sizes)
