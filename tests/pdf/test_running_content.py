"""What runs along: the pamphlet on the verso, the statement on the recto, the folio at the outer foot."""

from __future__ import annotations

import pytest

from pamphlet.model import Author
from pamphlet.renderers.pdf.running import shorten
from pamphlet.units import PAPERS, Size

from .editions import TINY, pamphlet, paragraphs, set_pdf, slow, statement
from .finished import Pdf

OPENINGS = (3, 4, 6, 11, 12)


# What of a title runs along the pages?
RUNNING = (
    ("Water for all of us, now", "Water for all of us, now"),
    ("Water is a right: why the valley pays for what it owns", "Water is a right"),
    ("What was said at the meeting of the valley", "What was said at the meeting …"),
    ("Why we will not pay for the water", "Why we will not pay …"),
    ("Gemeinsam gegen die Wasserwerke und für die freien Brunnen", "Gemeinsam gegen die Wasserwerke …"),
    ("Wells, springs, brooks, rivers, lakes, pumps, and taps", "Wells, springs, brooks, rivers, lakes, pumps …"),
)


@pytest.mark.parametrize(("title", "head"), RUNNING)
def test_a_running_head_has_seven_words_at_most(title: str, head: str) -> None:
    """The whole title, its first clause, or its first words, but none that only leads on to what was cut."""
    assert shorten(title, 52) == head


@pytest.mark.parametrize("number", [7, 9])
def test_the_statement_runs_along_the_recto(book: Pdf, number: int) -> None:
    """At the outer edge, shortened to what fits."""
    page = book.page(number)
    head = page.lines[0]
    assert head.text == "What was said at the meeting …"
    assert head.right == pytest.approx(max(line.right for line in page.lines), abs=1)


@pytest.mark.parametrize("number", [8, 10])
def test_the_pamphlet_runs_along_the_verso(book: Pdf, number: int) -> None:
    """At the outer edge, which is now the left."""
    page = book.page(number)
    assert page.lines[0].text == "Wells and springs"
    assert page.lines[0].left == pytest.approx(min(line.left for line in page.lines), abs=1)


def test_a_statement_has_its_authors_over_the_verso_if_the_pamphlet_has_no_title_of_its_own() -> None:
    """For the title of the first statement would stand over the others."""
    signed = statement(*paragraphs(8), title="Wells", authors=(Author("Cora Dell"),))
    unsigned = statement(*paragraphs(8), title="Springs", slug="springs", authors=())
    pdf = set_pdf(pamphlet(signed, unsigned, title="Wells", called_after_first=True), TINY)
    heads = [{page.lines[0].text for page in pdf.pages_of(title)[1:-1]} for title in ("Wells", "Springs")]
    assert heads == [{"Cora Dell", "Wells"}, {"Springs"}]


@pytest.mark.parametrize("number", range(3, 13))
def test_the_folio_is_the_number_of_the_page_in_the_file(book: Pdf, number: int) -> None:
    """At the outer foot: left on the verso, right on the recto."""
    page = book.page(number)
    folio = page.lines[-1]
    assert folio.text == str(number)
    assert (folio.left < page.width / 2) is (number % 2 == 0)


@pytest.mark.parametrize("number", [1, 2, -1])
def test_cover_imprint_and_back_cover_bear_no_folio(book: Pdf, number: int) -> None:
    """Nor a running head."""
    texts = [line.text for line in book.page(number).lines]
    assert not [text for text in texts if text.isdigit()]
    assert book.page(number).lines[0].size != 8.5


@pytest.mark.parametrize("number", OPENINGS)
def test_no_opening_has_a_running_head(book: Pdf, number: int) -> None:
    """The title itself says what it is."""
    assert book.page(number).lines[0].size > 20


def test_the_outer_margin_is_wider_than_the_gutter(book: Pdf) -> None:
    """For thumbs."""
    recto, verso = book.page(7), book.page(8)
    left, right = min(line.left for line in recto.lines), max(line.right for line in recto.lines)
    assert recto.width - right > left + 5
    assert min(line.left for line in verso.lines) == pytest.approx(recto.width - right, abs=1)


@pytest.mark.parametrize("page", [slow(TINY), slow(PAPERS["A6"])])
def test_a_running_head_never_leaves_the_measure(page: Size) -> None:
    """Not on a small page either, nor when the title is one long word."""
    for title in ("What was said at the meeting of the valley in the autumn", "WATERWORKS" * 9):
        pdf = set_pdf(pamphlet(statement(*paragraphs(6), title=title), title=title), page)
        for inner in pdf.pages_of(title)[1:3]:
            head, *text, _folio = inner.lines
            assert min(line.left for line in text) - 1 < head.left
            assert head.right < max(line.right for line in text) + 1
