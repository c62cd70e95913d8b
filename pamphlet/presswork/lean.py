"""A style → the same for what is not bound: leaflets and zines, handbills and posters, whose sides are few."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.model import Address, Pamphlet
from pamphlet.model.walk import plain_text, runs
from pamphlet.renderers.pdf import usual_type
from pamphlet.renderers.pdf.cover import DRAWN_WIDTH_MM
from pamphlet.style_facts import PageMeasures
from pamphlet.styles import Style, base_sheet, is_of_base
from pamphlet.units import Size, mm_to_pt, pt_to_mm

if TYPE_CHECKING:
    from pamphlet.layouts import LayoutName

BOOK: Final = "pamphlet.html.jinja"
STATEMENT: Final = "statement.html.jinja"
BARE: Final = "bare.css"
PLACARD: Final = "placard.css"


class Lean(Struct, frozen=True):
    """What a layout has in the place of a book's matter.

    `around` pages hold no text of a statement; type grows to `largest` times the usual where there is room. A headline
    takes up to `title_share` of the text's height, or `bare_title_share` where few words follow.
    """

    template: str
    sheet: str
    around: int
    largest: float
    title_share: float = 0.0
    bare_title_share: float = 0.0
    is_one_sided: bool = False


PANELS: Final = Lean("panels.html.jinja", "panels.css", around=2, largest=1.35)
"""A cover, the text, and one panel for the rest: nobody unfolds a leaflet to read an imprint."""
HANDBILL: Final = Lean("leaf.html.jinja", "leaf.css", around=0, largest=1.35, title_share=0.3, bare_title_share=0.3)
"""A headline, the text, and how to get in touch at the foot of each side."""
POSTER: Final = replace(HANDBILL, largest=6.0, bare_title_share=0.42, is_one_sided=True)
"""The same, to be read from across the street."""
LEAN: Final[dict[LayoutName, Lean]] = {
    "letter-fold": PANELS,
    "z-fold": PANELS,
    "zine": PANELS,
    "handbills-2up": HANDBILL,
    "handbills-4up": HANDBILL,
    "poster": POSTER,
}
MEASURE_SHARE: Final = 0.79
BLOCK_SHARE: Final = 0.86
"""More than on a page: nobody holds a panel with a thumb on it, and nothing runs along it."""
HEAD_SHARE: Final = 0.07
WIDEST_EM: Final = 38.0
"""Of a leaf: the white above the headline, and how long lines may be where the paper is large."""
FOOT_PT: Final = 10.5
FOOT_LEADING_PT: Final = 14.0
CODE_MM: Final = 32.0
EDGE_MM: Final = 6.5
SMALLEST_PT: Final = 8.0
"""Of the foot, on a page of `DRAWN_WIDTH_MM`; it grows with the page, and its words are never smaller than that."""
STEP: Final = 1.05
CALLED_OUT: Final = 1.8
"""Times the usual type: where it is larger, a line has so few words that they cannot be spread evenly."""
FEW_WORDS: Final = 100
STEPS_DOWN: Final = 4
"""To four fifths of the usual type, and no farther."""


def make_lean(style: Style, lean: Lean, pamphlet: Pamphlet, page: Size, *, printed_by: str = "") -> Style:
    """The style with lean matter on such pages; no running heads and no folios."""
    page_facts = replace(style.facts.page, measure_share=MEASURE_SHARE, block_share=BLOCK_SHARE)
    changed = {BOOK: style.templates[lean.template]}
    if lean.template == HANDBILL.template:
        page_facts = _leave_foot(
            page_facts, _title_share(lean, pamphlet), page, _foot_mm(pamphlet, style, page, printed_by)
        )
        if is_of_base(style, STATEMENT):
            changed[STATEMENT] = style.templates["headline.html.jinja"]
    return replace(
        style,
        print_css=f"{style.print_css}{base_sheet(BARE)}{base_sheet(lean.sheet)}",
        templates=style.templates | changed,
        facts=replace(style.facts, page=page_facts),
    )


def _title_share(lean: Lean, pamphlet: Pamphlet) -> float:
    """A picture takes what few words leave."""
    if pamphlet.images:
        return lean.title_share
    words = (sum(len(plain_text(run).split()) for run in runs(each.blocks)) for each in pamphlet.statements)
    return lean.bare_title_share if max(words, default=0) <= FEW_WORDS else lean.title_share


def _leave_foot(measures: PageMeasures, title_share: float, page: Size, foot_mm: float) -> PageMeasures:
    """The measures of a leaf whose foot takes so much of the page."""
    white = min(0.6, HEAD_SHARE + foot_mm / page.height_mm)
    _, leading_pt = usual_type(page, measures)
    return replace(
        measures,
        widest_em=max(WIDEST_EM, measures.widest_em),
        gutter_share=0.5,
        block_share=1 - white,
        head_share=HEAD_SHARE / white,
        title_lines=max(2, math.floor(title_share * (1 - white) * mm_to_pt(page.height_mm) / leading_pt)),
    )


def _foot_mm(pamphlet: Pamphlet, style: Style, page: Size, printed_by: str) -> float:
    """How high the foot of a leaf is, with the white around it."""
    scale = page.width_mm / DRAWN_WIDTH_MM
    text_pt = max(SMALLEST_PT, scale * FOOT_PT)
    leading_pt = text_pt * FOOT_LEADING_PT / FOOT_PT
    contact = pamphlet.contact
    room_em = mm_to_pt(MEASURE_SHARE * page.width_mm - (scale * CODE_MM if contact.addresses else 0)) / text_pt
    said = [contact.name or pamphlet.publisher, printed_by, pamphlet.rights]
    for item in contact.items:
        said += item.text.splitlines() if isinstance(item, Address) else [plain_text(item.content)]
    lines = sum(math.ceil(style.text_em(words) / room_em) for words in said if words)
    return max(pt_to_mm(lines * leading_pt), scale * CODE_MM if contact.addresses else 0) + 2 * scale * EDGE_MM


def larger_types(style: Style, page: Size, *, pages: int, room: int, lean: Lean) -> Sequence[Style]:
    """The style in types that may fill the room where the usual one takes fewer pages, the smallest first.

    What is so many times as large takes about the square of that in paper.
    """
    text_pt, leading_pt = usual_type(page, style.facts.page)
    around = lean.around
    most = min(lean.largest, math.sqrt((room - around) / max(1, pages - around)) if around else lean.largest)
    return [
        _in_type(style, STEP**step, text_pt, leading_pt)
        for step in range(1, 1 + math.floor(math.log(most) / math.log(STEP) + 0.001))
    ]


def smaller_types(style: Style, page: Size) -> Sequence[Style]:
    """The style in types that one side may hold where the usual one takes more, the largest first.

    Where a style fixes its type, as for readers who see poorly, there are none.
    """
    if style.facts.page.text_pt:
        return []
    text_pt, leading_pt = usual_type(page, style.facts.page)
    return [_in_type(style, STEP**-step, text_pt, leading_pt) for step in range(1, STEPS_DOWN + 1)]


def _in_type(style: Style, factor: float, text_pt: float, leading_pt: float) -> Style:
    """The style in type so many times as large; its titles keep their room."""
    measures = style.facts.page
    chosen = replace(
        measures,
        text_pt=round(factor * text_pt, 1),
        leading_pt=round(factor * leading_pt, 1),
        title_lines=math.ceil(measures.title_lines / factor),
    )
    calls = base_sheet(PLACARD) if factor >= CALLED_OUT else ""
    return replace(style, facts=replace(style.facts, page=chosen), print_css=style.print_css + calls)
