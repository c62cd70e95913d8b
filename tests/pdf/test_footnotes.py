"""Footnotes: at the foot of the page that calls them, once each, and no word lost."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from pagination.seeded import edition

from pamphlet.errors import PamphletError
from pamphlet.model import (
    Block,
    BulletedList,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    ListItem,
    NoteReference,
    Paragraph,
    Quotation,
    Row,
    Strong,
    Table,
    Verse,
)
from pamphlet.model.walk import plain_text, runs
from pamphlet.styles import load_style
from pamphlet.units import PAPERS

from .editions import (
    CONTACT,
    TINY,
    draw,
    item,
    note,
    pamphlet,
    paragraph,
    paragraphs,
    prose,
    run,
    set_pdf,
    slow,
    statement,
)
from .finished import Page, Pdf
from .test_word_for_word import letters


def call(label: str = "a") -> NoteReference:
    """A call of that note."""
    return NoteReference(label)


def set_statement(*blocks: Block) -> Pdf:
    """The PDF of a statement of these blocks."""
    return set_pdf(pamphlet(statement(*blocks), contact=CONTACT), pictures={"well.png": draw(40, 30)})


def page_with(pdf: Pdf, words: str) -> Page:
    """The only page that has these words."""
    (page,) = [page for page in pdf.pages if words in page.text]
    return page


def test_a_note_stands_at_the_foot_of_the_page_that_calls_it() -> None:
    """Below a rule, one size down, with its number; on whichever page that is."""
    blocks = [
        block
        for number in range(5)
        for block in (
            paragraph(prose(90, number), f" Call {number}.", call(str(number))),
            note(str(number), f"Note {number}."),
        )
    ]
    pdf = set_statement(*blocks)
    for number in range(5):
        page = page_with(pdf, f"Note {number}.")
        assert f"Call {number}." in page.text
        line = page.line(f"Note {number}.")
        assert line.text == f"{number + 1}. Note {number}."
        assert line.size < 10
        assert line.baseline > max(text.baseline for text in page.lines if text.size == 10.5)


def test_notes_are_numbered_by_statement_in_the_order_of_their_calls(book: Pdf) -> None:
    """Each statement counts anew."""
    assert [line.text for line in book.page(4).lines[-4:-1] if "minutes" not in line.text] == [
        "1. Built in 1911.",
        "2. So the waterworks in its report.",
    ]
    assert book.page(11).line("Auch den Enten").text == "1. Auch den Enten."


def test_a_note_that_is_called_twice_is_set_once(book: Pdf) -> None:
    """The second call bears the same number, and leads to the note."""
    assert book.text.count("Built in 1911.") == 1
    assert "Once more: nobody.1" in book.page(5).text
    (link,) = [link for link in book.annotations if link.page == 5]
    assert link.target == 4


def test_a_note_that_nothing_calls_follows_the_text(book: Pdf) -> None:
    """Without a number, for no word is to be lost."""
    page = book.page(5)
    assert page.line("A note that nothing calls.").baseline > page.line("Once more").baseline
    assert page.line("A note that nothing calls.").text == "A note that nothing calls."


CALLERS: tuple[Block, ...] = (
    Heading(2, run("Heading", call("1"))),
    BulletedList((ListItem((paragraph("Item", call("2")),)), item("Other"))),
    Quotation((paragraph("Quotation", call("3")),)),
    Verse((run("Verse", call("4")), run("Line"))),
    Table(Row((run("Header", call("5")), run("Two"))), (Row((run("Cell", call("6")), run("b"))),), ("none", "none")),
    Figure("well.png", "A well", run("Caption", call("7"))),
    paragraph(Emphasis(run("Stress", Strong(run("ed", call("8")))))),
)


def test_a_note_can_be_called_from_anywhere() -> None:
    """And looks the same: upright, light, one size down."""
    pdf = set_statement(*CALLERS, *(note(str(number), f"Note {number}.") for number in range(1, 9)))
    lines = [page_with(pdf, f"Note {number}.").line(f"Note {number}.") for number in range(1, 9)]
    assert [(line.text, line.font, line.size) for line in lines] == [
        (f"{number}. Note {number}.", "Pamphlet-Serif", 8.61) for number in range(1, 9)
    ]


@pytest.mark.slow
def test_a_note_to_the_title_stands_below_it() -> None:
    """It is in no running head, nor in the contents or on the cover."""
    titled = statement(*paragraphs(30), note("a", "As was said."), title="Water")
    pdf = set_pdf(pamphlet(replace(titled, title=run("Water", call())), contact=CONTACT))
    assert page_with(pdf, "As was said.").number == 4
    assert pdf.page(4).text.startswith("Water1 Ada Brook")
    assert pdf.bookmarks[1][1] == "Water"
    assert "Water Ada Brook" in pdf.page(1).text


def test_a_note_may_call_a_note_and_even_itself() -> None:
    """What only a note calls follows the text."""
    pdf = set_statement(
        paragraph("Text.", call("a")),
        Footnote("a", (paragraph("First, see", call("b")),)),
        Footnote("b", (paragraph("Second, see", call("b")),)),
    )
    assert "1. First, see2" in pdf.page(4).text
    assert "2. Second, see2" in pdf.page(4).text


def test_a_note_with_blocks_in_it_follows_the_text() -> None:
    """For a foot holds only lines: lists, figures and tables stand as such."""
    blocks = (Footnote("a", (paragraph("Namely:"), BulletedList((item("one"), item("two"))))),)
    page = set_statement(paragraph("Text.", call()), *blocks).page(4)
    assert [line.text for line in page.lines[-5:-1]] == ["Text.", "1. Namely:", "• one", "• two"]


def test_a_note_too_long_for_a_foot_follows_the_text() -> None:
    """It would push the page's own text away, or run off the page."""
    pdf = set_statement(paragraph("Text.", call()), note("a", prose(500)), paragraph("The end."))
    words = " ".join(page.text for page in pdf.pages)
    assert words.index("The end.") < words.index("1. " + prose(3)[:-1])
    for page in pdf.pages_of("Water for all"):
        assert page.lines[-2].baseline < 0.92 * page.height
        assert page.lines[0].baseline > 0.03 * page.height


@pytest.mark.parametrize("count", [slow(3), slow(12)])
def test_many_notes_in_one_paragraph_stay_on_their_statements_pages(count: int) -> None:
    """At the foot while there is room, else after the text; never on another statement's pages."""
    calls = [part for number in range(count) for part in (f" Call {number}.", call(str(number)))]
    notes = (note(str(number), prose(60, number)) for number in range(count))
    first = statement(*paragraphs(2), paragraph(*calls), *notes)
    second = statement(paragraph("Short."), title="Next", slug="next")
    pdf = set_pdf(pamphlet(first, second, contact=CONTACT), TINY)
    assert len(pdf.pages_of("Next")) == 1
    assert pdf.pages_of("Next")[0].text.endswith("Short.")


def test_a_note_that_fits_stays_on_its_page() -> None:
    """WeasyPrint 70.0 compares the foot of the last note with that of its area, to the last bit of a sum."""
    called = paragraph(
        "All.", call(), " And nobody alone, so it stands in the rules ", call("b"), " of 1911, in force."
    )
    text = statement(called, note("a", "The ducks too."), note("b", "Rule 4."))
    page = set_pdf(pamphlet(text), PAPERS["Letter"], style=load_style("large-print")).page(4)
    assert page.line("The ducks too.").baseline < page.line("Rule 4.").baseline
    # Programs that take text out as it was drawn find them in order, too.
    assert page.drawn.index("The ducks too.") < page.drawn.index("Rule 4.")


@pytest.mark.slow
def test_no_note_is_lost_where_a_page_has_hardly_room() -> None:
    """WeasyPrint 70.0 forgot a note called by the line for which it had moved an earlier note overleaf."""
    invented, pictures = edition(10, seed=1)
    crowded = replace(invented, statements=invented.statements[-1:])
    printed = letters(set_pdf(crowded, pictures=pictures).text)
    notes = [block for block in crowded.statements[0].blocks if isinstance(block, Footnote)]
    for each in notes:
        assert printed.count(letters(plain_text(next(runs(each.blocks))))) == 1


def test_a_call_of_a_note_that_is_not_there_is_refused() -> None:
    """With what to do."""
    with pytest.raises(PamphletError, match=r"^water\.md: the text calls a note “gone” .*\[\^gone\]:"):
        set_statement(Paragraph(run("Text.", call("gone"))))
