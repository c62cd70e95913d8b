"""A title → lines of as many sizes, each as wide as the measure, as wood type is set on a poster."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from pamphlet.renderers.pdf.cover import Advance
from pamphlet.units import Size, mm_to_pt

MOST_LINES: Final = 12
NARROWEST: Final = 0.01
"""Ems: a mark that stands by itself may have no width at all."""


class FilledLine(NamedTuple):
    """Words, and the size at which they are as wide as the measure."""

    words: str
    size_pt: float


def fill_lines(
    title: str, room: Size, advance: Advance, *, leading: float, largest_pt: float
) -> tuple[FilledLine, ...]:
    """The title on as many lines as the room is high for; `leading` is that of the title, in ems."""
    words = title.split()
    width_pt, height_pt = mm_to_pt(room.width_mm), mm_to_pt(room.height_mm)
    filled: tuple[FilledLine, ...] = ()
    for count in range(1, min(len(words), MOST_LINES) + 1):
        lines = _divide(words, count, advance)
        # A tenth of a point less: the setter rounds otherwise than we do.
        sizes = [min(largest_pt, round(width_pt / max(advance(line), NARROWEST) - 0.1, 1)) for line in lines]
        if filled and sum(sizes) * leading > height_pt:
            break
        filled = tuple(FilledLine(line, size) for line, size in zip(lines, sizes, strict=True))
    return filled


def _divide(words: Sequence[str], count: int, advance: Advance) -> tuple[str, ...]:
    """The words in order on so many lines that are as even as can be: the squares of their widths add up to least."""

    @cache
    def divide(first: int, left: int) -> tuple[float, tuple[str, ...]]:
        if left == 1:
            line = " ".join(words[first:])
            return advance(line) ** 2, (line,)
        divisions = []
        for after in range(first + 1, len(words) - left + 2):
            line, (rest, others) = " ".join(words[first:after]), divide(after, left - 1)
            divisions.append((advance(line) ** 2 + rest, (line, *others)))
        return min(divisions)

    return divide(0, count)[1]
