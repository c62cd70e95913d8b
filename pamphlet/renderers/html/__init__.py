"""The model → the whole edition as one file of HTML that needs nothing beside it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from msgspec.structs import replace

from pamphlet.identifiers import parse_identifier
from pamphlet.model import (
    Address,
    Block,
    BulletedList,
    Contact,
    Heading,
    ListItem,
    OrderedList,
    Pamphlet,
    Paragraph,
    Quotation,
    Statement,
)
from pamphlet.model.walk import plain_text
from pamphlet.renderers.html.metadata import describe_in_names, describe_linked
from pamphlet.renderers.line_by_line import manner_of
from pamphlet.renderers.notes import Note, Notes
from pamphlet.renderers.pictures import ScreenPicture, fit_pictures
from pamphlet.renderers.spaces import bind_pamphlet
from pamphlet.renderers.xhtml import Dialect, part_breaks, render_blocks, render_byline, render_date, render_inlines
from pamphlet.templating import templates_of
from pamphlet.wording import Wording, wording_for

DEEPEST: Final = 6
_ENVIRONMENT: Final = templates_of(
    "pamphlet.renderers.html", trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
)


@dataclass(frozen=True, slots=True)
class _SetStatement:
    """A statement as the template gets it."""

    id: str
    language: str
    wording: Wording
    plain_title: str
    opening: Markup
    title: Markup
    byline: Markup
    date: Markup
    standfirst: Markup
    text: Markup
    notes: tuple[Note, ...]


def render(pamphlet: Pamphlet, *, stylesheet: str, images: Mapping[str, bytes]) -> bytes:
    """The finished page, in UTF-8. `images` holds bytes by `Image.name`; `stylesheet` is the style's for screens."""
    pamphlet = bind_pamphlet(pamphlet)
    sources = {name: _data_uri(picture) for name, picture in fit_pictures(pamphlet, images).items()}
    own_sheet, _, _ = _ENVIRONMENT.loader.get_source(_ENVIRONMENT, "page.css")  # type: ignore[union-attr] # set above
    identifiers = (pamphlet.identifier, *pamphlet.identifiers)
    page = _ENVIRONMENT.get_template("page.html.jinja").render(
        pamphlet=pamphlet,
        wording=wording_for(pamphlet.language),
        named=tuple(describe_in_names(pamphlet)),
        linked=_finished(describe_linked(pamphlet)),
        stylesheet=_finished(f"{stylesheet}\n{own_sheet}".replace("</", "<\\/")),
        date=_finished(render_date(pamphlet.date) if pamphlet.date else ""),
        statements=[_set_statement(statement, sources) for statement in pamphlet.statements],
        contact=[_contact_item(item) for item in pamphlet.contact.items],
        has_contact=pamphlet.contact != Contact(),
        identifiers=[parse_identifier(text).label for text in identifiers],
    )
    return page.encode()


def _data_uri(picture: ScreenPicture) -> str:
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.content).decode()}"


def _finished(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - our own, or its words were escaped when they became XHTML


def _set_statement(statement: Statement, sources: Mapping[str, str]) -> _SetStatement:
    lead = (statement.title, statement.standfirst)
    notes = Notes(statement.blocks, lead=lead, source=statement.source, prefix=f"{statement.slug}-")
    dialect = _dialect(notes, sources)
    opening, title = part_breaks(statement.title)
    return _SetStatement(
        id=f"statement-{statement.slug}",
        language=statement.language,
        wording=wording_for(statement.language),
        plain_title=plain_text(statement.title),
        opening=_finished(render_inlines(opening, dialect)),
        title=_finished(render_inlines(title, dialect)),
        byline=_finished(render_byline(statement.authors)),
        date=_finished(render_date(statement.date) if statement.date else ""),
        standfirst=_finished(render_inlines(statement.standfirst, dialect)),
        text=_finished(render_blocks(_lower_headings(statement.blocks), dialect)),
        notes=tuple(notes.render(dialect)),
    )


def _dialect(notes: Notes, sources: Mapping[str, str]) -> Dialect:
    return Dialect(
        note_reference=notes.call,
        footnote=lambda _: "",  # they stand together below the text
        image_source=sources.__getitem__,
        page_break=lambda page: f'<span role="doc-pagebreak" aria-label="{page}" id="page-{page}"></span>',
        manner=manner_of,
    )


def _lower_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Every heading a level lower: on one page, the pamphlet's own title is the first level."""
    return tuple(_lower(block) for block in blocks)


def _lower(block: Block) -> Block:
    match block:
        case Heading(level=level):
            return replace(block, level=min(level + 1, DEEPEST))
        case BulletedList() | OrderedList():
            return replace(block, items=tuple(ListItem(_lower_headings(item.blocks)) for item in block.items))
        case Quotation():
            return replace(block, blocks=_lower_headings(block.blocks))
        case _:
            return block


def _contact_item(item: Paragraph | Address) -> Markup | Address:
    return item if isinstance(item, Address) else _finished(render_blocks((item,), _dialect(Notes(()), {})))


__all__ = ["render"]
