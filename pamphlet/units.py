"""Lengths and papers: millimetres, PDF points and the sizes that people name."""

from __future__ import annotations

from typing import Final, NamedTuple

PT_PER_INCH: Final = 72.0
MM_PER_INCH: Final = 25.4


class Size(NamedTuple):
    """Width and height in millimetres, as the page is held upright."""

    width_mm: float
    height_mm: float

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

# On which sheet do two pages of this size lie side by side?
SHEET_FOR_PAGE: Final[dict[str, str]] = {
    "A4": "A3",
    "A5": "A4",
    "A6": "A5",
    "Letter": "Tabloid",
    "half-letter": "Letter",
}


def find_paper(name: str) -> str | None:
    """The paper's name in our spelling, whatever case the user wrote it in."""
    return next((known for known in PAPERS if known.casefold() == name.casefold()), None)
