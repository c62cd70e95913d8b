"""Statements and matter → finished XHTML documents."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from pamphlet.model import Address, Date, Pamphlet, Paragraph, Statement
from pamphlet.model.walk import Run, plain_text
from pamphlet.renderers.epub.items import XHTML, Document, Item
from pamphlet.renderers.epub.notes import Notes
from pamphlet.renderers.epub.templating import fill, up_from
from pamphlet.renderers.xhtml import Dialect, render_blocks, render_byline, render_date, render_inlines
from pamphlet.wording import wording_for


def cover_page(pamphlet: Pamphlet, picture: Item) -> Document:
    """The cover as the first page; the words for its picture name the title that it shows."""
    label = wording_for(pamphlet.language).cover
    words = (f"{label}: {pamphlet.title}", pamphlet.cover.alternative)
    return _matter("cover", label, pamphlet, picture=picture.path, alternative=". ".join(filter(None, words)))


def title_page(pamphlet: Pamphlet) -> Document:
    """Title, subtitle, date and publisher."""
    title = wording_for(pamphlet.language).title_page
    return _matter("titlepage", title, pamphlet, date=_date(pamphlet.date))


def contact_page(pamphlet: Pamphlet) -> Document:
    """How to reach the people behind the pamphlet: words and addresses in their order."""
    items = pamphlet.contact.items
    dialect = _dialect(Notes(item for item in items if isinstance(item, Paragraph)), "", {})
    title = wording_for(pamphlet.language).contact
    return _matter("contact", title, pamphlet, items=[_contact_item(item, dialect) for item in items])


def _contact_item(item: Paragraph | Address, dialect: Dialect) -> Markup | Address:
    return item if isinstance(item, Address) else _finished(render_blocks((item,), dialect))


def colophon_page(pamphlet: Pamphlet) -> Document:
    """How the pamphlet was made, so that anybody can make it again and compare."""
    return _matter("colophon", wording_for(pamphlet.language).colophon, pamphlet)


def _matter(name: str, title: str, pamphlet: Pamphlet, **values: object) -> Document:
    path, language = f"{name}.xhtml", pamphlet.language
    wording = wording_for(language)
    content = fill(
        path, root=up_from(path), language=language, title=title, wording=wording, pamphlet=pamphlet, **values
    )
    return Document(id=name, path=path, media_type=XHTML, content=content, title=title, language=language)


def statement_document(statement: Statement, pictures: Mapping[str, Item]) -> Document:
    """One statement: title, byline, date and standfirst, its text, and its notes at the end."""
    path = f"statements/{statement.slug}.xhtml"
    title = plain_text(statement.title)
    notes = Notes(statement.blocks, lead=(statement.title, statement.standfirst), source=statement.source)
    dialect = _dialect(notes, up_from(path), pictures)
    content = fill(
        "statement.xhtml",
        root=up_from(path),
        language=statement.language,
        title=title,
        wording=wording_for(statement.language),
        heading=_inlines(statement.title, dialect),
        byline=_finished(render_byline(statement.authors)),
        date=_date(statement.date),
        standfirst=_inlines(statement.standfirst, dialect),
        text=_finished(render_blocks(statement.blocks, dialect)),
        notes=tuple(notes.render(dialect)),
    )
    return Document(
        id=f"statement-{statement.slug}",
        path=path,
        media_type=XHTML,
        content=content,
        title=title,
        language=statement.language,
    )


def _dialect(notes: Notes, root: str, pictures: Mapping[str, Item]) -> Dialect:
    return Dialect(
        note_reference=notes.call,
        footnote=lambda _: "",  # they stand together at the end
        image_source=lambda name: root + pictures[name].path,
    )


def _inlines(run: Run, dialect: Dialect) -> Markup:
    return _finished(render_inlines(run, dialect))


def _date(date: Date | None) -> Markup:
    return _finished(render_date(date) if date else "")


def _finished(xhtml: str) -> Markup:
    return Markup(xhtml)  # noqa: S704 - its words were escaped when they became XHTML
