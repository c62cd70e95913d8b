"""Which number has an object of the joined file? What there is once comes first, then a slot for each part."""

from __future__ import annotations

from typing import Final

PAGES: Final = 1
CATALOG: Final = 2
INFORMATION: Final = 3
DOCUMENT: Final = 4
STRUCTURE: Final = 5
PARENTS: Final = 6
FONTS: Final = 7
COLOURS: Final = 8
PROFILE: Final = 9
METADATA: Final = 10
OUTLINE: Final = 11
PLACES: Final = 12
VERSO: Final = 13
"""What stands before the content of a verso."""
AFTER: Final = 14
"""What stands behind it."""
FIRST_SLOT: Final = 32

SPARE: Final = 64
"""A slot is a multiple of this, so that a small edit leaves the numbers of all other parts as they are."""


def slot_size(count: int) -> int:
    """The numbers that are kept for so many objects: some to spare, an eighth or more of larger parts."""
    grain = SPARE
    while grain * 16 <= count:
        grain *= 2
    return -(-(count + 1) // grain) * grain


def reference(number: int) -> bytes:
    """As it is written in an object that refers to another."""
    return b"%d 0 R" % number
