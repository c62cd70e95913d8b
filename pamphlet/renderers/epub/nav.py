"""Documents in reading order → the nav, and the NCX that EPUB 2 readers look for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pamphlet.model import Pamphlet
from pamphlet.renderers.epub.items import XHTML, Document, Item
from pamphlet.renderers.epub.templating import fill
from pamphlet.wording import wording_for

NAV_PATH: Final = "nav.xhtml"


@dataclass(frozen=True, slots=True)
class Landmark:
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


def render_nav(pamphlet: Pamphlet, contents: Sequence[Document], places: Sequence[Landmark]) -> Document:
    """The contents as a page of the book, with the landmarks hidden below."""
    language, wording = pamphlet.language, wording_for(pamphlet.language)
    content = fill(
        NAV_PATH,
        root="",
        language=language,
        title=wording.contents,
        wording=wording,
        contents=contents,
        landmarks=places,
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


def render_ncx(pamphlet: Pamphlet, contents: Sequence[Document]) -> Item:
    """The same contents in the form of 2005."""
    content = fill(
        "toc.ncx",
        language=pamphlet.language,
        identifier=pamphlet.identifier,
        title=pamphlet.title,
        contents=contents,
    )
    # The spine names the NCX by this id.
    return Item(id="ncx", path="toc.ncx", media_type="application/x-dtbncx+xml", content=content)
