"""PDF pages → sheets that fold right."""

from pamphlet.press.catalogue import Wanted, find_sheet_for, is_american, page_fits, page_size_for, plan_layout
from pamphlet.press.imposition import Duplex, Flip, Imposition, Placement, Printer, Stock, capacity, impose
from pamphlet.press.layout import Binding, Layout
from pamphlet.press.marks import Marks
from pamphlet.press.sheets import Blanks, Pressed, PressJob, part_sides, press_pdf
from pamphlet.press.source import count_pages, describe_pdf

__all__ = [
    "Binding",
    "Blanks",
    "Duplex",
    "Flip",
    "Imposition",
    "Layout",
    "Marks",
    "Placement",
    "PressJob",
    "Pressed",
    "Printer",
    "Stock",
    "Wanted",
    "capacity",
    "count_pages",
    "describe_pdf",
    "find_sheet_for",
    "impose",
    "is_american",
    "page_fits",
    "page_size_for",
    "part_sides",
    "plan_layout",
    "press_pdf",
]
