"""Fonts that the book brings along, if the edition wants it."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from pamphlet.fonts import load_font
from pamphlet.model import Pamphlet
from pamphlet.renderers.epub import render

from .conftest import COVER, IMAGES, STYLESHEET
from .finished import Epub

FONTS = {
    name: load_font(name)
    for name in ("SourceSerifPro-Regular.otf", "SourceSerifPro-It.otf", "SourceSansPro-Regular.otf")
}


@pytest.fixture(scope="module")
def dressed(pamphlet: Pamphlet) -> Epub:
    """The edition with three fonts."""
    return Epub(render(pamphlet, stylesheet=STYLESHEET, images=IMAGES, cover=COVER, fonts=FONTS))


def test_without_being_asked_a_book_brings_no_fonts(epub: Epub) -> None:
    """The typeface belongs to the reader of the book."""
    assert not [name for name in epub.names if "fonts" in name]


def test_each_font_is_cut_down_to_the_books_letters(dressed: Epub) -> None:
    """It has the letters that the book needs, and is less than half as large as it was."""
    for number, original in enumerate(FONTS.values(), start=1):
        content = dressed.read(f"EPUB/fonts/{number}.otf")
        letters = TTFont(BytesIO(content)).getBestCmap()
        assert {ord("A"), ord("ö"), ord("’")} <= letters.keys()
        assert ord("Ж") not in letters
        assert len(content) < len(original) / 2


def test_a_font_that_was_cut_down_bears_our_name_and_its_licence(dressed: Epub) -> None:
    """The OFL keeps the name for what is whole, and wants its notice carried along."""
    names = TTFont(BytesIO(dressed.read("EPUB/fonts/1.otf")))["name"]
    assert names.getDebugName(1) == "Pamphlet Serif Pro"
    assert "Open Font License" in names.getDebugName(13)
    assert "Open Font License" in dressed.read("EPUB/epub.css").decode()


def test_the_stylesheet_sets_the_text_in_the_first_font(dressed: Epub) -> None:
    """In each style that it has, with any serif behind it."""
    sheet = dressed.read("EPUB/epub.css").decode()
    assert sheet.count("@font-face") == 3
    assert 'body { font-family: "Pamphlet Serif Pro", "Pamphlet Sans Pro", serif }' in sheet
    assert 'font-family: "Pamphlet Serif Pro"; font-style: italic; font-weight: 400; src: url(fonts/2.otf)' in sheet


@pytest.mark.slow
def test_the_same_letters_give_the_same_fonts(pamphlet: Pamphlet, dressed: Epub) -> None:
    """No clock gets into them."""
    assert render(pamphlet, stylesheet=STYLESHEET, images=IMAGES, cover=COVER, fonts=FONTS) == dressed.content
