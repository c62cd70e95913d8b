"""Properties of a style → their computed values, found without the steps that the library takes for each.

WeasyPrint 70.0 asks for eighty properties of each style, of which few are stated, and takes each through all its cases.
What is not stated is the parent's, or as it is at first. And a style of the same sheets, of which the same is stated
within the same, has the values that were found before, in this document or in one before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from msgspec import Struct, field
from weasyprint.css import (
    INHERITED,
    INITIAL_NOT_COMPUTED,
    INITIAL_VALUES,
    PHYSICAL_FUNCTIONS,
    AnonymousStyle,
    ComputedStyle,
    StyleFor,
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
FIND_ANONYMOUS: Final[Callable[[Any, str], Any]] = AnonymousStyle.__missing__
SET_STYLES: Final[Callable[..., None]] = StyleFor.set_computed_styles
DECLARE: Final[Callable[[Any, Any], None]] = StyleFor.add_page_declarations
"""How the library does it."""

NAMED: Final = "anchor"
"""What names an element, by which styles are not told apart."""
SPOKEN: Final = "lang"
"""What each element states in an object of its own, so that it is told apart by its value."""
CHANGED: Final = PECULIAR | {NAMED, "overflow", "white_space"}
"""What the library changes in styles that it has worked out (weasyprint/formatting_structure/build.py)."""
BY_THE_PAGE: Final = re.compile(r"\d[sldp]?v(?:[whib]|min|max)\b")
"""Lengths that depend on when they are asked for: the first page has to be known."""
MOST_FOUND: Final = 1_000
"""The values of so many styles are kept with their fonts, each of some 10 kB."""

FOUND: Final = "_found"
"""The attribute of the fonts that has what was found of styles."""
KEPT: Final = "_kept"
"""The attribute of a style that has what is kept of it, once it was looked for."""
OWN: Final = "_own"
"""The attribute of a style that is an element's, as it was worked out, and no copy."""
DECLARED: Final = "_declared"
"""The attribute of the fonts that has what sheets declare for each kind of page."""
MOST_SHEETS: Final = 50
"""It is kept for so many pages' measures."""
AT_HAND: Final = "_at_hand"
"""The attribute of a style that has what else is known of it."""


class _Found(Struct):
    """The values that were found of a style, and of the boxes without a style of their own within it.

    `rests_on` are the objects whose identity tells the style from others: while it is kept, so are they, and no other
    object can come by their identity. What else is known of the two is at hand.
    """

    rests_on: tuple[object, ...]
    values: dict[str, Any] = field(default_factory=dict)
    anonymous: dict[str, Any] = field(default_factory=dict)
    at_hand: dict[str, Any] = field(default_factory=dict)
    anonymous_at_hand: dict[str, Any] = field(default_factory=dict)


def inherit_at_once() -> None:
    """Have the library ask for nothing else where a property is plainly the parent's, or as it is at first."""
    ComputedStyle.__missing__ = _find


def remember_styles() -> None:
    """Have it take what it found before of a style of which the same is stated, within the same."""
    StyleFor.set_computed_styles = _set_and_mark(SET_STYLES)
    AnonymousStyle.__missing__ = _find_anonymous
    StyleFor.add_page_declarations = _declare_once(DECLARE)


def keep_styles(fonts: Any, css: str) -> None:  # noqa: ANN401 - the library has no types
    """Keep what is found of the styles of a sheet with its fonts, if it may be kept."""
    if not BY_THE_PAGE.search(css):
        fonts.__dict__[FOUND] = {}


def forget_styles(fonts: Any) -> None:  # noqa: ANN401 - as above
    """Find it all anew, so that what is amiss is said again."""
    if FOUND in fonts.__dict__:
        fonts.__dict__[FOUND] = {}


def at_hand_of(style: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """What else is known of such a style, in this document or the next; of a copy, which is changed, of it alone.

    It must follow from the values of its properties, without those in CHANGED.
    """
    known: dict[str, Any] | None = style.__dict__.get(AT_HAND)
    if known is None:
        known = style.__dict__[AT_HAND] = _lasting(style)
    return known


def _lasting(style: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    if not isinstance(style, AnonymousStyle):
        found = _found_of(style) if isinstance(style, ComputedStyle) else None
        return {} if found is None else found.at_hand
    within = style.parent_style
    if within.anonymous_style is not style:  # a copy
        return {}
    found = _found_of(within) if isinstance(within, ComputedStyle) else None
    return {} if found is None else found.anonymous_at_hand


def _set_and_mark(set_styles: Callable[..., None]) -> Callable[..., None]:
    """Mark the styles of elements as such: what is found of a copy, which is changed, holds for no other."""

    def set_computed_styles(style_for: Any, element: Any, **options: Any) -> None:  # noqa: ANN401 - as above
        set_styles(style_for, element, **options)
        style_for.get_computed_styles()[element, options.get("pseudo_type")].__dict__[OWN] = True

    return set_computed_styles


def _declare_once(declare: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Look for what is declared for a page once for all of its kind; the library takes every page for another kind."""

    def add_page_declarations(style_for: Any, page_type: Any) -> None:  # noqa: ANN401 - as above
        declared, cascaded = _declared_by(style_for), style_for.get_cascaded_styles()
        kind = page_type.side, page_type.blank, page_type.index == 0, page_type.name
        if declared is None or kind not in declared:
            declare(style_for, page_type)
            if declared is not None:
                declared[kind] = {box: dict(style) for (page, box), style in cascaded.items() if page == page_type}
            return
        cascaded.update({(page_type, box): dict(style) for box, style in declared[kind].items()})

    return add_page_declarations


def _declared_by(style_for: Any) -> dict[Any, dict[Any, Any]] | None:  # noqa: ANN401 - as above
    """What sheets declare for pages, by their kind; nothing where pages are counted (`:nth`)."""
    sheets = tuple(sheet for sheet, *_ in style_for._sheets)  # noqa: SLF001 - the library's insides
    kept = style_for.font_config.__dict__.setdefault(DECLARED, {})
    key = tuple(map(id, sheets))
    if key not in kept:
        if len(kept) >= MOST_SHEETS:
            kept.clear()
        selectors = (each for sheet in sheets for _, selectors, _ in sheet.page_rules for each in selectors)
        kept[key] = sheets, None if any(page.index for *_, page in selectors) else {}
    declared: dict[Any, dict[Any, Any]] | None = kept[key][1]
    return declared


def _found_of(style: Any) -> _Found | None:  # noqa: ANN401 - as above
    """What was found of such a style; nothing where its values may depend on more than what is stated, and on where."""
    known = style.__dict__
    if KEPT not in known:
        known[KEPT] = _found_before(style) if OWN in known else None
        if known[KEPT]:
            style.update({**known[KEPT].values, **style})
    found: _Found | None = known[KEPT]
    return found


def _found_before(style: Any) -> _Found | None:  # noqa: ANN401 - as above
    """What is kept with its fonts of a style of which the same is stated, within one of which that is so, too."""
    above = None
    if FOUND not in getattr(style.font_config, "__dict__", {}):
        return None
    if style.parent_style is not None:
        above = _found_of(style.parent_style)
        if above is None:
            return None
    is_plain = LOGICAL.isdisjoint(style.cascaded)
    key = (
        id(above),
        style.pseudo_type,
        *(
            (name, value if name == SPOKEN else id(value), () if is_plain else weight)
            for name, (value, weight) in style.cascaded.items()
            if name != NAMED
        ),
    )
    known: dict[Any, _Found] = style.font_config.__dict__[FOUND]
    if key not in known:
        if len(known) >= MOST_FOUND:
            known.clear()
        known[key] = _Found((above, *(value for value, _ in style.cascaded.values())))
    return known[key]


def _find(style: Any, name: str) -> Any:  # noqa: ANN401 - the library has no types
    """The computed value of a property that is asked for the first time: found before, or worked out and kept."""
    if name in CHANGED:
        return _work_out(style, name)
    found = _found_of(style)
    if name in style:
        return style[name]
    value = _work_out(style, name)
    if found is not None and name in style:
        found.values[name] = value
    return value


def _work_out(style: Any, name: str) -> Any:  # noqa: ANN401 - as above
    """It, by the library where it is stated or peculiar, else as the parent has it or as it is at first."""
    if name in style.cascaded or (name in PHYSICAL_FUNCTIONS and not LOGICAL.isdisjoint(style.cascaded)):
        return WORK_OUT(style, name)
    if name in FROM_START:
        value = style[name] = FROM_START[name]
        return value
    if name in FROM_PARENT and style.parent_style is not None:
        value = style[name] = style.parent_style[name]
        return value
    return WORK_OUT(style, name)


def _find_anonymous(style: Any, name: str) -> Any:  # noqa: ANN401 - as above
    """Of a box without a style of its own: what is inherited, and all else as it is at first."""
    found = _found_of(style.parent_style)
    if found is None:
        return FIND_ANONYMOUS(style, name)
    if KEPT not in style.__dict__:
        style.__dict__[KEPT] = None
        style.update({**found.anonymous, **style})
        if name in style:
            return style[name]
    value = FIND_ANONYMOUS(style, name)
    if name not in CHANGED and name not in INITIAL_NOT_COMPUTED:
        found.anonymous[name] = value
    return value
