"""The margins of a part's pages, on either side: running heads, and folios of any number, as WeasyPrint draws them."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import pamphlet.renderers.pdf.setter  # noqa: F401 - before WeasyPrint, which it imports as it wants to be imported

# isort: split
import pydyf
import weasyprint.layout.page
from weasyprint.draw import draw_stacking_context
from weasyprint.formatting_structure import boxes
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.percent import resolve_percentages
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext

from pamphlet.renderers.pdf.cascading import at_hand_of
from pamphlet.renderers.pdf.joining.apart import MAKE_MARGIN_BOXES, PAGE_TYPE, PT_PER_PX, Layout
from pamphlet.renderers.pdf.joining.fragment import Folios, Glyphs, InseparableError, Stamp
from pamphlet.renderers.pdf.joining.noting import glyphs_used
from pamphlet.renderers.pdf.structure import PAGINATION

SIDES: Final = ("right", "left")
"""Recto and verso, as CSS calls them in a book that is read from left to right."""
TEST_FOLIOS: Final = (8, 8888)
MARGIN_BOXES: Final = frozenset({"string", "string()", "counter()"})
"""What a margin box may hold, if it is to be told apart from what stands beside it."""
MOST_HEADS: Final = 100
"""The heads of so many texts are kept with their style."""


class Heads(NamedTuple):
    """Running heads of a page, of which glyphs they are, and a digest of folios that are set beside them as a test."""

    stamp: Stamp
    folio_test: str
    glyphs: tuple[Glyphs, ...]


def turn_page(layout: Layout, name: str, side: str, *, opens: bool) -> Any:  # noqa: ANN401 - as above
    """An empty page of a name, on a side, for its margins alone; it may be the one that opens the book. Made once."""
    key = name, side, opens
    if key not in layout.turned:
        layout.turned[key] = _make_page(layout, PAGE_TYPE(side, False, name, 0 if opens else 1, ((name, 0),)))
    return layout.turned[key]


def _make_page(layout: Layout, page_type: Any) -> Any:  # noqa: ANN401 - as above
    context = layout.context
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


def draw_heads(layout: Layout, at: int) -> tuple[Heads, Heads]:
    """What stands beside the folio of a page, if that is a recto and if it is a verso."""
    recto, verso = (_draw_heads_on(layout, side, at) for side in SIDES)
    return recto, verso


def _draw_heads_on(layout: Layout, side: str, at: int) -> Heads:
    """Heads of the same texts in the same style, be it on pages of another part, are drawn once."""
    page = _turn_page_at(layout, at, side)
    _refuse_inherited(layout, page, at)
    known: dict[Any, Heads] = at_hand_of(page.style).setdefault("heads", {})
    key = (page.page_type.name, side, page.page_type.index == 0, _texts_on(layout, page, at))
    if key not in known:
        if len(known) >= MOST_HEADS:
            known.clear()
        known[key] = _draw_heads_anew(layout, page, at)
    return known[key]


def _draw_heads_anew(layout: Layout, page: Any, at: int) -> Heads:  # noqa: ANN401 - as above
    heads, folios = _lay_out_margins(layout, page, TEST_FOLIOS[0], at)
    fonts: dict[Any, Any] = {}
    stamp = _draw_boxes(layout, page, heads, fonts)
    glyphs = glyphs_used(fonts)
    if not stamp.drawn or _edges(heads).isdisjoint(_edges(folios)):
        return Heads(stamp, "", glyphs)
    longer, beside = _lay_out_margins(layout, page, TEST_FOLIOS[1], at)
    if _draw_boxes(layout, page, longer, {}) != stamp:
        raise InseparableError("a running head depends on its folio")
    test = _digest(_draw_boxes(layout, page, tested, {}).drawn for tested in (folios, beside))
    return Heads(stamp, test, glyphs)


def _contents_beside(layout: Layout, page: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - as above
    """What the margin boxes of a page are to hold, as the style says: kinds and values."""
    for element, part in layout.context.style_for.get_cascaded_styles():
        if part and element == page.page_type:
            content = layout.context.style_for(page.page_type, part)["content"]
            yield from content if isinstance(content, tuple) else ()


def _texts_on(layout: Layout, page: Any, at: int) -> tuple[str, ...]:  # noqa: ANN401 - as above
    """The texts of the running heads of a page."""
    layout.context.current_page = at
    named = (value for kind, value in _contents_beside(layout, page) if kind == "string()")
    return tuple("".join(layout.context.get_string_set_for(page, *value)) for value in named)


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
    for kind, value in _contents_beside(layout, page):
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
