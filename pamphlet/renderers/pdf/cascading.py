"""Properties that a style does not state → their computed values, found without the steps for those that it states.

WeasyPrint 70.0 asks for eighty properties of each style, of which few are stated, and takes each through all its cases.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from weasyprint.css import (
    INHERITED,
    INITIAL_NOT_COMPUTED,
    INITIAL_VALUES,
    PHYSICAL_FUNCTIONS,
    ComputedStyle,
)

# Which properties depend on others, or on what the parent's are in a way of their own? CSS 2.2, 9.7; css-page-3, 3.4
PECULIAR: Final = frozenset({"position", "float", "display", "page"})
PROPAGATED: Final = "text_decoration_"
"""Begins the names of those that neither are inherited nor begin anew: css-text-decor-3, 2.1."""

_plain = frozenset(name for name in INITIAL_VALUES if name not in PECULIAR and not name.startswith(PROPAGATED))
FROM_PARENT: Final = _plain & INHERITED
FROM_START: Final = {name: INITIAL_VALUES[name] for name in _plain - INHERITED - INITIAL_NOT_COMPUTED}
LOGICAL: Final = frozenset(
    logical(block="ttb", inline=inline) for logical in PHYSICAL_FUNCTIONS.values() for inline in ("ltr", "rtl")
)
"""Properties like `margin_inline_start`, which state what others have for their names: css-logical-1."""

WORK_OUT: Final[Callable[[Any, str], Any]] = ComputedStyle.__missing__
"""How the library does it."""


def inherit_at_once() -> None:
    """Have the library ask for nothing else where a property is plainly the parent's, or as it is at first."""
    ComputedStyle.__missing__ = _find


def _find(style: Any, name: str) -> Any:  # noqa: ANN401 - the library has no types
    if name in style.cascaded or (name in PHYSICAL_FUNCTIONS and not LOGICAL.isdisjoint(style.cascaded)):
        return WORK_OUT(style, name)
    if name in FROM_START:
        value = style[name] = FROM_START[name]
        return value
    if name in FROM_PARENT and style.parent_style is not None:
        value = style[name] = style.parent_style[name]
        return value
    return WORK_OUT(style, name)
