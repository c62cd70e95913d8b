"""Restored Markdown → a tree of HTML elements; the one place that knows Python-Markdown."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from string import punctuation
from typing import Any, Final, NoReturn
from xml.etree.ElementTree import Element, SubElement

import lxml.etree
import lxml.html
from lxml.html import HtmlElement
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.inlinepatterns import (
    ImageInlineProcessor,
    LinkInlineProcessor,
    SimpleTagInlineProcessor,
    SimpleTextInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString
from msgspec import Struct

from pamphlet.errors import PamphletError
from pamphlet.fences import BOX_FENCE, BOXES
from pamphlet.importing import without
from pamphlet.readers.attributes import ABBREVIATION, DECORATIVE, LANGUAGE, OPENING, refuse_loose_attributes
from pamphlet.readers.dialect import to_dialect
from pamphlet.references import shield_references

with without("pygments"):  # which colours programs, and we do not ask for it
    from markdown.extensions.fenced_code import FencedCodeExtension

# Measured: Python-Markdown is quadratic or worse on runs of opening brackets.
LONGEST_BRACKET_RUN: Final = 50
FARTHEST_BRACKETS: Final = 1_000_000
"""Characters, which the library reads one by one."""
DEEPEST_NEST: Final = 60
"""Elements inside one another: some thirty lists, far under what the renderers bear."""

DEEPEST_ATTRIBUTES: Final = 3
"""Words with attributes inside one another."""
# A heading's number signs stand apart from its words (CommonMark 0.31, 4.2); else they are a hashtag, or C#.
HEADING: Final = re.compile(r"(?:^|\n) {0,3}(?P<level>#{1,6})(?P<header>[ \t][^\n]*?|)(?:[ \t]+#+)?[ \t]*(?:\n|$)")


ESCAPED: Final = sorted({*punctuation} - {"<", "&"})
"""What a backslash makes plain; the other two it would write as the beginning of a tag."""
MARKED: Final = re.compile(rf"[`\\\[!<&*_^{STX}]|  \n")
"""What marks something within a paragraph has one of these; STX stands before what the library has taken out."""
# What pandoc marks as raised, 1^er^ or 10^-3^; of figures alone restoration has made characters.
RAISED: Final = r"(?<=[^\W_])(\^)([^\W\d_]{1,5}|[-+–−]\d{1,3})\^(?!\w)"
SIGNS: Final = {"backtick": "`"} | dict.fromkeys(
    ("reference", "link", "short_reference", *(f"attributes-{depth}" for depth in range(DEEPEST_ATTRIBUTES))), "["
)
"""Patterns of the library that begin with a look behind them, and are slow to look for → what they all have."""

BOX_ATTRIBUTE: Final = "data-box"
"""Where a division's element bears the kind of box that it is."""


def convert(text: str, name: str) -> HtmlElement:
    """The HTML of a text, under one `div`.

    Raises PamphletError where the text is a bomb or would lose words; its line counts from the text's first.
    """
    _refuse_bombs(text, name)
    _refuse_repeated_notes(text, name)
    try:
        html = shield_references(_to_html(text, name))
    except RecursionError:
        raise _too_deep(name) from None
    # Without huge_tree libxml2 drops what is nested deeper than 256 elements, in silence.
    root = lxml.html.fragment_fromstring(html, create_parent="div", parser=lxml.html.HTMLParser(huge_tree=True))
    _refuse_nests(root, name)
    _drop_back_links(root)
    refuse_loose_attributes(root, text, name)
    return root


def _drop_back_links(root: HtmlElement) -> None:
    # The renderers make their own; Python-Markdown puts a no-break space before each of its.
    for link in list(root.iter("a")):
        if link.get("class") == "footnote-backref":
            parent = link.getparent()
            link.drop_tree()
            if parent is not None and parent.text and not len(parent):
                parent.text = parent.text.rstrip("\xa0")
            elif parent is not None and len(parent) and parent[-1].tail:
                parent[-1].tail = parent[-1].tail.rstrip("\xa0")


def _refuse_bombs(text: str, name: str) -> None:
    many = text.count("[") + text.count("<a ") >= LONGEST_BRACKET_RUN
    if many and (run := re.search(rf"(?:!?\[|<a ){{{LONGEST_BRACKET_RUN}}}", text)):
        raise PamphletError(
            f"over {LONGEST_BRACKET_RUN} brackets stand in a row",
            advice="take out those that mean nothing",
            where=name,
            line=_line_of(run.start(), text),
        )
    if max(text.count("["), text.count("(")) * len(text) <= FARTHEST_BRACKETS:
        return
    for block in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        for opening, closing in ("[]", "()"):
            if _distance(block[0], opening, closing) > FARTHEST_BRACKETS:
                raise PamphletError(
                    f"too many “{opening}” stand far from their “{closing}”",
                    advice="close them, or take out those that mean nothing",
                    where=name,
                    line=_line_of(block.start(), text),
                )


def _distance(block: str, opening: str, closing: str) -> int:
    """How far all opening brackets of a block stand from their closing ones, in sum: so far the library looks."""
    open_places: list[int] = []
    distance = 0
    for mark in re.finditer(rf"[{re.escape(opening + closing)}]", block):
        if mark[0] == opening:
            open_places.append(mark.start())
        elif open_places:
            distance += mark.start() - open_places.pop()
    return distance + sum(len(block) - place for place in open_places)


class _Notes(FootnoteExtension):
    """Notes whose calls have one name each: to find another for each call takes time that grows with their square.

    Nothing of ours leads back to a call by its name; the renderers make their own.
    """

    def unique_ref(self, reference: str, found: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - the library's
        """The name that a call asks for."""
        return reference

    def makeFootnotesDiv(self, root: Any) -> Any:  # noqa: ANN401, N802 - the library's
        """The notes; one may define another, which the library finds only while it goes through them."""
        while True:
            known = len(self.footnotes)
            try:
                return super().makeFootnotesDiv(root)
            except RuntimeError:
                if len(self.footnotes) == known:
                    raise


_idle: list[Markdown] = []


def _to_html(text: str, name: str) -> str:
    """The library's HTML; to make a converter takes it longer than to read a short text."""
    converter = _idle.pop() if _idle else make_converter()
    processors = converter.parser.blockprocessors
    for processor in (processors["table"], processors["box"]):
        processor.text, processor.name = text, name  # type: ignore[attr-defined]
    html = converter.convert(to_dialect(text))
    # One that an error stopped half-way is not used again.
    _idle.append(converter.reset())
    return html


def make_converter() -> Markdown:
    """The library's converter, with what we read and without what we do not."""
    # The place marker would take the words before it away; no text holds U+0000.
    notes = _Notes(PLACE_MARKER="\0")
    # By name they would be looked for among all that is installed, which takes longer than to read a statement.
    extensions = [TableExtension(), notes, FencedCodeExtension(), SaneListExtension()]
    converter = Markdown(extensions=extensions, output_format="xhtml")
    converter.preprocessors.deregister("html_block")
    # Any mark of ASCII can be escaped (CommonMark 0.31, 2.4); the library knows some.
    converter.ESCAPED_CHARS = [*ESCAPED]
    converter.inlinePatterns.deregister("html")
    converter.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash_break", 185)
    converter.inlinePatterns.register(SimpleTextInlineProcessor(r"\\([<&])"), "escaped_sign", 182)
    # Behind links (160), for an address may have such signs, and those in angle brackets (120).
    converter.inlinePatterns.register(SimpleTagInlineProcessor(RAISED, "sup"), "raised", 55)
    blocks = converter.parser.blockprocessors
    blocks["hashheader"].RE = _Sought(HEADING, "#")  # type: ignore[attr-defined]
    # Before links and pictures (160 and 150), which would stop at the closing bracket.
    # A pattern is not looked for again inside what it found.
    for depth in range(DEEPEST_ATTRIBUTES):
        attributes = _AttributeProcessor(r"(?<!\!)\[", converter)
        converter.inlinePatterns.register(attributes, f"attributes-{depth}", 165 - depth)
    converter.inlinePatterns.register(_PictureProcessor(r"\!\[", converter), "picture", 155)
    for name, sign in SIGNS.items():
        processor = converter.inlinePatterns[name]
        processor.compiled_re = _Sought(processor.compiled_re, sign)  # type: ignore[assignment]
    # Before the library looks for them (20).
    converter.treeprocessors.register(_Unmarked(converter), "unmarked", 25)
    tables = _WholeTables(converter.parser, {"use_align_attribute": False})
    blocks.register(tables, "table", 75)
    blocks.register(_Boxes(converter.parser), "box", 200)
    return converter


class _Sought(Struct, frozen=True):
    """A pattern that is looked for only where a text has its sign."""

    pattern: re.Pattern[str]
    sign: str

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """What of the text it is."""
        return self.pattern.finditer(text, start) if self.sign in text else iter(())

    def search(self, text: str) -> re.Match[str] | None:
        """The first of it."""
        return self.pattern.search(text) if self.sign in text else None


class _Unmarked(Treeprocessor):
    """Tells the library in which texts nothing is marked, so that it does not look for each of its marks there."""

    def run(self, root: Element) -> None:
        """Make them what the library leaves as it is."""
        for element in root.iter():
            if element.text and not MARKED.search(element.text):
                element.text = AtomicString(element.text)


class _AttributeProcessor(LinkInlineProcessor):
    """`[mots]{lang=fr}` → `<span lang="fr">mots</span>`; `[m]{abbr="metre"}` → `<abbr title="metre">m</abbr>`."""

    # The stubs leave out that a match may come to nothing.
    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override] # noqa: ANN401, N802 - its name
        words, end, is_whole = self.getText(data, m.end(0))
        language = LANGUAGE.match(data, end) if is_whole else None
        abbreviation = ABBREVIATION.match(data, end) if is_whole else None
        if language:
            element = Element("span", {"lang": language["tag"]})
        elif abbreviation:
            element = Element("abbr", {"title": abbreviation["expansion"]})
        else:
            return None, None, None
        element.text = words
        return element, m.start(0), (language or abbreviation).end()  # type: ignore[union-attr] # one there is


class _PictureProcessor(ImageInlineProcessor):
    """`![](rule.png){decorative}` → an `img` that says nothing; any other picture as it is."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override] # noqa: ANN401, N802 - as above
        picture: Any
        picture, start, end = super().handleMatch(m, data)
        if picture is None or end is None or not data.startswith(DECORATIVE, end):
            return picture, start, end
        picture.set("role", "presentation")
        return picture, start, end + len(DECORATIVE)


class _Boxes(BlockProcessor):
    """Reads `::: demands` … `:::` as a division; a name that is nearly right, or no end, is refused."""

    text = ""
    name = ""

    def test(self, parent: Element, block: str) -> bool:
        """Whether a box begins here: only at the top, and by a name that we know, or nearly."""
        kind = _fenced(block)
        return parent.tag == "div" and bool(kind and difflib.get_close_matches(kind, BOXES, 1, 0.7))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Take the blocks up to the fence that closes it."""
        opening = blocks.pop(0).strip()
        kind = _fenced(opening)
        if kind not in BOXES:
            self._refuse(opening, f"no box is called “{kind}”", f"choose one of {', '.join(BOXES)}")
        end = next((place for place, block in enumerate(blocks) if _fenced(block) is not None), None)
        if end is None or _fenced(blocks[end]):
            self._refuse(opening, "a box is opened and not closed", "write ::: in a line below it")
        if any(OPENING.fullmatch(block) for block in blocks[:end]):
            self._refuse(opening, "a box holds a passage in another language", "put the box into the passage")
        box = SubElement(parent, "div", {BOX_ATTRIBUTE: kind})
        self.parser.parseBlocks(box, blocks[:end])
        del blocks[: (end or 0) + 1]

    def _refuse(self, opening: str, what: str, advice: str) -> NoReturn:
        raise PamphletError(what, advice=advice, where=self.name, line=_line_of(self.text.find(opening), self.text))


def _fenced(block: str) -> str | None:
    """The name of the box that a fence opens, "" where it closes one; None for what is no fence."""
    fence = BOX_FENCE.fullmatch(block.strip())
    return fence["name"].lower() if fence else None


class _WholeTables(TableProcessor):
    """Refuses a row with more cells than the header, for Python-Markdown drops them."""

    text = ""
    name = ""

    # The stubs leave out what a subclass may override.
    def _build_row(self, row: str, parent: Element, align: list[str | None]) -> None:
        cells = len(self._split_row(row))  # type: ignore[attr-defined]
        if cells > len(align):
            raise PamphletError(
                f"a table of {len(align)} columns has a row of {cells} cells",
                advice="take out a bar, or write \\| for one that parts no cells",
                where=self.name,
                line=_line_of(self.text.find(row), self.text),
            )
        super()._build_row(row, parent, align)  # type: ignore[misc]


def _refuse_repeated_notes(text: str, name: str) -> None:
    if "[^" not in text:
        return
    seen: set[str] = set()
    for note in re.finditer(r"^ {0,3}\[\^([^\]]+)\]:", text, re.MULTILINE):
        if note[1] in seen:
            raise PamphletError(
                f"there are two notes [^{note[1]}]",
                advice="give each a name of its own, in the text too",
                where=name,
                line=_line_of(note.start(), text),
            )
        seen.add(note[1])


def _line_of(place: int, text: str) -> int:
    """The line of the text, from 1, in which a place in it lies."""
    return text.count("\n", 0, max(place, 0)) + 1


def _refuse_nests(root: HtmlElement, name: str) -> None:
    """Refuse what is nested so deep that a renderer would give up; counted without recursion."""
    depth = 0
    for event, _ in lxml.etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST_NEST:
            raise _too_deep(name)


def _too_deep(name: str) -> PamphletError:
    return PamphletError("lists or quotations are nested too deep", advice="use a few levels at most", where=name)
