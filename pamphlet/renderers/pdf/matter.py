"""The pamphlet → one HTML document for the page setter, through the style's templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from html import escape
from traceback import extract_tb
from typing import Any, Final, NamedTuple, NoReturn

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from pamphlet.addresses import JOINTS
from pamphlet.errors import PamphletError
from pamphlet.identifiers import parse_identifier
from pamphlet.model import Contact, Footnote, Pamphlet, Paragraph, Statement, Table, Text
from pamphlet.model.walk import plain_text
from pamphlet.renderers.line_by_line import manner_of
from pamphlet.renderers.pdf.cover import DRAWN_WIDTH_MM, SMALLEST_PT
from pamphlet.renderers.pdf.cover_matter import all_authors, compose_cover, title_filler
from pamphlet.renderers.pdf.geometry import PageGeometry
from pamphlet.renderers.pdf.headlines import FilledLine
from pamphlet.renderers.pdf.links import PrintedLinks
from pamphlet.renderers.pdf.notes import Notes
from pamphlet.renderers.pdf.pictures import find_path, picture_css, picture_paths
from pamphlet.renderers.pdf.plan import USUAL_MATTER, Gathered, Links, MatterChoice
from pamphlet.renderers.pdf.running import fit_running_head
from pamphlet.renderers.pdf.tables import fit_columns, open_table
from pamphlet.renderers.xhtml import BLANK as BLANK_MARKS
from pamphlet.renderers.xhtml import Dialect, render_blocks, render_byline, render_date, render_inlines
from pamphlet.styles import Style, is_own
from pamphlet.templating import KeptTemplates
from pamphlet.units import Size, mm_to_pt, pt_to_mm
from pamphlet.wording import wording_for

PARTS: Final = (
    *("cover", "imprint", "half-title", "contents", "statement", "notes-page", "closing", "slip", "back-cover"),
)
"""What a pamphlet may consist of, in order."""
PT_PER_PX: Final = 0.75
# A word of so many letters may be longer than its line or its column, and the setter is slow to break it by itself.
LONG_WORD: Final = re.compile(r"(?:&\w+;|[^\s&\u200b]){45,}")
# A compound is cut where its language parts it, and so are the longest that people write.
COMPOUND: Final = re.compile(r"\W*[^\W\d_]+(?:-[^\W\d_]+)*\W*")
LONGEST_COMPOUND: Final = 80
# Another is parted where an address may be, else before a hyphen; and where that is nowhere, after 20 letters.
JOINT: Final = f"[{JOINTS.replace('&', '')}]"
LETTER: Final = r"(?:&\w+;|.)"
PART: Final = re.compile(rf"{LETTER}{{6,20}}?(?<={JOINT})(?!{JOINT})|{LETTER}{{6,20}}(?=-)|{LETTER}{{1,20}}(?<!\w-)")
BREAK: Final = "\u200b"
# A line may end in a dash that joins two words, and never begins with it.
DASH: Final = re.compile(r"(?<=\S)—(?=\S)")
WORD_JOINER: Final = "\u2060"
BLANK: Final = '<span class="blank"></span>'
# Greek small capitals bear no accents, nor do two forms of sigma differ; those of ı, ȷ, ĸ and ſ are those of i, j, k
# and s: copied, the words would be others.
ALIKE: Final = re.compile(
    r"[\u0370-\u03ff\u1f00-\u1fff]+(?:\s+[\u0370-\u03ff\u1f00-\u1fff]+)*|[^\W\d_]*[ıȷĸſ][^\W\d_]*"
)
AS_TYPED: Final = r'<span class="as-typed">\g<0></span>'


class SetStatement(Struct, frozen=True):
    """A statement as the templates get it: XHTML, and plain words for what cannot hold any."""

    slug: str
    language: str
    title: Markup
    listed_title: Markup
    plain_title: str
    running_title: str
    verso_head: str
    authors: str
    byline: Markup
    date: Markup
    standfirst: Markup
    body: Markup
    title_lines: tuple[FilledLine, ...]


class Makeup(Struct, frozen=True):
    """What is set: which parts, by which template, with how many pages for notes, with which links and which matter.

    `end_noted` are the slugs of statements whose own notes all follow the text; `ragged` text is not justified.
    """

    template: str = "pamphlet.html.jinja"
    notes_pages: int = 0
    end_noted: frozenset[str] = frozenset()
    links: Links = "note"
    ragged: bool = False
    matter: MatterChoice = USUAL_MATTER
    gathered: Gathered = "no"
    parts: tuple[str, ...] = PARTS


COVER_ALONE: Final = Makeup(template="cover-alone.html.jinja")


def compose_html(pamphlet: Pamphlet, style: Style, geometry: PageGeometry, makeup: Makeup) -> str:
    """Fill the style's template; statements' words reach it as finished XHTML or escaped."""
    room_em = geometry.measure_pt / style.facts.page.running_pt
    running = partial(fit_running_head, language=pamphlet.language, room_em=room_em, advance=style.text_em)
    statements = _set_statements(pamphlet, style, geometry, makeup, running)
    matter = {
        "pamphlet": pamphlet,
        "statements": statements,
        "authors": all_authors(pamphlet),
        **compose_cover(pamphlet, style, geometry, [(each.plain_title, each.authors) for each in statements]),
        "running_title": running(pamphlet.title),
        "contact_items": _contact_items(pamphlet.contact),
        "qr_target": qr_target(pamphlet.contact),
        "wording": wording_for(pamphlet.language),
        "geometry": geometry,
        "notes_pages": makeup.notes_pages,
        "choice": makeup.matter,
        "gathered": makeup.gathered,
        "slip_lines": [_finished(BLANK_MARKS.sub(BLANK, escape(line))) for line in makeup.matter.slip],
        "parts": makeup.parts,
    }
    return _mend_words(_fill(style, makeup.template, matter), f"{style.where}/print/{makeup.template}")


def _set_statements(
    pamphlet: Pamphlet, style: Style, geometry: PageGeometry, makeup: Makeup, running: Callable[[str], str]
) -> list[SetStatement]:
    room_mm = pt_to_mm(style.facts.page.title_lines * geometry.leading_pt)
    room = Size(geometry.measure_mm, room_mm)
    lines = _Lines(
        geometry,
        running,
        over_versos="" if pamphlet.called_after_first else running(pamphlet.title),
        fill_title=partial(title_filler(style), room=room, largest_pt=mm_to_pt(room_mm)) if room_mm else _not_at_all,
        links=makeup.links,
        open_table=partial(_open_table, style, geometry),
    )
    paths = picture_paths(pamphlet)
    return [
        _set_statement(statement, paths, lines, at_end=statement.slug in makeup.end_noted)
        for statement in pamphlet.statements
    ]


def _not_at_all(_title: str) -> tuple[FilledLine, ...]:
    return ()


def _fill(style: Style, template: str, matter: Mapping[str, object]) -> str:
    """The template's HTML; raises PamphletError with the file and the line where a style's template fails."""
    try:
        environment = _environment(tuple(style.templates.items()), own=is_own(style))
        return environment.get_template(template).render(matter)
    except TemplateSyntaxError as error:
        raise _unfillable(style, error, error.name or template, error.lineno) from error
    except TemplateNotFound as error:
        raise _unfillable(style, error, template, 0) from error
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RuntimeError) as error:
        frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename in style.templates]
        place = (frames[-1].filename, frames[-1].lineno or 0) if frames else (template, 0)
        raise _unfillable(style, error, *place) from error


def _unfillable(style: Style, error: Exception, template: str, line: int) -> PamphletError:
    what = f"the style’s templates cannot be filled ({error})"
    return PamphletError(what, advice="mend the style", where=f"{style.where}/print/{template}", line=line)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Where templates of strangers are filled: no power, for a long one is a single step that no guard can stop."""

    intercepted_binops = frozenset({"**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> NoReturn:  # noqa: ANN401, ARG002 - the library's signature
        """Refuse what is intercepted."""
        raise SecurityError(f"{operator} is not allowed")


@cache
def _environment(templates: tuple[tuple[str, str], ...], *, own: bool) -> _Sandbox:
    """Where a style's templates are filled; compiled once for the pages and the cover, and kept if they are our own."""
    texts = dict(templates)
    # A template that knows its name can say where it failed.
    loader = FunctionLoader(lambda name: (texts[name], name, lambda: True) if name in texts else None)
    sandbox = _Sandbox(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=KeptTemplates(__name__) if own else None,
    )
    sandbox.filters["label"] = lambda identifier: parse_identifier(identifier).label
    return sandbox


def qr_target(contact: Contact) -> str:
    """The address that the QR code leads to: the first on the web, or else the first there is."""
    by_kind = sorted(contact.addresses, key=lambda address: address.kind != "web")
    return next((address.target for address in by_kind if address.target), "")


class _Lines(NamedTuple):
    """What lines are found by: the page, what of a title its running head holds, and how a title fills its lines.

    `open_table` finds a table's columns. `over_versos` is empty where each statement has a head of its own there.
    """

    geometry: PageGeometry
    fit_running: Callable[[str], str]
    over_versos: str
    fill_title: Callable[[str], tuple[FilledLine, ...]]
    links: Links
    open_table: Callable[[Table], str]


def _set_statement(statement: Statement, paths: Mapping[str, str], lines: _Lines, *, at_end: bool) -> SetStatement:
    find = partial(find_path, paths, where=statement.source)
    plain = Dialect(lambda _: "", lambda _: "", find, table=lines.open_table, manner=manner_of)
    links = PrintedLinks(statement.slug, lines.links, at_end=at_end)
    notes = Notes(statement, lines.geometry, replace(plain, link=links.inside_note), at_end=at_end)
    dialect = replace(plain, note_reference=notes.call, link=links.render, blank=lambda _: BLANK)
    # In the order in which they are read, for the first call of a note is the one that brings it.
    title = _finished(render_inlines(statement.title, dialect))
    standfirst = _finished(render_inlines(statement.standfirst, dialect))
    body = render_blocks((block for block in statement.blocks if not isinstance(block, Footnote)), dialect)
    plain_title = plain_text(statement.title)
    authors = ", ".join(author.name for author in statement.authors)
    return SetStatement(
        slug=statement.slug,
        language=statement.language,
        title=title,
        listed_title=_finished(_without_links(render_inlines(statement.title, plain))),
        plain_title=plain_title,
        running_title=lines.fit_running(plain_title),
        verso_head=lines.over_versos or lines.fit_running(authors or plain_title),
        authors=authors,
        byline=_finished(render_byline(statement.authors)),
        date=_finished(render_date(statement.date) if statement.date else ""),
        standfirst=standfirst,
        body=_finished(body + notes.render_rest() + links.render_rest()),
        title_lines=lines.fill_title(plain_title) if all(isinstance(node, Text) for node in statement.title) else (),
    )


def _open_table(style: Style, geometry: PageGeometry, table: Table) -> str:
    """The opening of a table, with the widths of its columns."""
    sizes = (style.facts.page.table_scale, min(style.facts.page.table_scale, SMALLEST_PT / geometry.text_pt))
    columns = fit_columns(table, geometry.measure_pt, style.text_em, text_pt=geometry.text_pt, sizes=sizes)
    return open_table(columns, geometry.measure_pt)


def _without_links(xhtml: str) -> str:
    """For the contents, where the whole title is a link."""
    return re.sub(r"</?a\b[^>]*>", "", xhtml)


def _finished(xhtml: str) -> Markup:
    return Markup(xhtml)  # noqa: S704 - made by our own renderer, which escapes every word


def _mend_words(html: str, where: str) -> str:
    """The page with words that break where they may, and those as typed that have no small capitals."""
    head, opening, body = re.split(r"(<body\b[^>]*>)", html, maxsplit=1) if "<body" in html else (html, "", "")
    if not opening:
        raise PamphletError("the template makes no <body>", advice="mend the style", where=where)
    parts = re.split(r"(<[^>]*>)", body)  # attributes hold no angle brackets: they are escaped
    mended = (part if part.startswith("<") else _mend(part) for part in parts)
    return f"{head}{opening}{''.join(mended)}"


def _mend(text: str) -> str:
    broken = LONG_WORD.sub(_give_breaks, text)
    return ALIKE.sub(AS_TYPED, DASH.sub(f"{WORD_JOINER}—", broken))


def _give_breaks(word: re.Match[str]) -> str:
    if len(word[0]) <= LONGEST_COMPOUND and COMPOUND.fullmatch(word[0]):
        return word[0]
    return PART.sub(rf"\g<0>{BREAK}", word[0]).removesuffix(BREAK)


def _contact_items(contact: Contact) -> list[tuple[str, str, str]]:
    """Each item as its kind ("words" for a paragraph), its words and its target."""
    return [
        ("words", plain_text(item.content), "") if isinstance(item, Paragraph) else (item.kind, item.text, item.target)
        for item in contact.items
    ]


def _as_pixels(length_mm: float) -> float:
    """The nearest whole number of 64ths of a CSS pixel, for Pango measures text in 1024ths.

    With such margins no sum loses digits, and a line that just fits does so on either side.
    """
    return round(mm_to_pt(length_mm) / PT_PER_PX * 64) / 64


def page_css(pamphlet: Pamphlet, geometry: PageGeometry, *, ragged: bool = False) -> str:
    """The page's measures as CSS, for the style's sheets to build on."""
    trim, fore_edge, gutter = geometry.trim, _as_pixels(geometry.fore_edge_mm), _as_pixels(geometry.gutter_mm)
    head, foot = geometry.head_mm, geometry.foot_mm
    scale = trim.width_mm / DRAWN_WIDTH_MM
    return f"""
@page {{ size: {trim.width_mm:.3f}mm {trim.height_mm:.3f}mm; margin: {head}mm {fore_edge}px {foot}mm {gutter}px }}
@page :left {{ margin-left: {fore_edge}px; margin-right: {gutter}px }}
:root {{ --align: {"left" if ragged else "justify"};
  --text: {geometry.text_pt}pt; --leading: {geometry.leading_pt}pt; --measure: {geometry.measure_mm:.3f}mm;
  --mm: {scale:.5f}mm; --pt: {scale:.5f}pt;
  --width: {trim.width_mm:.3f}mm; --height: {trim.height_mm:.3f}mm; --block: {geometry.block_mm:.3f}mm;
  --gutter: {geometry.gutter_mm:.3f}mm; --fore-edge: {geometry.fore_edge_mm:.3f}mm }}
{picture_css(pamphlet, geometry)}"""
