"""PDF pages → sheets that fold right."""

from pamphlet.press.booklet import impose_booklet
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
    "impose",
    "impose_booklet",
]
