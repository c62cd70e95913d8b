"""The back cover: what the pamphlet is about, and how to get in touch, without opening it."""

from __future__ import annotations

import pytest

from pamphlet.model import Contact

from .editions import CONTACT, pamphlet, paragraph, prose, set_pdf, slow, statement
from .finished import Pdf


def test_the_back_cover_says_title_description_publisher_and_addresses(book: Pdf) -> None:
    """In that order; a postal address stays inside."""
    assert book.page(-1).text == (
        "Wells and springs Who owns the water of a small town? "
        "The Mill Lane Assembly example.org/water water@example.org 01632 960 001"
    )


def test_the_panel_holds_its_words(book: Pdf) -> None:
    """It grows with them."""
    for pdf in (book, set_pdf(pamphlet(statement(paragraph("Short.")), title=prose(40), description=prose(60)))):
        page = pdf.page(-1)
        (panel,) = page.panels
        for line in (line for line in page.lines if set(line.colour) == {1.0}):
            assert panel["x0"] < line.left < line.right < panel["x1"]
            assert panel["top"] < line.baseline - line.size < line.baseline + line.size / 4 < panel["bottom"]


def test_no_word_of_the_matter_stands_alone_on_a_line() -> None:
    """Title and description have lines of like length on the back cover; so has a title in the contents."""
    title, description = "Who may use the water of the mill and who may not", f"{prose(14, 3)[:-1]} at noon."
    listed = "What was said of it at the meeting of all who live in the whole valley"
    statements = (statement(paragraph("Short."), title=each, slug=f"s{len(each)}") for each in (listed, "Weirs"))
    pdf = set_pdf(pamphlet(*statements, title=title, description=description, contact=CONTACT))
    for page, words in ((-1, title), (-1, description), (3, listed)):
        lines = [line for line in pdf.page(page).lines if (text := line.text.split(" .")[0]) and text in words]
        assert len(lines) == 2
        assert min(len(line.text.split(" .")[0]) for line in lines) > len(words) / 3


@pytest.mark.parametrize(
    ("publisher", "contact", "words"),
    [
        slow("The Press", CONTACT, "The Press"),
        slow("", CONTACT, "The Mill Lane Assembly"),
        ("", Contact(), ""),
    ],
)
def test_the_publisher_or_else_the_contact_signs(publisher: str, contact: Contact, words: str) -> None:
    """With neither there is no rule for them."""
    page = set_pdf(pamphlet(statement(paragraph("Short.")), publisher=publisher, contact=contact)).page(-1)
    text = page.text.removeprefix("Wells and springs").removesuffix("01632 960 001").strip()
    assert text.startswith(words)
    assert bool(page.rules) is bool(words)
