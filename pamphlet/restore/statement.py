"""One manuscript → what stands above it, its mended lines, its contact; and its blocks with their marks set."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.model import (
    Address,
    Author,
    Block,
    Contact,
    Line,
    Manuscript,
    Paragraph,
    Repair,
    Text,
    Warning,  # noqa: A004 - see pamphlet.model.repair
)
from pamphlet.model.walk import Run, map_runs, plain_text
from pamphlet.restore.bullets import mend_bullets
from pamphlet.restore.characters import drop_control_characters
from pamphlet.restore.contact import take_contact
from pamphlet.restore.head import Head, read_head
from pamphlet.restore.hyphens import doubt_hyphens
from pamphlet.restore.lists import doubt_numbers, part_lists
from pamphlet.restore.pages import join_paragraphs
from pamphlet.restore.places import Places
from pamphlet.restore.quotes import curl_run


class RestoredText(Struct, frozen=True):
    """A manuscript taken apart, each line still with its number in the source."""

    head: Head
    body: tuple[Line, ...]
    contact: Contact
    repairs: tuple[Repair, ...]
    warnings: tuple[Warning, ...]


class Matter(Struct, frozen=True):
    """All words of a statement, in the order in which they stand in its source."""

    title: Run
    authors: tuple[Author, ...]
    standfirst: Run
    blocks: tuple[Block, ...]
    contact: Contact


class MarkedText(Struct, frozen=True):
    """The words of a statement with the quotation marks of their language."""

    matter: Matter
    repairs: tuple[Repair, ...]
    warnings: tuple[Warning, ...]


def restore_text(manuscript: Manuscript) -> RestoredText:
    """The repairs that work on lines, in their order: characters, head, contact, lists, bullets, pages."""
    file = manuscript.name
    lines, cleaned = drop_control_characters(manuscript.lines, file)
    head = read_head(Manuscript(file, lines, manuscript.header, manuscript.sha256))
    contact = take_contact(head.body, file)
    listed, parted = part_lists(contact.body, file)
    bulleted, mended = mend_bullets(listed, file)
    joined, sewn, doubts = join_paragraphs(bulleted, file)
    repairs = (*cleaned, *head.repairs, *contact.repairs, *parted, *mended, *sewn)
    warnings = (*head.warnings, *doubts, *doubt_numbers(joined, file), *doubt_hyphens(joined, file))
    return RestoredText(head.head, joined, contact.contact, repairs, warnings)


def set_marks(matter: Matter, manuscript: Manuscript, language: str) -> MarkedText:
    """The repairs that work on the model: quotation marks, each placed on its line of the source."""
    places = Places(manuscript.lines)
    repairs: list[Repair] = []
    warnings: list[Warning] = []

    def curl(run: Run) -> Run:
        curled = curl_run(run, language)
        for before, after in curled.changed:
            repairs.append(Repair("quotes", manuscript.name, places.line_of(before), before, after))
        for word in curled.doubtful:
            message = f"a straight mark was left: {word}"
            warnings.append(Warning("quotes", manuscript.name, places.line_of(word), message))
        return curled.run

    def curl_words(words: str) -> str:
        return plain_text(curl((Text(words),)))

    marked = Matter(
        curl(matter.title),
        tuple(Author(curl_words(author.name), curl_words(author.role)) for author in matter.authors),
        curl(matter.standfirst),
        map_runs(matter.blocks, curl),
        replace(matter.contact, items=tuple(_curl_item(item, curl) for item in matter.contact.items)),
    )
    return MarkedText(marked, tuple(repairs), tuple(warnings))


def _curl_item(item: Paragraph | Address, curl: Callable[[Run], Run]) -> Paragraph | Address:
    """Words and postal addresses; any other address is to be typed as it is."""
    if isinstance(item, Paragraph):
        return Paragraph(curl(item.content))
    return replace(item, text=plain_text(curl((Text(item.text),)))) if item.kind == "post" else item
