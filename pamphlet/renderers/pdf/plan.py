"""What is chosen for the printed pages beside the style: their size, what they fill, and how links are printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pamphlet.units import Size

Aim = Literal["", "sheets"] | int
"""Nothing, whole sheets, or a number of pages."""
Links = Literal["note", "address", "qr"]
"""Their addresses stand at the foot of the page, in brackets after their words, or as codes after the text."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The trimmed page, what its setting is to fill, how links are printed, and the files that the PDF is to hold."""

    page: Size
    aim: Aim = ""
    links: Links = "note"
    sources: Mapping[str, bytes] = field(default_factory=dict)
