"""Damage by how programs and typists write Markdown’s structure: attributes, drawn tables, numbers before headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Heading, Inline, OrderedList, Paragraph, Table, Text
from pamphlet.model.walk import plain_text, spelled_out

from .rendering import Draft, Piece, write_inlines

STYLES: Final = ("{.underline}", "{.smallcaps}", '{custom-style="Strong"}', "{.mark}")
IDENTIFIERS: Final = ("{#part-%d}", "{#part-%d .unnumbered}", "{.unnumbered}")
MEASURED: Final = " (12 m², 40 kg CO₂.)"
MARKS: Final = r"\*\*|\*|\[([^\]]+)\]\([^)]+\)"


def exported(draft: Draft, rng: Random) -> Draft:
    """What pandoc adds: attributes behind headings, words and links, fences round a style, comments, raised figures."""
    pieces: list[Piece] = []
    measured = _measured(draft)
    for number, piece in enumerate(measured.pieces):
        if piece.role == "heading" and rng.random() < 0.7:
            attribute = rng.choice(IDENTIFIERS)
            named = attribute % number if "%" in attribute else attribute
            pieces.append(replace(piece, lines=(f"{piece.lines[0]} {named}",)))
        elif piece.role == "paragraph":
            pieces += _styled(piece, rng)
        elif piece.role == "rule":
            pieces.append(Piece("rule", (rng.choice((r"\*\*\*", r"\* \* \*")),)))
        else:
            pieces.append(piece)
    return replace(measured, pieces=tuple(pieces))


def _measured(draft: Draft) -> Draft:
    """The draft with figures that are raised and lowered, at the end of its first paragraph."""
    blocks = draft.truth.statement.blocks
    place = next(number for number, block in enumerate(blocks) if isinstance(block, Paragraph))
    content: tuple[Inline, ...] = blocks[place].content  # type: ignore[union-attr] # so it was found
    longer = Paragraph((*content, Text(MEASURED)))
    truth = replace(
        draft.truth,
        statement=replace(draft.truth.statement, blocks=(*blocks[:place], longer, *blocks[place + 1 :])),
    )
    written = MEASURED.replace("²", "^2^").replace("₂", "~2~")
    said = write_inlines(content)
    pieces = tuple(
        replace(piece, lines=(*piece.lines[:-1], piece.lines[-1] + written)) if piece.lines == (said,) else piece
        for piece in draft.pieces
    )
    return Draft(truth, pieces)


def _styled(piece: Piece, rng: Random) -> Sequence[Piece]:
    """A paragraph with a word in a style, and sometimes between fences or below a comment."""
    words = piece.lines[0].split(" ")
    plain = [place for place, word in enumerate(words) if re.fullmatch(r"[^\W\d_]{4,}", word)]
    if plain and rng.random() < 0.5:
        place = rng.choice(plain)
        words[place] = f"[{words[place]}]{rng.choice(STYLES)}"
    addressed = re.sub(r"(\]\([^()\s]+\))", r"\1{.uri}", " ".join(words))
    styled = replace(piece, lines=(addressed,))
    chance = rng.random()
    if chance < 0.1:
        return (Piece("paragraph", ('::: {custom-style="Body"}',)), styled, Piece("paragraph", (":::",)))
    return (Piece("paragraph", ("<!-- so it was -->",)), styled) if chance < 0.2 else (styled,)


def drawn_tables(draft: Draft, rng: Random) -> Draft:
    """Tables with rules of dashes, as grids, or with white alone between their cells."""
    form = rng.choice((_ruled, _grid, _spaced))
    tables = iter([block for block in draft.truth.statement.blocks if isinstance(block, Table)])

    def redraw(piece: Piece) -> Piece:
        if piece.role != "table":
            return piece
        table = next(tables)
        rows = [list(map(plain_text, row.cells)) for row in (table.header, *table.rows)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        return replace(piece, lines=tuple(form(rows, widths)))

    return replace(draft, pieces=tuple(map(redraw, draft.pieces)))


def _ruled(rows: list[list[str]], widths: list[int]) -> list[str]:
    header, *rest = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return [header, "  ".join("-" * width for width in widths), *rest]


def _grid(rows: list[list[str]], widths: list[int]) -> list[str]:
    lines = [f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |" for row in rows]
    rule, below = (f"+{'+'.join(sign * (width + 2) for width in widths)}+" for sign in "-=")
    return [rule, lines[0], below, *(each for line in lines[1:] for each in (line, rule))]


def _spaced(rows: list[list[str]], widths: list[int]) -> list[str]:
    return ["    ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def numbered_headings(draft: Draft, rng: Random) -> Draft:
    """`1. What we want`, alone between paragraphs, in a text without marks; not where a list or a table has them."""
    statement = draft.truth.statement
    if any(isinstance(block, OrderedList | Table) for block in statement.blocks):
        return draft
    form = rng.choice(("{}. ", "{}) "))
    numbers = iter(range(1, 100))
    blocks = tuple(
        Heading(2, (Text(form.format(next(numbers)) + spelled_out(block.content)),))
        if isinstance(block, Heading)
        else block
        for block in statement.blocks
    )
    counted = iter(range(1, 100))

    def bare(piece: Piece) -> Piece:
        if piece.role == "rule":
            return piece
        lead = form.format(next(counted)) if piece.role == "heading" else piece.lead
        return replace(piece, lead=lead, lines=tuple(re.sub(MARKS, r"\1", line) for line in piece.lines))

    return Draft(replace(draft.truth, statement=replace(statement, blocks=blocks)), tuple(map(bare, draft.pieces)))
