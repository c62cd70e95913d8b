"""Restored Markdown → the model's blocks and inlines; the one place that knows Python-Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

import lxml.html
from lxml.html import HtmlElement
from markdown import Markdown

from pamphlet.errors import PamphletError
from pamphlet.model import (
    Alignment,
    Block,
    BulletedList,
    Code,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListItem,
    NoteReference,
    OrderedList,
    Paragraph,
    Quotation,
    Row,
    Strong,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Verse,
)

# Measured: Python-Markdown is quadratic or worse on runs of opening brackets.
LONGEST_BRACKET_RUN: Final = 50
DEEPEST_HEADING: Final = 6
SAFE_SCHEMES: Final = ("http:", "https:", "mailto:", "tel:")


def parse_blocks(text: str, name: str) -> tuple[Block, ...]:
    """The blocks of a statement's Markdown: tables and footnotes on, attributes off, raw HTML as text."""
    _refuse_bombs(text, name)
    converter = Markdown(extensions=["tables", "footnotes", "fenced_code", "sane_lists"], output_format="xhtml")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    try:
        root = lxml.html.fragment_fromstring(converter.convert(text), create_parent="div")
        blocks = tuple(_blocks(root))
    except RecursionError:
        raise PamphletError(
            "lists or quotations are nested too deep", advice="use a few levels at most", where=name
        ) from None
    return _close_heading_gaps(blocks)


def parse_run(text: str, name: str) -> tuple[Inline, ...]:
    """The inlines of one line of Markdown, such as a title."""
    escaped = re.sub(r"^(\s*\d*)([#>+*.)-])(?=\s)", r"\1\\\2", text)
    blocks = parse_blocks(escaped, name)
    return blocks[0].content if len(blocks) == 1 and isinstance(blocks[0], Paragraph) else (Text(text),)


def _refuse_bombs(text: str, name: str) -> None:
    if run := re.search(rf"(?:!?\[|<a ){{{LONGEST_BRACKET_RUN}}}", text):
        raise PamphletError(
            f"over {LONGEST_BRACKET_RUN} brackets stand in a row",
            advice="take out those that mean nothing",
            where=name,
            line=text.count("\n", 0, run.start()) + 1,
        )


def _blocks(parent: HtmlElement) -> Iterator[Block]:
    """The blocks inside an element; loose words between them are a paragraph of their own."""
    loose: list[Inline] = []
    for node in _children(parent):
        if isinstance(node, HtmlElement) and node.tag in BLOCK_TAGS:
            yield from _flush(loose)
            yield from _block(node)
        else:
            loose.extend(_inline(node))
    yield from _flush(loose)


def _flush(loose: list[Inline]) -> Iterator[Block]:
    content = _trim(loose)
    loose.clear()
    if content:
        yield Paragraph(content)


BLOCK_TAGS: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table", "hr", "div"}
)


def _block(element: HtmlElement) -> Iterator[Block]:
    match element.tag:
        case "p":
            yield _figure(element) or Paragraph(_run(element))
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            yield Heading(int(element.tag[1]), _run(element))
        case "ul":
            yield BulletedList(_items(element))
        case "ol":
            yield OrderedList(_items(element), int(element.get("start", "1")))
        case "blockquote":
            yield Quotation(tuple(_blocks(element)))
        case "pre":
            # Indented or fenced: in a statement that is verse or an address, whose line ends must stay.
            lines = element.text_content().rstrip("\n").split("\n")
            yield Verse(tuple((Text(line.strip()),) if line.strip() else () for line in lines))
        case "table":
            yield _table(element)
        case "hr":
            yield ThematicBreak()
        case _ if element.get("class") == "footnote":
            yield from _footnotes(element)
        case _:
            yield from _blocks(element)


def _items(element: HtmlElement) -> tuple[ListItem, ...]:
    return tuple(ListItem(tuple(_blocks(item))) for item in element.findall("li"))


def _figure(paragraph: HtmlElement) -> Figure | None:
    """The figure that a paragraph is, if it holds one image and nothing else."""
    images = paragraph.findall("img")
    if len(images) != 1 or len(paragraph) != 1 or paragraph.text_content().strip():
        return None
    image = images[0]
    caption = (Text(image.get("title", "")),) if image.get("title") else ()
    return Figure(image.get("src", ""), image.get("alt", ""), caption)


def _table(element: HtmlElement) -> Table:
    header, *rows = (list(row) for row in element.iter("tr"))
    return Table(
        Row(tuple(_run(cell) for cell in header)),
        tuple(Row(tuple(_run(cell) for cell in row)) for row in rows),
        tuple(_alignment(cell) for cell in header),
    )


def _alignment(cell: HtmlElement) -> Alignment:
    named: dict[str, Literal["left", "right", "center"]] = {
        "left": "left",
        "right": "right",
        "center": "center",
    }
    style = re.search(r"text-align:\s*(\w+)", cell.get("style", ""))
    return named.get(style[1], "none") if style else "none"


def _footnotes(element: HtmlElement) -> Iterator[Footnote]:
    for note in element.iter("li"):
        if note.get("id", "").startswith("fn:"):
            _drop_back_links(note)
            yield Footnote(note.get("id", "")[len("fn:") :], tuple(_blocks(note)))


def _drop_back_links(note: HtmlElement) -> None:
    # The renderers make their own; Python-Markdown puts a no-break space before each of its.
    for link in list(note.iter("a")):
        if link.get("class") == "footnote-backref":
            parent = link.getparent()
            link.drop_tree()
            if parent is not None and parent.text and not len(parent):
                parent.text = parent.text.rstrip("\xa0")
            elif parent is not None and len(parent) and parent[-1].tail:
                parent[-1].tail = parent[-1].tail.rstrip("\xa0")


def _run(element: HtmlElement) -> tuple[Inline, ...]:
    return _trim(inline for node in _children(element) for inline in _inline(node))


def _children(element: HtmlElement) -> Iterator[HtmlElement | str]:
    """The words and elements inside an element, in order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def _inline(node: HtmlElement | str) -> Iterator[Inline]:
    if isinstance(node, str):
        yield Text(re.sub(r"[ \t\r\n]+", " ", node))
        return
    content = tuple(inline for child in _children(node) for inline in _inline(child))
    match node.tag:
        case "em":
            yield Emphasis(content)
        case "strong":
            yield Strong(content)
        case "code":
            yield Code(node.text_content())
        case "br":
            yield LineBreak()
        case "sup" if node.get("id", "").startswith("fnref"):
            yield NoteReference(node.get("id", "").split(":", 1)[1])
        case "sup":
            yield Superscript(content)
        case "a" if node.get("href", "").lower().startswith(SAFE_SCHEMES):
            yield Link(node.get("href", ""), content)
        case "img":
            yield Text(node.get("alt", ""))
        case _:
            yield from content


def _trim(run: Iterable[Inline]) -> tuple[Inline, ...]:
    """The run with neighbouring texts joined, and no white space at its ends or around line breaks."""
    joined: list[Inline] = []
    for node in run:
        before = joined[-1] if joined else LineBreak()
        if isinstance(node, Text) and isinstance(before, Text):
            joined[-1] = Text(re.sub(" +", " ", before.text + node.text))
        elif isinstance(node, Text) and isinstance(before, LineBreak):
            joined.append(Text(node.text.lstrip(" ")))
        else:
            if isinstance(node, LineBreak):
                _strip_end(joined)
            joined.append(node)
    _strip_end(joined)
    return tuple(node for node in joined if node != Text(""))


def _strip_end(run: list[Inline]) -> None:
    if run and isinstance(run[-1], Text):
        run[-1] = Text(run[-1].text.rstrip(" "))


def _close_heading_gaps(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Headings numbered by their depth, from 2 under the title, without a gap (WCAG 2.2, technique G141)."""
    open_levels: list[int] = []
    closed: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
            open_levels.append(block.level)
            closed.append(Heading(min(len(open_levels) + 1, DEEPEST_HEADING), block.content))
        else:
            closed.append(block)
    return tuple(closed)
