"""The model → an EPUB 3.3 that EPUB 2 readers can open as well."""

from __future__ import annotations

from collections.abc import Mapping

from pamphlet.cache import NO_CACHE, Cache
from pamphlet.identifiers import parse_identifier
from pamphlet.model import Contact, Pamphlet
from pamphlet.renderers.epub.container import write_container
from pamphlet.renderers.epub.documents import (
    colophon_page,
    contact_page,
    cover_page,
    statement_document,
    title_page,
)
from pamphlet.renderers.epub.items import Item
from pamphlet.renderers.epub.metadata import describe
from pamphlet.renderers.epub.nav import contents_pages, landmarks, render_nav, render_ncx
from pamphlet.renderers.epub.package import Package, bind
from pamphlet.renderers.epub.pages import find_pages
from pamphlet.renderers.epub.pictures import cover_item, gather_pictures
from pamphlet.renderers.epub.typefaces import embed_fonts
from pamphlet.renderers.spaces import bind_pamphlet


def render(  # noqa: PLR0913 - what a book is made of, and what is kept of it
    pamphlet: Pamphlet,
    *,
    stylesheet: str,
    images: Mapping[str, bytes],
    cover: bytes,
    fonts: Mapping[str, bytes] | None = None,
    cache: Cache = NO_CACHE,
) -> bytes:
    """The finished EPUB. `images` holds bytes by `Image.name`; `cover` is a JPEG or PNG, 1600 × 2560 px.

    `fonts` are files to bring along, by name: the first sets the text. A pamphlet with page breaks gets a page list.
    """
    cover_picture = cover_item(cover)
    pictures = gather_pictures(pamphlet, images)
    statements = [statement_document(statement, pictures, cache) for statement in pamphlet.statements]
    contact = [contact_page(pamphlet)] if pamphlet.contact != Contact() else []
    front = (cover_page(pamphlet, cover_picture), title_page(pamphlet))
    contents = (*statements, *contact, colophon_page(pamphlet))
    pages = tuple(sorted((*find_pages((*front, *contents)), *contents_pages(pamphlet))))
    places = landmarks(pamphlet, statements)
    spine = (*front, render_nav(pamphlet, contents, places, pages), *contents)
    typefaces = embed_fonts(bind_pamphlet(pamphlet) if fonts else pamphlet, fonts or {})
    style = Item(id="style", path="epub.css", media_type="text/css", content=(typefaces.css + stylesheet).encode())
    ncx = render_ncx(pamphlet, spine, contents, pages)
    package = Package(
        identifier=parse_identifier(pamphlet.identifier).uri,
        language=pamphlet.language,
        modified=pamphlet.modified,
        metadata=tuple(describe(pamphlet)),
        spine=spine,
        resources=(ncx, style, cover_picture, *pictures.values(), *typefaces.items),
        landmarks=places,
    )
    return write_container(bind(package, cache), cache)


__all__ = ["render"]
