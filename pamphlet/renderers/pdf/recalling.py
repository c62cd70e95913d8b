"""What WeasyPrint 70.0 works out anew for each line of a text, worked out once: it is the same for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pamphlet.renderers.pdf.library  # noqa: F401 - before anything else of WeasyPrint

# isort: split
import weasyprint.layout.inline as library
from weasyprint.formatting_structure.boxes import Box, TextBox

RESOLVED: Final = "_resolved"
"""The attribute of a text's box that names the measures for which its margins, borders and padding were resolved."""

STRUT: Final[Callable[[Any], tuple[float, float]]] = library.strut
RESOLVE: Final[Callable[[Any, Any], None]] = library.resolve_percentages
"""How the library does it."""


def recall_lines() -> None:
    """Have the library remember how high a line of a style is, and that a text has no margins."""
    library.strut = recall_strut(STRUT)
    library.resolve_percentages = resolve_once(RESOLVE)


def recall_strut(find: Callable[[Any], tuple[float, float]]) -> Callable[[Any], tuple[float, float]]:
    """The height and the baseline of a line: the library looks them up by twenty properties, for each text twice."""

    def strut(style: Any) -> tuple[float, float]:  # noqa: ANN401 - weasyprint has no types
        known: tuple[float, float] | None = style.__dict__.get("_strut")
        if known is None:
            known = style.__dict__["_strut"] = find(style)
        return known

    return strut


def resolve_once(resolve: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """The used values of a text that is laid out line by line; a line of it, which has margins, is resolved anew."""

    def resolve_percentages(box: Any, containing_block: Any) -> None:  # noqa: ANN401 - as above
        if type(box) is not TextBox or "pango_layout" in box.__dict__:
            resolve(box, containing_block)
            return
        within = containing_block
        measures = (within.width, within.height) if isinstance(within, Box) else tuple(within)
        if box.__dict__.get(RESOLVED) != measures:
            resolve(box, containing_block)
            setattr(box, RESOLVED, measures)

    return resolve_percentages
