"""Paragraphs → which of them stand in lines of their own, as signatures and addresses do."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from pamphlet.model import Inline, LineBreak, Paragraph
from pamphlet.model.walk import plain_text

LONGEST_LINE: Final = 48
"""A line of more letters is one of prose."""


def manner_of(paragraph: Paragraph) -> str:
    """The attribute of a paragraph that is set line by line, none of them indented; "" for another."""
    return ' class="lines"' if _stands_in_lines(paragraph.content) else ""


def _stands_in_lines(run: tuple[Inline, ...]) -> bool:
    parts = groupby(run, key=lambda node: isinstance(node, LineBreak))
    lines = [plain_text(part).strip() for is_break, part in parts if not is_break]
    return len(lines) > 1 and all(0 < len(line) <= LONGEST_LINE for line in lines)
