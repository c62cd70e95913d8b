"""Every word of every statement is in the PDF, once, in order, as it was written."""

from __future__ import annotations

import re

import pytest

from pamphlet.model import Footnote, OrderedList, Quotation, Statement
from pamphlet.model.walk import plain_text, runs

from .editions import (
    CONTACT,
    EVERY_BLOCK,
    MEETING,
    TINY,
    WATER,
    draw,
    item,
    pamphlet,
    paragraph,
    paragraphs,
    prose,
    set_pdf,
    slow,
    statement,
    table,
)
from .finished import Page, Pdf

NUMBER = re.compile(r"\d+")


def letters(text: str) -> str:
    """A text without what the setter adds and takes: spaces, and hyphens at the ends of lines."""
    return re.sub(r"[\s\u200b‐-]", "", text)


def body_of(pages: tuple[Page, ...]) -> str:
    """The words of pages in the order in which they are drawn."""
    return "".join(letters(page.text) for page in pages)


def written(each: Statement) -> str:
    """The words of a statement's text, in order, but for its notes."""
    blocks = [block for block in each.blocks if not isinstance(block, Footnote)]
    return "".join(letters(plain_text(run)) for run in runs(blocks))


def test_every_word_of_a_long_statement_is_there_once_and_in_order(book: Pdf) -> None:
    """Over all its pages."""
    opening = letters(plain_text(MEETING.title) + "Cem Bach" + "1 May 2031")
    assert body_of(book.pages_of(plain_text(MEETING.title))) == opening + written(MEETING)


def test_every_word_of_every_kind_of_block_is_there_once_and_in_order(book: Pdf) -> None:
    """Numbers of notes apart, for which the text itself has no word."""
    found = NUMBER.sub("", body_of(book.pages_of(plain_text(WATER.title))))
    # On paper a link's address stands at the foot, after its words.
    found = found.replace(letters("the whole minutes: example.org/minutes?year=&page="), "", 1)
    notes = [note for note in EVERY_BLOCK if isinstance(note, Footnote)]
    for note in notes:
        words = NUMBER.sub("", "".join(letters(plain_text(run)) for run in runs(note.blocks)))
        before, _, after = found.partition(words)
        assert words not in after
        found = before.removesuffix("" if note.label == "stray" else ".") + after
    assert found.replace("***", "").endswith(NUMBER.sub("", written(WATER)))


@pytest.mark.parametrize("seed", [slow(21), slow(22)])
def test_no_page_break_loses_or_repeats_a_word(seed: int) -> None:
    """Wherever the breaks fall among paragraphs, lists, quotations and rows."""
    text = statement(
        *paragraphs(6, seed),
        OrderedList(tuple(item(prose(12, number)) for number in range(9))),
        Quotation(paragraphs(3, seed + 1)),
        table("Street", *(prose(5, number) for number in range(9))),
        *paragraphs(6, seed + 2),
        authors=(),
        date=None,
    )
    pdf = set_pdf(pamphlet(text, contact=CONTACT), TINY)
    found = body_of(pdf.pages_of("Water for all")).replace("Street", "")
    assert found == letters("Water for all") + written(text).replace("Street", "")


def test_words_are_never_cut_off_by_the_page(book: Pdf) -> None:
    """No glyph lies outside the paper, none is clipped or white on white."""
    for page in book.pages:
        for glyph in page.glyphs:
            assert 0 < glyph["x0"] <= glyph["x1"] < page.width
            assert 0 < glyph["top"] < glyph["bottom"] < page.height
        white = [line for line in page.lines if set(line.colour) == {1.0}]
        assert not white or page.panels


@pytest.mark.slow
def test_pictures_come_where_the_text_has_them() -> None:
    """Between the words before and the words after."""
    pdf = set_pdf(pamphlet(WATER, contact=CONTACT), pictures={"well.png": draw(800, 600)})
    page = next(page for page in pdf.pages if page.pictures)
    (picture,) = page.pictures
    assert (
        page.line("* * *").baseline < picture["top"] < page.line("The well in").baseline < page.line("Litres").baseline
    )


def test_no_letter_is_lost_to_a_ligature() -> None:
    """`ff` had no text in a book in which `office` came first: a reader heard and copied “o” for “off”."""
    words = "The office was off, the staff waffled, and nobody could afford the offer."
    printed = set_pdf(pamphlet(statement(paragraph(words))))
    assert letters(words) in "".join(body_of((page,)) for page in printed.pages)
