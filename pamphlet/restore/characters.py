"""Lines → lines without the characters that no printed page and no XML file can hold."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair
from pamphlet.model.characters import UNPRINTABLE

# These part words, on screen or in Unicode: vertical tab, form feed, and the separators of files and records.
PARTING: Final = "\x0b\x0c\x1c\x1d\x1e\x1f"


def drop_control_characters(lines: tuple[Line, ...], file: str) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    """Lines without control characters; what parted two words is a space, and Windows' quotation marks are marks."""
    clean = tuple(replace(line, text=UNPRINTABLE.sub(_printable, line.text)) for line in lines)
    repairs = tuple(
        Repair("control-character", file, old.number, *_named(old.text))
        for old, new in zip(lines, clean, strict=True)
        if old != new
    )
    return clean, repairs


def _printable(found: re.Match[str]) -> str:
    character = found[0]
    if "\x80" <= character <= "\x9f":
        # Windows-1252 taken for ISO 8859-1: https://encoding.spec.whatwg.org/#names-and-labels
        return bytes([ord(character)]).decode("cp1252", errors="ignore")
    return " " if character in PARTING else ""


def _named(text: str) -> tuple[str, str]:
    """The characters that went, by their numbers, and those that came."""
    found = list(UNPRINTABLE.finditer(text))
    return " ".join(f"U+{ord(each[0]):04X}" for each in found), "".join(map(_printable, found)).strip()
