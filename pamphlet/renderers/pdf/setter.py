"""One HTML document, its sheets and its resources → a PDF, laid out and written by WeasyPrint."""

from __future__ import annotations

import atexit
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import pydyf

import pamphlet.renderers.pdf.inking
import pamphlet.renderers.pdf.linesetting
import pamphlet.renderers.pdf.placing  # noqa: F401 - as above
from pamphlet.errors import PamphletError
from pamphlet.renderers.pdf.cascading import forget_styles, inherit_at_once, keep_styles, remember_styles
from pamphlet.renderers.pdf.complaints import gather_complaints
from pamphlet.renderers.pdf.drawing import draw_as_read
from pamphlet.renderers.pdf.ligatures import mend_texts
from pamphlet.renderers.pdf.lines import UNTOUCHED, SetPage, Touches, number_blocks, read_pages
from pamphlet.renderers.pdf.packing import pack_once
from pamphlet.renderers.pdf.recalling import recall_lines
from pamphlet.renderers.pdf.resuming import lay_out_again
from pamphlet.renderers.pdf.selecting import look_no_farther
from pamphlet.renderers.pdf.serving import BASE_URL, Shelf, state_colours
from pamphlet.renderers.pdf.sheetreading import faces_noted, keep_sheet, recall_sheet
from pamphlet.renderers.pdf.structure import go_on_with_table

# isort: split
import weasyprint.pdf
from weasyprint import CSS, HTML
from weasyprint.formatting_structure.boxes import FootnoteAreaBox, TableRowBox
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

look_no_farther()
pack_once()
recall_lines()
inherit_at_once()
remember_styles()
state_colours()

WORDS_SHOWN: Final = 60
"""Letters of what cannot be set, in the sentence about it."""

Finisher = Callable[[Any, pydyf.PDF], None]


def _tag_in_full(build: Callable[..., Iterator[pydyf.Dictionary]]) -> Callable[..., Iterator[pydyf.Dictionary]]:
    """Tag boxes as the library does, and say what it leaves out.

    The language of those that have one (ISO 14289-1, 7.2); that a picture without words only decorates (7.3); and
    that a table that goes on overleaf is one, whose header is repeated for the eye alone (7.5). What hangs on nothing
    becomes an artifact when the structure is mended.
    """

    def build_in_full(box: Any, *context: Any) -> Iterator[pydyf.Dictionary]:  # noqa: ANN401 - no types
        source = getattr(box, "element", None)
        if source is None:
            yield from build(box, *context)
            return
        decorates = box.element_tag == "img" and not source.get("alt")
        if decorates:
            source.set("alt", " ")  # for the library complains of a picture without
        for element in build(box, *context):
            if stated := source.get("lang"):
                element["Lang"] = pydyf.String(stated)
            if source.tag == "abbr":
                element["E"] = pydyf.String(source.get("title", ""))  # ISO 32000-1, 14.9.5
            begun = _begun_table(context[1], source, element)
            if begun is not element:
                go_on_with_table(context[1], begun, element)
            elif not decorates:
                yield element
        if decorates:
            source.set("alt", "")

    return build_in_full


def _begun_table(pdf: pydyf.PDF, source: Any, element: pydyf.Dictionary) -> pydyf.Dictionary:  # noqa: ANN401 - no types
    """The tag of the part of a table that stands on an earlier page; the tag itself if there is none."""
    if element["S"] != "/Table":
        return element
    tables = pdf.__dict__.setdefault("_begun_tables", {})
    return tables.setdefault(source, element)


# WeasyPrint 70.0 leaves this out, and only here are a box and its tag at hand together.
tags._build_box_tree = _tag_in_full(tags._build_box_tree)  # noqa: SLF001 - as said


def _refer_to_pages(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    """The reference of each page, spelled once: the library does so at each tag, in the square of the pages."""
    count = len(pdf.pages["Kids"])
    known: tuple[int, tuple[bytes, ...]] = pdf.__dict__.get("_spelled", (0, ()))
    if known[0] != count:
        known = pdf._spelled = count, SPELL_REFERENCES(pdf)  # noqa: SLF001 - a name of ours on its object
    return known[1]


# https://github.com/CourtBouillon/pydyf/blob/v0.13.0/pydyf/__init__.py#L506
SPELL_REFERENCES: Final = pydyf.PDF.page_references.fget
pydyf.PDF.page_references = property(_refer_to_pages)


def _mend_fonts(build: Callable[..., pydyf.Dictionary]) -> Callable[..., pydyf.Dictionary]:
    """Write the fonts as the library does, with the letters of every ligature told."""

    def build_mended(pdf: pydyf.PDF, fonts: dict[str, Any], *options: Any) -> pydyf.Dictionary:  # noqa: ANN401 - no types
        for font in fonts.values():
            if not font.bitmap:
                font.to_unicode = mend_texts(font.to_unicode, font.file_content)
        return build(pdf, fonts, *options)

    return build_mended


weasyprint.pdf.build_fonts_dictionary = _mend_fonts(weasyprint.pdf.build_fonts_dictionary)


Place = Callable[[int], tuple[str, int]]
"""A line of a sheet → the file that it comes from, and its line there."""


NO_PICTURES: Final[Mapping[str, str]] = MappingProxyType({})


def _nowhere(line: int) -> tuple[str, int]:
    return "", line


def _refusal(complaint: str, place: Place, pictures: Mapping[str, str]) -> PamphletError:
    """What the library only logs, with the picture, or the file and the line, where it names one: “… at 71:17, …”."""
    if picture := next((name for path, name in pictures.items() if f"{BASE_URL}{path}" in complaint), ""):
        return PamphletError("the picture cannot be drawn", advice="save it as PNG or JPEG", where=picture)
    stated = re.search(r" at (\d+):\d+", complaint)
    where, line = place(int(stated[1])) if stated else ("", 0)
    said = complaint.replace(stated[0], "") if stated else complaint
    what = f"the pages could not be set as the style says ({' '.join(said.split())})"
    advice = "mend the style" if stated else "mend the style or the drawing"
    return PamphletError(what, advice=advice, where=where, line=line)


class LaidOut(NamedTuple):
    """The parsed tree, the library's document of it, what stands on its pages, and what was touched in it."""

    root: Any
    document: Any
    pages: tuple[SetPage, ...]
    touches: Touches = UNTOUCHED


class _Dress(NamedTuple):
    """A style's fonts, as they lie at hand, its sheet, as it was read, and those of measures, by what they say."""

    fonts: Any
    sheet: Any
    measures: dict[str, Any]


MOST_MEASURES: Final = 16
"""So many sheets of pages' measures are kept with a style."""
MOST_DRESSED: Final = 4
"""Styles that a process which makes many editions keeps ready, each of some 10 MB."""
_dressed: dict[tuple[str, frozenset[tuple[str, bytes]]], _Dress] = {}


@atexit.register
def undress() -> None:
    """Delete the folders in which fonts lie at hand: a process that ends at once leaves no time for rubbish."""
    for dress in _dressed.values():
        dress.fonts.__del__()
    _dressed.clear()


def dress_alone(style_css: str, fonts: Mapping[str, bytes]) -> None:
    """Have this style at hand and no other: for those who are copied from this process, and must not undress it."""
    undress()
    Setter(style_css, fonts)


class Setter:
    """The sheets, fonts and resources of one edition; lays its document out as often as it is asked to.

    Whatever the document refers to must be among the resources.
    """

    def __init__(
        self,
        style_css: str,
        resources: Mapping[str, bytes],
        *,
        place: Place = _nowhere,
        pictures: Mapping[str, str] = NO_PICTURES,
        own: bool = False,
    ) -> None:
        """`place` says which file a line of the style's sheet comes from, and `pictures` what a resource is called.

        If the style is the program's `own`, what is read of its sheet is kept for other processes.
        """
        self._shelf = Shelf(resources)
        self._pictures = pictures
        fonts = frozenset(item for item in resources.items() if item[0].startswith("fonts/"))
        if (style_css, fonts) not in _dressed:
            self._fonts = FontConfiguration()
            self._style = self._read_style(style_css, place, own=own)
            if len(_dressed) >= MOST_DRESSED:
                _dressed.clear()
            keep_styles(self._fonts, style_css)
            _dressed[style_css, fonts] = _Dress(self._fonts, self._style, {})
        self._fonts, self._style, self._measures = _dressed[style_css, fonts]

    def lay_out(
        self, html: str, page_css: str, *, touches: Touches = UNTOUCHED, after: LaidOut | None = None
    ) -> LaidOut:
        """Pages, not yet written; `after` are those of the same document and sheet with other touches, if there are."""
        with self._advised():
            if after and (document := lay_out_again(after.document, after.touches, touches)):
                known = {id(page._page_box): read for page, read in zip(after.document.pages, after.pages, strict=True)}  # noqa: SLF001 - the one way to the boxes
                return LaidOut(after.root, document, read_pages(document, known), touches)
            parsed = HTML(string=html, url_fetcher=self._shelf, base_url=BASE_URL)
            number_blocks(parsed.etree_element, touches)
            sheets = [self._measures_sheet(page_css), self._style]
            # A list's `start` is a presentational hint to WeasyPrint.
            document = parsed.render(self._fonts, stylesheets=sheets, presentational_hints=True)
            if "<table" in html:
                _refuse_tall_rows(parsed.etree_element, document)
            return LaidOut(parsed.etree_element, document, read_pages(document), touches)

    def write(self, laid_out: LaidOut, *, finisher: Finisher) -> bytes:
        """A tagged PDF/A-3u of the pages."""
        draw_as_read(laid_out.document.pages)
        with self._advised():
            return bytes(laid_out.document.write_pdf(finisher=finisher, pdf_variant="pdf/a-3u", pdf_tags=True))

    def _read_style(self, css: str, place: Place, *, own: bool) -> CSS:
        if own and (kept := recall_sheet(css)):
            sheet, faces = kept
            with self._advised(place):
                for face in faces:
                    self._fonts.add_font_face(face, self._shelf)
            return sheet
        with self._advised(place), faces_noted(self._fonts) as faces:
            sheet = self._sheet(css)
        if own:
            keep_sheet(css, sheet, faces)
        return sheet

    def _measures_sheet(self, css: str) -> CSS:
        if css not in self._measures:
            if len(self._measures) >= MOST_MEASURES:
                self._measures.clear()
            self._measures[css] = self._sheet(css)
        return self._measures[css]

    def _sheet(self, css: str) -> CSS:
        return CSS(string=css, url_fetcher=self._shelf, base_url=BASE_URL, font_config=self._fonts)

    @contextmanager
    def _advised(self, place: Place = _nowhere) -> Iterator[None]:
        """Refuse what asks for something that is not there, and whatever WeasyPrint would only log."""
        try:
            with gather_complaints() as complaints:
                yield
        except FatalURLFetchingError as error:
            raise PamphletError(
                f"the pages ask for “{error}”, which is not part of the edition", advice="put it beside the statements"
            ) from None
        if complaints:
            forget_styles(self._fonts)
            raise _refusal(complaints[0], place, self._pictures)


def set_pages(html: str, css: str, resources: Mapping[str, bytes], *, finisher: Finisher) -> bytes:
    """Lay out one document once, and write it."""
    setter = Setter(css, resources)
    return setter.write(setter.lay_out(html, ""), finisher=finisher)


def _refuse_tall_rows(root: Any, document: Any) -> None:  # noqa: ANN401 - weasyprint has no types
    """A row that no page can hold is cut, or parted so that its cells' words mix, or pushes a header out."""
    pages = [page._page_box for page in document.pages]  # noqa: SLF001 - the library hands it to nobody
    placed: Counter[Any] = Counter()
    cut = set()
    for page in pages:
        for box in page.descendants():
            if isinstance(box, TableRowBox):
                placed[box.element] += 1
                cut |= {box.element} if box.position_y + box.height > page.margin_height() else set()
    repeated = {row for head in root.iter("thead") for row in head.iter("tr")}
    for row in root.iter("tr"):
        if row in cut or not placed[row] or (placed[row] > 1 and len(row) > 1 and row not in repeated):
            words = " ".join(" ".join(row.itertext()).replace("\u200b", "").split())[:WORDS_SHOWN]
            what = f"a row of a table is higher than a page, or its header is: “{words}…”"
            raise PamphletError(what, advice="write it as text, or part its cells")


def lost_notes(document: Any) -> frozenset[str]:  # noqa: ANN401 - weasyprint has no types
    """The anchors of the notes that stand at the foot of no page.

    WeasyPrint 70.0 forgets a note that is called by the last line of a page if that line had only found its place
    because an earlier note was moved overleaf.
    """
    root = document._html.etree_element  # noqa: SLF001 - the library hands it to nobody
    called = {element.get("id") for element in root.iter("span") if "footnote" in element.get("class", "").split()}
    pages = (page._page_box for page in document.pages)  # noqa: SLF001 - as above
    areas = (area for page in pages for area in page.children if isinstance(area, FootnoteAreaBox))
    return frozenset(called - {note.element.get("id") for area in areas for note in area.children})
