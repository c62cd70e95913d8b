"""What the stylesheet leaves to the reader of the book."""

from __future__ import annotations

import re

import pytest

from pamphlet.styles import load_style, style_names

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


def test_long_words_are_cut_on_narrow_screens_and_addresses_never_are() -> None:
    """Nor names; and a word that no pattern parts is broken rather than reach over the edge."""
    assert "overflow-wrap: break-word" in RULES.partition("body {")[2].partition("}")[0]
    narrow = RULES.partition("(max-width: 34em) {")[2].partition("\n}")[0]
    manners = {
        selector.strip(): re.findall(r"(?<![\w-])hyphens: (\w+)", rule)
        for selectors, rule in re.findall(r"([^{}]+){([^}]*)}", narrow)
        for selector in selectors.split(",")
    }
    assert {selector for selector, manner in manners.items() if manner == ["auto"]} == {"p", "li"}
    assert {"a", "p.address", "p.byline", "p.verse"} <= {each for each, manner in manners.items() if manner == ["none"]}


def luminance(colour: str) -> float:
    """How bright a colour is, from 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("style", style_names())
@pytest.mark.parametrize("ground", ["#ffffff", "#f4ecd8", "#000000", "#222222"])
def test_the_accent_of_a_style_stands_out_by_day_and_night(style: str, ground: str) -> None:
    """By 3 to 1 at least, as marks must (WCAG 2.2, 1.4.11); no word is set in it, so no word is lost."""
    rules = re.sub(r"/\*.*?\*/", "", load_style(style).epub_css.removeprefix(STYLESHEET), flags=re.DOTALL)
    (accent,) = set(re.findall(r"#[0-9a-f]{6}", rules))
    lighter, darker = sorted((luminance(accent), luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 3
    coloured = re.findall(r"([^{}]+) {[^}]*(?<![\w-])color:", rules)
    selectors = {selector.strip() for rule in coloured for selector in rule.split(",")}
    assert all(selector.endswith(("::marker", ":before")) for selector in selectors)
