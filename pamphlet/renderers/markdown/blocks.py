"""Blocks → lines of Markdown that read back as the same blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from pamphlet.fences import BOX_FENCE
from pamphlet.model import (
    Block,
    Box,
    BulletedList,
    Figure,
    Footnote,
    Heading,
    LanguageSpan,
    ListItem,
    OrderedList,
    Paragraph,
    Quotation,
    Row,
    Table,
    ThematicBreak,
    Verse,
)
from pamphlet.model.blocks import INDENT
from pamphlet.model.walk import Run, plain_text
from pamphlet.renderers.markdown.inlines import by_number, render_line, render_picture, render_run

LEVEL: Final = 4
"""Spaces: what stands inside a list item or a note."""
RULES: Final = {"none": "---", "left": ":---", "center": ":---:", "right": "---:"}
DEEPEST: Final = 6


@dataclass(frozen=True, slots=True)
class Setting:
    """What depends on the file: how far headings sink, what notes are called, and the folder that it lies in."""

    sink: int = 0
    name_note: Callable[[str], str] = str
    folder: str = ""


def render_blocks(blocks: Sequence[Block], setting: Setting, veiled: frozenset[int] = frozenset()) -> list[str]:
    """The lines of some blocks, a blank one between two; those whose place is among the veiled begin so."""
    lines: list[str] = []
    for place, block in enumerate(blocks):
        lines += [*([""] if lines else []), *_block(block, setting, veiled=place in veiled)]
    return lines


def _block(block: Block, setting: Setting, *, veiled: bool = False, nested: bool = False) -> list[str]:
    match block:
        case Paragraph(content=content):
            words = render_run(content, setting.name_note, veiled=veiled, folder=setting.folder)
            return [_unfenced(line) for line in words.split("\n")]
        case Heading(level=level, content=content):
            words = render_line(content, setting.name_note, veiled=veiled, folder=setting.folder)
            closed = words[:-1] + by_number("#") if words.endswith("#") else words
            return [f"{'#' * min(level + setting.sink, DEEPEST)} {closed}"]
        case BulletedList(items=items):
            return list(_items(items, ["- "] * len(items), setting, veiled=veiled))
        case OrderedList(items=items, start=start):
            return list(_items(items, [f"{start + place}. " for place in range(len(items))], setting, veiled=veiled))
        case Quotation(blocks=blocks):
            return [f"> {line}".rstrip() for line in _nested(blocks, setting, veiled=veiled)]
        case Verse(lines=lines):
            verse = _verse([_indented(plain_text(line)) for line in lines], nested=nested)
            return verse if nested else _passage(verse, lines)
        case Figure():
            figure = [render_picture(block.image, block.alternative, setting.folder, plain_text(block.caption))]
            return figure if nested else _passage(figure, (block.caption,))
        case Table():
            return list(_table(block, setting, veiled=veiled))
        case ThematicBreak():
            return ["***"]
        case Box(kind=kind, blocks=blocks):
            return [f"::: {kind}", "", *render_blocks(blocks, setting), "", ":::"]
        case Footnote(label=label, blocks=blocks):
            return _hang(f"[^{setting.name_note(label)}]: ", LEVEL, _nested(blocks, setting))
        case _:
            assert_never(block)


def _unfenced(line: str) -> str:
    """A line of words that is no fence of a box."""
    return by_number(":") + line[1:] if BOX_FENCE.fullmatch(line) else line


def _nested(blocks: Sequence[Block], setting: Setting, *, veiled: bool = False, in_item: bool = False) -> list[str]:
    """The lines of blocks inside another, where no fence can stand."""
    lines: list[str] = []
    for place, block in enumerate(blocks):
        tight = in_item and place and _is_list(block) and _is_tight(blocks)
        lines += [""] if lines and not tight else []
        lines += _block(block, setting, veiled=veiled and not place, nested=True)
    return lines


def _is_tight(blocks: Sequence[Block]) -> bool:
    """Whether an item is one paragraph, with or without a list below."""
    rest = blocks[1:]
    return isinstance(blocks[0], Paragraph) and len(rest) < 2 and all(map(_is_list, rest)) if blocks else True


def _is_list(block: Block) -> bool:
    return isinstance(block, (BulletedList, OrderedList))


def _items(items: Sequence[ListItem], markers: Sequence[str], setting: Setting, *, veiled: bool) -> Iterator[str]:
    tight = all(_is_tight(item.blocks) for item in items)
    for place, (item, marker) in enumerate(zip(items, markers, strict=True)):
        if place and not tight:
            yield ""
        # As far in as the marker is wide, in whole levels.
        indent = -(-len(marker) // LEVEL) * LEVEL
        yield from _hang(marker, indent, _nested(item.blocks, setting, veiled=veiled and not place, in_item=True))


def _hang(marker: str, indent: int, lines: Sequence[str]) -> list[str]:
    """The lines after a marker, the others indented below the first."""
    first, *rest = lines or [""]
    return [f"{marker}{first}".rstrip(), *(f"{' ' * indent}{line}".rstrip() for line in rest)]


def _indented(line: str) -> str:
    """A line of verse whose indent is spaces again."""
    words = line.lstrip(INDENT)
    return " " * (len(line) - len(words)) + words


def _verse(lines: Sequence[str], *, nested: bool) -> list[str]:
    if nested:
        return [f"{' ' * LEVEL}{line}".rstrip() for line in lines]
    held = max((len(run) for line in lines for run in re.findall("`{3,}", line)), default=2)
    fence = "`" * (held + 1)
    return [fence, *lines, fence]


def _passage(written: list[str], runs: Iterable[Run]) -> list[str]:
    """The lines of verse or of a caption, in which nothing is marked; a passage, if all is in one other language."""
    languages = {run[0].language if len(run) == 1 and isinstance(run[0], LanguageSpan) else "" for run in runs if run}
    language = languages.pop() if len(languages) == 1 else ""
    return [f"::: {{lang={language}}}", "", *written, "", ":::"] if language else written


def _table(table: Table, setting: Setting, *, veiled: bool) -> Iterator[str]:
    yield _row(table.header, setting, veiled=veiled)
    yield f"| {' | '.join(RULES[alignment] for alignment in table.alignments)} |"
    for row in table.rows:
        yield _row(row, setting)


def _row(row: Row, setting: Setting, *, veiled: bool = False) -> str:
    cells = (
        render_line(cell, setting.name_note, veiled=veiled and not place, in_cell=True, folder=setting.folder)
        for place, cell in enumerate(row.cells)
    )
    return f"| {' | '.join(cells)} |"
