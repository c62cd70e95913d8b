"""One source's bytes → a restored statement, with its contact and its entries for the proof."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec.structs import replace

from pamphlet.errors import PamphletError
from pamphlet.model import (
    Block,
    BulletedList,
    Contact,
    Date,
    Figure,
    Footnote,
    Line,
    ListItem,
    Manuscript,
    OrderedList,
    Quotation,
    Repair,
    Source,
    Statement,
    Warning,  # noqa: A004 - see pamphlet.model.repair
)
from pamphlet.readers.manuscript import read_manuscript
from pamphlet.readers.markdown import Loss, ParsedText, parse_blocks, parse_run
from pamphlet.restore.dates import write_date
from pamphlet.restore.language import detect_language
from pamphlet.restore.lines import as_text
from pamphlet.restore.places import Places
from pamphlet.restore.statement import restore_text, set_marks
from pamphlet.slugs import slug_of


class SourceFile(NamedTuple):
    """A file of the edition: its name there, its path as the user would type it, and its bytes."""

    name: str
    path: str
    content: bytes


class RestoredStatement(NamedTuple):
    """A statement, and what else its source held or needed."""

    statement: Statement
    contact: Contact
    source: Source
    repairs: tuple[Repair, ...]
    warnings: tuple[Warning, ...]


def restore_statement(source: SourceFile, *, language: str = "") -> RestoredStatement:
    """Read and restore one source; `language` is the edition's, and "" lets the text tell."""
    manuscript, doubts = read_manuscript(source.content, source.path)
    text = restore_text(manuscript)
    language = manuscript.header.language or language or detect_language(as_text(text.body))
    title, title_losses = parse_run(text.head.title, source.path)
    blocks, losses = _parse_lines(text.body, source.path)
    marked = set_marks(title, blocks, manuscript, language)
    stem = PurePosixPath(source.name).stem
    statement = Statement(
        slug=slug_of(stem.lstrip("0123456789-_. ")) or slug_of(stem) or "statement",
        title=marked.title,
        authors=text.head.authors,
        date=_written_out(text.head.date, language),
        language=language,
        blocks=_located(marked.blocks, PurePosixPath(source.name).parent),
        source=source.name,
    )
    return RestoredStatement(
        statement,
        text.contact,
        Source(source.name, manuscript.sha256),
        text.repairs + marked.repairs,
        doubts + text.warnings + _warn((*title_losses, *losses), manuscript) + marked.warnings,
    )


def _parse_lines(lines: tuple[Line, ...], path: str) -> ParsedText:
    """The blocks of some lines; an error in them is placed by the numbers that they have in the source."""
    try:
        return parse_blocks(as_text(lines), path)
    except PamphletError as error:
        line = lines[error.line - 1].number if error.line else None
        raise PamphletError(error.what, advice=error.advice, where=error.where, line=line) from None


def _warn(losses: Sequence[Loss], manuscript: Manuscript) -> tuple[Warning, ...]:
    places = Places(manuscript.lines)
    return tuple(Warning("lost", manuscript.name, places.line_of(words), message) for words, message in losses)


def _written_out(date: Date | None, language: str) -> Date | None:
    """A date that a header states in figures, in the words of the language; any other as it was written."""
    return write_date(date.iso, language) if date and date.text == date.iso else date


def _located(blocks: tuple[Block, ...], folder: PurePosixPath) -> tuple[Block, ...]:
    """The blocks with each figure named relative to the edition and not to its statement."""
    return tuple(_locate(block, folder) for block in blocks)


def _locate(block: Block, folder: PurePosixPath) -> Block:
    match block:
        case Figure():
            return replace(block, image=(folder / block.image).as_posix())
        case BulletedList() | OrderedList():
            return replace(block, items=tuple(ListItem(_located(item.blocks, folder)) for item in block.items))
        case Quotation() | Footnote():
            return replace(block, blocks=_located(block.blocks, folder))
        case _:
            return block
