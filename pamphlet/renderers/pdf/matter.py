"""The pamphlet → one HTML document for the page setter, through the style's templates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from jinja2 import DictLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from pamphlet.fonts import advance_em
from pamphlet.model import Contact, Footnote, Pamphlet, Paragraph, Statement
from pamphlet.model.walk import all_blocks, plain_text, runs
from pamphlet.renderers.pdf.geometry import PageGeometry, cover_panel, fit_title
from pamphlet.renderers.pdf.pictures import picture_css, picture_paths
from pamphlet.renderers.xhtml import Dialect, number_notes, render_blocks, render_byline, render_date, render_inlines
from pamphlet.styles import Style
from pamphlet.wording import wording_for

LONGEST_RUNNING_HEAD: Final = 52


@dataclass(frozen=True, slots=True)
class SetStatement:
    """A statement as the templates get it: XHTML, and plain words for what cannot hold any."""

    slug: str
    language: str
    title: Markup
    plain_title: str
    running_title: str
    authors: str
    byline: Markup
    date: Markup
    standfirst: Markup
    body: Markup


def compose_html(pamphlet: Pamphlet, style: Style, geometry: PageGeometry, *, template: str) -> str:
    """Fill the style's template; statements' words reach it as finished XHTML or escaped."""
    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader(style.templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    advance = partial(advance_em, font=style.fonts[style.title_font])
    cover_title = fit_title(pamphlet.title, cover_panel(geometry), advance)
    paths = picture_paths(pamphlet)
    statements = [_set_statement(statement, paths) for statement in pamphlet.statements]
    return environment.get_template(template).render(
        pamphlet=pamphlet,
        statements=statements,
        authors=_all_authors(pamphlet),
        running_title=shorten(pamphlet.title),
        contact_items=_contact_items(pamphlet.contact),
        cover_picture=paths.get(pamphlet.cover.image, ""),
        qr_target=qr_target(pamphlet.contact),
        wording=wording_for(pamphlet.language),
        cover_title=cover_title,
        geometry=geometry,
    )


def qr_target(contact: Contact) -> str:
    """The address that the QR code leads to: the first on the web, or else the first there is."""
    by_kind = sorted(contact.addresses, key=lambda address: address.kind != "web")
    return next((address.target for address in by_kind if address.target), "")


def _set_statement(statement: Statement, paths: Mapping[str, str]) -> SetStatement:
    dialect = _dialect(statement, paths)
    title = plain_text(statement.title)
    body = [block for block in statement.blocks if not isinstance(block, Footnote)]
    return SetStatement(
        slug=statement.slug,
        language=statement.language,
        title=_finished(render_inlines(statement.title, dialect)),
        plain_title=title,
        running_title=shorten(title),
        authors=", ".join(author.name for author in statement.authors),
        byline=_finished(render_byline(statement.authors)),
        date=_finished(render_date(statement.date) if statement.date else ""),
        standfirst=_finished(render_inlines(statement.standfirst, dialect)),
        body=_finished(render_blocks(body, dialect)),
    )


def _finished(xhtml: str) -> Markup:
    return Markup(xhtml)  # noqa: S704 - made by our own renderer, which escapes every word


def _dialect(statement: Statement, paths: Mapping[str, str]) -> Dialect:
    notes = {block.label: block for block in all_blocks(statement.blocks) if isinstance(block, Footnote)}
    numbers = number_notes(runs(statement.blocks))

    def set_note(label: str) -> str:
        if label not in notes:
            return ""
        # A note's paragraphs run on: at the foot of a page there is no room for more.
        words = "<br/>".join(render_inlines(run, dialect) for run in runs(notes[label].blocks))
        return f'<span class="footnote" data-number="{numbers[label]}">{words}</span>'

    dialect = Dialect(set_note, lambda _: "", paths.__getitem__)
    return dialect


def _contact_items(contact: Contact) -> list[tuple[str, str, str]]:
    """Each item as its kind ("words" for a paragraph), its words and its target."""
    return [
        ("words", plain_text(item.content), "") if isinstance(item, Paragraph) else (item.kind, item.text, item.target)
        for item in contact.items
    ]


def _all_authors(pamphlet: Pamphlet) -> list[str]:
    return list(dict.fromkeys(author.name for statement in pamphlet.statements for author in statement.authors))


def shorten(title: str) -> str:
    """A title for the running head: whole if it fits, else its first sentence or as many words as do."""
    if len(title) <= LONGEST_RUNNING_HEAD:
        return title
    first = re.match(r".+?[.!?:;](?=\s)", title)
    if first and len(first[0]) <= LONGEST_RUNNING_HEAD:
        return first[0].rstrip(".:;")
    return f"{title[:LONGEST_RUNNING_HEAD].rsplit(' ', 1)[0].rstrip(',;:')} …"


def page_css(pamphlet: Pamphlet, geometry: PageGeometry) -> str:
    """The page's measures as CSS, for the style's sheets to build on."""
    trim, fore_edge, gutter = geometry.trim, geometry.fore_edge_mm, geometry.gutter_mm
    head, foot = geometry.head_mm, geometry.foot_mm
    return f"""
@page {{ size: {trim.width_mm:.3f}mm {trim.height_mm:.3f}mm; margin: {head}mm {fore_edge}mm {foot}mm {gutter}mm }}
@page :left {{ margin-left: {fore_edge}mm; margin-right: {gutter}mm }}
:root {{ --text: {geometry.text_pt}pt; --leading: {geometry.leading_pt}pt; --measure: {geometry.measure_mm:.3f}mm;
  --width: {trim.width_mm:.3f}mm; --height: {trim.height_mm:.3f}mm; --block: {geometry.block_mm:.3f}mm }}
{picture_css(pamphlet, geometry)}"""
