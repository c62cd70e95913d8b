"""Computed values are those that WeasyPrint works out by itself."""

from __future__ import annotations

import pytest

import pamphlet.renderers.pdf.setter  # noqa: F401 - it has the library find them our way

# isort: split
from weasyprint import CSS, HTML
from weasyprint.css import INITIAL_VALUES, AnonymousStyle, ComputedStyle, StyleFor, get_all_computed_styles
from weasyprint.layout.page import PageType
from weasyprint.text.fonts import FontConfiguration

from pamphlet.errors import PamphletError
from pamphlet.renderers.pdf.cascading import DECLARE, FIND_ANONYMOUS, FOUND, LOGICAL, WORK_OUT, keep_styles
from pamphlet.renderers.pdf.setter import Setter

SHEET = """
:root { --leading: 14pt; font-size: 12pt; color: teal }
section { page: notes; direction: rtl; margin-inline-start: 3em; border: 1px solid; text-decoration: underline }
p { line-height: var(--leading); padding-block: 1em; width: calc(50% + 2em); color: inherit; margin: initial }
b { position: absolute; float: left; font-weight: bolder; text-indent: calc(1em + 1%); inset-inline-end: 4px }
i::before { content: "–"; text-decoration: none; font-size: 80%; border-inline-end-width: 2px }
"""
PAGES = """
@page { margin: 2cm; @top-left { content: "a" } @bottom-right { content: counter(page) } }
@page :first { margin: 3cm !important } @page :left { color: teal; @top-left { content: "b" } }
@page notes { margin: 1cm } @page :blank { @top-left { content: none } } @page notes:right { color: red }
"""
TEXT = "<section><p>One <b>two <i>three</i></b></p><p dir=ltr><i>four</i></p></section><ul><li>five</li></ul>"


class AsTheLibrary(ComputedStyle):  # type: ignore[misc] # the library has no types
    """A style whose every property is worked out in full."""

    __missing__ = WORK_OUT


def compute(text: str, sheet: CSS, fonts: FontConfiguration) -> list[ComputedStyle]:
    """The styles of a document; whatever is asked of each first is found by itself."""
    style_for = get_all_computed_styles(HTML(string=text), user_stylesheets=[sheet], font_config=fonts)
    return [style for style in style_for.get_computed_styles().values() if isinstance(style, ComputedStyle)]


def assert_as_the_library(styles: list[ComputedStyle]) -> None:
    """Every property of each, and of the boxes within it that have no style of their own."""
    for style in styles:
        in_full = AsTheLibrary(
            style.parent_style, style.cascaded, style.pseudo_type, style.root_style,
            style.base_url, style.font_config, style.initial_page_sizes,
        )  # fmt: skip
        within = AnonymousStyle(in_full)
        for name in INITIAL_VALUES:
            assert style[name] == in_full[name], name
            if name not in LOGICAL:  # which the library does not know of them
                assert style.anonymous_style[name] == FIND_ANONYMOUS(within, name), name


def test_every_property_is_as_the_library_has_it() -> None:
    """Whether it is stated, inherited, initial, physical of a logical one, or found in a way of its own."""
    styles = compute(TEXT, CSS(string=SHEET), FontConfiguration())
    assert len(styles) > 10
    assert_as_the_library(styles)


def test_what_was_found_in_one_document_holds_in_the_next() -> None:
    """Where the same is stated within the same; an element's name tells it from none, its language from all others."""
    fonts, sheet = FontConfiguration(), CSS(string=SHEET)
    keep_styles(fonts, SHEET)
    assert_as_the_library(compute(TEXT, sheet, fonts))
    other = TEXT.replace("<p>", '<p id="first">').replace("<ul>", '<ul lang="de" style="color: red; font-size: 2em">')
    assert_as_the_library(compute(other, sheet, fonts))
    again = compute(other, sheet, fonts)
    assert sum("font_size" in style for style in again if style["color"]) > len(again) / 2  # without being asked
    assert_as_the_library(again)


@pytest.mark.parametrize("counted", ["", "@page :nth(2) { color: blue }", "@page :nth(2n of notes) { color: blue }"])
def test_pages_of_a_kind_are_declared_alike(counted: str) -> None:
    """Left and right, first and blank, by their names and, where it matters, by their numbers."""
    sheet, fonts = CSS(string=PAGES + counted), FontConfiguration()
    found = []
    for declare in (StyleFor.add_page_declarations, StyleFor.add_page_declarations, DECLARE):
        style_for = get_all_computed_styles(HTML(string=TEXT), user_stylesheets=[sheet], font_config=fonts)
        for index in range(8):
            name = "notes" if index > 3 else ""
            declare(style_for, PageType(("right", "left")[index % 2], index == 5, name, index, (("notes", index - 4),)))
        found.append(list(style_for.get_cascaded_styles().items()))
    ours, again, of_the_library = found
    assert len(of_the_library) > 8 * 3
    assert ours == again == of_the_library


def test_lengths_by_the_page_are_found_anew() -> None:
    """They are not known before there is one."""
    fonts = FontConfiguration()
    keep_styles(fonts, "p { width: 40vw }")
    assert FOUND not in fonts.__dict__


def test_what_is_amiss_is_said_each_time() -> None:
    """Not only of the first edition that a process makes."""
    setter = Setter(":root { --wide: 2s } p { width: calc(1px + 1em * var(--wide)) }", {})
    for _ in range(2):
        with pytest.raises(PamphletError, match="as the style says"):
            setter.lay_out("<!DOCTYPE html><title>-</title><p>One", "")
