"""What the stylesheet leaves to the reader of the book."""

from __future__ import annotations

import re

from .conftest import STYLESHEET
from .finished import Epub

RULES = re.sub(r"/\*.*?\*/", "", STYLESHEET, flags=re.DOTALL)


def test_the_book_carries_the_given_stylesheet(epub: Epub) -> None:
    """Letter by letter."""
    assert epub.read("EPUB/epub.css").decode() == STYLESHEET


def test_no_colour_is_fixed_but_the_ground_of_pictures() -> None:
    """Night mode turns all of the text, or none of it, and a drawing in black stays to be seen."""
    colours = re.findall(r"(?<![\w-])(?:color|background[\w-]*):\s*([^;]+);", RULES)
    assert set(colours) == {"inherit", "#fff"}
    assert re.findall(r"([\w ]+) {[^}]*#[0-9a-f]{3,6}\b", RULES) == ["figure img"]
    assert not re.search(r"rgb|hsl", RULES)


def test_no_length_is_fixed() -> None:
    """Every length grows with the text or the screen."""
    units = set(re.findall(r"\d(em|rem|%|px|pt|pc|cm|mm|in|ex|ch|vh|vw)\b|\d(%)", RULES))
    assert {unit for pair in units for unit in pair if unit} == {"em", "%", "vh"}


def test_no_typeface_and_no_size_is_forced_on_the_text() -> None:
    """The body has neither; only code asks for letters of one width."""
    body = RULES.partition("body {")[2].partition("}")[0]
    assert "font" not in body
    assert set(re.findall(r"font-family:\s*([^;]+);", RULES)) == {"monospace, monospace"}
    assert "justify" not in RULES
    assert "!important" not in RULES
