"""The pages of the print edition, in the book."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pamphlet.model import (
    Emphasis,
    EntryPage,
    Figure,
    Heading,
    MatterPages,
    PageBreak,
    Pamphlet,
    Paragraph,
    Text,
)

from .conftest import build
from .finished import Epub

MARKS = "//h:span[@epub:type='pagebreak']"


@pytest.fixture(scope="module")
def paginated(pamphlet: Pamphlet) -> Epub:
    """The edition with the pages of a print edition of ten pages."""
    first, second, third = pamphlet.statements
    begun = replace(first, title=(PageBreak(4), *first.title))
    inside = Paragraph((Text("One "), Emphasis((Text("two "), PageBreak(6), Text("three"))), Text(".")))
    heading = Heading(2, (PageBreak(7), Text("Four")))
    figure = Figure("the well.png", "A well", (PageBreak(8), Text("June")))
    split = replace(second, title=(PageBreak(5), *second.title), blocks=(inside, heading, figure))
    pages = MatterPages(1, 2, 3, contact=9, contents_entries=(), sources=(EntryPage(10, 2),))
    return Epub(build(replace(pamphlet, statements=(begun, split, third), pages=pages)))


def test_every_page_is_marked_once_and_says_its_number(paginated: Epub) -> None:
    """To reading systems by type and id, to voices by role and label."""
    marks = [mark for part in paginated.documents.values() for mark in part.all(MARKS)]
    said = sorted(
        (int(str(mark.attribute("aria-label"))), mark.attribute("id"), mark.attribute("role")) for mark in marks
    )
    assert said == [(page, f"page-{page}", "doc-pagebreak") for page in range(1, 11)]


def test_the_page_list_leads_to_every_mark(paginated: Epub) -> None:
    """In order, hidden from the page; the NCX says the same."""
    listed = paginated.document("nav.xhtml").one("//h:nav[@epub:type='page-list']")
    places = {link.text(): str(link.attribute("href")) for link in listed.all(".//h:a")}
    assert list(places) == [str(page) for page in range(1, 11)]
    assert places["6"] == "statements/contact.xhtml#page-6"
    assert listed.attribute("hidden") == "hidden"
    for href in places.values():
        assert href.partition("#")[2] in paginated.document(href).texts("//@id")
    ncx = paginated.document("toc.ncx")
    assert ncx.texts("//ncx:pageTarget/ncx:content/@src") == list(places.values())
    assert ncx.text("//ncx:meta[@name='dtb:maxPageNumber']/@content") == "10"


def test_the_ncx_counts_places_in_reading_order(paginated: Epub) -> None:
    """Documents and pages in one sequence, each number once."""
    orders = [int(order) for order in paginated.document("toc.ncx").texts("//@playOrder")]
    assert sorted(orders) == list(range(1, len(orders) + 1))


def test_a_mark_names_no_heading_and_no_picture(paginated: Epub) -> None:
    """It stands before a heading, not in it, and before a picture, not in its caption."""
    statement = paginated.document("statements/contact.xhtml")
    assert not statement.all(f"//h:h1{MARKS} | //h:h2{MARKS} | //h:figcaption{MARKS}")
    assert statement.one("//h:h2/preceding-sibling::*[1]").attribute("id") == "page-7"
    assert statement.one("//h:figure/h:img/preceding-sibling::*[1]").attribute("id") == "page-8"


def test_the_print_edition_is_named(paginated: Epub, pamphlet: Pamphlet) -> None:
    """By its own identifier, or one that follows from the e-book's and is not it."""
    (source,) = paginated.described("pageBreakSource")
    assert source.startswith("urn:uuid:")
    assert source != pamphlet.identifier
    assert paginated.package.texts("//dc:source") == [source]
    stated = replace(pamphlet, pages=MatterPages(1), print_identifier="978-3-16-148410-0")
    assert Epub(build(stated)).described("pageBreakSource") == ["urn:isbn:9783161484100"]


def test_page_breaks_are_a_feature_only_where_they_are(epub: Epub, paginated: Epub) -> None:
    """Both the list and the marks, or neither."""
    features = {"pageNavigation", "pageBreakMarkers"}
    assert features <= set(paginated.described("schema:accessibilityFeature"))
    assert not features & set(epub.described("schema:accessibilityFeature"))


def test_without_paper_there_are_no_pages(epub: Epub) -> None:
    """No mark, no list, no source."""
    assert not any(part.all(MARKS) for part in epub.documents.values())
    assert not epub.document("nav.xhtml").all("//h:nav[@epub:type='page-list']")
    assert not epub.document("toc.ncx").all("//ncx:pageList")
    assert epub.described("pageBreakSource") == []
