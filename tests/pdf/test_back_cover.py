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
