"""The opening of a statement: a page of its own, title, byline, date and standfirst."""

from __future__ import annotations

from typing import Any

import pytest

from pamphlet.model import Author, Date

from .editions import pamphlet, paragraph, prose, run, set_pdf, slow, statement
from .finished import Page, Pdf

TITLES = (
    "Water & who owns it",
    "What was said at the meeting of the valley in the autumn of that dry year",
    "Wem gehört das Wasser?",
)


@pytest.mark.parametrize("title", TITLES)
def test_a_statement_opens_a_page(book: Pdf, title: str) -> None:
    """Its title is the first thing there."""
    assert book.opening(title).text.startswith(title)


@pytest.mark.parametrize("title", TITLES)
def test_an_opening_has_no_running_head(book: Pdf, title: str) -> None:
    """White down to the title, which sinks a few lines."""
    page = book.opening(title)
    assert page.lines[0].size > 20
    assert page.lines[0].baseline > 100
    assert page.lines[-1].text == str(page.number)


def test_title_byline_date_and_standfirst_stand_in_order(book: Pdf) -> None:
    """Then the text."""
    lines = [line.text for line in book.page(4).lines[:4]]
    assert lines == [
        "Water & who owns it",
        "Ada Brook, well keeper, Ben Rill",
        "1 May 2031",
        "A dry pump, and what it tells.",
    ]


@pytest.mark.parametrize(
    ("authors", "date", "standfirst", "expected"),
    [
        ((), None, (), []),
        slow((Author("Ada Brook"),), None, (), ["Ada Brook"]),
        ((), Date("1 May 2031", "2031-05-01"), (), ["1 May 2031"]),
        slow((), None, run("In short."), ["In short."]),
    ],
)
def test_what_a_statement_lacks_leaves_no_gap(
    authors: tuple[Author, ...], date: Date | None, standfirst: tuple[object, ...], expected: list[str]
) -> None:
    """One line of white below the title, two above the text, whatever stands between; all on the grid."""
    page = opening(authors=authors, date=date, standfirst=standfirst)
    title, *between = (line for line in page.lines if "stands here" not in line.text and line.text != "4")
    assert [line.text for line in between] == expected
    steps = [round((line.baseline - title.baseline) / 14, 1) for line in (*between, page.line("stands here"))]
    assert steps == ([2, 5] if expected else [3])


def opening(**others: Any) -> Page:  # noqa: ANN401 - the model's own types hold
    """The opening of a statement without signatories, date and standfirst, but for what is said."""
    text = paragraph("The text stands here.")
    return set_pdf(pamphlet(statement(text, **{"authors": (), "date": None} | others))).page(4)


def test_the_first_line_is_in_small_caps(book: Pdf) -> None:
    """And reads as written."""
    page = book.page(6)
    first = page.line("School at had seven")
    assert first.glyphs < page.lines[page.lines.index(first) + 1].glyphs + 5


def test_a_statement_without_text_still_has_its_page() -> None:
    """A title alone is a statement too."""
    pdf = set_pdf(pamphlet(statement(title="Nothing"), statement(paragraph(prose(5)), title="Some", slug="some")))
    assert pdf.opening("Nothing").text.startswith("Nothing Ada Brook")
    assert dict(pdf.outline)["Some"] == dict(pdf.outline)["Nothing"] + 1
