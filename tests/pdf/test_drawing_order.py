"""Programs that take text out as it was drawn find it in the order in which it is read."""

from __future__ import annotations

import pytest

from pamphlet.model import BulletedList, NoteReference, OrderedList, Paragraph
from pamphlet.units import PAPERS

from .editions import CONTACT, item, note, pamphlet, paragraph, prose, run, set_pdf, statement, table
from .finished import Pdf


def called(words: str, label: str = "a") -> Paragraph:
    """A paragraph whose third word calls a note."""
    first, second, third, rest = words.split(" ", 3)
    return Paragraph(run(f"{first} {second} {third}", NoteReference(label), f" {rest}"))


def drawn(pdf: Pdf) -> str:
    """Everything on the pages of the statement, as it was drawn, the hyphens of line ends undone."""
    return " ".join(page.drawn for page in pdf.pages_of("Water for all")).replace("- ", "")


@pytest.fixture(scope="module")
def overleaf() -> Pdf:
    """Three paragraphs, of which the second has a note and goes on overleaf."""
    text = statement(
        *(paragraph(prose(60, 1)), called(prose(150, 2)), paragraph(prose(60, 3)), note("a", "See the minutes.")),
        authors=(),
        date=None,
    )
    return set_pdf(pamphlet(text, contact=CONTACT), PAPERS["A6"])


def test_a_paragraph_that_goes_on_overleaf_is_drawn_in_one_piece(overleaf: Pdf) -> None:
    """No note, folio or running head comes between, wherever on the pages they stand."""
    first, second = overleaf.pages_of("Water for all")
    words = prose(150, 2).split()
    assert words[-1] in second.text.split()
    assert words[5] in first.text.split()
    assert " ".join(words[3:]) in drawn(overleaf)


def test_a_note_is_drawn_before_a_paragraph_that_goes_on_overleaf(overleaf: Pdf) -> None:
    """After it, the note would part the sentence."""
    before = drawn(overleaf).partition(f"{prose(60, 1)} ")[2]
    assert before.startswith(f"1. See the minutes. {prose(150, 2).split()[0]} ")


def test_a_note_is_drawn_after_the_block_that_calls_it() -> None:
    """Though it stands at the foot of the page, below other blocks."""
    text = statement(called("One two three four."), paragraph("Five six."), note("a", "A note."))
    assert "One two three1 four. 1. A note. Five six." in drawn(set_pdf(pamphlet(text, contact=CONTACT)))


def test_a_note_to_a_cell_is_drawn_after_the_table() -> None:
    """A table is drawn in one piece."""
    text = statement(table("Street", "Mill Lane", "Hill"), called("One two three four."), note("a", "A note."))
    words = drawn(set_pdf(pamphlet(text, contact=CONTACT)))
    assert words.index("Mill Lane") < words.index("Hill") < words.index("One two three1 four. 1. A note.")


def test_a_marker_is_drawn_before_its_item() -> None:
    """Also in a list inside a list."""
    inner = BulletedList((item("an inner one"),))
    text = statement(OrderedList((item("a first one", inner), item("a second one"))))
    assert "1. a first one • an inner one 2. a second one" in drawn(set_pdf(pamphlet(text, contact=CONTACT)))


def test_running_matter_is_drawn_before_the_page(overleaf: Pdf) -> None:
    """Where the page begins with a block of its own."""
    assert overleaf.opening("Water for all").drawn.startswith("4 Water for all")


def test_running_matter_is_drawn_after_what_comes_over_from_the_page_before(overleaf: Pdf) -> None:
    """Between that and the block below."""
    assert f"{prose(150, 2).split()[-1]} 5 Water for all {prose(60, 3)}" in drawn(overleaf)


@pytest.mark.slow
def test_contents_over_several_pages_have_a_running_head() -> None:
    """On every page but the first, drawn before the entries."""
    many = (statement(paragraph("Short."), title=f"Of part {number}", slug=f"s{number}") for number in range(14))
    pdf = set_pdf(pamphlet(*many), PAPERS["A6"])
    first, second = pdf.page(3), pdf.page(4)
    assert first.drawn.startswith("3 Contents")
    assert second.lines[0].text == "Wells and springs"
    assert second.drawn.startswith("Wells and springs 4 Of part")
