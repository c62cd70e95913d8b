"""Laying out and drawing a part of a book by WeasyPrint's own steps: the one place that knows its insides (70.0)."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

# isort: split
import pydyf
import weasyprint
import weasyprint.document
import weasyprint.draw
import weasyprint.draw.text
import weasyprint.layout
import weasyprint.layout.page
import weasyprint.pdf
from weasyprint.css.targets import TargetCollector, TargetLookupItem, anchor_name_from_token
from weasyprint.draw import draw_stacking_context
from weasyprint.formatting_structure import boxes
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.percent import resolve_percentages
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext
from weasyprint.text.line_break import split_first_line

from pamphlet.renderers.pdf.joining.fragment import Face, Folios, Glyphs, InseparableError, Numeral, Stamp
from pamphlet.renderers.pdf.structure import PAGINATION

PT_PER_PX: Final = 0.75
SIDES: Final = ("right", "left")
"""Recto and verso, as CSS calls them in a book that is read from left to right."""
ELSEWHERE: Final = frozenset({"left", "right", "recto", "verso"})
TEST_FOLIOS: Final = (8, 8888)
CONTENT: Final = frozenset({"content"})
DIGITS: Final = "0123456789"
MARGIN_BOXES: Final = frozenset({"string", "string()", "counter()"})
"""What a margin box may hold, if it is to be told apart from what stands beside it."""


@dataclass(slots=True)
class Layout:
    """What a layout leaves behind beside its document: its parsed source, its pages, and what they were made with."""

    html: Any
    context: Any
    pages: list[Any] = field(default_factory=list)
    state: Any = None


def layout_of(document: Any, layouts: Sequence[Layout]) -> Layout:  # noqa: ANN401 - weasyprint has no types
    """The layout that a document comes from."""
    return next(layout for layout in layouts if layout.html is document._html)  # noqa: SLF001 - this module knows the library's insides


@contextmanager
def rectos_only(pages: Mapping[str, int], *, opens: bool) -> Iterator[list[Layout]]:
    """Lay out every page as a recto and without running matter; only the part that opens the book has its first page.

    `pages` are the page numbers of places in other parts. What is laid out meanwhile is noted, in order.
    """
    layouts: list[Layout] = []
    lay_out = weasyprint.document.layout_document

    def note(html: Any, root_box: Any, context: Any) -> Any:  # noqa: ANN401 - as above
        layouts.append(Layout(html, context))
        return lay_out(html, root_box, context)

    def hold_back(_context: Any, page: Any, state: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
        layouts[-1].state = state
        layouts[-1].pages.append(page)
        yield _gap(page)

    def recto(_side: str, blank: bool, name: str, index: int, groups: Any) -> Any:  # noqa: ANN401, FBT001 - as above
        if blank:
            raise InseparableError("a page is left blank in it")
        return PAGE_TYPE("right", blank, name, index if opens else index + 2, groups)

    with (
        _replaced(weasyprint.layout, "make_margin_boxes", hold_back),
        _replaced(weasyprint.layout.page, "PageType", recto),
        _replaced(weasyprint.document, "TargetCollector", lambda: _Targets(pages)),
        _replaced(weasyprint.document, "layout_document", note),
    ):
        yield layouts


class _Gap(boxes.LineBox):  # type: ignore[misc] # weasyprint has no types
    """A line where running matter is to be drawn: found by its background, which is of no kind that others have."""

    @property
    def background(self) -> bytes:
        """What is put into the stream."""
        return GAP

    @background.setter
    def background(self, _value: object) -> None:
        """The library has nothing to say here."""


GAP: Final = b"%gap"
"""Stands in a page's content for its running matter."""


def _gap(page: Any) -> Any:  # noqa: ANN401 - as above
    """A margin box that is drawn wherever running matter is to be drawn, and has no extent."""
    margin = boxes.MarginBox("@top-left", page.style.anonymous_style)
    margin.children = [_Gap("-", page.style.anonymous_style, None, [])]
    for box in (margin, *margin.children):
        box.position_x = box.position_y = box.width = box.height = 0
        for side in ("top", "right", "bottom", "left"):
            box._reset_spacing(side)  # noqa: SLF001 - as above
    return margin


def _leave_gaps(draw: Callable[..., None]) -> Callable[..., None]:
    """Draw backgrounds as the library does, and gaps as such."""

    def draw_or_leave_gap(stream: Any, background: Any, *rest: Any, **options: Any) -> None:  # noqa: ANN401 - as above
        if background is not GAP:
            draw(stream, background, *rest, **options)
            return
        a, b, c, d, *_ = stream.ctm.values
        if (a, b, c, d) != (PT_PER_PX, 0, 0, -PT_PER_PX):
            raise InseparableError("running matter stands in what is turned")
        stream.stream.append(GAP)

    return draw_or_leave_gap


weasyprint.draw.draw_background = _leave_gaps(weasyprint.draw.draw_background)
PAGE_TYPE: Final = weasyprint.layout.page.PageType
MAKE_MARGIN_BOXES: Final = weasyprint.layout.page.make_margin_boxes


class _Elsewhere(boxes.Box):  # type: ignore[misc] # weasyprint has no types
    """A place in another part."""

    cached_counter_values: Final[Mapping[str, Any]] = {}

    def __init__(self) -> None:
        """It has neither element nor style."""

    def extract_text(self, _part: str) -> str:
        """Its text is not known here."""
        raise InseparableError("a part quotes another")


class _Targets(TargetCollector):  # type: ignore[misc] # as above
    """Knows the pages of places in other parts, and of no place in its own."""

    def __init__(self, pages: Mapping[str, int]) -> None:
        super().__init__()
        self.wanted: list[str] = []
        self._elsewhere: dict[str, Any] = {}
        for place, page in pages.items():
            self._elsewhere[place] = item = TargetLookupItem("up-to-date")
            item.target_box = _Elsewhere()
            item.cached_page_counter_values = {"page": [page]}

    def lookup_target(self, anchor_token: Any, source_box: Any, css_token: str, _parse_again: Any) -> Any:  # noqa: ANN401 - as above
        """The place, which other parts must have told."""
        named = anchor_token
        if anchor_token[0] == "attr()":
            named = ("string", source_box.element.get(anchor_token[1][0], ""))
        place = anchor_name_from_token(named)
        if place not in self._elsewhere or css_token not in CONTENT:
            raise InseparableError("its text names a page of its own")
        self.wanted.append(place)
        return self._elsewhere[place]


@contextmanager
def _replaced(module: Any, name: str, value: Any) -> Iterator[None]:  # noqa: ANN401 - as above
    kept = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, kept)


def refuse_dependent(layout: Layout, *, opens: bool) -> None:
    """Raise InseparableError if the part's pages depend on where in the book they stand."""
    _refuse_counters(layout)
    styles = layout.context.style_for.get_computed_styles()
    for style in styles.values():
        if style["break_before"] in ELSEWHERE or style["break_after"] in ELSEWHERE:
            raise InseparableError("it opens on a certain side")
        if style["position"] == "fixed":
            raise InseparableError("something stands on every page")
    root = layout.html.etree_element
    body = root.find("body")
    first = next((element for element in body.iter() if element.tag not in {"body", "main"}), body)
    if not opens and first is not body and styles[first, None]["break_before"] != "page":
        raise InseparableError("a part does not begin a page")
    if any(_counts(styles[element, None]) for element in (root, body, *body.findall("main"), first)):
        raise InseparableError("a counter goes on from part to part")
    for sheet, *_ in layout.context.style_for._sheets:  # noqa: SLF001 - this module knows the library's insides
        for _rule, selectors, _declarations in sheet.page_rules:
            if any(page.index is not None for _, _, page in selectors):
                raise InseparableError("pages are chosen by their number")
    for page in layout.pages:
        if page.canvas_background or _is_painted(page):
            raise InseparableError("the whole page is painted")


def _counts(style: Any) -> bool:  # noqa: ANN401 - as above
    """Whether an element changes a counter that its siblings see."""
    return any(style[f"counter_{change}"] not in ((), "auto", "none") for change in ("reset", "set", "increment"))


def _refuse_counters(layout: Layout) -> None:
    depth, counters, *_ = layout.state
    if depth != [0] or set(counters) != {"page", "pages"} or counters["page"] != [len(layout.pages)]:
        raise InseparableError("a counter goes on from part to part")
    for box, source in layout.context.target_collector.counter_lookup_items:
        content = box.style["content"] if source == "content" else ()
        own = [value[0] for kind, value in content if kind in {"counter()", "counters()"}]
        if source != "content" or {"page", "pages"} & set(own):
            raise InseparableError("its text names its own page")


def _is_painted(page: Any) -> bool:  # noqa: ANN401 - as above
    """Whether anything is drawn at the edges of the page itself, which do not move with its content."""
    widths = (page.style[f"border_{side}_width"] for side in ("top", "right", "bottom", "left"))
    background = page.background
    coloured = background is not None and background.color.alpha > 0
    pictured = background is not None and any(layer.image for layer in background.layers)
    return coloured or pictured or any(widths) or bool(page.style["outline_width"]) or bool(page.style["marks"])


# The margins of a page --------------------------------------------------------------------------------------------


def turn_page(layout: Layout, name: str, side: str, *, opens: bool) -> Any:  # noqa: ANN401 - as above
    """An empty page of a name, on a side, for its margins alone; it may be the one that opens the book."""
    context = layout.context
    page_type = PAGE_TYPE(side, False, name, 0 if opens else 1, ((name, 0),))
    if context.style_for(page_type) is None:
        weasyprint.layout.page.set_page_type_computed_styles(page_type, layout.html, context.style_for)
    page = boxes.PageBox(page_type, context.style_for(page_type))
    size = page.style["size"]
    resolve_percentages(page, size)
    page.position_x = page.position_y = 0
    weasyprint.layout.page.page_width(page, context, size[0])
    weasyprint.layout.page.page_height(page, context, size[1])
    page.children = ()
    return page


def _turn_page_at(layout: Layout, at: int, side: str) -> Any:  # noqa: ANN401 - as above
    page_type = layout.pages[at - 1].page_type
    return turn_page(layout, page_type.name, side, opens=page_type.index == 0)


def margins_of(layout: Layout, at: int) -> tuple[float, float]:
    """The left margins that a page has as a recto and a verso, in points, if the two differ in nothing else."""
    recto, verso = (_turn_page_at(layout, at, side) for side in SIDES)
    alike = ("width", "height", "margin_top", "margin_bottom")
    declared = [_declarations(layout, page.page_type) for page in (recto, verso)]
    if declared[0] != declared[1] or any(getattr(recto, each) != getattr(verso, each) for each in alike):
        raise InseparableError("rectos and versos differ in more than their margins")
    return PT_PER_PX * recto.margin_left, PT_PER_PX * verso.margin_left


def _declarations(layout: Layout, page_type: Any) -> dict[tuple[str, str], Any]:  # noqa: ANN401 - as above
    """What the style says of a page and its parts but for the margins."""
    cascaded = layout.context.style_for.get_cascaded_styles()
    parts = {part: styles for (element, part), styles in cascaded.items() if element == page_type}
    return {
        (part or "", name): values
        for part, styles in parts.items()
        for name, (values, _) in styles.items()
        if part in {None, "@footnote", "@note-area"} and name not in {"margin_left", "margin_right"}
    }


def _lay_out_margins(layout: Layout, page: Any, number: int, at: int) -> tuple[list[Any], list[Any]]:  # noqa: ANN401 - as above
    """The margin boxes of a page without and with a folio, if it has this number; `at` counts pages in the part."""
    layout.context.current_page = at
    state: Any = ([0], {"pages": [0], "page": [number]}, [{"page", "pages"}], [])
    heads: list[Any] = []
    folios: list[Any] = []
    for box in MAKE_MARGIN_BOXES(layout.context, page, copy.deepcopy(state)):
        kinds = {kind for kind, _ in box.style["content"]}
        counters = {value[0] for kind, value in box.style["content"] if kind == "counter()"}
        if not kinds <= MARGIN_BOXES or counters - {"page"}:
            raise InseparableError("running matter holds more than texts and folios")
        if counters and "string()" in kinds:
            raise InseparableError("a running head and a folio stand in one box")
        (folios if counters else heads).append(box)
    return heads, folios


def _draw_boxes(layout: Layout, page: Any, drawn: list[Any], fonts: dict[Any, Any]) -> Stamp:  # noqa: ANN401 - as above
    resources = pydyf.Dictionary({"ExtGState": pydyf.Dictionary(), "XObject": {}, "Pattern": {}, "Shading": {}})
    rectangle = (0, 0, page.margin_width(), page.margin_height())
    stream = Stream(fonts, rectangle, resources, {}, {}, {}, "srgb")
    for box in drawn:
        layout_box_backgrounds(page, box, layout.context.get_image_from_uri)
        draw_stacking_context(stream, StackingContext.from_box(box, page))
    states = {name: state.data for name, state in resources["ExtGState"].items()}
    if resources["XObject"] or resources["Pattern"] or any(name[0] not in "aA" for name in states):
        raise InseparableError("running matter is more than text and rules")
    for position, entry in enumerate(stream.stream):
        if isinstance(entry, dict) and "MCID" in entry:
            stream.stream[position - 1 : position + 1] = ["/Artifact", PAGINATION]
    if not stream.stream:
        return Stamp()
    return Stamp(b"\n".join(map(_to_bytes, stream.stream)), states)


def _to_bytes(entry: Any) -> bytes:  # noqa: ANN401 - as above
    written: bytes = pydyf._to_bytes(entry)  # noqa: SLF001 - pydyf writes streams by it
    return written


def draw_heads(layout: Layout, at: int, fonts: dict[Any, Any]) -> tuple[tuple[Stamp, Stamp], tuple[str, str]]:
    """The running heads of a page on a recto and a verso, and digests of folios that are set beside them as a test."""
    drawn = [_draw_heads_on(layout, side, at, fonts) for side in SIDES]
    return (drawn[0][0], drawn[1][0]), (drawn[0][1], drawn[1][1])


def _draw_heads_on(layout: Layout, side: str, at: int, fonts: dict[Any, Any]) -> tuple[Stamp, str]:
    page = _turn_page_at(layout, at, side)
    _refuse_inherited(layout, page, at)
    heads, folios = _lay_out_margins(layout, page, TEST_FOLIOS[0], at)
    stamp = _draw_boxes(layout, page, heads, fonts)
    if not stamp.drawn or _edges(heads).isdisjoint(_edges(folios)):
        return stamp, ""
    longer, beside = _lay_out_margins(layout, page, TEST_FOLIOS[1], at)
    if _draw_boxes(layout, page, longer, {}) != stamp:
        raise InseparableError("a running head depends on its folio")
    return stamp, _digest(_draw_boxes(layout, page, tested, {}).drawn for tested in (folios, beside))


def _edges(drawn: list[Any]) -> set[str]:
    """The edges of the page that margin boxes stand on: those on one share its length."""
    return {box.at_keyword.split("-")[0] for box in drawn}


def heads_depend_on(layout: Layout, at: int) -> tuple[Any, ...]:
    """What the running heads of a page of the part can differ in from those of another."""
    named = sorted(layout.context.string_set.items())
    before = [(name, [pages[on][-1] for on in sorted(pages) if on < at and pages[on]][-1:]) for name, pages in named]
    here = [(name, tuple(pages.get(at, ()))) for name, pages in named]
    page_type = layout.pages[at - 1].page_type
    return page_type.name, page_type.index == 0, repr(before), repr(here)


def _refuse_inherited(layout: Layout, page: Any, at: int) -> None:  # noqa: ANN401 - as above
    """A running head must not come from an earlier part of the book."""
    for element, part in layout.context.style_for.get_cascaded_styles():
        content = (
            layout.context.style_for(page.page_type, part)["content"] if element == page.page_type and part else ()
        )
        for kind, value in content if isinstance(content, tuple) else ():
            if kind == "string()" and not any(layout.context.string_set[value[0]].get(on) for on in range(1, at + 1)):
                raise InseparableError("a running head goes on from part to part")


def draw_folios(layout: Layout, numbers: Mapping[str, Sequence[int]], tested: Collection[str]) -> Folios:
    """The folios of pages with these numbers, by the kind of page; a recto has the odd ones. Some kinds are tested."""
    fonts: dict[Any, Any] = {}
    layout.context.string_set.clear()
    stamps = {
        name: {number: _draw_folio(layout, name, SIDES[1 - number % 2], number, fonts) for number in wanted}
        for name, wanted in numbers.items()
    }
    return Folios(stamps, {name: _test_folios(layout, name) for name in sorted(tested)}, glyphs_used(fonts))


def _test_folios(layout: Layout, name: str) -> tuple[str, str]:
    tests = [_digest(_draw_folio(layout, name, side, number, {}).drawn for number in TEST_FOLIOS) for side in SIDES]
    return tests[0], tests[1]


def _draw_folio(layout: Layout, name: str, side: str, number: int, fonts: dict[Any, Any]) -> Stamp:
    page = turn_page(layout, name, side, opens=number == 1)
    return _draw_boxes(layout, page, _lay_out_margins(layout, page, number, 1)[1], fonts)


def _digest(drawn: Iterator[bytes]) -> str:
    return hashlib.blake2b(b"\0".join(drawn), digest_size=8).hexdigest()


# Writing ----------------------------------------------------------------------------------------------------------


Write = Callable[[Callable[[Any, pydyf.PDF], None]], object]
"""Writes the document of a part, with a finisher."""


def draw_document(write: Write, finish: Callable[[Any, pydyf.PDF], None]) -> pydyf.PDF:
    """The PDF of a part, not written: without fonts, and with links to places that the part may not hold."""
    drawn: list[pydyf.PDF] = []

    def keep(document: Any, pdf: pydyf.PDF) -> None:  # noqa: ANN401 - as above
        finish(document, pdf)
        drawn.append(pdf)
        pdf.write = lambda *_arguments: None

    def no_fonts(*_arguments: Any) -> pydyf.Dictionary:  # noqa: ANN401 - as above
        return pydyf.Dictionary()

    with (
        _replaced(weasyprint.pdf, "build_fonts_dictionary", no_fonts),
        _replaced(weasyprint.pdf, "resolve_links", _leave_links),
    ):
        write(keep)
    return drawn[0]


def _leave_links(pages: list[Any]) -> Iterator[tuple[list[Any], list[tuple[str, float, float]]]]:
    """As WeasyPrint's own, but for the search of each link's target."""
    known: set[str] = set()
    for page in pages:
        named = {name: place for name, place in page.anchors.items() if name not in known}
        known.update(named)
        yield list(page.links), [(name, left, top) for name, (left, top, *_) in named.items()]


def write_fonts(fonts: dict[Any, Any]) -> tuple[pydyf.PDF, pydyf.Dictionary]:
    """The objects of subsets of these fonts, and the dictionary that names them."""
    pdf = pydyf.PDF()
    options = {**weasyprint.DEFAULT_OPTIONS, "pdf_version": "1.7"}
    named = weasyprint.pdf.build_fonts_dictionary(pdf, fonts, True, True, options)
    return pdf, named


# Typefaces --------------------------------------------------------------------------------------------------------


def glyphs_used(fonts: Mapping[Any, Any]) -> tuple[Glyphs, ...]:
    """What was drawn of each typeface, by its name."""
    found: dict[str, Glyphs] = {}
    for font in fonts.values():
        if font.missing:
            raise InseparableError("a character has no glyph")
        known = found.get(font.hash)
        texts = {**font.to_unicode, **(known.texts if known else {})}
        widths = {**font.widths, **(known.widths if known else {})}
        found[font.hash] = Glyphs(
            known.face if known else font.face, dict(sorted(texts.items())), dict(sorted(widths.items()))
        )
    return tuple(found[name] for name in sorted(found))


def _note_faces(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Draw a text as the library does, and note by which text each typeface was found."""

    def draw_and_note(stream: Any, textbox: Any, *rest: Any) -> Any:  # noqa: ANN401 - as above
        known = len(stream._fonts)  # noqa: SLF001 - as above
        drawn = draw(stream, textbox, *rest)
        for font in list(stream._fonts.values())[known:]:  # noqa: SLF001 - as above
            sample = next(iter(font.to_unicode.values()), "")
            font.face = Face(font.hash, _css_of(textbox.style), textbox.style["lang"] or "", sample)
        for numerals in _noted:
            numerals.note(stream, textbox)
        return drawn

    return draw_and_note


def _css_of(style: Any) -> str:  # noqa: ANN401 - as above
    families = ", ".join(f'"{family}"' for family in style["font_family"])
    return (
        f"font-family: {families}; font-style: {style['font_style']}; font-weight: {style['font_weight']}; "
        f"font-stretch: {style['font_stretch']}; font-variant-caps: {style['font_variant_caps']}"
    )


class Numerals:
    """The page numbers of other parts in what is being drawn, and where in its streams they stand."""

    def __init__(self, pages: Mapping[str, int]) -> None:
        self._pages = pages
        self.found: list[tuple[Any, int, Numeral]] = []
        self.fixed = False

    def note(self, stream: Any, textbox: Any) -> None:  # noqa: ANN401 - as above
        """If the text that was just drawn is such a number, note it."""
        place = self._place_of(textbox)
        if place is None:
            return
        glyphs = _shape_digits(stream, textbox)
        if glyphs is None:
            self.fixed = True
            return
        self.found.append((stream, len(stream.stream) - 1, Numeral(place, glyphs)))

    def _place_of(self, textbox: Any) -> str | None:  # noqa: ANN401 - as above
        element = getattr(textbox, "element", None)  # a text in a drawing has none
        if element is None or "::" not in (textbox.element_tag or "") or not textbox.text.isdecimal():
            return None
        named = (value[1:] for value in element.attrib.values() if value.startswith("#"))
        return next((place for place in named if str(self._pages.get(place)) == textbox.text), None)


_noted: list[Numerals] = []


@contextmanager
def noting(numerals: Numerals) -> Iterator[None]:
    """Note the page numbers that are drawn."""
    _noted.append(numerals)
    try:
        yield
    finally:
        _noted.remove(numerals)


def _shape_digits(stream: Any, textbox: Any) -> tuple[str, ...] | None:  # noqa: ANN401 - as above
    """The glyphs of the ten digits in hexadecimal, if each is as wide as any other and none is kerned."""
    line = split_first_line(DIGITS, textbox.style, None, None, 0)[0]
    shaped = textbox.copy()
    shaped.text, shaped.pango_layout = DIGITS, line
    scratch = stream.clone(tags=None)
    line.reactivate(textbox.style)
    DRAW_FIRST_LINE(scratch, shaped, "clip", "none", Matrix(d=-1))
    line.deactivate()
    return _spread(scratch.stream[-1], scratch, stream)


def _spread(shown: bytes, scratch: Any, stream: Any) -> tuple[str, ...] | None:  # noqa: ANN401 - as above
    import re  # noqa: PLC0415

    glyphs = re.findall(rb"[0-9a-f]{4}", b"".join(re.findall(rb"<([0-9a-f]*)>", shown)))
    adjusted = [float(each) for each in re.findall(rb">(-?[\d.]+)<", shown)]
    font = next((font for font in stream._fonts.values() if font.hash == scratch._current_font[0]), None)  # noqa: SLF001 - as above
    if font is None or len(glyphs) != len(DIGITS) or any(adjusted):
        return None
    widths = {font.widths[int(glyph, 16)] for glyph in glyphs}
    return tuple(glyph.decode() for glyph in glyphs) if len(widths) == 1 else None


DRAW_FIRST_LINE: Final = weasyprint.draw.text.draw_first_line
weasyprint.draw.text.draw_first_line = _note_faces(DRAW_FIRST_LINE)
