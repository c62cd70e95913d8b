"""The reading order, and the two tables of contents that lead into it."""

from __future__ import annotations

from msgspec.structs import replace

from pamphlet.model import Contact, Pamphlet

from .conftest import build
from .finished import XML_LANG, Epub

TITLES = ["Water & who owns it", "Write to us", "Wem gehört das Wasser?"]
TOC = "//h:nav[@epub:type='toc']//h:a"


def test_the_book_is_read_from_cover_to_colophon(epub: Epub) -> None:
    """Matter before, statements as the edition orders them, matter behind."""
    assert epub.spine == [
        "cover.xhtml",
        "titlepage.xhtml",
        "nav.xhtml",
        "statements/01-water.xhtml",
        "statements/contact.xhtml",
        "statements/03-wasser.xhtml",
        "contact.xhtml",
        "colophon.xhtml",
    ]


def test_every_document_of_the_spine_exists(epub: Epub) -> None:
    """No itemref leads nowhere."""
    assert {epub.resolve(href) for href in epub.spine} <= set(epub.names)


def test_a_statement_may_be_called_as_the_matter_is(epub: Epub) -> None:
    """A statement with the slug “contact” does not displace the contact page."""
    assert epub.document("statements/contact.xhtml").text("//h:h1") == "Write to us"
    assert epub.document("contact.xhtml").text("//h:h1") == "Contact"


def test_nav_lists_every_statement_by_its_title(epub: Epub) -> None:
    """In order, and after them contact and colophon."""
    nav = epub.document("nav.xhtml")
    assert nav.texts(TOC) == [*TITLES, "Contact", "Colophon"]
    assert nav.texts(f"{TOC}/@href") == epub.spine[3:]


def test_nav_is_marked_in_the_manifest(epub: Epub) -> None:
    """Only nav.xhtml has the property."""
    assert [name for name, item in epub.manifest.items() if item.attribute("properties") == "nav"] == ["nav"]


def test_a_title_in_another_language_says_so_in_the_nav(epub: Epub) -> None:
    """A voice that reads the contents aloud changes its tongue."""
    links = epub.document("nav.xhtml").all(TOC)
    assert [link.element.get(XML_LANG) for link in links] == [None, None, "de", None, None]


def test_landmarks_lead_to_the_parts_of_the_book(epub: Epub) -> None:
    """They are hidden from the page but not from the reading system."""
    landmarks = epub.document("nav.xhtml").one("//h:nav[@epub:type='landmarks']")
    places = {str(link.attribute("epub:type")): link.attribute("href") for link in landmarks.all(".//h:a")}
    assert places == {
        "cover": "cover.xhtml",
        "titlepage": "titlepage.xhtml",
        "toc": "nav.xhtml#toc",
        "bodymatter": "statements/01-water.xhtml",
        "colophon": "colophon.xhtml",
    }
    assert landmarks.attribute("hidden") == "hidden"


def test_ncx_matches_the_nav(epub: Epub) -> None:
    """An EPUB 2 reader shows the same contents."""
    nav, ncx = epub.document("nav.xhtml"), epub.document("toc.ncx")
    assert ncx.texts("//ncx:navPoint/ncx:navLabel") == nav.texts(TOC)
    assert ncx.texts("//ncx:navPoint/ncx:content/@src") == nav.texts(f"{TOC}/@href")
    assert ncx.texts("//ncx:navPoint/@playOrder") == ["1", "2", "3", "4", "5"]


def test_ncx_is_of_this_book(epub: Epub) -> None:
    """The spine names it, and it bears the package's identifier."""
    reference = epub.package.text("opf:spine/@toc")
    assert epub.manifest[reference].attribute("href") == "toc.ncx"
    identifier = epub.document("toc.ncx").text("//ncx:meta[@name='dtb:uid']/@content")
    assert identifier == epub.package.text("//dc:identifier")


def test_guide_tells_epub_2_readers_where_cover_and_text_are(epub: Epub) -> None:
    """The landmarks by their older names."""
    guide = epub.package.all("opf:guide/opf:reference")
    assert {reference.attribute("type"): reference.attribute("href") for reference in guide} == {
        "cover": "cover.xhtml",
        "title-page": "titlepage.xhtml",
        "toc": "nav.xhtml#toc",
        "text": "statements/01-water.xhtml",
        "colophon": "colophon.xhtml",
    }


def test_an_empty_contact_leaves_no_page(pamphlet: Pamphlet) -> None:
    """Neither in the spine nor in the contents."""
    epub = Epub(build(replace(pamphlet, contact=Contact())))
    assert "contact.xhtml" not in epub.spine
    assert epub.document("nav.xhtml").texts(TOC) == [*TITLES, "Colophon"]
