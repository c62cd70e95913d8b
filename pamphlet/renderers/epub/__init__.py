"""The model → an EPUB 3.3 that EPUB 2 readers can open as well."""

from __future__ import annotations

from collections.abc import Mapping

from pamphlet.model import Contact, Pamphlet
from pamphlet.renderers.epub.accessibility import describe_access
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
from pamphlet.renderers.epub.nav import landmarks, render_nav, render_ncx
from pamphlet.renderers.epub.package import Package, bind
from pamphlet.renderers.epub.pictures import cover_item, gather_pictures


def render(pamphlet: Pamphlet, *, stylesheet: str, images: Mapping[str, bytes], cover: bytes) -> bytes:
    """The finished EPUB. `images` holds bytes by `Image.name`; `cover` is a JPEG or PNG, 1600 × 2560 px."""
    cover_picture = cover_item(cover)
    pictures = gather_pictures(pamphlet, images)
    statements = [statement_document(statement, pictures) for statement in pamphlet.statements]
    contact = [contact_page(pamphlet)] if pamphlet.contact != Contact() else []
    contents = (*statements, *contact, colophon_page(pamphlet))
    places = landmarks(pamphlet, statements)
    nav = render_nav(pamphlet, contents, places)
    style = Item(id="style", path="epub.css", media_type="text/css", content=stylesheet.encode())
    package = Package(
        identifier=pamphlet.identifier,
        language=pamphlet.language,
        modified=pamphlet.modified,
        metadata=(*describe(pamphlet), *describe_access(pamphlet)),
        spine=(cover_page(pamphlet, cover_picture), title_page(pamphlet), nav, *contents),
        resources=(render_ncx(pamphlet, contents), style, cover_picture, *pictures.values()),
        landmarks=places,
    )
    return write_container(bind(package))


__all__ = ["render"]
