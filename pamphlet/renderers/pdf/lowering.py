"""Laid-out pages → a sheet that lowers pictures, so that one for which a page had too little room stands on it.

A picture that does not fit goes overleaf, and leaves the rest of its page white. Where it lacks no more than a third
of its height, it is made as low as there is room for.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import Any, Final

from pamphlet.renderers.pdf.extent import STATEMENT
from pamphlet.renderers.pdf.lines import PT_PER_PX

MOST_LOWERED: Final = 1 / 3
"""By so much of its height is a picture made lower at most."""
LEAST_WHITE: Final = 5
"""So many lines must be white, or it is not worth it."""
ROUNDED_PT: Final = 0.02
"""More than is lost by rounding, or a picture that fits is taken for one that does not."""


def lower_pictures(document: Any, leading_pt: float) -> dict[str, str]:  # noqa: ANN401 - weasyprint has no types
    """The rule for the first such picture of each statement, by the name of its section."""
    pages = [page._page_box for page in document.pages]  # noqa: SLF001 - the one way to the boxes
    set_pages = [(page, section) for page in pages for section in _sections(page)]
    rules: dict[str, str] = {}
    for (page, section), (_, following) in pairwise(set_pages):
        if section.element is following.element and section.element.get("id") not in rules:
            rules |= _lower_first(page, section, following, leading_pt / PT_PER_PX)
    return rules


def _sections(page: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    """What a page has of a statement."""
    if page.page_type.name == STATEMENT and not page.page_type.blank:
        yield from (box for box in page.descendants() if _is(box, "section"))


def _is(box: Any, tag: str) -> bool:  # noqa: ANN401 - as above
    return getattr(box, "element_tag", "") == tag


def _lower_first(page: Any, section: Any, following: Any, leading: float) -> dict[str, str]:  # noqa: ANN401 - as above
    """The rule for the picture that opens the next page, perhaps below an ornament; lengths are CSS pixels."""
    opening = [*takewhile(lambda box: _is(box, "hr"), following.children)]
    figure = next((box for box in following.children[len(opening) :]), None)
    if figure is None or not section.children or not _is(figure, "figure"):
        return {}
    picture = next((box for box in figure.descendants() if _is(box, "img")), None)
    if picture is None:
        return {}
    needed = _bottom(figure) - following.children[0].border_box_y()
    # The line of white above a figure is the margin of what stands there.
    room = _foot(page) - _bottom(section.children[-1]) - leading
    lines = max(1, math.ceil((needed - room) / leading - 0.001))
    if room < LEAST_WHITE * leading or lines * leading > MOST_LOWERED * picture.height:
        return {}
    slug, source = section.element.get("id"), picture.element.get("src")
    height = (picture.height - lines * leading) * PT_PER_PX - ROUNDED_PT
    return {slug: f'[id="{slug}"] figure img[src="{source}"] {{ height: {height:.3f}pt }}\n'}


def _bottom(box: Any) -> float:  # noqa: ANN401 - as above
    bottom: float = box.border_box_y() + box.border_height()
    return bottom


def _foot(page: Any) -> float:  # noqa: ANN401 - as above
    """Where the text of a page must end: above its notes, if there are any."""
    notes = (box.position_y for box in page.children if type(box).__name__ == "FootnoteAreaBox" and box.children)
    foot: float = min((*notes, page.content_box_y() + page.height))
    return foot
