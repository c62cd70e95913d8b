"""What a statement is made of: a closed union of frozen block nodes."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from pamphlet.model.inlines import Inline

Alignment = Literal["left", "right", "center", "none"]
BoxKind = Literal["demands", "pull", "slip", "page"]


class Paragraph(Struct, frozen=True, tag="paragraph"):
    """A run of sentences."""

    content: tuple[Inline, ...]


class Heading(Struct, frozen=True, tag="heading"):
    """A heading inside a statement: level 2 to 6, for level 1 is the statement's title."""

    level: int
    content: tuple[Inline, ...]


class ListItem(Struct, frozen=True):
    """One item of a list, often a single paragraph."""

    blocks: tuple[Block, ...]


class BulletedList(Struct, frozen=True, tag="bulleted-list"):
    """Items whose order does not count."""

    items: tuple[ListItem, ...]


class OrderedList(Struct, frozen=True, tag="ordered-list"):
    """Numbered items, the first of which bears `start`."""

    items: tuple[ListItem, ...]
    start: int = 1


class Quotation(Struct, frozen=True, tag="quotation"):
    """Another's words, set off from the author's."""

    blocks: tuple[Block, ...]


INDENT: Final = "\u00a0"
"""A line of verse that stands further in than others begins with so many of these."""


class Verse(Struct, frozen=True, tag="verse"):
    """Lines whose ends and indents must stay: a poem, a chant, an address."""

    lines: tuple[tuple[Inline, ...], ...]


class Figure(Struct, frozen=True, tag="figure"):
    """A picture by the name it has in `Pamphlet.images`, with the words that stand for it: "" if it only decorates."""

    image: str
    alternative: str
    caption: tuple[Inline, ...] = ()


class Row(Struct, frozen=True):
    """One row of a table, a cell a column."""

    cells: tuple[tuple[Inline, ...], ...]


class Table(Struct, frozen=True, tag="table"):
    """Figures and words in columns under one row of headers."""

    header: Row
    rows: tuple[Row, ...]
    alignments: tuple[Alignment, ...]


class ThematicBreak(Struct, frozen=True, tag="thematic-break"):
    """A pause between two trains of thought."""


class Box(Struct, frozen=True, tag="box"):
    """What stands apart: framed demands, a line pulled out to be seen, a slip to fill in, a picture on its own page."""

    kind: BoxKind
    blocks: tuple[Block, ...]


class Footnote(Struct, frozen=True, tag="footnote"):
    """A note to the text, found by the label that its reference bears."""

    label: str
    blocks: tuple[Block, ...]


Block = (
    Paragraph
    | Heading
    | BulletedList
    | OrderedList
    | Quotation
    | Verse
    | Figure
    | Table
    | Box
    | Footnote
    | ThematicBreak
)
