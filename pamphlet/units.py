"""Lengths and papers: millimetres, PDF points and the sizes that people name."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

PT_PER_INCH: Final = 72.0
MM_PER_INCH: Final = 25.4


class Size(NamedTuple):
    """Width and height in millimetres, as the page is held upright."""

    width_mm: float
    height_mm: float

    @property
    def measures(self) -> str:
        """As people write them: `148 × 210 mm`."""
        return f"{self.width_mm:.4g} × {self.height_mm:.4g} mm"

    @property
    def portrait(self) -> Size:
        """The same paper on its short edge."""
        return Size(min(self), max(self))

    @property
    def landscape(self) -> Size:
        """The same paper turned so that its long edge lies at the foot."""
        return Size(max(self), min(self))


def mm_to_pt(length_mm: float) -> float:
    """Millimetres → PDF points (1/72 inch)."""
    return length_mm * PT_PER_INCH / MM_PER_INCH


def pt_to_mm(length_pt: float) -> float:
    """PDF points (1/72 inch) → millimetres."""
    return length_pt * MM_PER_INCH / PT_PER_INCH


def inches(width: float, height: float) -> Size:
    """Inches → a size in millimetres."""
    return Size(width * MM_PER_INCH, height * MM_PER_INCH)


# Which paper does a name stand for? ISO 216; ANSI/ASME Y14.1 for the American sizes.
PAPERS: Final[dict[str, Size]] = {
    "A3": Size(297, 420),
    "A4": Size(210, 297),
    "A5": Size(148, 210),
    "A6": Size(105, 148),
    "B5": Size(176, 250),
    "Letter": inches(8.5, 11),
    "Legal": inches(8.5, 14),
    "Tabloid": inches(11, 17),
    "half-letter": inches(5.5, 8.5),
}

# How is a paper written that has no name? In millimetres, width and height, each from 10 mm to under 10 m.
MEASURED: Final = re.compile(r"\s*([1-9]\d{1,3}(?:\.\d+)?)\s*[x×]\s*([1-9]\d{1,3}(?:\.\d+)?)\s*(?:mm)?\s*")


def find_paper(name: str) -> str | None:
    """The paper's name in our spelling, whatever case the user wrote it in."""
    return next((known for known in PAPERS if known.casefold() == name.casefold()), None)


def find_size(name: str) -> Size | None:
    """The paper of that name, or of those millimetres, as `320x450`."""
    if known := find_paper(name):
        return PAPERS[known]
    if stated := MEASURED.fullmatch(name):
        return Size(float(stated[1]), float(stated[2]))
    return None


def paper_name(name: str) -> str:
    """How people call the paper that `find_size` finds."""
    if stated := MEASURED.fullmatch(name):
        return f"{stated[1]} × {stated[2]} mm"
    return find_paper(name) or name
