"""An imposed side → the marks outside its pages: folds, cuts, corners, registration, slug line, staples."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from pikepdf import Dictionary, Pdf

from pamphlet.press.boxes import find_bleed, find_trim, user_unit
from pamphlet.press.imposition import Imposition, Printer, turns_head_over_foot
from pamphlet.press.layout import Rect
from pamphlet.press.lettering import Lettering
from pamphlet.press.order import Nested
from pamphlet.press.steps import Cut, Staple
from pamphlet.units import Size, mm_to_pt, pt_to_mm

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pikepdf import Object, Page

    from pamphlet.press.imposition import Placement, Side

# How long is a mark, how far from the bleed does it begin, how thick is it, how long is what is worth drawing?
MARK_MM: Final = 5.0
CLEAR_MM: Final = 1.0
HAIR_PT: Final = 0.3
SHORTEST_MM: Final = 1.0
STAPLE_MM: Final = 12.0
SLUG_PT: Final = 6.5
RULE_MM: Final = 8.0
RULE_INSET_MM: Final = 14.0


@dataclass(frozen=True, slots=True)
class Marks:
    """Which marks are drawn where the sheet has room beside the pages and their bleed."""

    folds: bool = False
    crops: bool = False
    registration: bool = False
    staples: bool = False
    slug: str | None = None


class Line(NamedTuple):
    """A level or upright line on a side, in millimetres."""

    x_mm: float
    y_mm: float
    to_x_mm: float
    to_y_mm: float
    dashed: bool = False


@dataclass(slots=True)
class Furniture:
    """What marks need to know of the whole job."""

    sheets: Pdf
    imposition: Imposition
    marks: Marks
    printer: Printer
    bleed_mm: float
    lettering: Lettering = field(default_factory=Lettering)
    font: Object | None = None

    @property
    def printable(self) -> Rect:
        """What the printer reaches."""
        return Rect(0, 0, *self.imposition.layout.sheet).grown(-self.printer.margin_mm)


def measure_bleed(source: Pdf) -> float:
    """How far the pages' ink reaches past their trims at most."""
    return max((bleed_of(page) for page in source.pages), default=0.0)


def bleed_of(page: Page) -> float:
    """The farthest that the bleed of a page reaches past its trim, on any side."""
    bleed, trim = find_bleed(page), find_trim(page)
    reach = (trim.llx - bleed.llx, trim.lly - bleed.lly, bleed.urx - trim.urx, bleed.ury - trim.ury)
    return max(0.0, pt_to_mm(max(reach) * user_unit(page)))


def draw_marks(
    furniture: Furniture, side: Side, number: int, *, back: bool
) -> tuple[list[bytes], dict[str, Object | Dictionary]]:
    """The operators for one side, and the resources that they name."""
    marks = furniture.marks
    kept = [placement.ground.grown(furniture.bleed_mm + CLEAR_MM) for placement in side.placements]
    targets = place_targets(furniture, kept) if marks.registration else []
    around = [Rect(*place, 0, 0).grown(MARK_MM / 2) for place in targets]
    lines: list[Line] = []
    if marks.crops:
        lines += cut_free(crop_corners(furniture, side), kept)
    if marks.folds:
        lines += keep_off_product(fold_lines(furniture, back=back), kept, furniture.imposition.layout.sheet)
    lines = cut_free(lines, around)
    drawn = [stroke_line(line, furniture.printable) for line in lines]
    drawn += [draw_target(x_mm, y_mm) for x_mm, y_mm in targets]
    if marks.staples and not back and furniture.imposition.sheets[number].depth == 0:
        drawn += [stroke_staple(line) for line in staple_lines(furniture)]
    text, resources = draw_slug(furniture, [*kept, *around, *map(cover_line, lines)], number, back=back)
    return [f"q 0 G 0 g {HAIR_PT} w {' '.join([*drawn, text])} Q".encode("ascii")] if drawn or text else [], resources


def crop_corners(furniture: Furniture, side: Side) -> list[Line]:
    """The crop marks of all pages on a side."""
    folded = isinstance(furniture.imposition.layout.order, Nested)
    return [line for each in side.placements for line in crop_corner(each, furniture.bleed_mm, folded=folded)]


def crop_corner(placement: Placement, bleed_mm: float, *, folded: bool) -> Iterable[Line]:
    """Two lines at each corner of the trimmed page, outside its bleed; none at a fold, where nothing is cut."""
    ground, away_mm = placement.ground, bleed_mm + CLEAR_MM
    spine_on_left = (placement.spine == "left") == (placement.rotation == 0)
    for x_mm, out_x in ((ground.x_mm, -1), (ground.right_mm, 1)):
        if folded and (out_x == -1) == spine_on_left:
            continue
        for y_mm, out_y in ((ground.y_mm, -1), (ground.head_mm, 1)):
            start_x, start_y = x_mm + out_x * away_mm, y_mm + out_y * away_mm
            yield Line(start_x, y_mm, start_x + out_x * MARK_MM, y_mm)
            yield Line(x_mm, start_y, x_mm, start_y + out_y * MARK_MM)


def fold_lines(furniture: Furniture, *, back: bool) -> list[Line]:
    """The lines between cells, as they lie on this side: dashed for folds, whole for cuts."""
    layout = furniture.imposition.layout
    width_mm, height_mm = layout.sheet
    cut = {step.axis for step in layout.steps if isinstance(step, Cut)}
    across = sorted({round(cell.ground.x_mm, 6) for cell in layout.cells if 0 < cell.ground.x_mm < width_mm})
    up = sorted({round(cell.ground.y_mm, 6) for cell in layout.cells if 0 < cell.ground.y_mm < height_mm})
    if layout.name == "poster":
        return []
    turned = back and turns_head_over_foot(layout.sheet, furniture.printer.flip)
    shift_x, shift_y = furniture.printer.back_shift_mm if back else (0.0, 0.0)
    mirrored = [width_mm - x_mm if back and not turned else x_mm for x_mm in across]
    raised = [height_mm - y_mm if turned else y_mm for y_mm in up]
    upright = [Line(x + shift_x, 0, x + shift_x, height_mm, "x" not in cut) for x in mirrored]
    return upright + [Line(0, y + shift_y, width_mm, y + shift_y, "y" not in cut) for y in raised]


def keep_off_product(lines: Sequence[Line], kept: Sequence[Rect], sheet: Size) -> list[Line]:
    """Cuts keep off the pages; folds keep off all that lies between pages too, for it stays in the finished copy."""
    rows = [rect._replace(x_mm=0, width_mm=sheet.width_mm) for rect in kept]
    columns = [rect._replace(y_mm=0, height_mm=sheet.height_mm) for rect in kept]
    cuts = cut_free([line for line in lines if not line.dashed], kept)
    upright = cut_free([line for line in lines if line.dashed and line.x_mm == line.to_x_mm], rows)
    level = cut_free([line for line in lines if line.dashed and line.y_mm == line.to_y_mm], columns)
    return cuts + upright + level


def staple_lines(furniture: Furniture) -> list[Line]:
    """Where the staples go, on the front of the outermost sheet."""
    layout = furniture.imposition.layout
    cuts = [step.at_mm[0] for step in layout.steps if isinstance(step, Cut)]
    return [
        Line(step.x_mm, base + height - STAPLE_MM / 2, step.x_mm, base + height + STAPLE_MM / 2)
        for step in layout.steps
        if isinstance(step, Staple)
        for base in (0.0, *cuts)
        for height in step.heights_mm
    ]


def cut_free(lines: Sequence[Line], kept: Sequence[Rect]) -> list[Line]:
    """What of the lines lies outside all of these rectangles."""
    free = list(lines)
    for rect in kept:
        free = [piece for line in free for piece in cut_line(line, rect)]
    return [line for line in free if abs(line.to_x_mm - line.x_mm) + abs(line.to_y_mm - line.y_mm) >= SHORTEST_MM]


def cut_line(line: Line, rect: Rect) -> list[Line]:
    """What of the line lies outside the rectangle: up to two pieces."""
    level = line.y_mm == line.to_y_mm
    low, high = sorted((line.x_mm, line.to_x_mm) if level else (line.y_mm, line.to_y_mm))
    start, end = (rect.x_mm, rect.right_mm) if level else (rect.y_mm, rect.head_mm)
    beside = line.y_mm if level else line.x_mm
    near, far = (rect.y_mm, rect.head_mm) if level else (rect.x_mm, rect.right_mm)
    if not near < beside < far or high <= start or low >= end:
        return [line]
    pieces = [(low, start)] * (low < start) + [(end, high)] * (end < high)
    return [
        Line(a, beside, b, beside, line.dashed) if level else Line(beside, a, beside, b, line.dashed) for a, b in pieces
    ]


def stroke_line(line: Line, printable: Rect) -> str:
    """The operators for a line, as far as the printer reaches."""
    x_mm, to_x_mm = (min(max(x, printable.x_mm), printable.right_mm) for x in (line.x_mm, line.to_x_mm))
    y_mm, to_y_mm = (min(max(y, printable.y_mm), printable.head_mm) for y in (line.y_mm, line.to_y_mm))
    level = line.y_mm == line.to_y_mm
    if (y_mm != line.y_mm) if level else (x_mm != line.x_mm):
        return ""
    if abs(to_x_mm - x_mm) + abs(to_y_mm - y_mm) < SHORTEST_MM:
        return ""
    dash = "[2 2] 0 d" if line.dashed else "[] 0 d"
    return f"{dash} {point(x_mm, y_mm)} m {point(to_x_mm, to_y_mm)} l S"


def stroke_staple(line: Line) -> str:
    """A pale line that the staple hides."""
    return f"q 0.7 G {point(line.x_mm, line.y_mm)} m {point(line.to_x_mm, line.to_y_mm)} l S Q"


def place_targets(furniture: Furniture, kept: Sequence[Rect]) -> list[tuple[float, float]]:
    """The middles of the sheet's edges, where a registration mark has room."""
    area = furniture.printable.grown(-MARK_MM / 2)
    middle_x, middle_y = area.x_mm + area.width_mm / 2, area.y_mm + area.height_mm / 2
    places = [(area.x_mm, middle_y), (area.right_mm, middle_y), (middle_x, area.y_mm), (middle_x, area.head_mm)]
    return [place for place in places if not any(overlap(Rect(*place, 0, 0).grown(MARK_MM / 2), rect) for rect in kept)]


def overlap(one: Rect, other: Rect) -> bool:
    """Whether two rectangles share any ground."""
    return (
        one.x_mm < other.right_mm
        and other.x_mm < one.right_mm
        and one.y_mm < other.head_mm
        and other.y_mm < one.head_mm
    )


def draw_target(x_mm: float, y_mm: float) -> str:
    """A cross in a circle: four Bézier curves, whose handles are 0.5523 of the radius long."""
    arm, radius = mm_to_pt(MARK_MM / 2), mm_to_pt(MARK_MM / 4)
    handle = 0.5523 * radius
    x, y = mm_to_pt(x_mm), mm_to_pt(y_mm)
    circle = f"{x + radius:.3f} {y:.3f} m "
    for start_x, start_y, end_x, end_y in ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)):
        first = (x + start_x * radius + end_x * handle, y + start_y * radius + end_y * handle)
        second = (x + end_x * radius + start_x * handle, y + end_y * radius + start_y * handle)
        ends = (*first, *second, x + end_x * radius, y + end_y * radius)
        circle += " ".join(f"{length:.3f}" for length in ends) + " c "
    cross = f"{x - arm:.3f} {y:.3f} m {x + arm:.3f} {y:.3f} l {x:.3f} {y - arm:.3f} m {x:.3f} {y + arm:.3f} l"
    return f"[] 0 d {circle} {cross} S"


def draw_slug(
    furniture: Furniture, kept: Sequence[Rect], number: int, *, back: bool
) -> tuple[str, dict[str, Object | Dictionary]]:
    """One line of small type at the foot or the head, beside all other marks: the job, the sheet, the side."""
    if furniture.marks.slug is None:
        return "", {}
    side = "back" if back else "front"
    text = f"{furniture.marks.slug}  ·  {number + 1}/{len(furniture.imposition.sheets)} {side}"
    width_mm = pt_to_mm(furniture.lettering.width_em(text) * SLUG_PT)
    area, height_mm = furniture.printable, pt_to_mm(SLUG_PT)
    starts = [area.x_mm + MARK_MM, *sorted(rect.right_mm + CLEAR_MM for rect in kept)]
    places = (
        Rect(x_mm, y_mm, width_mm, height_mm)
        for y_mm in (area.y_mm, area.head_mm - height_mm)
        for x_mm in starts
        if area.x_mm <= x_mm <= area.right_mm - width_mm
    )
    free = next((place for place in places if not any(overlap(place, rect) for rect in kept)), None)
    if free is None:
        return "", {}
    shown = f"BT /Slug {SLUG_PT} Tf {point(free.x_mm, free.y_mm + 0.5)} Td {furniture.lettering.show(text)} Tj ET"
    return shown, {"/Font": Dictionary({"/Slug": slug_font(furniture)})}


def cover_line(line: Line) -> Rect:
    """The ground of a line, with a little around it."""
    left, foot = min(line.x_mm, line.to_x_mm), min(line.y_mm, line.to_y_mm)
    return Rect(left, foot, abs(line.to_x_mm - line.x_mm), abs(line.to_y_mm - line.y_mm)).grown(CLEAR_MM / 2)


def slug_font(furniture: Furniture) -> Object:
    """The slug's font, embedded once with all that slugs can say."""
    if furniture.font is None:
        furniture.lettering.show(f"{furniture.marks.slug} ·/0123456789frontbackslip")
        furniture.font = furniture.lettering.embed(furniture.sheets)
    return furniture.font


def draw_notes(placement: Placement) -> bytes:
    """Ruled lines for notes, inside the page's margins."""
    ground = placement.ground.grown(-RULE_INSET_MM)
    count = int(max(0.0, ground.height_mm) // RULE_MM) + 1
    if ground.width_mm <= 0 or ground.height_mm <= 0:
        return b""
    heights = [ground.head_mm - RULE_MM * line for line in range(count)]
    rules = (f"{point(ground.x_mm, y)} m {point(ground.right_mm, y)} l" for y in heights)
    return f"q 0.6 G {HAIR_PT} w {' '.join(rules)} S Q".encode("ascii")


def point(x_mm: float, y_mm: float) -> str:
    """A place as two operands in points."""
    return f"{mm_to_pt(x_mm):.3f} {mm_to_pt(y_mm):.3f}"
