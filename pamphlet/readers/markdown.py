"""Restored Markdown → the model's blocks and inlines, and a list of what they do not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple, get_args
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pamphlet.model import (
    Abbreviation,
    Alignment,
    Block,
    Box,
    BoxKind,
    BulletedList,
    Code,
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
from pamphlet.model.blocks import INDENT
from pamphlet.readers.attributes import read_passages
from pamphlet.readers.conversion import BOX_ATTRIBUTE, convert

DEEPEST_HEADING: Final = 6
PHOTOGRAPH: Final = re.compile(r"\.jpe?g$", re.IGNORECASE)
PLAIN: Final = re.compile(r"(?:[^\W\d_][^\W_]*(?:,? [^\W_]+)*)?")
"""Words in which nothing can be marked."""

WHITE: Final = re.compile(r"[ \t\r\n]+")
SPACES: Final = re.compile(" {2,}")

SAFE_SCHEMES: Final = ("http", "https", "mailto", "tel")


class Loss(NamedTuple):
    """Something in the source that is not in the blocks: the words to find it by, and what became of it."""

    words: str
    message: str


class ParsedText(NamedTuple):
    """The blocks of a text, and what of it they do not hold."""

    blocks: tuple[Block, ...]
    losses: tuple[Loss, ...]


class ParsedRun(NamedTuple):
    """The inlines of one line, and what of it they do not hold."""

    run: tuple[Inline, ...]
    losses: tuple[Loss, ...]


def parse_blocks(text: str, name: str) -> ParsedText:
    """The blocks of a statement's Markdown: tables and footnotes on, attributes off, raw HTML as text."""
    root = convert(text, name)
    blocks = read_passages(tuple(_blocks(root)), text, name)
    return ParsedText(_close_heading_gaps(blocks), tuple(_losses(root)))


def parse_run(text: str, name: str) -> ParsedRun:
    """The inlines of one line of Markdown, such as a title."""
    if PLAIN.fullmatch(text):
        return ParsedRun((Text(text),) if text else (), ())
    return parse_marked(text, name)


def parse_marked(text: str, name: str) -> ParsedRun:
    """The same, of a line that has more than words."""
    escaped = re.sub(r"^(\s*\d*)([#>+*.)-])(?=\s)", r"\1\\\2", text)
    blocks, losses = parse_blocks(escaped, name)
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return ParsedRun(blocks[0].content, losses)
    return ParsedRun((Text(text),) if text else (), ())


def _losses(root: HtmlElement) -> Iterator[Loss]:
    for element in root.iter("a", "img"):
        if (element.get("class") or "").startswith("footnote-"):
            continue
        target, words = element.get("href", ""), " ".join(element.text_content().split())
        if element.tag == "img" and PHOTOGRAPH.search(source := element.get("src", "")) and not _is_figure(element):
            yield Loss(source, f"the photograph {source} stands among words, so it is no higher than they are")
        if element.tag == "a" and not _is_followed(target):
            yield Loss(target, f"the link of “{words}” leads to “{target}”, which no reader can open; its words stay")
        if element.tag == "a" and element.get("title"):
            yield Loss(
                element.get("title", ""), f"the title of the link “{words}” is not printed: {element.get('title')}"
            )


def _is_followed(target: str) -> bool:
    """Whether a link's target is a whole address of a kind that readers open."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    whole = bool(parts.netloc) if parts.scheme in {"http", "https"} else bool(parts.path)
    return parts.scheme in SAFE_SCHEMES and whole and not re.search(r"\s", target)


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
            yield from _figures(element) if _holds_figures(element) else _paragraph(element)
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            content = _run(element)
            yield from (Heading(int(element.tag[1]), content),) if content else ()
        case "ul":
            yield BulletedList(_items(element))
        case "ol":
            yield OrderedList(_items(element), int(element.get("start", "1")))
        case "blockquote":
            yield Quotation(tuple(_blocks(element)))
        case "pre":
            # Indented or fenced: in a statement that is verse or an address, whose line ends must stay.
            yield _verse(element.text_content().rstrip("\n").split("\n"))
        case "table":
            yield _table(element)
        case "hr":
            yield ThematicBreak()
        case "div" if element.get(BOX_ATTRIBUTE):
            yield Box(_box_kind(element), tuple(_blocks(element)))
        case _ if element.get("class") == "footnote":
            yield from _footnotes(element)
        case _:
            yield from _blocks(element)


def _box_kind(element: HtmlElement) -> BoxKind:
    kind: BoxKind = next(each for each in get_args(BoxKind) if each == element.get(BOX_ATTRIBUTE))
    return kind


def _verse(lines: Sequence[str]) -> Verse:
    """The lines, each as far in as it is beyond the one that is furthest out."""
    spread = [line.expandtabs(4).replace(INDENT, " ").rstrip() for line in lines]
    outermost = min((len(line) - len(line.lstrip()) for line in spread if line), default=0)
    return Verse(tuple((Text(_indent(line[outermost:])),) if line else () for line in spread))


def _indent(line: str) -> str:
    words = line.lstrip()
    return INDENT * (len(line) - len(words)) + words


def _items(element: HtmlElement) -> tuple[ListItem, ...]:
    return tuple(ListItem(tuple(_blocks(item))) for item in element.findall("li"))


def _paragraph(element: HtmlElement) -> Iterator[Paragraph]:
    content = _run(element)
    if content:
        yield Paragraph(content)


def _holds_figures(paragraph: HtmlElement) -> bool:
    """Whether a paragraph holds pictures and no words: each is then a figure."""
    return paragraph.find(".//img") is not None and not paragraph.text_content().strip()


def _is_figure(image: HtmlElement) -> bool:
    paragraph = next(image.iterancestors("p"), None)
    return paragraph is not None and _holds_figures(paragraph)


def _figures(paragraph: HtmlElement) -> Iterator[Figure]:
    for image in paragraph.iter("img"):
        caption = (Text(image.get("title", "")),) if image.get("title") else ()
        yield Figure(image.get("src", ""), image.get("alt", ""), caption)


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
            yield Footnote(note.get("id", "")[len("fn:") :], tuple(_blocks(note)))


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
        yield Text(close_white(node))
        return
    content = _close_breaks(inline for child in _children(node) for inline in _inline(child))
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
        case "abbr":
            yield Abbreviation(node.get("title", ""), content)
        case "span" if node.get("lang"):
            yield LanguageSpan(node.get("lang", ""), content)
        case "a" if _is_followed(node.get("href", "")):
            yield Link(node.get("href", ""), content)
        case "img":
            yield Picture(node.get("src", ""), node.get("alt", ""))
        case _:
            yield from content


def close_white(text: str) -> str:
    """A text with one space where white stood; most have nothing else, as C can tell."""
    return text if text.isprintable() and "  " not in text else WHITE.sub(" ", text)


def _trim(run: Iterable[Inline]) -> tuple[Inline, ...]:
    """The run with neighbouring texts joined, and no white space at its ends or around line breaks."""
    joined: list[Inline] = []
    for node in run:
        before = joined[-1] if joined else LineBreak()
        if isinstance(node, Text) and isinstance(before, Text):
            joined[-1] = Text(SPACES.sub(" ", before.text + node.text))
        elif isinstance(node, Text) and isinstance(before, LineBreak):
            joined.append(Text(node.text.lstrip(" ")))
        else:
            if isinstance(node, LineBreak):
                _strip_end(joined)
            joined.append(node)
    _strip_end(joined)
    return tuple(node for node in joined if node != Text(""))


def _close_breaks(run: Iterable[Inline]) -> tuple[Inline, ...]:
    """The run inside emphasis or the like, with no white space around line breaks."""
    closed: list[Inline] = []
    for node in run:
        if isinstance(node, LineBreak):
            _strip_end(closed)
        after_break = bool(closed) and isinstance(closed[-1], LineBreak)
        closed.append(Text(node.text.lstrip(" ")) if isinstance(node, Text) and after_break else node)
    return tuple(closed)


def _strip_end(run: list[Inline]) -> None:
    if run and isinstance(run[-1], Text):
        run[-1] = Text(run[-1].text.rstrip(" "))


def _close_heading_gaps(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Headings numbered by their depth, from 2 under the title, without a gap (WCAG 2.2, technique G141)."""
    open_levels: list[int] = []

    def close(block: Block) -> Block:
        match block:
            case Heading():
                while open_levels and open_levels[-1] >= block.level:
                    open_levels.pop()
                open_levels.append(block.level)
                return Heading(min(len(open_levels) + 1, DEEPEST_HEADING), block.content)
            case Box():
                return Box(block.kind, tuple(map(close, block.blocks)))
            case _:
                return block

    return tuple(map(close, blocks))
