"""A document that was laid out, and what is to be otherwise in it → the same, laid out anew only where that matters.

Pages before the first that can have seen anything of what is touched are taken as they are, and so are those from
where on the pages begin as they did. Written against the insides of version 70.0:
https://github.com/Kozea/WeasyPrint/blob/v70.0/weasyprint/layout/__init__.py
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import Any, Final

from pamphlet.renderers.pdf.beginnings import PLANS, Beginning, Made, halfway_at, made_of, untie
from pamphlet.renderers.pdf.lines import BLOCK, Touches, attributes_of, declarations_of

# isort: split
import weasyprint
import weasyprint.document
import weasyprint.layout
import weasyprint.layout.page
from weasyprint.css import ComputedStyle, declaration_precedence, find_style_attributes
from weasyprint.css.validation import preprocess_declarations
from weasyprint.document import Document, Page
from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout.background import layout_backgrounds

IN_A_STYLE_ATTRIBUTE: Final = (declaration_precedence("author", False), inf, (1, 0, 0))
"""What such a declaration weighs."""


class _UnfitError(Exception):
    """A layout that cannot be taken up again."""


def lay_out_again(document: Any, before: Touches, touches: Touches) -> Any | None:  # noqa: ANN401 - weasyprint has no types
    """The document with other blocks touched than before; nothing where it must be laid out as a whole."""
    made = made_of(document)
    if not made:
        return None
    blocks = _blocks_of(made)
    touched = sorted(_differing(before, touches))
    if not touched:
        return document
    try:
        first = _first_page(made, touched[0])
        _refuse_dependent(made, first, [blocks[number] for number in touched])
        _touch(made, blocks, touches)
        return _Again(document, made, first, touched[-1]).document()
    except _UnfitError:
        return None


def _blocks_of(made: Made) -> dict[int, Any]:
    """Every numbered element."""
    found: dict[int, Any] | None = made.html.__dict__.get("blocks")
    if found is None:
        elements = made.html.etree_element.iter()
        found = made.html.blocks = {int(each.get(BLOCK)): each for each in elements if each.get(BLOCK)}
    return found


def _differing(before: Touches, touches: Touches) -> set[int]:
    """The blocks that are touched otherwise."""
    found = before.whole ^ touches.whole | before.opens ^ touches.opens
    for name in ("lengths", "early", "whiter"):
        old, new = getattr(before, name), getattr(touches, name)
        found |= {number for number in {*old, *new} if old.get(number) != new.get(number)}
    return set(found)


def _first_page(made: Made, block: int) -> int:
    """The first page, from 0, that can have seen the block: if none of its lines, then perhaps that a page must end."""
    seen = [max(beginning.blocks, default=0) for beginning in made.beginnings]
    for index, last in enumerate(seen):
        rest = (number for beginning in made.beginnings[index + 1 :] for number in beginning.blocks)
        if min((number for number in rest if number > last), default=inf) >= block:
            return index
    raise _UnfitError


def _refuse_dependent(made: Made, first: int, touched: Iterable[Any]) -> None:
    """Raise _UnfitError where pages from there on depend on more than where they begin."""
    context = made.context
    lookups = (state["content_lookups"] for *_, state in context.page_maker[first:])
    if (
        any(lookups)
        or any(source != "content" for _, source in context.target_collector.counter_lookup_items)
        or any(pseudo == "first-letter" for _, pseudo in context.style_for.get_computed_styles())
        or any(element.get("style") or element.tag in {"td", "th"} for element in touched)
        or not all(beginning.is_plain for beginning in made.beginnings)
    ):
        raise _UnfitError


def _touch(made: Made, blocks: Mapping[int, Any], touches: Touches) -> None:
    """Have the boxes before layout, and their elements, as they would be if the source were read with these touches."""
    stated_before: dict[int, tuple[dict[str, str], str]] = made.html.__dict__.setdefault("touched", {})
    wanted = {number: (attributes_of(number, touches), declarations_of(number, touches)) for number in touches.numbers}
    changed = {
        blocks[number]: number
        for number in {*stated_before, *wanted}
        if stated_before.get(number) != wanted.get(number)
    }
    for element, number in changed.items():
        for name in stated_before.get(number, ({}, ""))[0]:
            del element.attrib[name]
        for name, value in wanted.get(number, ({}, ""))[0].items():
            element.set(name, value)
    for box in _boxes_of(made.root_box, changed):
        if type(box) is LineBox:
            box.__dict__.pop(PLANS, None)
        elif isinstance(box.style, ComputedStyle) and box.element_tag == box.element.tag:
            stated = wanted.get(changed[box.element], ({}, ""))[1]
            plain = box.__dict__.setdefault("untouched", box.style)
            box.style = _restyled(plain, box.element.makeelement("p", {"style": stated})) if stated else plain
    made.html.touched = wanted


def _boxes_of(root_box: Any, elements: Mapping[Any, int]) -> Iterator[Any]:  # noqa: ANN401 - as above
    """The boxes before layout that stand for one of the elements."""
    waiting = [root_box]
    while waiting:
        box = waiting.pop()
        if box.element in elements:
            yield box
        waiting.extend(getattr(box, "children", ()))


def _restyled(style: Any, element: Any) -> Any:  # noqa: ANN401 - as above
    """A style with what the `style` attribute of an element declares.

    Only that is worked out anew, in a copy: a length may ask for others, and these are to stay as they were.
    """
    cascaded = dict(style.cascaded)
    stated = []
    [(_, _, declarations, _)] = find_style_attributes(element)
    for name, value, _ in preprocess_declarations(style.base_url, declarations):
        if name not in cascaded or cascaded[name][1] < IN_A_STYLE_ATTRIBUTE:
            cascaded[name] = value, IN_A_STYLE_ATTRIBUTE
            stated.append(name)
    worked_out, restyled = style.copy(), style.copy()
    worked_out.cascaded = restyled.cascaded = cascaded
    for name in stated:
        worked_out.pop(name, None)
    restyled.update({name: worked_out[name] for name in stated})
    return restyled


class _Again:
    """One layout that takes up another at a page (`first`, from 0), up to where the pages begin as they did.

    `last_touched` is the highest number of a block that is touched: pages that see none up to it see nothing changed.
    """

    def __init__(self, document: Any, made: Made, first: int, last_touched: int) -> None:  # noqa: ANN401 - as above
        self._base, self._first, self._last_touched = document, first, last_touched
        self._old = made.context
        self._context = _fork(made.context, first)
        self._made = Made(made.html, made.root_box, self._context)

    def document(self) -> Any:  # noqa: ANN401 - as above
        """The pages, those that stay and those that are new."""
        new = self._set()
        joined = self._first + len(new)
        self._settle(joined)
        self._name(new, joined)
        self._finish(new)
        kept = self._base.pages
        pages = [*kept[: self._first], *map(Page, new), *kept[joined:]]
        base = self._base
        again = Document(
            pages, base.metadata, base.url_fetcher, base.font_config, base.color_profiles, base.output_intent
        )
        again._html, again.made = self._made.html, self._made  # noqa: SLF001 - as the library does
        return again

    def _set(self) -> list[Any]:
        """New pages up to where they go on as they did."""
        made, context = self._made, self._context
        for each in self._old.beginnings[self._first].halfway:
            each.restore()
        pages: list[Any] = []
        while True:
            index = self._first + len(pages)
            context.page_maker[index][-1].update(
                content_changed=False, pages_wanted=False, anchors=[], content_lookups=[]
            )
            page, resume_at = weasyprint.layout.page.remake_page(index, context, made.root_box, made.html)
            pages.append(page)
            if page.fixed_boxes or context.broken_out_of_flow or any(context.running_elements.values()):
                raise _UnfitError
            ends = resume_at is None and not context.reported_footnotes
            if ends or self._goes_on_as_before(index + 1):
                return pages
            if index + 1 >= 2 * len(self._base.pages):
                raise _UnfitError

    def _goes_on_as_before(self, index: int) -> bool:
        """Whether pages from there on begin as they did, and see nothing of what is touched."""
        old = self._old
        if index >= len(self._base.pages) or old.page_maker[index][:-1] != self._context.page_maker[index][:-1]:
            return False
        made = self._made
        begins = Beginning(
            tuple(self._context.footnotes),
            tuple(self._context.reported_footnotes),
            tuple(halfway_at(made.root_box, old.page_maker[index][0])),
            is_plain=True,
        )
        rest = (old.beginnings[page] for page in range(index, len(self._base.pages)))
        return begins.is_like(old.beginnings[index]) and all(
            number > self._last_touched for each in rest for number in each.blocks
        )

    def _settle(self, joined: int) -> None:
        """Take over how the later pages begin; raises _UnfitError where earlier ones would have to be made anew."""
        context, old = self._context, self._old
        total = len(self._base.pages)
        if joined < total:
            context.page_maker[joined:] = _copied(old.page_maker[joined:])
            for index in range(joined, total):
                context.beginnings[index] = old.beginnings[index]
        context.broken_out_of_flow.clear()
        context.reported_footnotes.clear()
        if len(context.page_maker) != total + 1 or any(state["content_changed"] for *_, state in context.page_maker):
            raise _UnfitError
        for _, _, _, page_state, _ in context.page_maker:
            page_state[1]["pages"] = [total]

    def _name(self, new: Sequence[Any], joined: int) -> None:
        """Gather bookmarks and running titles of the new pages, as the library does of all."""
        strings, old = self._context.string_set, self._old.string_set
        known: set[tuple[str, Any]] = set()
        if self._first:
            before = self._base.pages[self._first - 1]._page_box  # noqa: SLF001 - the one way to the boxes
            known = {_bookmarked(box) for box in before.descendants() if box.bookmark_label is not None}
        for number, page in enumerate(new, start=self._first + 1):
            for box in page.descendants():
                if box.bookmark_label:
                    if _bookmarked(box) in known:
                        box.bookmark_label = ""
                    known.add(_bookmarked(box))
                if box.string_set and box.string_set != "none":
                    for name, text in box.string_set:
                        strings[name][number].append(text)
        if joined < len(self._base.pages):
            for name in {*old, *strings}:
                if _last_string(old[name], joined) != _last_string(strings[name], joined):
                    raise _UnfitError
                strings[name].update({page: texts for page, texts in old[name].items() if page > joined})

    def _finish(self, new: Sequence[Any]) -> None:
        """Add the margins of the new pages, and what is painted behind them."""
        context = self._context
        for number, page in enumerate(new, start=self._first + 1):
            root, *areas = page.children
            context.current_page = number
            margins = weasyprint.layout.make_margin_boxes(context, page, context.page_maker[number][3])
            page.children = (root, *(area for area in areas if area.children), *margins)
            layout_backgrounds(page, context.get_image_from_uri)


def _bookmarked(box: Any) -> tuple[str, Any]:  # noqa: ANN401 - as above
    """Of what a bookmark is: an element, or what stands before or after it."""
    tag = box.element_tag
    return "before" if tag.endswith("::before") else "after" if tag.endswith("::after") else "", box.element


def _last_string(pages: Mapping[int, Sequence[str]], most: int) -> str | None:
    """The last text of a name on the pages up to this one."""
    return next((pages[page][-1] for page in sorted(pages, reverse=True) if page <= most and pages[page]), None)


def _copied(page_maker: Sequence[Any]) -> list[Any]:
    """How pages begin, with the counters and marks that the library changes in place."""
    return [(*place, copy.deepcopy(page_state), copy.deepcopy(state)) for *place, page_state, state in page_maker]


def _fork(old: Any, first: int) -> Any:  # noqa: ANN401 - as above
    """A context as it was when a page began; the old one stays as it is."""
    context = copy.copy(old)
    untie(context)
    begins = old.beginnings[first]
    context.page_maker = _copied(old.page_maker[: first + 1])
    context.footnotes, context.reported_footnotes = list(begins.notes), list(begins.reported)
    context.broken_out_of_flow, context.rendered_notes = {}, []
    context._excluded_shapes, context._excluded_shapes_root_boxes = {}, []  # noqa: SLF001 - the library's insides
    context.running_elements = defaultdict(lambda: defaultdict(list))
    context.string_set = defaultdict(lambda: defaultdict(list))
    for name, pages in old.string_set.items():
        context.string_set[name].update({page: texts for page, texts in pages.items() if page <= first})
    context.beginnings = {index: old.beginnings[index] for index in range(first + 1)}
    return context
