"""Documents in reading order → the nav, and the NCX that EPUB 2 readers look for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from pamphlet.identifiers import parse_identifier
from pamphlet.model import MatterPages, Pamphlet
from pamphlet.renderers.epub.items import XHTML, Document, Item
from pamphlet.renderers.epub.pages import PageTarget, mark_entries, mark_page
from pamphlet.renderers.epub.templating import fill
from pamphlet.wording import wording_for

NAV_PATH: Final = "nav.xhtml"


class Landmark(Struct, frozen=True):
    """A place that readers jump to: its epub:type, its title and where it lies."""

    type: str
    title: str
    href: str


def landmarks(pamphlet: Pamphlet, statements: Sequence[Document]) -> tuple[Landmark, ...]:
    """Cover, title page, contents, the start of the text, and the colophon."""
    wording = wording_for(pamphlet.language)
    start = (Landmark("bodymatter", wording.start, document.path) for document in statements[:1])
    return (
        Landmark("cover", wording.cover, "cover.xhtml"),
        Landmark("titlepage", wording.title_page, "titlepage.xhtml"),
        Landmark("toc", wording.contents, f"{NAV_PATH}#toc"),
        *start,
        Landmark("colophon", wording.colophon, "colophon.xhtml"),
    )


def contents_pages(pamphlet: Pamphlet) -> tuple[PageTarget, ...]:
    """The pages of the print edition that begin in its contents."""
    pages = pamphlet.pages or MatterPages()
    begun = (pages.contents, *(each.page for each in pages.contents_entries))
    return tuple(PageTarget(page, f"{NAV_PATH}#page-{page}") for page in begun if page)


def render_nav(
    pamphlet: Pamphlet, contents: Sequence[Document], places: Sequence[Landmark], pages: Sequence[PageTarget]
) -> Document:
    """The contents as a page of the book, with the landmarks and the pages of the print edition hidden below."""
    language, wording = pamphlet.language, wording_for(pamphlet.language)
    matter = pamphlet.pages or MatterPages()
    content = fill(
        NAV_PATH,
        root="",
        language=language,
        title=wording.contents,
        wording=wording,
        opening=mark_page(matter.contents) if matter.contents else "",
        begun=mark_entries(matter.contents_entries),
        contents=contents,
        landmarks=places,
        pages=pages,
    )
    return Document(
        id="nav",
        path=NAV_PATH,
        media_type=XHTML,
        content=content,
        properties="nav",
        title=wording.contents,
        language=language,
    )


def render_ncx(
    pamphlet: Pamphlet, spine: Sequence[Document], contents: Sequence[Document], pages: Sequence[PageTarget]
) -> Item:
    """The same contents and pages in the form of 2005."""
    content = fill(
        "toc.ncx",
        language=pamphlet.language,
        identifier=parse_identifier(pamphlet.identifier).uri,
        title=pamphlet.title,
        wording=wording_for(pamphlet.language),
        contents=contents,
        pages=pages,
        order=_play_order(spine, contents, pages),
    )
    # The spine names the NCX by this id.
    return Item(id="ncx", path="toc.ncx", media_type="application/x-dtbncx+xml", content=content)


def _play_order(spine: Sequence[Document], contents: Sequence[Document], pages: Sequence[PageTarget]) -> dict[str, int]:
    """Each place by its number in reading order (DAISY 3, 8.4.3): a document, then the pages that begin in it."""
    listed = {document.path for document in contents}
    places = [
        href
        for document in spine
        for href in (document.path, *(each.href for each in pages if each.href.startswith(f"{document.path}#")))
        if "#" in href or href in listed
    ]
    return {href: number for number, href in enumerate(places, start=1)}
