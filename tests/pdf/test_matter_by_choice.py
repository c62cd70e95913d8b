"""What stands around the statements, as the edition chooses: half title, contents, openings, pages for notes."""

from __future__ import annotations

from typing import Any

import pytest

from pamphlet.errors import PamphletError
from pamphlet.pagination import paginate, places_wanted
from pamphlet.proof.pdf_text import read_pdf
from pamphlet.renderers.pdf import MatterChoice, PagePlan, typeset

from .editions import A5, CLASSIC, CONTACT, TINY, pamphlet, paragraph, statement
from .finished import Pdf

TWO = pamphlet(
    statement(paragraph("One."), title="First"),
    statement(paragraph("Two."), title="Second", slug="second"),
    contact=CONTACT,
)


def chosen(**choices: Any) -> Pdf:  # noqa: ANN401 - the dataclass's own types hold
    """Two statements of a page each, with this matter."""
    return Pdf(typeset(TWO, CLASSIC, PagePlan(TINY, matter=MatterChoice(**choices)), images={}).content)


def test_a_half_title_stands_on_the_first_recto_inside() -> None:
    """The pamphlet's name alone; the contents follow."""
    pdf = chosen(half_title=True)
    assert pdf.page(3).text == "Wells and springs"
    assert dict(pdf.outline)["Contents"] == 4


def test_contents_behind_a_half_title_begin_once() -> None:
    """The e-book lists each page of the print edition once."""
    pdf = chosen(half_title=True)
    pages = paginate(TWO, read_pdf(pdf.content, places_wanted(TWO))).pages
    assert pages
    assert (pages.contents, pages.contents_entries) == (4, ())


def test_contents_can_be_left_out() -> None:
    """The first statement then opens on the first recto inside."""
    pdf = chosen(contents=False)
    assert pdf.outline[0] == ("First", 3)


def test_statements_can_open_on_rectos() -> None:
    """Versos are left between them, with nothing on them, no folio either."""
    pdf = chosen(openings="recto")
    outline = dict(pdf.outline)
    assert [outline[title] % 2 for title in ("First", "Second")] == [1, 1]
    assert pdf.page(outline["Second"] - 1).text == ""


def test_pages_for_notes_fill_the_last_sheet() -> None:
    """Ruled, before the contact; none is blank, and the first says what they are for."""
    pdf = Pdf(typeset(TWO, CLASSIC, PagePlan(A5, matter=MatterChoice(notes=True)), images={}).content)
    assert len(pdf.pages) % 4 == 0
    first, end = dict(pdf.outline)["Second"] + 1, dict(pdf.outline)["Contact"]
    assert ["For your notes" in pdf.page(number).text for number in range(first, end)] == [
        number == first for number in range(first, end)
    ]
    # The proof reads the statements up to here.
    assert read_pdf(pdf.content, ["_closing"]).anchors["_closing"] == dict(pdf.outline)["Second"] + 1


def test_the_line_of_printer_and_promoter_stands_in_the_imprint() -> None:
    """Where the law asks for one."""
    line = "Printed and promoted by A. Example, 1 Example Quay"
    assert line in chosen(printed_by=line).page(2).text


SLIP = ("Count me in", "Name ____", "Cut here, and bring it to the pump.")


def test_a_slip_stands_on_the_last_leaf() -> None:
    """On a recto behind the contact, so that nothing is lost with it; its blanks are lines to write on."""
    pdf = chosen(slip=SLIP)
    page = dict(pdf.outline)["Count me in"]
    assert (page % 2, page) == (1, len(pdf.pages) - 1)
    assert page > dict(pdf.outline)["Contact"]
    assert "bring it to the pump" in pdf.page(page).text
    assert pdf.page(page).text.count("_") > len("____")


def test_a_slip_needs_no_contact_and_goes_with_pages_for_notes() -> None:
    """All of it fills whole sheets."""
    edition = pamphlet(statement(paragraph("One.")))
    choice = MatterChoice(slip=SLIP, notes=True)
    pdf = Pdf(typeset(edition, CLASSIC, PagePlan(TINY, matter=choice), images={}).content)
    assert len(pdf.pages) % 4 == 0
    assert dict(pdf.outline)["Count me in"] == len(pdf.pages) - 1


def test_that_line_is_refused_where_no_font_has_its_letters() -> None:
    """As all that is printed is."""
    with pytest.raises(PamphletError, match="no font"):
        chosen(printed_by="印刷")
