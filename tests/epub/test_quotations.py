"""Quotations that say whose words they are."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pamphlet.model import Block, Emphasis, LineBreak, Pamphlet, Paragraph, Quotation, Text

from .conftest import STYLESHEET, build, paragraph
from .finished import Epub, Part


def quoted(pamphlet: Pamphlet, *blocks: Block) -> Part:
    """The quotation of these blocks, in the book."""
    statement = replace(pamphlet.statements[1], blocks=(Quotation(blocks),))
    epub = Epub(build(replace(pamphlet, statements=(statement,))))
    return epub.document("statements/contact.xhtml").one("//h:blockquote")


def test_a_last_line_after_a_dash_is_the_source(pamphlet: Pamphlet) -> None:
    """The dash stays outside of it."""
    said = quoted(pamphlet, paragraph("It is ours."), Paragraph((Text("— Ada Brook, "), Emphasis((Text("Wells"),)))))
    assert said.text("h:p[@class='attribution']") == "— Ada Brook, Wells"
    assert said.text("h:p[@class='attribution']/h:cite") == "Ada Brook, Wells"


@pytest.mark.parametrize("words", ["Ada Brook", "– no, she said", "—"])
def test_any_other_last_line_is_part_of_what_is_said(pamphlet: Pamphlet, words: str) -> None:
    """Nothing is guessed."""
    assert not quoted(pamphlet, paragraph("It is ours."), paragraph(words)).all(".//h:cite")


def test_a_quotation_of_one_line_has_no_source(pamphlet: Pamphlet) -> None:
    """A line that begins with a dash may be speech."""
    assert not quoted(pamphlet, paragraph("— It is ours.")).all(".//h:cite")


def test_stanzas_keep_their_lines(pamphlet: Pamphlet) -> None:
    """So does a signature: none of its lines is indented, and the sheet tells stanzas apart."""
    stanza = Paragraph((Text("The tide came in,"), LineBreak(), Text("the tide went out.")))
    statement = replace(pamphlet.statements[1], blocks=(stanza, stanza, paragraph("Prose.")))
    document = Epub(build(replace(pamphlet, statements=(statement,)))).document("statements/contact.xhtml")
    assert len(document.all("//h:p[@class='lines']/h:br")) == 2
    assert "p.lines + p.lines" in STYLESHEET
