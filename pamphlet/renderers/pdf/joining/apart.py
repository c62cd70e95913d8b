"""Laying out and drawing a part of a book by WeasyPrint's own steps, whose insides are known here (version 70.0)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from msgspec import Struct, field

import pamphlet.renderers.pdf.setter  # noqa: F401 - before WeasyPrint, which it imports as it wants to be imported

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
from weasyprint.formatting_structure import boxes

from pamphlet.renderers.pdf.beginnings import made_of
from pamphlet.renderers.pdf.joining.fragment import InseparableError

PT_PER_PX: Final = 0.75
ELSEWHERE: Final = frozenset({"left", "right", "recto", "verso"})
BREAKS: Final = ("break_before", "break_after")
CONTENT: Final = frozenset({"content"})


class Layout(Struct, frozen=True):
    """What a layout leaves behind beside its document: its parsed source, its pages, and what they were made with.

    `turned` are empty pages that were made for their margins alone, by their names and sides.
    """

    html: Any
    context: Any
    pages: tuple[Any, ...]
    turned: dict[Any, Any] = field(default_factory=dict)

    @property
    def state(self) -> Any:  # noqa: ANN401 - weasyprint has no types
        """The counters after the last page."""
        return self.context.page_maker[len(self.pages)][3]


def layout_of(document: Any) -> Layout:  # noqa: ANN401 - weasyprint has no types
    """The layout that a document comes from."""
    made = made_of(document)
    if made is None:
        raise InseparableError("it is not known how the library lays it out")
    return Layout(made.html, made.context, tuple(page._page_box for page in document.pages))  # noqa: SLF001 - this module knows the library's insides


def let_go(layout: Layout) -> None:
    """Let go of what was needed to lay the part out, and is not to draw it: its boxes as they were, and its styles."""
    layout.html.__dict__.pop("laid_out", None)
    for name in ("style_for", "target_collector", "page_maker", "beginnings"):
        layout.context.__dict__.pop(name, None)


@contextmanager
def rectos_only(pages: Mapping[str, int], *, opens: bool) -> Iterator[None]:
    """Lay out every page as a recto and without running matter; only the part that opens the book has its first page.

    `pages` are the page numbers of places in other parts.
    """

    def hold_back(_context: Any, page: Any, _state: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
        yield _gap(page)

    def recto(_side: str, blank: bool, name: str, index: int, groups: Any) -> Any:  # noqa: ANN401, FBT001 - as above
        if blank:
            raise InseparableError("a page is left blank in it")
        return PAGE_TYPE("right", blank, name, index if opens else index + 2, groups)

    with (
        _replaced(weasyprint.layout, "make_margin_boxes", hold_back),
        _replaced(weasyprint.layout.page, "PageType", recto),
        _replaced(weasyprint.document, "TargetCollector", lambda: _Targets(pages)),
    ):
        yield


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
        # None of these is inherited: what is not stated is as it is at first, and that ties nothing.
        if any(style[name] in ELSEWHERE for name in BREAKS if name in style.cascaded):
            raise InseparableError("it opens on a certain side")
        if "position" in style.cascaded and style["position"] == "fixed":
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
