"""A style → the same for leaflets and zines, whose panels are few and small."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from msgspec.structs import replace as replace_facts

from pamphlet.renderers.pdf import usual_type
from pamphlet.styles import Style, base_sheet
from pamphlet.units import Size

BOOK: Final = "pamphlet.html.jinja"
LEAFLET: Final = "panels.html.jinja"
SHEET: Final = "panels.css"
MEASURE_SHARE: Final = 0.79
BLOCK_SHARE: Final = 0.86
"""More than on a page: nobody holds a panel with a thumb on it, and nothing runs along it."""


def for_panels(style: Style) -> Style:
    """The style with lean matter: cover, text and one panel for the rest; no running heads and no folios."""
    sheet = base_sheet(SHEET)
    page = replace_facts(style.facts.page, measure_share=MEASURE_SHARE, block_share=BLOCK_SHARE)
    return replace(
        style,
        print_css=f"{style.print_css}{sheet}",
        templates=style.templates | {BOOK: style.templates[LEAFLET]},
        facts=replace_facts(style.facts, page=page),
    )


LARGEST: Final = 1.35
STEP: Final = 0.05
AROUND: Final = 2
"""Cover and back hold no text of a statement."""


def larger_types(style: Style, page: Size, *, pages: int, room: int) -> Iterator[Style]:
    """The style in types that may fill the room where the usual one takes fewer pages, the largest first.

    What is so many times as large takes about the square of that in paper.
    """
    text_pt, leading_pt = usual_type(page, style.facts.page)
    most = min(LARGEST, math.sqrt((room - AROUND) / max(1, pages - AROUND)))
    for steps in range(math.floor((most - 1) / STEP + 0.001), 0, -1):
        factor = 1 + steps * STEP
        sizes = {"text_pt": round(factor * text_pt, 1), "leading_pt": round(factor * leading_pt, 1)}
        yield replace(style, facts=replace_facts(style.facts, page=replace_facts(style.facts.page, **sizes)))
