"""Laid-out pages → the same, drawn in the order in which their words are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, Final, NamedTuple

import pamphlet.renderers.pdf.library  # noqa: F401 - before anything else of WeasyPrint

# isort: split
from weasyprint.draw import draw_page
from weasyprint.formatting_structure.boxes import BlockBox, FootnoteAreaBox, LineBox, MarginBox

# What may stand side by side with a note; anything in none of these is drawn in one piece, as a table or a verse is.
CONTAINERS: Final = frozenset({"html", "body", "main", "section", "div", "blockquote", "li", "figure"})


class _Leaf(NamedTuple):
    """A box of lines, the outermost box that is to be drawn whole with it, and the box that this stands in."""

    lines: Any
    whole: Any
    container: Any


def draw_as_read(pages: Sequence[Any]) -> None:
    """Let each page be drawn in the order in which its words are read; where they stand on it does not change.

    Many programs take text out as it was drawn, and the library draws the markers of lists, notes and running matter
    after all else: these would part a sentence that goes on overleaf. A marker now precedes its item; a note follows
    the block that calls it; running matter precedes the page; but none stands where the page parts a block.
    The tags stay as they are.
    """
    drawn = [_copy(page._page_box) for page in pages]  # noqa: SLF001 - the library hands its boxes to nobody
    leaves = [list(_leaves(box, None)) for box in drawn]
    parted = [_is_parted(one, other) for one, other in pairwise([[], *leaves, []])]
    for page, box, own, (comes, goes) in zip(pages, drawn, leaves, pairwise(parted), strict=True):
        if own:
            _place_notes(box, own, goes=goes)
            _place_running_matter(box, own, comes=comes and not (goes and len(own) == 1))
        page.paint = partial(_paint, box)


def _is_parted(one: Sequence[_Leaf], other: Sequence[_Leaf]) -> bool:
    """Whether a block goes on from one page to the other."""
    return bool(one and other) and one[-1].lines.element is other[0].lines.element


def _copy(box: Any) -> Any:  # noqa: ANN401 - weasyprint has no types
    """The box with copies of the boxes inside it, and each marker before the lines of its item; leaves are the same."""
    if not box.children:
        return box.copy() if isinstance(box, MarginBox) else box
    children = [_copy(child) for child in box.children]
    markers = [_settle(child) for child in children if child.is_outside_marker]
    others = [child for child in children if not child.is_outside_marker]
    if markers and isinstance(others[-1], LineBox):
        others = [box.copy_with_children(others)]
    return box.copy_with_children([*markers, *others])


def _settle(marker: Any) -> Any:  # noqa: ANN401 - weasyprint has no types
    """A marker that is drawn where it stands in the text, for its place on the page has been found."""
    settled = marker.copy_with_children(marker.children)
    settled.style = settled.style.copy()
    settled.style["position"] = "static"
    return settled


def _leaves(box: Any, within: tuple[Any, Any] | None) -> Iterator[_Leaf]:  # noqa: ANN401 - weasyprint has no types
    """The boxes of lines in the text of a page, in order."""
    for child in box.children:
        if within and isinstance(child, LineBox):
            yield _Leaf(box, *within)
            return
        stands = (child, box) if box.element_tag in CONTAINERS else within
        if stands or child.is_for_root_element:
            yield from _leaves(child, stands)


def _place_notes(page: Any, leaves: Sequence[_Leaf], *, goes: bool) -> None:  # noqa: ANN401 - weasyprint has no types
    """Draw each note after the block that calls it, or before if the page ends within that; only the rule stays."""
    for area in [child for child in page.children if isinstance(child, FootnoteAreaBox)]:
        called = [
            (note, next((place for place, leaf in enumerate(leaves) if _calls(leaf.lines, note)), 0))
            for note in area.children
        ]
        before = [(note, place) for note, place in called if goes and place == len(leaves) - 1]
        for note, place in before:
            _insert(note, leaves[place], after=False)
        # What follows right upon the block would come before the note that followed it until then.
        for note, place in reversed([each for each in called if each not in before]):
            _insert(note, leaves[place], after=True)
        area.children = []


def _place_running_matter(page: Any, leaves: Sequence[_Leaf], *, comes: bool) -> None:  # noqa: ANN401 - weasyprint has no types
    """Draw what stands in the margins before the page's text, or after what comes over from the page before."""
    for margin in [child for child in page.children if isinstance(child, MarginBox)]:
        page.children.remove(margin)
        margin.__class__ = BlockBox  # what stands among blocks is drawn if it is one
        _insert(margin, leaves[0], after=comes)


def _insert(box: Any, leaf: _Leaf, *, after: bool) -> None:  # noqa: ANN401 - weasyprint has no types
    siblings = leaf.container.children
    siblings.insert(siblings.index(leaf.whole) + after, box)


def _calls(lines: Any, note: Any) -> bool:  # noqa: ANN401 - weasyprint has no types
    called = (box.footnote for box in lines.descendants() if box.footnote)
    return any(footnote.element is note.element for footnote in called)


def _paint(box: Any, stream: Any, scale: float = 1) -> None:  # noqa: ANN401 - weasyprint has no types
    with stream.stacked():
        stream.transform(a=scale, d=scale)
        draw_page(box, stream)
