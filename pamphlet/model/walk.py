"""Ways through the model: its plain words, its blocks, and the same tree with other words in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, assert_never

from msgspec.structs import replace

from pamphlet.model.blocks import (
    Block,
    Box,
    BulletedList,
    Figure,
    Footnote,
    Heading,
    ListItem,
    OrderedList,
    Paragraph,
    Quotation,
    Row,
    Table,
    ThematicBreak,
    Verse,
)
from pamphlet.model.inlines import (
    Abbreviation,
    Code,
    Emphasis,
    Inline,
    LanguageSpan,
    LineBreak,
    Link,
    NoteReference,
    PageBreak,
    Picture,
    Strong,
    Superscript,
    Text,
)
from pamphlet.model.matter import Pamphlet, Statement

HIDDEN: Final = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: stands for what a rule must not look into."""

Run = tuple[Inline, ...]
"""The inlines of one paragraph, heading, verse line, caption or table cell."""


def plain_text(run: Iterable[Inline]) -> str:
    """The words of a run, without emphasis, links or note references; a line break is a space."""
    return "".join(_inline_text(node) for node in run)


def _inline_text(node: Inline) -> str:
    match node:
        case Text(text=text) | Code(text=text):
            return text
        case LineBreak():
            return " "
        case Picture(alternative=alternative):
            return alternative
        case NoteReference() | PageBreak():
            return ""
        case Emphasis() | Strong() | Superscript() | Link() | LanguageSpan() | Abbreviation():
            return plain_text(node.content)
        case _:
            assert_never(node)


def runs(blocks: Iterable[Block]) -> Iterator[Run]:
    """Every run of inlines in reading order."""
    for block in blocks:
        yield from _block_runs(block)


def _block_runs(block: Block) -> Iterator[Run]:
    match block:
        case Paragraph(content=content) | Heading(content=content) | Figure(caption=content):
            yield content
        case BulletedList(items=items) | OrderedList(items=items):
            for item in items:
                yield from runs(item.blocks)
        case Quotation(blocks=blocks) | Footnote(blocks=blocks) | Box(blocks=blocks):
            yield from runs(blocks)
        case Verse(lines=lines):
            yield from lines
        case Table():
            for row in (block.header, *block.rows):
                yield from row.cells
        case ThematicBreak():
            pass
        case _:
            assert_never(block)


def map_runs(blocks: tuple[Block, ...], change: Callable[[Run], Run]) -> tuple[Block, ...]:
    """The same blocks with every run of inlines changed, in reading order."""
    return tuple(_map_block(block, change) for block in blocks)


def _map_block(block: Block, change: Callable[[Run], Run]) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, content=change(block.content))
        case BulletedList() | OrderedList():
            return replace(block, items=tuple(ListItem(map_runs(item.blocks, change)) for item in block.items))
        case Quotation() | Footnote() | Box():
            return replace(block, blocks=map_runs(block.blocks, change))
        case Verse():
            return replace(block, lines=tuple(change(line) for line in block.lines))
        case Figure():
            return replace(block, caption=change(block.caption))
        case Table():
            header = _map_row(block.header, change)
            return replace(block, header=header, rows=tuple(_map_row(row, change) for row in block.rows))
        case ThematicBreak():
            return block
        case _:
            assert_never(block)


def _map_row(row: Row, change: Callable[[Run], Run]) -> Row:
    return Row(tuple(change(cell) for cell in row.cells))


def spelled_out(run: Iterable[Inline]) -> str:
    """A run's characters for rules that look at neighbours: code is hidden, a line break is a line feed."""
    return "".join(_spell(node) for node in run)


def _spell(node: Inline) -> str:
    match node:
        case Text(text=text):
            return text
        case Code(text=text):
            return HIDDEN * len(text)
        case Picture():
            return HIDDEN
        case LineBreak():
            return "\n"
        case NoteReference() | PageBreak():
            return ""
        case Emphasis() | Strong() | Superscript() | Link() | LanguageSpan() | Abbreviation():
            return spelled_out(node.content)
        case _:
            assert_never(node)


def respell(run: Run, characters: Iterable[str]) -> Run:
    """The run with each character of its texts replaced; `characters` go with those of `spelled_out`."""
    remaining = iter(characters)
    return tuple(_respell(node, remaining) for node in run)


def _respell(node: Inline, remaining: Iterator[str]) -> Inline:
    match node:
        case Text(text=text):
            return Text("".join(islice(remaining, len(text))))
        case Code() | LineBreak() | NoteReference() | Picture() | PageBreak():
            deque(islice(remaining, len(_spell(node))), maxlen=0)
            return node
        case Emphasis() | Strong() | Superscript() | Link() | LanguageSpan() | Abbreviation():
            return replace(node, content=tuple(_respell(inner, remaining) for inner in node.content))
        case _:
            assert_never(node)


def all_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, each before the blocks inside it."""
    for block in blocks:
        yield block
        match block:
            case Paragraph():
                continue
            case BulletedList(items=items) | OrderedList(items=items):
                yield from all_blocks(inner for item in items for inner in item.blocks)
            case Quotation(blocks=inner) | Footnote(blocks=inner) | Box(blocks=inner):
                yield from all_blocks(inner)
            case _:
                pass


def find_pictures(statement: Statement) -> Iterator[Figure | Picture]:
    """What shows a picture: the figures of a statement, then the small pictures in its lines."""
    yield from (block for block in all_blocks(statement.blocks) if isinstance(block, Figure))
    for run in statement_runs(statement):
        yield from _pictures_in(run)


def map_pictures(run: Run, change: Callable[[Picture], Picture]) -> Run:
    """The run with every small picture in it changed."""
    return tuple(_map_picture(node, change) for node in run)


def _map_picture(node: Inline, change: Callable[[Picture], Picture]) -> Inline:
    match node:
        case Picture():
            return change(node)
        case Emphasis() | Strong() | Superscript() | Link() | LanguageSpan() | Abbreviation():
            return replace(node, content=map_pictures(node.content, change))
        case _:
            return node


def _pictures_in(run: Iterable[Inline]) -> Iterator[Picture]:
    for node in run:
        match node:
            case Text():
                continue
            case Picture():
                yield node
            case Emphasis() | Strong() | Superscript() | Link() | LanguageSpan() | Abbreviation():
                yield from _pictures_in(node.content)
            case _:
                pass


def footnotes(blocks: Iterable[Block]) -> tuple[Footnote, ...]:
    """The footnotes among the blocks, in the order in which they stand."""
    return tuple(block for block in blocks if isinstance(block, Footnote))


def statement_runs(statement: Statement) -> Iterator[Run]:
    """Every run of a statement, from its title on."""
    yield from (statement.title, statement.standfirst, *runs(statement.blocks))


def all_runs(pamphlet: Pamphlet) -> Iterator[Run]:
    """Every run of every statement."""
    for statement in pamphlet.statements:
        yield from statement_runs(statement)


def find_links(run: Iterable[Inline]) -> Iterator[Link]:
    """The links in a run, in order."""
    for node in run:
        match node:
            case Link():
                yield node
            case Emphasis() | Strong() | Superscript() | LanguageSpan() | Abbreviation():
                yield from find_links(node.content)
            case _:
                pass
