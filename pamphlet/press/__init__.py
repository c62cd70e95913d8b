"""PDF pages → sheets that fold right."""

from pamphlet.press.catalogue import LAYOUTS, Wanted, find_sheet_for, page_size_for, plan_layout
from pamphlet.press.imposition import Duplex, Flip, Imposition, Placement, Printer, Sheet, Side, Stock, impose
from pamphlet.press.layout import Binding, Layout, LayoutName
from pamphlet.press.marks import Marks
from pamphlet.press.sheets import Blanks, Pressed, PressJob, impose_booklet, press_pdf
from pamphlet.press.source import count_pages

__all__ = [
    "LAYOUTS",
    "Binding",
    "Blanks",
    "Duplex",
    "Flip",
    "Imposition",
    "Layout",
    "LayoutName",
    "Marks",
    "Placement",
    "PressJob",
    "Pressed",
    "Printer",
    "Sheet",
    "Side",
    "Stock",
    "Wanted",
    "count_pages",
    "find_sheet_for",
    "impose",
    "impose_booklet",
    "page_size_for",
    "plan_layout",
    "press_pdf",
]
