"""Statements and matter → finished XHTML documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup
from msgspec.msgpack import encode
from msgspec.structs import replace

from pamphlet.cache import NO_CACHE, Cache, key_of
from pamphlet.identifiers import parse_identifier
from pamphlet.model import Address, Author, Date, Figure, MatterPages, Pamphlet, Paragraph, Statement
from pamphlet.model.walk import Run, all_blocks, plain_text
from pamphlet.renderers.epub.items import XHTML, Document, Item
from pamphlet.renderers.epub.pages import mark_entries, mark_page
from pamphlet.renderers.epub.templating import fill, up_from
from pamphlet.renderers.line_by_line import manner_of
from pamphlet.renderers.notes import Notes
from pamphlet.renderers.spaces import bind_statement
from pamphlet.renderers.xhtml import Dialect, part_breaks, render_blocks, render_byline, render_date, render_inlines
from pamphlet.wording import wording_for

MOST_NAMES: Final = 3
"""More than these would fill a title page."""


def cover_page(pamphlet: Pamphlet, picture: Item) -> Document:
    """The cover as the first page; the words for its picture are those that it shows."""
    cover = pamphlet.cover
    words = (cover.kicker, pamphlet.title, pamphlet.subtitle, cover.alternative)
    alternative = " ".join(_sentence(text) for text in words if text)
    label = wording_for(pamphlet.language).cover
    return _matter("cover", label, pamphlet, page=_pages(pamphlet).cover, picture=picture.path, alternative=alternative)


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."


def _pages(pamphlet: Pamphlet) -> MatterPages:
    return pamphlet.pages or MatterPages()


def title_page(pamphlet: Pamphlet) -> Document:
    """Title, subtitle, who signed the only statement, date and publisher: what paper says on cover and imprint."""
    title, page = wording_for(pamphlet.language).title_page, _pages(pamphlet).imprint
    byline = _finished(render_byline(_signatories(pamphlet)))
    return _matter("titlepage", title, pamphlet, page=page, date=_date(pamphlet.date), byline=byline)


def _signatories(pamphlet: Pamphlet) -> tuple[Author, ...]:
    """Who signed the only statement, if they are few and are not named as the publisher; others stand at their own."""
    if len(pamphlet.statements) != 1:
        return ()
    authors = pamphlet.statements[0].authors
    return () if len(authors) > MOST_NAMES or [each.name for each in authors] == [pamphlet.publisher] else authors


def contact_page(pamphlet: Pamphlet) -> Document:
    """How to reach the people behind the pamphlet: words and addresses in their order."""
    items = pamphlet.contact.items
    dialect = _dialect(Notes(item for item in items if isinstance(item, Paragraph)), "", {})
    title = wording_for(pamphlet.language).contact
    set_items = [_contact_item(item, dialect) for item in items]
    return _matter("contact", title, pamphlet, page=_pages(pamphlet).contact, items=set_items)


def _contact_item(item: Paragraph | Address, dialect: Dialect) -> Markup | Address:
    return item if isinstance(item, Address) else _finished(render_blocks((item,), dialect))


def colophon_page(pamphlet: Pamphlet) -> Document:
    """How the pamphlet was made, so that anybody can make it again and compare."""
    pages = _pages(pamphlet)
    identifiers = [parse_identifier(text).label for text in (pamphlet.identifier, *pamphlet.identifiers)]
    title = wording_for(pamphlet.language).colophon
    begun = mark_entries(pages.sources)
    return _matter("colophon", title, pamphlet, page=pages.colophon, identifiers=identifiers, begun=begun)


def _matter(name: str, title: str, pamphlet: Pamphlet, *, page: int, **values: object) -> Document:
    path, language = f"{name}.xhtml", pamphlet.language
    common = {"language": language, "title": title, "wording": wording_for(language), "pamphlet": pamphlet}
    content = fill(path, root=up_from(path), opening=_opening(page), **common, **values)
    return Document(id=name, path=path, media_type=XHTML, content=content, title=title, language=language)


def statement_document(statement: Statement, pictures: Mapping[str, Item], cache: Cache = NO_CACHE) -> Document:
    """One statement, as it was filled in before or is now."""
    path = f"statements/{statement.slug}.xhtml"
    shown = {block.image for block in all_blocks(statement.blocks) if isinstance(block, Figure)}
    key = key_of("document", encode(statement), *(f"{name} {pictures[name].path}" for name in sorted(shown)))
    content = cache.get(key)
    if content is None:
        content = _fill_statement(bind_statement(statement), pictures, path)
        cache.put(key, content)
    title = plain_text(bind_statement(replace(statement, blocks=())).title)
    name = f"statement-{statement.slug}"
    return Document(id=name, path=path, media_type=XHTML, content=content, title=title, language=statement.language)


def _fill_statement(statement: Statement, pictures: Mapping[str, Item], path: str) -> bytes:
    """Title, byline, date and standfirst, the text, and the notes at the end."""
    title = plain_text(statement.title)
    lead = (statement.title, statement.standfirst)
    notes = Notes(statement.blocks, lead=lead, source=statement.source, kind='epub:type="noteref"')
    opening, heading = part_breaks(statement.title)
    dialect = _dialect(notes, up_from(path), pictures)
    return fill(
        "statement.xhtml",
        root=up_from(path),
        language=statement.language,
        title=title,
        wording=wording_for(statement.language),
        opening=_inlines(opening, dialect),
        heading=_inlines(heading, dialect),
        byline=_finished(render_byline(statement.authors)),
        date=_date(statement.date),
        standfirst=_inlines(statement.standfirst, dialect),
        text=_finished(render_blocks(statement.blocks, dialect)),
        notes=tuple(notes.render(dialect)),
    )


def _opening(page: int) -> Markup:
    """The mark of the page that a document begins; none for 0."""
    return mark_page(page) if page else Markup()


def _dialect(notes: Notes, root: str, pictures: Mapping[str, Item]) -> Dialect:
    return Dialect(
        note_reference=notes.call,
        footnote=lambda _: "",  # they stand together at the end
        image_source=lambda name: root + pictures[name].path,
        page_break=mark_page,
        manner=manner_of,
    )


def _inlines(run: Run, dialect: Dialect) -> Markup:
    return _finished(render_inlines(run, dialect))


def _date(date: Date | None) -> Markup:
    return _finished(render_date(date) if date else "")


def _finished(xhtml: str) -> Markup:
    return Markup(xhtml)  # noqa: S704 - its words were escaped when they became XHTML
