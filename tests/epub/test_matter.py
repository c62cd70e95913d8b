"""Cover, title page, contact and colophon."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pamphlet.errors import PamphletError
from pamphlet.model import Author, Cover, Pamphlet
from pamphlet.renderers.epub import render

from .conftest import COVER, IMAGES, STYLESHEET, build, draw
from .finished import Epub


def test_cover_shows_the_picture_and_says_what_stands_on_it(epub: Epub) -> None:
    """Who cannot see it hears kicker, title, subtitle and what the picture shows."""
    section = epub.document("cover.xhtml").one("h:body/h:section")
    picture = section.one("h:img")
    assert section.attribute("epub:type") == "cover"
    assert picture.attribute("alt") == (
        'Statements. Wells & "Springs" <for all>. Three statements 🌊. A drop of water on red ground.'
    )
    assert epub.read(epub.resolve(str(picture.attribute("src")))) == COVER


def test_cover_without_a_description_names_the_title_alone(pamphlet: Pamphlet) -> None:
    """No stop is left behind."""
    epub = Epub(build(replace(pamphlet, title="Who owns it?", subtitle="", cover=Cover())))
    assert epub.document("cover.xhtml").text("//h:img/@alt") == "Who owns it?"


def test_cover_picture_is_found_by_old_and_new_readers(epub: Epub) -> None:
    """By the manifest's property, and by EPUB 2's meta."""
    (cover,) = (name for name, item in epub.manifest.items() if item.attribute("properties") == "cover-image")
    assert epub.package.text("//opf:meta[@name='cover']/@content") == cover
    assert epub.manifest[cover].attribute("media-type") == "image/jpeg"


def test_cover_may_be_a_png(pamphlet: Pamphlet) -> None:
    """The file's name and type follow its first bytes."""
    epub = Epub(render(pamphlet, stylesheet=STYLESHEET, images=IMAGES, cover=draw(16, 26, "PNG")))
    item = epub.manifest["cover-image"]
    assert (item.attribute("href"), item.attribute("media-type")) == ("images/cover.png", "image/png")


def test_cover_of_another_kind_is_refused(pamphlet: Pamphlet) -> None:
    """Before it becomes a book that shelves show without a face."""
    with pytest.raises(PamphletError, match="neither a JPEG nor a PNG"):
        render(pamphlet, stylesheet=STYLESHEET, images=IMAGES, cover=b"GIF89a")


def test_title_page_says_what_it_is_and_who_made_it(epub: Epub) -> None:
    """Title, subtitle, date and publisher."""
    page = epub.document("titlepage.xhtml")
    assert page.texts("//h:section/*") == [
        'Wells & "Springs" <for all>',
        "Three statements 🌊",
        "Summer 2031",
        "The Mill Lane Assembly",
    ]
    assert page.text("//h:section/@epub:type") == "titlepage"
    assert page.text("//h:time/@datetime") == "2031-06"


@pytest.mark.parametrize(
    ("names", "publisher", "byline"),
    [
        (("Ada Brook", "Ben Rill"), "The Mill", ["Ada Brook, Ben Rill"]),
        (("Ada Brook",), "", ["Ada Brook"]),
        (("The Mill",), "The Mill", []),
        (tuple("ABCD"), "The Mill", []),
    ],
)
def test_title_page_names_who_signed_the_only_statement(
    pamphlet: Pamphlet, names: tuple[str, ...], publisher: str, byline: list[str]
) -> None:
    """Where they are few, and the publisher is somebody else."""
    statement = replace(pamphlet.statements[0], authors=tuple(map(Author, names)))
    alone = Epub(build(replace(pamphlet, statements=(statement,), publisher=publisher)))
    assert alone.document("titlepage.xhtml").texts("//h:p[@class='byline']") == byline


def test_title_page_leaves_out_what_is_not_there(pamphlet: Pamphlet) -> None:
    """A title is enough."""
    epub = Epub(build(replace(pamphlet, subtitle="", date=None, publisher="")))
    assert epub.document("titlepage.xhtml").texts("//h:section/*") == ['Wells & "Springs" <for all>']


def test_contact_keeps_words_and_addresses_in_order(epub: Epub) -> None:
    """As the people wrote them."""
    assert epub.document("contact.xhtml").texts("//h:section/h:p") == [
        "The Mill Lane Assembly",
        "Come on Thursdays, or reach us here:",
        "example.org/water",
        "water@example.org",
        "01632 960 001",
        "The Mill Lane Assembly2 Mill LaneWellham",
    ]


def test_contact_addresses_lead_to_people(epub: Epub) -> None:
    """To a page, a letter and a call; a postal address has its lines instead."""
    contact = epub.document("contact.xhtml")
    assert contact.texts("//h:section//h:a/@href") == [
        "https://example.org/water",
        "mailto:water@example.org",
        "tel:+441632960001",
    ]
    assert len(contact.all("//h:p[last()]/h:br")) == 2


def test_colophon_gives_what_a_second_build_needs(epub: Epub) -> None:
    """Program, identifier, and each source with its whole hash."""
    colophon = epub.document("colophon.xhtml")
    assert colophon.text("//h:section/@role") == "doc-colophon"
    assert colophon.texts("//h:dd") == [
        "The Mill Lane Assembly",
        "Pamphlet 0.1",
        "urn:uuid:6f1c2b1e-2f2a-5c53-9e3d-0a7c1d2e3f40",
        f"sources/01-water.md SHA-256 {'a1' * 32}",
        f"sources/02-write.md SHA-256 {'b2' * 32}",
        f"sources/03-wasser.md SHA-256 {'c3' * 32}",
    ]
    assert colophon.text("//h:p[@class='rights']") == "Copy it & pass it on."


@pytest.mark.parametrize(
    ("language", "contents", "summary"),
    [
        ("de", "Inhalt", "Text in Lesereihenfolge"),
        ("es-MX", "Índice", "Texto en orden de lectura"),
        ("fr-CA", "Sommaire", "Texte dans l’ordre de lecture"),
        ("it", "Indice", "Testo in ordine di lettura"),
        ("nl", "Inhoud", "Tekst in leesvolgorde"),
        ("pl", "Spis treści", "Tekst w kolejności czytania"),
        ("pt-BR", "Índice", "Texto pela ordem de leitura"),
        ("sv", "Contents", "Text in reading order"),
    ],
)
def test_matter_speaks_the_editions_language(pamphlet: Pamphlet, language: str, contents: str, summary: str) -> None:
    """A French edition has a sommaire, and its summary is in French; where we have no words, they are English."""
    epub = Epub(build(replace(pamphlet, language=language)))
    assert epub.document("nav.xhtml").text("//h:h1") == contents
    assert epub.described("schema:accessibilitySummary")[0].startswith(summary)
