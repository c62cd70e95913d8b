"""The lines and blocks of a source → nothing, or the error that says which limit they pass."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pamphlet.errors import PamphletError
from pamphlet.limits import HOW_TO_ALLOW, Limits
from pamphlet.model import Block, Box, BulletedList, Footnote, Line, OrderedList, Quotation, Table
from pamphlet.model.walk import all_blocks


def refuse_long_lines(lines: Sequence[Line], name: str, limits: Limits) -> None:
    """Refuse a line, a word or a gap that is longer than anybody writes: rules take the square of it in time."""
    for line in lines:
        if len(line.text) > limits.line_letters:
            raise _over(limits.line_letters, "letters in one line", "end lines or paragraphs", name, line.number)
        if len(line.text) > limits.word_letters:
            longest = max(map(len, (*line.text.split(), *re.split(r"\S+", line.text))))
            if longest > limits.word_letters:
                what = "letters or spaces in a row"
                raise _over(limits.word_letters, what, "take out what means nothing", name, line.number)


def refuse_excess(blocks: tuple[Block, ...], name: str, limits: Limits) -> None:
    """Refuse more blocks, cells or notes than pages can be set from in good time."""
    if _depth(blocks, limits.nesting) > limits.nesting:
        raise _over(limits.nesting, "lists and quotations inside one another", "use a few levels at most", name)
    notes = 0
    for number, block in enumerate(all_blocks(blocks), start=1):
        notes += isinstance(block, Footnote)
        columns = len(block.header.cells) if isinstance(block, Table) else 0
        cells = (1 + len(block.rows)) * columns if isinstance(block, Table) else 0
        for most, count, what in (
            (limits.blocks, number, "paragraphs, headings and items"),
            (limits.notes, notes, "notes"),
            (limits.table_cells, cells, "cells in one table"),
            (limits.table_columns, columns, "columns in one table"),
        ):
            if count > most:
                raise _over(most, what, "split it", name)


def _depth(blocks: tuple[Block, ...], most: int) -> int:
    """How deep lists and quotations are nested, counted to one beyond the most."""
    depth = 0
    while blocks and depth <= most + 1:
        blocks = tuple(inner for block in blocks for inner in _inside(block))
        depth += 1
    return depth - 1


def _inside(block: Block) -> tuple[Block, ...]:
    match block:
        case BulletedList(items=items) | OrderedList(items=items):
            return tuple(inner for item in items for inner in item.blocks)
        case Quotation(blocks=blocks) | Footnote(blocks=blocks) | Box(blocks=blocks):
            return blocks
        case _:
            return ()


def _over(most: int, what: str, advice: str, name: str, line: int | None = None) -> PamphletError:
    return PamphletError(f"over {most} {what}", advice=f"{advice}, or {HOW_TO_ALLOW}", where=name, line=line)
