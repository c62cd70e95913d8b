"""What is chosen for the printed pages beside the style: their size, what they fill, and how links are printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pamphlet.units import Size

Aim = Literal["", "sheets"] | int
"""Nothing, whole sheets, or a number of pages."""
Links = Literal["note", "address", "qr"]
"""Their addresses stand at the foot of the page, in brackets after their words, or as codes after the text."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The trimmed page, what its setting is to fill, and how links are printed."""

    page: Size
    aim: Aim = ""
    links: Links = "note"
