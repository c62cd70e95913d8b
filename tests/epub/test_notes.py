"""Footnotes: from the call in the text to the note, and back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pamphlet.errors import PamphletError
from pamphlet.model import Footnote, NoteReference, Pamphlet, Paragraph, Text

from .conftest import build, paragraph
from .finished import Epub, Part

CALLS = "//h:a[@epub:type='noteref']"
NOTES = "//h:section[@epub:type='footnotes']/h:aside"


@pytest.fixture(scope="module")
def water(epub: Epub) -> Part:
    """The statement with two notes, of which it calls one twice."""
    return epub.document("statements/01-water.xhtml")


def with_blocks(pamphlet: Pamphlet, *blocks: Paragraph | Footnote) -> Part:
    """The document of a statement that has these blocks alone."""
    statement = replace(pamphlet.statements[1], blocks=blocks)
    epub = Epub(build(replace(pamphlet, statements=(statement,))))
    return epub.document("statements/contact.xhtml")


def test_notes_are_numbered_in_the_order_of_their_calls(water: Part) -> None:
    """Not in the order in which they were written."""
    assert water.texts(CALLS) == ["1", "2", "1"]
    assert water.texts(f"{NOTES}/h:p[1]") == ["Built in 1911.", "So the waterworks, in its yearly report."]


def test_a_call_leads_to_its_note_and_the_note_back(water: Part) -> None:
    """The round trip ends where it began."""
    for call in water.all(CALLS)[:2]:
        note = water.one(f"//h:aside[@id='{str(call.attribute('href'))[1:]}']")
        back = note.one("h:a")
        assert back.attribute("href") == f"#{call.attribute('id')}"
        assert back.text() == f"{call.text()}."


def test_calls_and_notes_say_what_they_are(water: Part) -> None:
    """To reading systems by type, to assistive technology by role."""
    assert set(water.texts(f"{CALLS}/@role")) == {"doc-noteref"}
    assert set(water.texts(f"{NOTES}/@role")) == {"doc-footnote"}
    assert set(water.texts(f"{NOTES}/@epub:type")) == {"footnote"}
    assert water.texts(f"{NOTES}/h:a/@aria-label") == ["1. Back to the text", "2. Back to the text"]


def test_notes_stand_at_the_end_of_their_statement(epub: Epub, water: Part) -> None:
    """In the same document, once, and each statement counts anew."""
    section = water.one("h:body/h:section/*[last()]")
    assert section.attribute("aria-label") == "Notes"
    wasser = epub.document("statements/03-wasser.xhtml")
    assert (wasser.texts(CALLS), wasser.texts(f"{NOTES}/h:p")) == (["1"], ["Und keinem allein."])


def test_the_note_section_is_named_in_the_statements_language(epub: Epub) -> None:
    """It is read out among German words."""
    wasser = epub.document("statements/03-wasser.xhtml")
    assert wasser.text("//h:section[@epub:type='footnotes']/@aria-label") == "Anmerkungen"


def test_a_note_may_call_a_note(pamphlet: Pamphlet) -> None:
    """The inner call counts after those of the text."""
    part = with_blocks(
        pamphlet,
        Footnote("a", (Paragraph((Text("See"), NoteReference("b"))),)),
        Paragraph((Text("Text"), NoteReference("a"))),
        Footnote("b", (paragraph("there."),)),
    )
    assert part.texts(f"{NOTES}/h:p") == ["See2", "there."]


def test_a_note_that_nothing_calls_is_not_lost(pamphlet: Pamphlet) -> None:
    """It stands last, without number and way back."""
    part = with_blocks(
        pamphlet,
        Footnote("astray", (paragraph("Left over."),)),
        Paragraph((Text("Text"), NoteReference("a"))),
        Footnote("a", (paragraph("Called."),)),
    )
    assert part.texts(f"{NOTES}/h:p") == ["Called.", "Left over."]
    assert part.texts(f"{NOTES}/h:a") == ["1."]


def test_a_call_without_a_note_names_the_statements_file(pamphlet: Pamphlet) -> None:
    """The user learns where to mend what."""
    with pytest.raises(PamphletError, match=r"^sources/02-write\.md: the text calls a note “gone”"):
        with_blocks(pamphlet, Paragraph((Text("Text"), NoteReference("gone"))))
