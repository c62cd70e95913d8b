"""One manuscript → what stands above it, its mended lines, its contact; and its blocks with their marks set."""

from __future__ import annotations

from msgspec import Struct

from pamphlet.model import (
    Block,
    Contact,
    Inline,
    Line,
    Manuscript,
    Repair,
    Warning,  # noqa: A004 - see pamphlet.model.repair
)
from pamphlet.model.walk import Run, map_runs
from pamphlet.restore.bullets import mend_bullets
from pamphlet.restore.characters import drop_control_characters
from pamphlet.restore.contact import take_contact
from pamphlet.restore.head import Head, read_head
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


class MarkedText(Struct, frozen=True):
    """A title and blocks with the quotation marks of their language."""

    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...]
    warnings: tuple[Warning, ...]


def restore_text(manuscript: Manuscript) -> RestoredText:
    """The repairs that work on lines, in their order: characters, head, contact, bullets, pages."""
    file = manuscript.name
    lines, cleaned = drop_control_characters(manuscript.lines, file)
    head = read_head(Manuscript(file, lines, manuscript.header, manuscript.sha256))
    contact = take_contact(head.body, file)
    bulleted, mended = mend_bullets(contact.body, file)
    joined, sewn, doubts = join_paragraphs(bulleted, file)
    repairs = (*cleaned, *head.repairs, *contact.repairs, *mended, *sewn)
    return RestoredText(head.head, joined, contact.contact, repairs, (*head.warnings, *doubts))


def set_marks(title: Run, blocks: tuple[Block, ...], manuscript: Manuscript, language: str) -> MarkedText:
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

    marked_title = curl(title)
    return MarkedText(marked_title, map_runs(blocks, curl), tuple(repairs), tuple(warnings))
