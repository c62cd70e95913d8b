"""The contact page: every way to reach people, in print, and a code for a telephone's camera."""

from __future__ import annotations

from itertools import chain, pairwise

import pytest
import segno
from PIL import Image as Picture

from pamphlet.model import Address, Contact
from pamphlet.units import PAPERS, pt_to_mm

from .editions import CONTACT, pamphlet, paragraph, set_pdf, slow, statement
from .finished import Page, Pdf


def modules_of(pdf: Pdf, page: Page, size: int) -> list[list[int]]:
    """The modules of a page's QR code as they are drawn: 1 for dark; `size` modules a side, quiet zone included."""
    page_id = pdf.pikepdf.pages[page.number - 1].objgen
    (figure,) = [figure for figure in pdf.tagged("Figure") if figure.Pg.objgen == page_id]
    left, foot, right, head = (float(edge) for edge in figure.A.BBox)
    drawing = page.draw(600)
    step = (right - left) / size
    assert right - left == pytest.approx(head - foot)
    columns = [(left + (place + 0.5) * step) * 600 / 72 for place in range(size)]
    rows = [(page.height - head + (place + 0.5) * step) * 600 / 72 for place in range(size)]
    return [[int(dark(drawing, round(x), round(y))) for x in columns] for y in rows]


def dark(drawing: Picture.Image, x: int, y: int) -> bool:
    """Whether there is ink at this place."""
    return drawing.crop((x, y, x + 1, y + 1)).tobytes() < b"\x80"


def test_the_contact_page_has_every_way_in_print(book: Pdf) -> None:
    """In the order in which they stand, a postal address line for line."""
    lines = [line.text for line in book.opening("Contact").lines]
    assert lines[:9] == [
        "Contact",
        "The Mill Lane Assembly",
        "Come on Thursdays, or reach us here:",
        "example.org/water",
        "water@example.org",
        "01632 960 001",
        "The Mill Lane Assembly",
        "2 Mill Lane",
        "Wellham",
    ]


@pytest.mark.parametrize(
    ("number", "items", "target"),
    [
        pytest.param(-2, CONTACT.items, "https://example.org/water", id="contact page"),
        pytest.param(-1, CONTACT.items, "https://example.org/water", id="back cover"),
        pytest.param(
            -2, (CONTACT.items[3], CONTACT.items[2]), "tel:+441632960001", id="no web address", marks=pytest.mark.slow
        ),
        pytest.param(
            -2,
            (CONTACT.items[2], CONTACT.items[1]),
            "https://example.org/water",
            id="web comes first",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_the_code_leads_to_the_first_address_on_the_web(number: int, items: tuple[Address, ...], target: str) -> None:
    """Module for module as the standard draws it, with four modules of white around it (ISO/IEC 18004, 6.3.8)."""
    pdf = set_pdf(pamphlet(statement(paragraph("Short.")), contact=Contact("The Mill Lane Assembly", items)))
    expected = [list(row) for row in segno.make(target, micro=False, error="m").matrix_iter(border=4)]
    assert modules_of(pdf, pdf.page(number), len(expected)) == expected


@pytest.mark.parametrize("paper", [slow("A5"), "A6"])
def test_a_camera_can_tell_the_modules_apart(paper: str) -> None:
    """Each is 0.4 mm or more, on a small page too."""
    pdf = set_pdf(pamphlet(statement(paragraph("Short.")), contact=CONTACT), PAPERS[paper])
    for figure in pdf.tagged("Figure"):
        left, _, right, _ = (float(edge) for edge in figure.A.BBox)
        assert pt_to_mm(right - left) / (25 + 8) > 0.4


@pytest.mark.parametrize(
    ("contact", "code", "page"),
    [
        (Contact(), False, False),
        slow(Contact("The Assembly", (paragraph("Come by."),)), False, True),
        (Contact("", (Address("post", "2 Mill Lane\nWellham"),)), False, True),
    ],
)
def test_without_an_address_to_follow_there_is_no_code(contact: Contact, code: bool, page: bool) -> None:  # noqa: FBT001 - a truth table
    """And without a contact no page for it, nor a line in the contents."""
    pdf = set_pdf(pamphlet(statement(paragraph("Short.")), contact=contact))
    assert ("camera" in pdf.text) is code
    assert ("Contact" in dict(pdf.outline)) is page
    assert ("Contact" in pdf.page(3).text.replace("Contents", "")) is page


@pytest.mark.slow
def test_a_long_address_stays_inside_the_measure() -> None:
    """It is broken, not cut."""
    address = "https://example.org/" + "/".join(f"part{number}" for number in range(40))
    contact = Contact("", (Address("web", address, address),))
    pdf = set_pdf(pamphlet(statement(paragraph("Short.")), contact=contact))
    for page in pdf.pages[-2:]:
        assert max(line.right for line in page.lines) < page.width - 40
        assert address in page.text.replace(" ", "")


@pytest.mark.slow
def test_contact_and_colophon_never_overlap() -> None:
    """However many sources there are, each line has a place of its own, and none is lost."""
    statements = [statement(paragraph("Short."), slug=f"source-{number}") for number in range(12)]
    pdf = set_pdf(pamphlet(*statements, contact=CONTACT))
    pages = pdf.pages_of("Contact")
    for page in pages:
        steps = [after.baseline - before.baseline for before, after in pairwise(page.lines)]
        assert min(steps) > 8
    sources = chain.from_iterable(page.text.split() for page in pages)
    assert [word for word in sources if word.endswith(".md")] == [f"source-{number}.md" for number in range(12)]
