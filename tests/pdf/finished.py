"""The bytes of a PDF → the facts that a reader, a printer or a screen reader would find in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from io import BytesIO
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
from pikepdf import Object
from PIL import Image as Pillow

# What pdfplumber tells of a glyph, a rectangle or a picture.
Found = dict[str, Any]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs on one baseline, from left to right; points from the page's upper left corner."""

    text: str
    baseline: float
    left: float
    right: float
    size: float
    font: str
    colour: tuple[float, ...]
    glyphs: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link on a page: where it lies, and the address or the page that it leads to."""

    page: int
    box: Box
    address: str
    target: int | None
    contents: str


def _is_white(shape: Found) -> bool:
    return {round(part, 3) for part in shape["non_stroking_color"] or (0,)} == {1}


class Page:
    """One page of the finished PDF."""

    def __init__(self, page: Any, find_markers: Callable[[], set[int]]) -> None:  # noqa: ANN401 - pdfplumber has no types
        self._page, self._find_markers = page, find_markers
        self.number: int = page.page_number
        self.width, self.height = float(page.width), float(page.height)

    # Each is read when it is asked for: to read a page takes longer than to set it.

    @cached_property
    def glyphs(self) -> list[Found]:
        """Its glyphs in the order in which they are drawn."""
        return list(self._page.chars)

    @cached_property
    def panels(self) -> list[Found]:
        """What is drawn under something: a frame is drawn in white upon a panel, and is none itself."""
        return [each for each in self._page.rects if each["height"] > 50 and not _is_white(each)]

    @cached_property
    def rules(self) -> list[Found]:
        """Its lines across."""
        return [shape for shape in self._page.rects if shape["width"] > 50 and shape["height"] <= 50]

    @cached_property
    def pictures(self) -> list[Found]:
        """Its pictures."""
        return list(self._page.images)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Its lines from head to foot."""
        rows: dict[float, list[Found]] = {}
        for glyph in self.glyphs:
            rows.setdefault(round(self.height - glyph["matrix"][5], 2), []).append(glyph)
        return tuple(_line(baseline, glyphs) for baseline, glyphs in sorted(rows.items()) if _inked(glyphs))

    @cached_property
    def text(self) -> str:
        """Its words as they are drawn, but for markers and running matter; one space between them."""
        hidden = {None, *self._find_markers()}
        return " ".join(read_words([glyph for glyph in self.glyphs if glyph["mcid"] not in hidden]))

    @cached_property
    def drawn(self) -> str:
        """All that is drawn, in that order, as programs take it out that ask for nothing better."""
        return " ".join(read_words(self.glyphs))

    def line(self, text: str) -> Line:
        """The only line that holds these words."""
        (line,) = [line for line in self.lines if text in line.text]
        return line

    def draw(self, dpi: int) -> Pillow.Image:
        """What a printer would put on the paper."""
        with pypdfium2.PdfDocument(BytesIO(self._page.pdf.stream.getvalue())) as document:
            drawing: Pillow.Image = document[self.number - 1].render(scale=dpi / 72).to_pil().convert("L")
        return drawing


class Pdf:
    """A finished PDF; pages are counted from 1, as people count."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    @cached_property
    def pikepdf(self) -> pikepdf.Pdf:
        """Its objects."""
        return pikepdf.open(BytesIO(self.content))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page in order."""
        opened = pdfplumber.open(BytesIO(self.content))
        return tuple(Page(page, partial(self._find_markers, index)) for index, page in enumerate(opened.pages))

    def _find_markers(self, index: int) -> set[int]:
        own = self.pikepdf.pages[index].objgen
        return {content for page, content in self._labels if page == own}

    @cached_property
    def _labels(self) -> list[tuple[Any, int]]:
        return [marked for label in self.tagged("Lbl") for marked in _marked(label)]

    def page(self, number: int) -> Page:
        """A page by its number; -1 is the last."""
        return self.pages[number - 1 if number > 0 else number]

    def opening(self, title: str) -> Page:
        """The page that a statement or a part of the book opens, by its title in the outline."""
        return self.page(dict(self.outline)[title])

    def pages_of(self, title: str) -> tuple[Page, ...]:
        """The pages from this opening up to the next."""
        starts = [page for _, page in self.outline] + [len(self.pages)]
        first = dict(self.outline)[title]
        return self.pages[first - 1 : min(start for start in starts if start > first) - 1]

    @property
    def text(self) -> str:
        """All of its words."""
        return " ".join(page.text for page in self.pages)

    @cached_property
    def outline(self) -> tuple[tuple[str, int], ...]:
        """The bookmarks of the first level, with the page that each leads to."""
        return tuple((title, page) for level, title, page in self.bookmarks if level == 0)

    @cached_property
    def bookmarks(self) -> tuple[tuple[int, str, int], ...]:
        """Level, title and page of every bookmark."""
        with pypdfium2.PdfDocument(self.content) as document:
            return tuple((mark.level, mark.get_title(), mark.get_dest().get_index() + 1) for mark in document.get_toc())

    @cached_property
    def annotations(self) -> tuple[Annotation, ...]:
        """Every link of every page."""
        return tuple(self._annotations())

    def _annotations(self) -> Iterator[Annotation]:
        numbers = {page.objgen: number for number, page in enumerate(self.pikepdf.pages, start=1)}
        for number, page in enumerate(self.pikepdf.pages, start=1):
            for link in page.get("/Annots", []):
                left, foot, right, head = (float(edge) for edge in link.Rect)
                target = self._find_target(link, numbers)
                address = str(link.A.URI) if "/A" in link and "/URI" in link.A else ""
                yield Annotation(number, (left, foot, right, head), address, target, str(link.get("/Contents", "")))

    def _find_target(self, link: Object, numbers: dict[Any, int]) -> int | None:
        if "/Dest" not in link:
            return None
        names = pikepdf.NameTree(self.pikepdf.Root.Names.Dests)
        return numbers[names[str(link.Dest)][0].objgen]

    @cached_property
    def elements(self) -> tuple[Object, ...]:
        """Every element of the structure tree, each before those inside it."""
        return tuple(_walk(self.pikepdf.Root.StructTreeRoot.K))

    def tagged(self, kind: str) -> list[Object]:
        """The structure elements of a kind, such as LI."""
        return [element for element in self.elements if f"/{kind}" == element.S]

    @cached_property
    def fonts(self) -> dict[str, Object]:
        """The fonts by name."""
        found = (entry for entry in self.pikepdf.objects if _is(entry, "/Font") and "/DescendantFonts" in entry)
        return {str(font.BaseFont): font for font in found}


def read_words(glyphs: list[Found]) -> list[str]:
    """The words that glyphs spell in the order in which they are stored, put together again over line ends."""
    text, before = "", None
    for glyph in glyphs:
        if before is not None and abs(glyph["matrix"][5] - before["matrix"][5]) > before["size"] / 2:
            text = text[:-1] if text.endswith(("-", "‐")) else f"{text} "
        elif before is not None and not -0.4 < (glyph["x0"] - before["x1"]) / glyph["size"] < 0.2:
            text += " "
        text += glyph["text"]
        before = glyph
    return text.split()


def _line(baseline: float, glyphs: list[Found]) -> Line:
    ordered = sorted(glyphs, key=lambda glyph: float(glyph["x0"]))
    text, right = "", ordered[0]["x0"]
    for glyph in ordered:
        text += (" " if glyph["x0"] - right > glyph["size"] / 4 else "") + glyph["text"]
        right = glyph["x1"]
    inked = [glyph for glyph in ordered if glyph["text"].strip()]
    first = inked[0]
    return Line(
        text=" ".join(text.split()),
        baseline=baseline,
        left=float(first["x0"]),
        right=float(inked[-1]["x1"]),
        size=round(float(first["size"]), 2),
        font=str(first["fontname"]).partition("+")[2],
        colour=tuple(first["non_stroking_color"]),
        glyphs=len(ordered),
    )


def _inked(glyphs: list[Found]) -> bool:
    return any(glyph["text"].strip() for glyph in glyphs)


def _walk(kids: Object) -> Iterator[Object]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            if "/K" in kid:
                yield from _walk(kid.K)


def _marked(element: Object) -> Iterator[tuple[Any, int]]:
    """The page and the number of each piece of content inside an element."""
    for inner in (element, *_walk(element.K)):
        kids: list[Any] = list(inner.K)
        yield from ((inner.Pg.objgen, kid) for kid in kids if isinstance(kid, int))


def _is(entry: Object, kind: str) -> bool:
    return isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == kind
