"""Lines → lines whose list items bear one bullet each."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair

# What a leaflet's bullet became on its way: `- \* item`, `- • item`, `• item`
DOUBLED: Final = re.compile(r"(?P<indent>\s*)[-*+]\s+(?:\\\*|\\-|[•·▪●◦‣])\s+(?=\S)")
GLYPH: Final = re.compile(r"(?P<indent>\s*)(?:\\\*|[•▪●◦‣])\s+(?=\S)")


def mend_bullets(lines: tuple[Line, ...], file: str) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    r"""`- \* item` and `• item` → `- item`."""
    mended = tuple(replace(line, text=_mend(line.text)) for line in lines)
    repairs = tuple(
        Repair("bullet", file, new.number, old.text.strip(), new.text.strip())
        for old, new in zip(lines, mended, strict=True)
        if old != new
    )
    return mended, repairs


def _mend(text: str) -> str:
    for pattern in (DOUBLED, GLYPH):
        if bullet := pattern.match(text):
            return f"{bullet['indent']}- {text[bullet.end() :]}"
    return text
