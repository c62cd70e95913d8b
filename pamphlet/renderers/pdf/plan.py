"""What is chosen for the printed pages beside the style: their size, and what they are to fill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pamphlet.units import Size

Aim = Literal["", "sheets"] | int
"""Nothing, whole sheets, or a number of pages."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The trimmed page, and what its setting is to fill."""

    page: Size
    aim: Aim = ""
