"""What WeasyPrint 70.0 works out anew for each box and each line, worked out once for all that have the same style."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any, Final

import pamphlet.renderers.pdf.library  # noqa: F401 - before anything else of WeasyPrint
from pamphlet.renderers.pdf.cascading import at_hand_of

# isort: split
import weasyprint.layout.inline as library
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure.boxes import Box, ParentBox
from weasyprint.layout import absolute, background, block, float, inline, page, percent  # noqa: A004 - its own name

EDGES: Final = ("left", "right", "top", "bottom")
USED: Final = (
    *(name for edge in EDGES for name in (f"margin_{edge}", f"padding_{edge}", f"border_{edge}_width")),
    *(name for axis in ("width", "height") for name in (axis, f"min_{axis}", f"max_{axis}")),
)
"""The used values that a box has once its percentages are resolved."""
CORNERS: Final = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
BARE: Final = {**dict.fromkeys(CORNERS, (0, 0)), "background": None}
"""What a box has behind which nothing is painted."""

RESOLVING: Final[tuple[ModuleType, ...]] = (absolute, block, float, inline, page, percent)
"""The modules that resolve the percentages of boxes; those for tables have borders that may be shared."""

MOST_PLACES: Final = 50
"""For so many sizes of the box around it are a style's used values kept."""

STRUT: Final[Callable[[Any], tuple[float, float]]] = library.strut
RESOLVE: Final[Callable[[Any, Any], None]] = percent.resolve_percentages
BACK: Final[Callable[..., None]] = background.layout_box_backgrounds
NAME_PAGES: Final[Callable[[Any], tuple[str, str]]] = ParentBox.page_values
"""How the library does it."""


def recall_lines() -> None:
    """Have the library remember how high a line of a style is, and what a style comes to within a box."""
    library.strut = recall_strut(STRUT)
    for module in RESOLVING:
        module.resolve_percentages = resolve_once(RESOLVE)  # type: ignore[attr-defined] # it has no types
    background.layout_box_backgrounds = leave_bare(BACK)
    ParentBox.page_values = name_pages


def recall_strut(find: Callable[[Any], tuple[float, float]]) -> Callable[[Any], tuple[float, float]]:
    """The height and the baseline of a line: the library looks them up by twenty properties, for each text twice."""

    def strut(style: Any) -> tuple[float, float]:  # noqa: ANN401 - weasyprint has no types
        at_hand = at_hand_of(style)
        known: tuple[float, float] | None = at_hand.get("strut")
        if known is None:
            known = at_hand["strut"] = find(style)
        return known

    return strut


def resolve_once(resolve: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """The used values of a style within a box of such measures: CSS 2.2, 10.2 and 8.3."""

    def resolve_percentages(box: Any, containing_block: Any) -> None:  # noqa: ANN401 - as above
        within = containing_block
        place = (within.width, within.height) if isinstance(within, Box) else tuple(within)
        used = at_hand_of(box.style).setdefault("used", {})
        if (known := used.get(place)) is not None:
            box.__dict__.update(known)
            return
        resolve(box, within)
        if isinstance(box, Box) and box.style["border_collapse"] != "collapse":
            if len(used) >= MOST_PLACES:
                used.clear()
            used[place] = {name: box.__dict__[name] for name in USED}

    return resolve_percentages


def leave_bare(lay_out: Callable[..., None]) -> Callable[..., None]:
    """The backgrounds of a box and of all within it, where most have none; placeholders are left to the library."""

    def layout_box_backgrounds(
        page: Any,  # noqa: ANN401 - as above
        box: Any,  # noqa: ANN401 - as above
        get_image_from_uri: Any,  # noqa: ANN401 - as above
        layout_children: bool = True,  # noqa: FBT001, FBT002 - as the library has it
        style: Any = None,  # noqa: ANN401 - as above
    ) -> None:
        if style is not None or box is page or not isinstance(box, Box) or not _is_bare(box.style):
            lay_out(page, box, get_image_from_uri, layout_children, style)
            return
        box.__dict__.update(BARE)
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image_from_uri)

    return layout_box_backgrounds


def name_pages(box: Any) -> tuple[str, str]:  # noqa: ANN401 - as above
    """The names of the pages that a box begins and ends on, which its first and its last child say.

    The library looks at all of them: https://www.w3.org/TR/css-break-4/#break-propagation.
    """
    begins, ends = Box.page_values(box)
    first = next(filter(_breaks, box.children), None)
    if first is None:
        return begins, ends
    last = next(filter(_breaks, reversed(box.children)))
    one = first.page_values()
    other = one if last is first else last.page_values()
    return one[0] or begins, other[1] or ends


def _breaks(box: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a page may end before or after a box."""
    return bool(box.is_in_normal_flow() or box.is_floated())


def _is_bare(style: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a box of the style has neither a background nor a shadow, round corners or a border of pictures."""
    at_hand = at_hand_of(style)
    known: bool | None = at_hand.get("bare")
    if known is None:
        known = at_hand["bare"] = (
            all((0, "px") in style[corner] for corner in CORNERS)
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and get_color(style, "background_color").alpha == 0
            and not style["box_shadow"]
        )
    return known
