"""A trimmed page → the measures of its text: type size, margins, lines, and the size of a cover's title."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from pamphlet.units import Size, mm_to_pt, pt_to_mm

# How large is the text, and how far apart are its lines (pt), up to which page width (mm)?
TEXT_SIZES: Final = (
    (110.0, 9.0, 12.0),
    (135.0, 9.5, 12.5),
    (160.0, 10.5, 14.0),
    (190.0, 11.0, 15.0),
    (1000.0, 11.5, 16.0),
)
# The widest measure in ems of the text: about 66 letters of Source Serif, which averages 0.46 em a letter.
WIDEST_MEASURE_EM: Final = 30.5
# The gutter takes two parts of the white beside the text and the fore edge three; the head three and the foot four.
GUTTER_SHARE: Final = 0.43
HEAD_SHARE: Final = 0.44
TITLE_SIZES: Final = (80, 72, 66, 60, 54, 48, 43, 38, 34, 30, 27, 24, 21, 18, 16)
TITLE_LEADING: Final = 1.08

Advance = Callable[[str], float]
"""Words → their width in ems, as the title's font sets them."""


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """A page and its text block: millimetres for paper, points for type."""

    trim: Size
    text_pt: float
    leading_pt: float
    gutter_mm: float
    fore_edge_mm: float
    head_mm: float
    foot_mm: float
    lines: int

    @property
    def measure_mm(self) -> float:
        """The width of a line of text."""
        return self.trim.width_mm - self.gutter_mm - self.fore_edge_mm

    @property
    def block_mm(self) -> float:
        """The height of the text block: a whole number of lines."""
        return pt_to_mm(self.lines * self.leading_pt)


def page_geometry(trim: Size) -> PageGeometry:
    """The measures for a page of this size: 55 to 70 letters a line, a whole number of lines a page."""
    text_pt, leading_pt = next((text, leading) for widest, text, leading in TEXT_SIZES if trim.width_mm <= widest)
    leading_mm = leading_pt / mm_to_pt(1)
    measure_mm = min(0.75 * trim.width_mm, WIDEST_MEASURE_EM * text_pt / mm_to_pt(1))
    lines = math.floor(0.81 * trim.height_mm / leading_mm)
    white_beside, white_above = trim.width_mm - measure_mm, trim.height_mm - lines * leading_mm
    return PageGeometry(
        trim=trim,
        text_pt=text_pt,
        leading_pt=leading_pt,
        gutter_mm=round(GUTTER_SHARE * white_beside, 3),
        fore_edge_mm=round((1 - GUTTER_SHARE) * white_beside, 3),
        head_mm=round(HEAD_SHARE * white_above, 3),
        foot_mm=round((1 - HEAD_SHARE) * white_above, 3),
        lines=lines,
    )


class FittedTitle(NamedTuple):
    """A size and a width that set a title on the fewest lines of the most even length."""

    size_pt: int
    width_mm: float


def cover_panel(geometry: PageGeometry) -> Size:
    """The room that a cover keeps for its title."""
    return Size(0.74 * geometry.trim.width_mm, 0.36 * geometry.trim.height_mm)


def fit_title(title: str, panel: Size, advance: Advance) -> FittedTitle:
    """The largest size at which a title fits a panel, and the narrowest width that needs no more lines."""
    words = title.split()
    widths = [advance(word) for word in words]
    space = advance(" ")
    size = next((size for size in TITLE_SIZES if _fits(widths, space, size, panel)), TITLE_SIZES[-1])
    room = mm_to_pt(panel.width_mm) / size
    lines = _count_lines(widths, space, room)
    # A hundredth of an em to spare: the setter rounds otherwise than we do.
    narrowest = next(width for width in _candidate_widths(widths, space) if _count_lines(widths, space, width) <= lines)
    return FittedTitle(size, round(pt_to_mm(min(room, narrowest + 0.01) * size), 2))


def _fits(widths: list[float], space: float, size: int, panel: Size) -> bool:
    room = mm_to_pt(panel.width_mm) / size
    height = _count_lines(widths, space, room) * size * TITLE_LEADING
    return max(widths, default=0) <= room and height <= mm_to_pt(panel.height_mm)


def _candidate_widths(widths: list[float], space: float) -> list[float]:
    """Every width that some run of words has, from the longest word on: one of them is the narrowest."""
    runs = (
        sum(widths[first:last]) + space * (last - first - 1)
        for first in range(len(widths))
        for last in range(first + 1, len(widths) + 1)
    )
    return sorted(width for width in runs if width >= max(widths)) or [0.0]


def _count_lines(widths: list[float], space: float, room: float) -> int:
    lines, used = 1, 0.0
    for width in widths:
        if used and used + space + width > room + 1e-9:
            lines, used = lines + 1, width
        else:
            used += (space if used else 0) + width
    return lines
