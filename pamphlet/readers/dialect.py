"""Markdown as CommonMark reads it → the same for Python-Markdown, which would read some of it otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

LEVEL: Final = 4
"""Spaces that Python-Markdown wants before what stands inside a list item, a level."""

FENCE: Final = re.compile(r" {0,3}(?:```|~~~)")
ITEM: Final = re.compile(r"(?:[-*+]|\d{1,9}\.) +(?=\S)")
HEADING: Final = re.compile(r"#{1,6}\s")
# Ten figures make no list (CommonMark 0.31, 5.2), and no number that a file format could hold.
LONG_NUMBER: Final = re.compile(r"(\s*\d{10,})\.(?=\s)")
DEFINITION: Final = re.compile(r" {0,3}\[(?P<label>[^\[\]^][^\[\]]*)\]:")


def to_dialect(text: str) -> str:
    """The text with the indents of its lists widened, and unused link definitions and huge numbers kept as words."""
    return "\n".join(_widen_indents(list(_shield_words(text))))


def _outside_fences(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it stands outside fenced lines, which are to be taken letter by letter."""
    fence = ""
    for line in lines:
        marker = FENCE.match(line)
        yield line, not fence and not marker
        if marker and fence in ("", marker[0].strip()):
            fence = "" if fence else marker[0].strip()


def _shield_words(text: str) -> Iterator[str]:
    """The lines with escapes: before `[Ada]: Yes` where no link is called so, for it would vanish; in huge numbers."""
    for line, plain in _outside_fences(text.split("\n")):
        definition = DEFINITION.match(line) if plain else None
        used = definition and re.search(rf"\[{re.escape(definition['label'])}\](?!:)", text, re.IGNORECASE)
        shielded = line.replace("[", "\\[", 1) if definition and not used else line
        yield LONG_NUMBER.sub(r"\1\\.", shielded) if plain and LONG_NUMBER.match(line) else shielded


def _widen_indents(lines: list[str]) -> Iterator[str]:
    """The lines with four spaces a level before what stands inside list items (CommonMark 0.31, 5.2)."""
    columns: list[int] = []  # where the text of each open item begins
    opens_block = True
    for line, plain in _outside_fences(lines):
        bare = line.expandtabs(LEVEL).lstrip(" ")
        indent = len(line.expandtabs(LEVEL)) - len(bare)
        item = ITEM.match(bare) if columns or opens_block else None
        if not plain or not bare or not (item or opens_block):
            yield line
        else:
            while columns and indent < columns[-1]:
                columns.pop()
            beyond = indent - (columns[-1] if columns else 0)
            verse = beyond >= LEVEL
            yield " " * (LEVEL * len(columns) + (beyond if verse else 0)) + bare if columns else line
            columns += [indent + item.end()] if item and not verse else []
        opens_block = not bare or bool(HEADING.match(bare))
