"""Links: out of the book to addresses, and inside it to pages."""

from __future__ import annotations

from pamphlet.model import Emphasis, Link, Strong

from .editions import pamphlet, paragraph, prose, run, set_pdf, statement
from .finished import Pdf


def test_a_link_leads_to_its_address(book: Pdf) -> None:
    """As the author wrote it."""
    (address,) = {link.address for link in book.annotations if link.page == 4 and link.address}
    assert address == "https://example.org/minutes?year=2031&page=2"


def test_a_link_lies_over_its_words() -> None:
    """No more and no less."""
    pdf = set_pdf(pamphlet(statement(paragraph("Read "), paragraph(Link("https://example.org", run("minutes")), "."))))
    (link,) = [link for link in pdf.annotations if link.address == "https://example.org"]
    line = pdf.page(4).line("minutes")
    left, _, right, _ = link.box
    assert (round(left), round(right)) == (round(line.left), round(line.right - 2.9))


def test_emphasis_in_a_link_makes_no_second_link() -> None:
    """One link, one annotation."""
    words = run("the ", Emphasis(run("whole ", Strong(run("long")))), " minutes")
    pdf = set_pdf(pamphlet(statement(paragraph("Read ", Link("https://example.org", words), "."))))
    assert [link.address for link in pdf.annotations if link.address] == ["https://example.org"]


def test_a_link_over_two_lines_has_a_part_on_each() -> None:
    """Both lead to the same address."""
    pdf = set_pdf(pamphlet(statement(paragraph("Read ", Link("https://example.org", run(prose(20))), "."))))
    boxes = [link.box for link in pdf.annotations if link.address]
    assert len(boxes) == len({round(box[1]) for box in boxes}) > 1


def test_a_link_looks_like_text(book: Pdf) -> None:
    """On paper there is nothing to press."""
    assert set(book.page(4).line("the whole").colour) == {0.0}


def test_the_contents_lead_to_the_openings(book: Pdf) -> None:
    """Also where a statement is called after a part of the book."""
    targets = [link.target for link in book.annotations if link.page == 3]
    assert list(dict.fromkeys(targets)) == [4, 6, 12, 13]


def test_contact_addresses_can_be_followed(book: Pdf) -> None:
    """On the contact page and on the back cover; a postal address leads nowhere."""
    for number in (13, 14):
        assert [link.address for link in book.annotations if link.page == number] == [
            "https://example.org/water",
            "mailto:water@example.org",
            "tel:+441632960001",
        ]


def test_every_link_says_where_it_leads(book: Pdf) -> None:
    """In its description, for those who hear it (ISO 14289-1, 7.18.5)."""
    assert all(link.contents for link in book.annotations)
