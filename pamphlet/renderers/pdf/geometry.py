"""A trimmed page → the measures of its text: type size, margins and lines."""

from __future__ import annotations

import math
from typing import Final

from msgspec import Struct

from pamphlet.style_facts import PageMeasures
from pamphlet.units import Size, mm_to_pt, pt_to_mm

# How large is the text, and how far apart are its lines (pt), up to which page width (mm)?
TEXT_SIZES: Final = (
    (110.0, 9.0, 12.0),
    (135.0, 9.5, 12.5),
    (160.0, 10.5, 14.0),
    (190.0, 11.0, 15.0),
    (1000.0, 11.5, 16.0),
)
# A style that says nothing has a measure of 30.5 em: about 66 letters of Source Serif, which averages 0.46 em a letter.
USUAL: Final = PageMeasures()
ROUNDED_MM: Final = 0.001


class PageGeometry(Struct, frozen=True):
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
    def measure_pt(self) -> float:
        """The same in points, as type is measured."""
        return mm_to_pt(self.measure_mm)

    @property
    def block_mm(self) -> float:
        """The height of the text block: a whole number of lines."""
        return pt_to_mm(self.lines * self.leading_pt)


class Setting(Struct, frozen=True):
    """What a typographer chooses for a page: the type, the shares of its width and height that the text takes.

    `head_share` of the white above and below the text stands above, `gutter_share` of that beside it at the spine.
    """

    text_pt: float
    leading_pt: float
    widest_em: float
    measure_share: float = USUAL.measure_share
    block_share: float = USUAL.block_share
    head_share: float = USUAL.head_share
    gutter_share: float = USUAL.gutter_share


def usual_setting(trim: Size, measures: PageMeasures = USUAL) -> Setting:
    """The type for a page of this size: 55 to 70 letters a line, or what the style says."""
    text_pt, leading_pt = _type_size(trim, measures)
    shares = measures.measure_share, measures.block_share, measures.head_share, measures.gutter_share
    return Setting(text_pt, leading_pt, measures.widest_em, *shares)


def page_geometry(trim: Size, measures: PageMeasures = USUAL) -> PageGeometry:
    """The measures for a page of this size in its usual setting."""
    return geometry_of(trim, usual_setting(trim, measures))


def geometry_of(trim: Size, chosen: Setting) -> PageGeometry:
    """The measures of a page in a setting, with a whole number of lines a page."""
    leading_mm = pt_to_mm(chosen.leading_pt)
    measure_mm = min(chosen.measure_share * trim.width_mm, pt_to_mm(chosen.widest_em * chosen.text_pt))
    lines = math.floor(chosen.block_share * trim.height_mm / leading_mm)
    white_beside, white_above = trim.width_mm - measure_mm, trim.height_mm - lines * leading_mm
    return PageGeometry(
        trim=trim,
        text_pt=chosen.text_pt,
        leading_pt=chosen.leading_pt,
        gutter_mm=round(chosen.gutter_share * white_beside, 3),
        fore_edge_mm=round((1 - chosen.gutter_share) * white_beside, 3),
        head_mm=round(chosen.head_share * white_above, 3),
        # Were the block a thousandth of a millimetre too low, its last line would not stand in it.
        foot_mm=round((1 - chosen.head_share) * white_above - ROUNDED_MM, 3),
        lines=lines,
    )


def _type_size(trim: Size, measures: PageMeasures) -> tuple[float, float]:
    """Text and leading: what the style fixes, or what the page's width suggests."""
    text_pt, leading_pt = next((text, leading) for widest, text, leading in TEXT_SIZES if trim.width_mm <= widest)
    return measures.text_pt or round(text_pt * measures.text_scale, 2), measures.leading_pt or leading_pt
