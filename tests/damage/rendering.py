"""A truth → pieces of text, the form in which the kinds of damage find it; and pieces → clean Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final, Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.model import (
    Address,
    Author,
    Block,
    Box,
    BulletedList,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    Link,
    NoteReference,
    OrderedList,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
    ThematicBreak,
    Verse,
)
from pamphlet.model.walk import plain_text

from .truth import Truth

Role = Literal[
    "title",
    "byline",
    "standfirst",
    "contents",
    "paragraph",
    "heading",
    "item",
    "quotation",
    "verse",
    "table",
    "rule",
    "note",
    "contact",
    "imprint",
    "furniture",
]
RUNNING: Final = frozenset({"paragraph", "item", "quotation", "standfirst", "note"})
"""Roles whose words run on from line to line."""


class Piece(Struct, frozen=True):
    """A part of the text between blank lines, or a list item.

    `lead` stands before the first line, `hang` before the others; a tight piece follows the last without a blank line.
    """

    role: Role
    lines: tuple[str, ...]
    lead: str = ""
    hang: str = ""
    tight: bool = False


class Draft(Struct, frozen=True):
    """A statement on its way from truth to damage; `truth` changes where a damage changes what can be known."""

    truth: Truth
    pieces: tuple[Piece, ...]

    def having(self, *roles: Role) -> list[int]:
        """The places of the pieces of some roles."""
        return [place for place, piece in enumerate(self.pieces) if piece.role in roles]


def write_inlines(run: tuple[Inline, ...]) -> str:
    """A run as Markdown."""
    return "".join(map(_write_inline, run))


def _write_inline(node: Inline) -> str:
    match node:
        case Text(text=text):
            return text
        case Emphasis():
            return f"*{write_inlines(node.content)}*"
        case Strong():
            return f"**{write_inlines(node.content)}**"
        case Link():
            return f"[{write_inlines(node.content)}]({node.target})"
        case NoteReference():
            return f"[^{node.label}]"
        case _:
            raise ValueError(f"the generator makes no {node}")


def draft(truth: Truth) -> Draft:
    """The text as a leaflet has it: title, byline, blocks, contact, imprint."""
    tail = [piece for piece in (contact_piece(truth), imprint_piece(truth)) if piece]
    return Draft(truth, (*head_pieces(truth), *body_pieces(truth.statement.blocks), *tail))


def author_words(author: Author) -> str:
    """An author as signed: “Name, role”."""
    return f"{author.name}, {author.role}" if author.role else author.name


def head_pieces(truth: Truth) -> Iterator[Piece]:
    """`# Title`, then authors and date in one group, a name a line."""
    statement = truth.statement
    yield Piece("title", (f"# {write_inlines(statement.title)}",))
    if statement.standfirst:
        yield Piece("standfirst", (f"*{plain_text(statement.standfirst)}*",))
    lines = [*map(author_words, statement.authors), *([statement.date.text] if statement.date else [])]
    if lines:
        yield Piece("byline", (*(f"{line}  " for line in lines[:-1]), lines[-1]))


def body_pieces(blocks: tuple[Block, ...], lead: str = "") -> Iterator[Piece]:
    """Pieces for blocks; `lead` stands before each line of a quotation."""
    for block in blocks:
        yield from _block_pieces(block, lead)


def _block_pieces(block: Block, lead: str) -> Iterator[Piece]:
    match block:
        case Paragraph():
            role: Role = "quotation" if lead else "paragraph"
            yield Piece(role, (write_inlines(block.content),), lead, lead)
        case Heading():
            yield Piece("heading", (write_inlines(block.content),), "#" * block.level + " ")
        case BulletedList() | OrderedList():
            yield from _item_pieces(block, "")
        case Quotation():
            for number, piece in enumerate(body_pieces(block.blocks, "> ")):
                if number:
                    yield Piece("quotation", (), ">", tight=True)
                yield replace(piece, tight=bool(number))
        case Verse():
            yield Piece("verse", tuple(write_inlines(line) for line in block.lines), "    ", "    ")
        case Table():
            rows = [" | ".join(map(plain_text, row.cells)) for row in (block.header, *block.rows)]
            rule = " | ".join("---" for _ in block.alignments)
            yield Piece("table", tuple(f"| {row} |" for row in (rows[0], rule, *rows[1:])))
        case Footnote():
            words = " ".join(piece.lines[0] for piece in body_pieces(block.blocks))
            yield Piece("note", (words,), f"[^{block.label}]: ", "    ")
        case ThematicBreak():
            yield Piece("rule", ("* * *",))
        case Figure() | Box():
            raise ValueError("the generator makes no figures and no boxes")
        case _:
            assert_never(block)


def _item_pieces(block: BulletedList | OrderedList, indent: str) -> Iterator[Piece]:
    for number, item in enumerate(block.items):
        lead = "- " if isinstance(block, BulletedList) else f"{block.start + number}. "
        first, *rest = item.blocks
        if not isinstance(first, Paragraph):
            raise TypeError("an item begins with a paragraph")
        hang = indent + " " * len(lead)
        yield Piece("item", (write_inlines(first.content),), indent + lead, hang, tight=number > 0 or bool(indent))
        for inner in rest:
            if isinstance(inner, BulletedList | OrderedList):
                yield from _item_pieces(inner, hang)


def contact_piece(truth: Truth) -> Piece | None:
    """The contact as the leaflets have it: words, then each address on a line, two spaces at the ends."""
    lines = [line for item in truth.contact.items for line in contact_lines(item)]
    return Piece("contact", (*(f"{line}  " for line in lines[:-1]), lines[-1])) if lines else None


def contact_lines(item: Paragraph | Address) -> list[str]:
    """The lines that an item of the contact takes."""
    return item.text.split("\n") if isinstance(item, Address) else [plain_text(item.content)]


def imprint_piece(truth: Truth) -> Piece | None:
    """The imprint in a paragraph of its own."""
    return Piece("imprint", (truth.imprint,)) if truth.imprint else None


def join_pieces(pieces: tuple[Piece, ...]) -> str:
    """The text of some pieces."""
    parts: list[str] = []
    for number, piece in enumerate(pieces):
        if number:
            parts.append("\n" if piece.tight else "\n\n")
        parts.append("\n".join(_piece_lines(piece)))
    return "".join(parts) + "\n"


def _piece_lines(piece: Piece) -> Iterator[str]:
    if not piece.lines:
        yield piece.lead
    for number, line in enumerate(piece.lines):
        yield (piece.hang if number else piece.lead) + line if line else line


def clean_markdown(truth: Truth) -> str:
    """The truth as Markdown with a header, in need of nothing. Contact and imprint are left out."""
    statement = truth.statement
    header = [f"title: {json.dumps(plain_text(statement.title), ensure_ascii=False)}", "authors:"]
    header += [f"  - {json.dumps(author_words(author), ensure_ascii=False)}" for author in statement.authors]
    header += [f"date: {statement.date.text}"] if statement.date else []
    header += [f"lang: {statement.language}"]
    if statement.standfirst:
        header.append(f"standfirst: {json.dumps(plain_text(statement.standfirst), ensure_ascii=False)}")
    return "\n".join(["---", *header, "---", "", join_pieces(tuple(body_pieces(statement.blocks)))])
