"""Printed sheets and the job's steps → the finished copies, by moving pieces of paper on a table.

Paper is a pile of facets, each a rectangle of a sheet that lies flat somewhere on the table, face up or face down.
Cutting parts facets, folding mirrors what moves and lays it on top. Nothing here knows in which order, where or
which way up pages are imposed: it knows printers, knives and hands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, assert_never

from pamphlet.press.steps import (
    Cut,
    Fold,
    Gather,
    Glue,
    Join,
    Push,
    Sew,
    Slit,
    Stack,
    Staple,
    Step,
    Trim,
    TurnOver,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pamphlet.units import Size

Extent = tuple[float, float]
Pile = list["Facet"]
HAIR_MM = 0.001


@dataclass(frozen=True, slots=True)
class Spot:
    """A page's number where it is printed, in millimetres from the side's lower left corner."""

    number: int
    x_mm: float
    y_mm: float
    upright: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed sheet; the back's spots are where one sees them from the front, as if the paper were glass."""

    size: Size
    front: tuple[Spot, ...]
    back: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A rectangle of a sheet that lies on the table; a place x of the sheet lies at `way[0] * x + shift[0]`."""

    paper: Paper
    x: Extent
    y: Extent
    way: tuple[int, int] = (1, 1)
    shift: tuple[float, float] = (0.0, 0.0)

    @property
    def front_up(self) -> bool:
        """Whether the front of the sheet faces the reader."""
        return self.way[0] * self.way[1] > 0

    def spans(self, axis: int) -> Extent:
        """From where to where the facet lies on the table."""
        low, high = sorted(self.way[axis] * edge + self.shift[axis] for edge in (self.x, self.y)[axis])
        return low, high

    def mirrored(self, axis: int, at_mm: float) -> Facet:
        """The facet folded or turned over a line."""
        way, shift = list(self.way), list(self.shift)
        way[axis], shift[axis] = -way[axis], 2 * at_mm - shift[axis]
        return replace(self, way=(way[0], way[1]), shift=(shift[0], shift[1]))

    def moved(self, x_mm: float, y_mm: float) -> Facet:
        """The facet elsewhere on the table."""
        return replace(self, shift=(self.shift[0] + x_mm, self.shift[1] + y_mm))

    def parted(self, axis: int, at_mm: float) -> tuple[Facet | None, Facet | None]:
        """What lies on the low and on the high side of a line on the table."""
        low, high = self.spans(axis)
        if high <= at_mm + HAIR_MM:
            return self, None
        if low >= at_mm - HAIR_MM:
            return None, self
        start, end = (self.x, self.y)[axis]
        line = (at_mm - self.shift[axis]) * self.way[axis]
        pieces = [self.narrowed(axis, (start, line)), self.narrowed(axis, (line, end))]
        first, second = sorted(pieces, key=lambda piece: piece.spans(axis))
        return first, second

    def narrowed(self, axis: int, extent: Extent) -> Facet:
        """The facet from one place of the sheet to another."""
        return replace(self, x=extent) if axis == 0 else replace(self, y=extent)


@dataclass(frozen=True, slots=True)
class Face:
    """What a reader sees on one side of a leaf; a blank has no number."""

    number: int | None
    from_left_mm: float = 0
    from_foot_mm: float = 0
    upright: bool = True
    width_mm: float = 0


def come_out(  # noqa: PLR0913 - a printer has so many ways
    sides: Sequence[tuple[Spot, ...]], sheet: Size, *, two_sided: bool, duplex: str, turn: str, order: str
) -> list[Paper]:
    """The sheets from the printer's tray, the first one first.

    By hand, fronts fall face down on one another; the pile is turned over an edge and laid into the tray, and the
    printer takes the sheet on top (the last) or at the bottom (the first) first.
    """
    if not two_sided:
        return [Paper(sheet, front, ()) for front in sides]
    if duplex != "hand":
        return [
            Paper(sheet, front, look_through(back, sheet, duplex))
            for front, back in zip(sides[::2], sides[1::2], strict=True)
        ]
    fronts, backs = sides[: len(sides) // 2], sides[len(sides) // 2 :]
    drawn = list(range(len(fronts)))
    if order == "last-first":
        drawn.reverse()
    behind = dict(zip(drawn, backs, strict=True))
    return [Paper(sheet, front, look_through(behind[number], sheet, turn)) for number, front in enumerate(fronts)]


def look_through(back: Sequence[Spot], sheet: Size, edge: str) -> tuple[Spot, ...]:
    """Where the back's spots lie when one looks at the front, after the sheet was turned over an edge.

    Turned over an upright edge, head stays head and left becomes right; over a level edge, the other way about.
    """
    upright_edge = "long" if sheet.height_mm > sheet.width_mm else "short"
    if edge == upright_edge:
        return tuple(replace(spot, x_mm=sheet.width_mm - spot.x_mm) for spot in back)
    return tuple(replace(spot, y_mm=sheet.height_mm - spot.y_mm, upright=not spot.upright) for spot in back)


def work(sheets: Sequence[Paper], steps: Sequence[Step]) -> list[Pile]:
    """Carry the steps out on the pile, first sheet on top, fronts up; each pile lists its facets from the top."""
    piles = [[Facet(sheet, (0, sheet.size.width_mm), (0, sheet.size.height_mm)) for sheet in sheets]]
    for step in steps:
        piles = carry_out(step, piles)
    return piles


def carry_out(step: Step, piles: list[Pile]) -> list[Pile]:
    """One move, on all piles."""
    match step:
        case Gather(sizes):
            [pile] = piles
            assert sum(sizes) == len(pile)
            starts = [sum(sizes[:number]) for number in range(len(sizes))]
            return [pile[start : start + size] for start, size in zip(starts, sizes, strict=True)]
        case TurnOver():
            return [turn_over(pile) for pile in piles]
        case Cut(axis, at_mm, first):
            return [piece for pile in piles for piece in cut(pile, "xy".index(axis), at_mm, first)]
        case Fold(axis, at_mm, moving, under):
            return [fold(pile, "xy".index(axis), at_mm, moving, under=under) for pile in piles]
        case Push():
            return [push(pile, step) for pile in piles]
        case Stack():
            return [[facet for pile in piles for facet in pile]]
        case Join():
            return [join(pile, step) for pile in piles]
        case Slit() | Staple() | Sew() | Glue() | Trim():
            return piles
        case _:
            assert_never(step)


def extent(pile: Pile, axis: int) -> Extent:
    """From where to where the pile lies."""
    spans = [facet.spans(axis) for facet in pile]
    return min(low for low, _ in spans), max(high for _, high in spans)


def turn_over(pile: Pile) -> Pile:
    """What was on top is at the bottom, and left is right."""
    middle = sum(extent(pile, 0)) / 2
    return [facet.mirrored(0, middle) for facet in reversed(pile)]


def fold(pile: Pile, axis: int, at_mm: float, moving: str, *, under: bool) -> Pile:
    """The moving part, mirrored and in reverse order, upon the other or under it."""
    parted = [facet.parted(axis, at_mm) for facet in pile]
    low, high = [a for a, _ in parted if a], [b for _, b in parted if b]
    stays, moves = (high, low) if moving == "low" else (low, high)
    assert stays
    assert moves
    turned = [facet.mirrored(axis, at_mm) for facet in reversed(moves)]
    return stays + turned if under else turned + stays


def cut(pile: Pile, axis: int, lines_mm: Sequence[float], first: Literal["left", "right"]) -> list[Pile]:
    """The pieces from the head down, or from one side to the other, each moved to the corner of the table."""
    pieces: list[Pile] = []
    rest = pile
    for line in sorted(lines_mm):
        parted = [facet.parted(axis, line) for facet in rest]
        pieces.append([low for low, _ in parted if low])
        rest = [high for _, high in parted if high]
    pieces.append(rest)
    assert all(pieces)
    ordered = pieces[::-1] if axis == 1 or first == "right" else pieces
    return [[facet.moved(-extent(piece, 0)[0], -extent(piece, 1)[0]) for facet in piece] for piece in ordered]


def push(pile: Pile, step: Push) -> Pile:
    """The strip, folded lengthwise with its print outside, opens at its slit; its four arms are the leaves.

    Going round the cross from the cover's arm, each arm shows one face on either side.
    """
    [near, far] = pile
    assert near.spans(0) == far.spans(0)
    assert near.front_up
    assert not far.front_up
    columns = [part_columns(layer, step.creases_mm) for layer in (near, far)]
    if step.cover == "left":
        columns = [layer[::-1] for layer in columns]
    (n1, n2, n3, n4), (f1, f2, f3, f4) = columns
    return [n4, f4, f3, f2, f1, n1, n2, n3]


def part_columns(layer: Facet, creases_mm: Sequence[float]) -> list[Facet]:
    """The layer's four columns from left to right."""
    columns, rest = [], layer
    for crease in creases_mm:
        low, high = rest.parted(0, crease)
        assert low
        assert high
        columns.append(low)
        rest = high
    return [*columns, rest]


def join(pile: Pile, step: Join) -> Pile:
    """The sheets side by side and row by row."""
    return [
        facet.moved(number % step.columns * step.step_x_mm, -(number // step.columns) * step.step_y_mm)
        for number, facet in enumerate(pile)
    ]


def look_at(facet: Facet, *, from_above: bool) -> Face:
    """One side of a facet: what lies below is seen by turning the facet over like a page."""
    spots = facet.paper.front if facet.front_up == from_above else facet.paper.back
    inside = [spot for spot in spots if facet.x[0] < spot.x_mm < facet.x[1] and facet.y[0] < spot.y_mm < facet.y[1]]
    (left, right), (foot, head) = facet.spans(0), facet.spans(1)
    if not inside:
        return Face(None, width_mm=right - left)
    [spot] = inside
    x_mm = facet.way[0] * spot.x_mm + facet.shift[0]
    y_mm = facet.way[1] * spot.y_mm + facet.shift[1]
    assert foot < y_mm < head
    upright = spot.upright == (facet.way[1] > 0)
    return Face(spot.number, x_mm - left if from_above else right - x_mm, y_mm - foot, upright, right - left)


def leaf_through(pile: Pile) -> list[Face]:
    """The pages of a bound or stacked pile, from the top leaf to the last."""
    return [look_at(facet, from_above=above) for facet in pile for above in (True, False)]


def read_zine(pile: Pile) -> list[Face]:
    """The faces round the wrapped cross; each stands on its foot, with the lengthwise fold at the head."""
    return [stand(facet) for facet in pile]


def stand(facet: Facet) -> Face:
    """A face of the standing zine: the near layer seen from the front, the far one from behind."""
    return look_at(facet, from_above=facet.front_up)


def open_out(pile: Pile) -> list[Face]:
    """A folded leaflet: its cover; then, opened like a book, the inside; then the outside beside the cover."""
    cover = pile[0]
    inside = sorted((as_opened(facet, cover) for facet in pile), key=lambda facet: facet.spans(0))
    outside = sorted((facet.mirrored(0, 0) for facet in inside), key=lambda facet: facet.spans(0))
    faces = [look_at(cover, from_above=True), *(look_at(facet, from_above=True) for facet in inside)]
    covers = (cover.x, cover.y)
    return faces + [look_at(facet, from_above=True) for facet in outside if (facet.x, facet.y) != covers]


def as_opened(facet: Facet, cover: Facet) -> Facet:
    """The facet when the whole sheet lies open, as the cover's back is seen after turning the cover like a page."""
    turned = cover.mirrored(0, 0)
    return replace(facet, way=turned.way, shift=turned.shift)
