"""PDF pages → sheets that fold right."""

from pamphlet.press.booklet import count_pages, impose_booklet
from pamphlet.press.imposition import (
    Binding,
    Flip,
    Imposition,
    Placement,
    SaddleStitch,
    Sheet,
    Side,
    impose,
)

__all__ = [
    "Binding",
    "Flip",
    "Imposition",
    "Placement",
    "SaddleStitch",
    "Sheet",
    "Side",
    "count_pages",
    "impose",
    "impose_booklet",
]
