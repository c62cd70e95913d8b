"""One source's bytes → a restored statement, with its contact and its entries for the proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final, NamedTuple

from babel import Locale
from msgspec.structs import replace

from pamphlet.errors import PamphletError
from pamphlet.limits import LIMITS, Limits
from pamphlet.model import (
    Block,
    Box,
    BulletedList,
    Contact,
    Date,
    Figure,
    Footnote,
    Line,
    ListItem,
    Manuscript,
    OrderedList,
    Paragraph,
    Quotation,
    Repair,
    Source,
    Statement,
    Warning,  # noqa: A004 - see pamphlet.model.repair
)
from pamphlet.model.walk import Run, map_pictures, map_runs, plain_text
from pamphlet.readers.bounds import refuse_excess
from pamphlet.readers.manuscript import read_manuscript
from pamphlet.readers.markdown import Loss, ParsedText, parse_blocks, parse_run
from pamphlet.restore.confidence import rated
from pamphlet.restore.dates import write_date
from pamphlet.restore.language import contradict, detect_language
from pamphlet.restore.lines import as_text
from pamphlet.restore.places import Places
from pamphlet.restore.statement import Matter, RestoredText, restore_text, set_marks
from pamphlet.slugs import slug_of

NO_PINS: Final[Mapping[int, str]] = MappingProxyType({})


class SourceFile(NamedTuple):
    """A file of the edition: its name there, its path as the user would type it, and its bytes."""

    name: str
    path: str
    content: bytes


class RestoredStatement(NamedTuple):
    """A statement, and what else its source held or needed."""

    statement: Statement
    manuscript: Manuscript
    contact: Contact
    source: Source
    repairs: tuple[Repair, ...]
    warnings: tuple[Warning, ...]


def restore_statement(
    source: SourceFile,
    *,
    language: str = "",
    off: frozenset[str] = frozenset(),
    pins: Mapping[int, str] = NO_PINS,
    limits: Limits = LIMITS,
) -> RestoredStatement:
    """Read and restore one source; `language` is the edition's, and "" lets the text tell, as one plainly other does.

    `off` names rules that are not to be used; `pins` gives lines, by number, the reading that somebody knows.
    """
    manuscript, doubts = read_manuscript(source.content, source.path, limits)
    written = manuscript
    manuscript, pinned = _pin(manuscript, pins)
    language, contradiction = _language_of(manuscript, language)
    text = restore_text(manuscript, language, off)
    title, standfirst = (parse_run(words, source.path) for words in (text.head.title, text.head.standfirst))
    parsed = _parse_lines(text.body, source.path)
    refuse_excess(parsed.blocks, source.path, limits)
    contact, contact_losses = _parse_contact(text.contact, source.path)
    losses = (*title.losses, *standfirst.losses, *parsed.losses, *contact_losses)
    marked = set_marks(
        Matter(title.run, text.head.authors, standfirst.run, parsed.blocks, contact), manuscript, language, off
    )
    date = _written_out(text.head.date, language)
    return RestoredStatement(
        _put_together(marked.matter, source.name, date, language),
        _with_restored(written, text, date),
        marked.matter.contact,
        Source(source.name, manuscript.sha256),
        pinned + rated(text.repairs + _respelled(text.head.date, date, manuscript) + marked.repairs),
        doubts + contradiction + text.warnings + _warn(losses, manuscript) + marked.warnings,
    )


def _language_of(manuscript: Manuscript, stated: str) -> tuple[str, tuple[Warning, ...]]:
    """The statement's language, and a doubt where its words say another than the edition does."""
    if manuscript.header.language:
        return manuscript.header.language, ()
    text = as_text(manuscript.lines)
    if not stated:
        return detect_language(text), ()
    if not (found := contradict(stated, text)):
        return stated, ()
    line = next(line.number for line in manuscript.lines if not line.blank)
    message = (
        f"plainly {Locale.parse(found).english_name}, and set so, though the edition's `language` is “{stated}”; "
        f"write `language: {found}` or `language: {stated}` in a header to settle it"
    )
    return found, (Warning("language", manuscript.name, line, message),)


def _put_together(matter: Matter, name: str, date: Date | None, language: str) -> Statement:
    """The statement of the source of that name."""
    stem, folder = PurePosixPath(name).stem, PurePosixPath(name).parent
    return Statement(
        slug=slug_of(stem.lstrip("0123456789-_. ")) or slug_of(stem) or "statement",
        title=_located_in(matter.title, folder),
        authors=matter.authors,
        date=date,
        language=language,
        blocks=_located(matter.blocks, folder),
        source=name,
        standfirst=_located_in(matter.standfirst, folder),
    )


def _pin(manuscript: Manuscript, pins: Mapping[int, str]) -> tuple[Manuscript, tuple[Repair, ...]]:
    """The manuscript with the stated readings in place, each with its entry for the proof."""
    lines = tuple(replace(line, text=pins.get(line.number, line.text)) for line in manuscript.lines)
    repairs = tuple(
        Repair("pin", manuscript.name, old.number, old.text, new.text)
        for old, new in zip(manuscript.lines, lines, strict=True)
        if old != new
    )
    return replace(manuscript, lines=lines), repairs


def _with_restored(manuscript: Manuscript, text: RestoredText, date: Date | None) -> Manuscript:
    """The manuscript with its restored lines: first what stands above the text, as a statement prints it."""
    end = min((line.number for line in text.body), default=manuscript.lines[-1].number + 1) - 1
    signed = (", ".join(filter(None, (author.name, author.role))) for author in text.head.authors)
    stated = (text.head.title, *signed, date.text if date else "", text.head.standfirst)
    head = tuple(Line(max(end, 1), words) for words in stated if words)
    return replace(manuscript, restored=(*head, *text.body), head=end)


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


def _parse_contact(contact: Contact, path: str) -> tuple[Contact, tuple[Loss, ...]]:
    """The contact with its words parsed: restoration leaves them as Markdown."""
    runs = {item: parse_run(plain_text(item.content), path) for item in contact.items if isinstance(item, Paragraph)}
    items = tuple(Paragraph(runs[item].run) if isinstance(item, Paragraph) else item for item in contact.items)
    return replace(contact, items=items), tuple(loss for run in runs.values() for loss in run.losses)


def _written_out(date: Date | None, language: str) -> Date | None:
    """A date as programs write it, 2031-05-03, in the words of the language; any other as its author wrote it."""
    in_figures = date is not None and date.text == date.iso and not date.iso.isdecimal()
    return write_date(date.iso, language) if date and in_figures else date


def _respelled(read: Date | None, printed: Date | None, manuscript: Manuscript) -> tuple[Repair, ...]:
    """An entry for a date of the text that is printed in words."""
    if manuscript.header.date or not (read and printed) or read == printed:
        return ()
    first = next(line.number for line in manuscript.lines if not line.blank)
    last = next((line.number for line in manuscript.lines if read.text in line.text), first)
    return (Repair("date", manuscript.name, first, read.text, printed.text, last),)


def _located(blocks: tuple[Block, ...], folder: PurePosixPath) -> tuple[Block, ...]:
    """The blocks with each picture named relative to the edition and not to its statement."""
    return _locate_figures(map_runs(blocks, lambda run: _located_in(run, folder)), folder)


def _located_in(run: Run, folder: PurePosixPath) -> Run:
    return map_pictures(run, lambda picture: replace(picture, image=(folder / picture.image).as_posix()))


def _locate_figures(blocks: tuple[Block, ...], folder: PurePosixPath) -> tuple[Block, ...]:
    return tuple(_locate(block, folder) for block in blocks)


def _locate(block: Block, folder: PurePosixPath) -> Block:
    match block:
        case Figure():
            return replace(block, image=(folder / block.image).as_posix())
        case BulletedList() | OrderedList():
            return replace(block, items=tuple(ListItem(_locate_figures(item.blocks, folder)) for item in block.items))
        case Quotation() | Footnote() | Box():
            return replace(block, blocks=_locate_figures(block.blocks, folder))
        case _:
            return block
