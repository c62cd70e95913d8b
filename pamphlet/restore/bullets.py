"""Lines → lines whose list items bear one marker each, that Markdown knows."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair
from pamphlet.restore.lines import fenced_lines, group_lines

# What a leaflet's bullet became on its way: `- \* item`, `- • item`, `• item`, `\* item`
DOUBLED: Final = re.compile(r"(?P<indent>\s*)[-*+]\s+(?:(?:\\\*|\\-)\s+|[•·▪●◦‣]\s*)(?=\S)")
GLYPH: Final = re.compile(r"(?P<indent>\s*)[•▪●◦‣]\s*(?=\S)")
ESCAPED: Final = re.compile(r"(?P<indent>\s*)\\\*\s+(?=\S)")
# Python-Markdown knows `1.` alone.
BRACKETED: Final = re.compile(r"(?P<number>\s*\d{1,3})\)(?=\s+\S)")


def mend_bullets(lines: tuple[Line, ...], file: str) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    r"""`- \* item` and `• item` → `- item`; `1) item` → `1. item`."""
    fenced = fenced_lines(lines)
    # One escaped asterisk alone is the mark of a note.
    patterns = (DOUBLED, GLYPH, ESCAPED) if sum(map(_is_escaped, lines)) > 1 else (DOUBLED, GLYPH)
    bracketed = _in_bracketed_lists(lines)
    mended = tuple(
        line if line.number in fenced else replace(line, text=_mend(line, patterns, bracketed)) for line in lines
    )
    repairs = tuple(
        Repair("bullet", file, new.number, old.text.strip(), new.text.strip())
        for old, new in zip(lines, mended, strict=True)
        if old != new
    )
    return mended, repairs


def _is_escaped(line: Line) -> bool:
    return bool(ESCAPED.match(line.text))


def _in_bracketed_lists(lines: tuple[Line, ...]) -> frozenset[int]:
    """The numbers of the lines in groups that begin with `1)`: elsewhere a bracket closes one in the text."""
    groups = (group for group in group_lines(lines) if BRACKETED.match(group[0].text))
    return frozenset(line.number for group in groups for line in group)


def _mend(line: Line, patterns: tuple[re.Pattern[str], ...], bracketed: frozenset[int]) -> str:
    for pattern in patterns:
        if bullet := pattern.match(line.text):
            return f"{bullet['indent']}- {line.text[bullet.end() :]}"
    return BRACKETED.sub(r"\g<number>.", line.text, count=1) if _is_bracketed(line, bracketed) else line.text


def _is_bracketed(line: Line, bracketed: frozenset[int]) -> bool:
    return line.number in bracketed and bool(BRACKETED.match(line.text))
