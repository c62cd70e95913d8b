"""Computed values are those that WeasyPrint works out by itself."""

from __future__ import annotations

import pamphlet.renderers.pdf.setter  # noqa: F401 - it has the library find them our way

# isort: split
from weasyprint import CSS, HTML
from weasyprint.css import INITIAL_VALUES, ComputedStyle, get_all_computed_styles

from pamphlet.renderers.pdf.cascading import WORK_OUT

SHEET = """
:root { --leading: 14pt; font-size: 12pt; color: teal }
section { page: notes; direction: rtl; margin-inline-start: 3em; border: 1px solid; text-decoration: underline }
p { line-height: var(--leading); padding-block: 1em; width: calc(50% + 2em); color: inherit; margin: initial }
b { position: absolute; float: left; font-weight: bolder; text-indent: calc(1em + 1%); inset-inline-end: 4px }
i::before { content: "–"; text-decoration: none; font-size: 80%; border-inline-end-width: 2px }
"""
TEXT = "<section><p>One <b>two <i>three</i></b></p><p dir=ltr><i>four</i></p></section><ul><li>five</li></ul>"


class AsTheLibrary(ComputedStyle):  # type: ignore[misc] # the library has no types
    """A style whose every property is worked out in full."""

    __missing__ = WORK_OUT


def test_every_property_is_as_the_library_has_it() -> None:
    """Whether it is stated, inherited, initial, physical of a logical one, or found in a way of its own."""
    style_for = get_all_computed_styles(HTML(string=TEXT), user_stylesheets=[CSS(string=SHEET)])
    styles = [style for style in style_for.get_computed_styles().values() if isinstance(style, ComputedStyle)]
    assert len(styles) > 10
    for style in styles:
        in_full = AsTheLibrary(
            style.parent_style, style.cascaded, style.pseudo_type, style.root_style,
            style.base_url, style.font_config, style.initial_page_sizes,
        )  # fmt: skip
        for name in INITIAL_VALUES:
            assert style[name] == in_full[name], name
