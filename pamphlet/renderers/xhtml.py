"""Block and inline nodes → XHTML fragments, shared by the EPUB and the PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from itertools import takewhile, zip_longest
from typing import Final, assert_never

from msgspec import Struct

from pamphlet.model import (
    Abbreviation,
    Author,
    Block,
    Box,
    BulletedList,
    Code,
    Date,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    LanguageSpan,
    LineBreak,
    Link,
    ListItem,
    NoteReference,
    OrderedList,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Row,
    Strong,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Verse,
)
from pamphlet.renderers.spaces import bind_date, bind_spaces

# A quotation's source as people write it below: an em dash, and who said it.
ATTRIBUTION: Final = re.compile(r"—\s*(?=\S)")


class Dialect(Struct, frozen=True):
    """Where the formats differ: how a note is called, where it stands, where images lie, how a page begins.

    On paper a page begins by itself, so no mark is made unless a dialect makes one; and there a link leads nowhere
    by itself. `link` gets one with its words as XHTML, `blank` the marks that stand where a slip is to be filled in;
    `table` makes the opening tag of one, and `manner` the attributes of a paragraph.
    """

    note_reference: Callable[[str], str]
    footnote: Callable[[Footnote], str]
    image_source: Callable[[str], str]
    page_break: Callable[[int], str] = lambda _: ""
    blank: Callable[[str], str] = lambda marks: marks
    table: Callable[[Table], str] = lambda _: "<table>"
    manner: Callable[[Paragraph], str] = lambda _: ""
    link: Callable[[Link, str], str] = lambda link, words: f'<a href="{escape(link.target)}">{words}</a>'


def render_blocks(blocks: Iterable[Block], dialect: Dialect) -> str:
    """Blocks → XHTML, a line a block."""
    return "\n".join(filter(None, (_block(block, dialect) for block in blocks)))


def _block(block: Block, dialect: Dialect) -> str:
    match block:
        case Paragraph(content=content):
            return _in_language("p", content, dialect, dialect.manner(block))
        case Heading(level=level, content=content):
            breaks, words = part_breaks(content)
            return f"{render_inlines(breaks, dialect)}{_in_language(f'h{level}', words, dialect)}"
        case BulletedList(items=items):
            return f"<ul>\n{_items(items, dialect)}\n</ul>"
        case OrderedList(items=items, start=start):
            opening = "<ol>" if start == 1 else f'<ol start="{start}">'
            return f"{opening}\n{_items(items, dialect)}\n</ol>"
        case Quotation():
            return _quotation(block, dialect)
        case Verse(lines=lines):
            return _verse(lines, dialect)
        case Figure():
            return _figure(block, dialect)
        case Table():
            return _table(block, dialect)
        case Box():
            return _box(block, dialect)
        case Footnote():
            return dialect.footnote(block)
        case ThematicBreak():
            return "<hr/>"
        case _:
            assert_never(block)


def _in_language(tag: str, run: tuple[Inline, ...], dialect: Dialect, attributes: str = "") -> str:
    """An element around a run; one that is in another language throughout says so itself."""
    match run:
        case (LanguageSpan(language=language, content=content),):
            return f"<{tag}{attributes}{_language(language)}>{render_inlines(content, dialect)}</{tag}>"
        case _:
            return f"<{tag}{attributes}>{render_inlines(run, dialect)}</{tag}>"


def _language(language: str) -> str:
    tag = _attribute(language)
    return f' lang="{tag}" xml:lang="{tag}"'


def _items(items: Iterable[ListItem], dialect: Dialect) -> str:
    return "\n".join(f"<li>{_item(item, dialect)}</li>" for item in items)


def _item(item: ListItem, dialect: Dialect) -> str:
    # A first paragraph stands in the item without <p>: readers then set all lists alike, tight.
    first, rest = item.blocks[:1], item.blocks[1:]
    if first and isinstance(first[0], Paragraph):
        opening = render_inlines(first[0].content, dialect)
        return f"{opening}\n{render_blocks(rest, dialect)}" if rest else opening
    return render_blocks(item.blocks, dialect)


def _quotation(quotation: Quotation, dialect: Dialect) -> str:
    said, last = quotation.blocks[:-1], quotation.blocks[-1:]
    attribution = _attribution(last[0].content, dialect) if said and isinstance(last[0], Paragraph) else ""
    words = render_blocks(said if attribution else quotation.blocks, dialect)
    return "\n".join(filter(None, ("<blockquote>", words, attribution, "</blockquote>")))


def _attribution(run: tuple[Inline, ...], dialect: Dialect) -> str:
    """A quotation's last paragraph as its source, if it begins with a dash; "" if it does not."""
    breaks, words = part_breaks(run)
    match words:
        case (Text(text=text), *rest) if dash := ATTRIBUTION.match(text):
            name = render_inlines((Text(text[dash.end() :]), *rest), dialect)
            return f'<p class="attribution">{render_inlines(breaks, dialect)}{dash[0]}<cite>{name}</cite></p>'
        case _:
            return ""


# DPUB-ARIA 1.1, 5.30: a line that is said again, for those who turn the pages.
BOX_ROLES: Final = {"pull": ' role="doc-pullquote"'}
# Where somebody is to write.
BLANK: Final = re.compile("_{3,}")


def _box(box: Box, dialect: Dialect) -> str:
    words = render_blocks(box.blocks, dialect)
    filled = BLANK.sub(lambda marks: dialect.blank(marks[0]), words) if box.kind == "slip" else words
    return f'<div class="box {box.kind}"{BOX_ROLES.get(box.kind, "")}>\n{filled}\n</div>'


def _verse(lines: tuple[tuple[Inline, ...], ...], dialect: Dialect) -> str:
    """Lines, and line ends alone between stanzas: an element with nothing in it would be read out as something."""
    set_lines = "<br/>\n".join(
        f'<span class="line{" ending" if after == () else ""}">{render_inlines(line, dialect)}</span>' if line else ""
        for line, after in zip_longest(lines, lines[1:])
    )
    return f'<p class="verse">{set_lines}</p>'


def _figure(figure: Figure, dialect: Dialect) -> str:
    image = _image(figure, dialect)
    breaks, words = part_breaks(figure.caption)
    caption = f"\n<figcaption>{render_inlines(words, dialect)}</figcaption>" if words else ""
    return f"<figure>\n{render_inlines(breaks, dialect)}{image}{caption}\n</figure>"


def _image(shown: Figure | Picture, dialect: Dialect, kind: str = "") -> str:
    source, alternative = dialect.image_source(shown.image), shown.alternative
    role = "" if alternative else ' role="presentation"'
    return f'<img{kind} src="{_attribute(source)}" alt="{_attribute(alternative)}"{role}/>'


def _table(table: Table, dialect: Dialect) -> str:
    header = _row(table.header, table, "th", dialect)
    rows = "\n".join(_row(row, table, "td", dialect) for row in table.rows)
    return f"{dialect.table(table)}\n<thead>\n{header}\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _row(row: Row, table: Table, tag: str, dialect: Dialect) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    cells = (
        f"<{tag}{scope}{_aligned(alignment)}>{render_inlines(cell, dialect)}</{tag}>"
        for cell, alignment in zip(row.cells, table.alignments, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _aligned(alignment: str) -> str:
    return "" if alignment == "none" else f' class="{alignment}"'


def render_inlines(run: Iterable[Inline], dialect: Dialect) -> str:
    """A run of inlines → XHTML without any white space added between nodes."""
    return "".join(_inline(node, dialect) for node in run)


def part_breaks(run: tuple[Inline, ...]) -> tuple[tuple[PageBreak, ...], tuple[Inline, ...]]:
    """The page breaks at the head of a run, and the rest: before a heading or a picture they name no words."""
    breaks = tuple(takewhile(lambda node: isinstance(node, PageBreak), run))
    return tuple(node for node in breaks if isinstance(node, PageBreak)), run[len(breaks) :]


def _inline(node: Inline, dialect: Dialect) -> str:  # noqa: PLR0912 - one for each kind of node
    match node:
        case Text(text=text):
            return _text(text)
        case Emphasis(content=content):
            return f"<em>{render_inlines(content, dialect)}</em>"
        case Strong(content=content):
            return f"<strong>{render_inlines(content, dialect)}</strong>"
        case Superscript(content=content):
            return f"<sup>{render_inlines(content, dialect)}</sup>"
        case Code(text=text):
            return f"<code>{_text(text)}</code>"
        case Link(content=content):
            return dialect.link(node, render_inlines(content, dialect))
        case LineBreak():
            return "<br/>"
        case Abbreviation(expansion=expansion, content=content):
            return f'<abbr title="{_attribute(expansion)}">{render_inlines(content, dialect)}</abbr>'
        case LanguageSpan(language=language, content=content):
            return f"<span{_language(language)}>{render_inlines(content, dialect)}</span>"
        case NoteReference(label=label):
            return dialect.note_reference(label)
        case Picture():
            return _image(node, dialect, ' class="inline"')
        case PageBreak(page=page):
            return dialect.page_break(page)
        case _:
            assert_never(node)


def render_byline(authors: Iterable[Author]) -> str:
    """Signatories → XHTML: names, each with its role or place, a comma between."""
    return '<span class="comma">, </span>'.join(_author(author) for author in authors)


def _author(author: Author) -> str:
    role = f'<span class="role">, {_text(author.role)}</span>' if author.role else ""
    return f'<span class="author">{_text(bind_spaces(author.name))}</span>{role}'


def render_date(date: Date) -> str:
    """A date as written, inside `<time>` with its ISO 8601 form where it has one."""
    if not date.iso:
        return _text(bind_date(date.text))
    return f'<time datetime="{_attribute(date.iso)}">{_text(bind_date(date.text))}</time>'


def number_notes(runs: Iterable[tuple[Inline, ...]]) -> dict[str, int]:
    """Label → number, counted from 1 in the order in which the text calls the notes."""
    labels = (label for run in runs for label in _called(run))
    return {label: number for number, label in enumerate(dict.fromkeys(labels), start=1)}


def _called(run: Iterable[Inline]) -> Iterable[str]:
    for node in run:
        match node:
            case NoteReference(label=label):
                yield label
            case Emphasis() | Strong() | Superscript() | Link() | LanguageSpan() | Abbreviation():
                yield from _called(node.content)
            case _:
                pass


def _text(text: str) -> str:
    return escape(text, quote=False)


def _attribute(text: str) -> str:
    return escape(text)
