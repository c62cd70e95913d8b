"""Lines → lines without the characters that no printed page and no XML file can hold."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair

# Not a Char: https://www.w3.org/TR/xml/#charsets; and the marks that Python-Markdown uses itself (STX, ETX).
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\ufeff]")


def drop_control_characters(lines: tuple[Line, ...], file: str) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    """Lines without control characters; a form feed, which ends a page, goes with the rest."""
    clean = tuple(replace(line, text=FORBIDDEN.sub("", line.text)) for line in lines)
    repairs = tuple(
        Repair("control-character", file, old.number, _names(old.text), "")
        for old, new in zip(lines, clean, strict=True)
        if old != new
    )
    return clean, repairs


def _names(text: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in FORBIDDEN.findall(text))
