"""Markdown as CommonMark reads it → the same for Python-Markdown, which would read some of it otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pamphlet.fences import BOX_FENCE, find_fenced

LEVEL: Final = 4
"""Spaces that Python-Markdown wants before what stands inside a list item, a level."""

ITEM: Final = re.compile(r"(?:[-*+]|\d{1,2}\.) +(?=\S)")
HEADING: Final = re.compile(r"#{1,6}\s")
# A year opens a sentence more often than a list has a hundred items.
LONG_NUMBER: Final = re.compile(r"(\s*\d{3,})\.(?=\s)")
BOUND: Final = re.compile(r":::+\s*(?:\{[^}]*\})?\s*$")
DEFINITION: Final = re.compile(r" {0,3}\[(?P<label>[^\[\]^][^\[\]]*)\]:")


def to_dialect(text: str) -> str:
    """The text with the indents of its lists widened, and unused link definitions and years kept as words.

    The lines that bound a passage or a box stand alone.
    """
    return "\n".join(_widen_indents(list(_part_bounds(_shield_words(text)))))


def _part_bounds(lines: Iterable[str]) -> Iterator[str]:
    for line, plain in _outside_fences(list(lines)):
        bounds = plain and (BOUND.match(line) or BOX_FENCE.fullmatch(line))
        yield from ("", line.rstrip(), "") if bounds else (line,)


def _outside_fences(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it stands outside fenced lines."""
    fenced = find_fenced(lines)
    for place, line in enumerate(lines):
        yield line, place not in fenced


def _shield_words(text: str) -> Iterator[str]:
    """The lines with escapes: before `[Ada]: Yes` where no link is called so, for it would vanish; in `1984. We…`."""
    for line, plain in _outside_fences(text.split("\n")):
        definition = DEFINITION.match(line) if plain else None
        used = definition and re.search(rf"\[{re.escape(definition['label'])}\](?!:)", text, re.IGNORECASE)
        shielded = line.replace("[", "\\[", 1) if definition and not used else line
        yield LONG_NUMBER.sub(r"\1\\.", shielded) if plain and LONG_NUMBER.match(line) else shielded


def _widen_indents(lines: list[str]) -> Iterator[str]:
    """The lines with four spaces a level before what stands inside list items (CommonMark 0.31, 5.2)."""
    columns: list[int] = []  # where the text of each open item begins
    opens_block = True
    in_paragraph = False  # below an item and a blank line: Python-Markdown would take the next item for its words
    shift = 0  # of the lines of a verse inside an item
    for line, plain in _outside_fences(lines):
        bare = line.expandtabs(LEVEL).lstrip(" ")
        indent = len(line.expandtabs(LEVEL)) - len(bare)
        item = ITEM.match(bare) if columns or opens_block else None
        if plain and bare and shift and not opens_block:
            yield " " * max(0, indent + shift) + bare
        elif not plain or not bare or not (item or opens_block):
            yield line
            shift = 0
        else:
            while columns and indent < columns[-1]:
                columns.pop()
            if item and in_paragraph:
                yield ""
            beyond = indent - (columns[-1] if columns else 0)
            verse = beyond >= LEVEL
            yield " " * (LEVEL * len(columns) + (beyond if verse else 0)) + bare if columns else line
            shift = LEVEL * len(columns) + beyond - indent if columns and verse else 0
            columns += [indent + item.end()] if item and not verse else []
            in_paragraph = not item and bool(columns)
        opens_block = not bare or bool(HEADING.match(bare))
        in_paragraph = in_paragraph and bool(bare)
