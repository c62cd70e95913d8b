"""The imprint: on the verso of the cover, at its foot."""

from __future__ import annotations

from .editions import pamphlet, paragraph, set_pdf, statement
from .finished import Pdf


def test_the_imprint_says_whose_the_edition_is(book: Pdf) -> None:
    """Title, subtitle, description, publisher, date, rights, identifier, a line each."""
    assert [line.text for line in book.page(2).lines] == [
        "Wells and springs",
        "Three statements",
        "Who owns the water of a small town?",
        "Published by The Mill Lane Assembly",
        "Summer 2031",
        "Copy it & pass it on.",
        "urn:uuid:6f1c2b1e-2f2a-5c53-9e3d-0a7c1d2e3f40",
    ]


def test_the_imprint_stands_at_the_foot(book: Pdf) -> None:
    """In the lower half of the page, and never in its margin."""
    page = book.page(2)
    assert page.lines[0].baseline > page.height / 2
    assert page.lines[-1].baseline < 0.9 * page.height


def test_what_the_edition_lacks_leaves_no_trace() -> None:
    """A bare edition has a title and an identifier."""
    bare = set_pdf(pamphlet(statement(paragraph("Short.")), publisher=""))
    assert bare.page(2).text == "Wells and springs urn:uuid:6f1c2b1e-2f2a-5c53-9e3d-0a7c1d2e3f40"


def test_numbers_of_books_are_printed_as_people_know_them() -> None:
    """Not as the URNs that machines ask for; that of the paper edition first, and the e-book’s named as such."""
    both = {"identifier": "urn:isbn:978-3-16-148410-0", "print_identifier": "urn:isbn:0-306-40615-2"}
    numbered = set_pdf(pamphlet(statement(paragraph("Short.")), publisher="", **both))
    assert [line.text for line in numbered.page(2).lines[1:]] == [
        "ISBN 0-306-40615-2",
        "ISBN 978-3-16-148410-0 (EPUB)",
    ]
