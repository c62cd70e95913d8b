"""The text block: the measure, the grid of lines, where pages and words break, and the glyphs that it is set in."""

from __future__ import annotations

import re
from itertools import pairwise

import pyphen
import pytest

from pamphlet.model import Code, Emphasis, Strong
from pamphlet.renderers.pdf.geometry import page_geometry

from .editions import (
    A5,
    CONTACT,
    TINY,
    WORDS,
    pamphlet,
    paragraph,
    paragraphs,
    prose,
    run,
    set_pdf,
    slow,
    statement,
    table,
)
from .finished import Line, Page, Pdf

# Where in its line does the serif's baseline lie? Half the leading, and half of ascent less descent (1.036, 0.335 em).
BASELINE_EM = 0.3505


def text_lines(page: Page) -> list[Line]:
    """The lines between running head and folio."""
    return [line for line in page.lines if line.size != 8.5][:-1]


def off_grid(page: Page, head_pt: float, leading_pt: float, text_pt: float) -> dict[str, float]:
    """The lines whose baselines miss the grid, and by how much."""
    first = head_pt + leading_pt / 2 + BASELINE_EM * text_pt
    steps = {line.text: (line.baseline - first) / leading_pt for line in text_lines(page)}
    return {text: step for text, step in steps.items() if abs(step - round(step)) * leading_pt > 0.1}


@pytest.mark.parametrize("number", range(7, 11))
def test_a_line_has_55_to_70_letters(book: Pdf, number: int) -> None:
    """On A5, counted on full lines of the finished page."""
    full = [line for line in text_lines(book.page(number)) if line.text[-1] not in ".:"]
    assert 55 <= sum(line.glyphs for line in full) / len(full) <= 70


def test_every_baseline_lies_on_the_grid(grid: Pdf) -> None:
    """Head + n × leading, within 0.1 pt: paragraphs, headings, lists, quotations and tables alike."""
    geometry = page_geometry(TINY)
    head_pt = geometry.head_mm * 72 / 25.4
    pages = grid.pages_of("Water for all")
    assert len(pages) >= 9
    assert [off_grid(page, head_pt, geometry.leading_pt, geometry.text_pt) for page in pages] == [{}] * len(pages)


def test_a_full_page_has_all_the_lines_that_were_meant(book: Pdf) -> None:
    """On A5 there are 34."""
    assert max(len(text_lines(page)) for page in book.pages[4:10]) == 34


def test_lines_of_facing_pages_stand_side_by_side(book: Pdf) -> None:
    """The first baseline of a verso and of the recto beside it are one."""
    assert text_lines(book.page(8))[0].baseline == pytest.approx(text_lines(book.page(9))[0].baseline, abs=0.1)


@pytest.mark.parametrize("seed", [slow(11), slow(12), slow(13)])
def test_no_line_is_left_alone(seed: int) -> None:
    """No page ends with the first line of a paragraph or begins with the last one of another."""
    pdf = set_pdf(pamphlet(statement(*paragraphs(40, seed)), contact=CONTACT), TINY)
    pages = [text_lines(page) for page in pdf.pages_of("Water for all")]
    assert len(pages) > 12
    for before, after in pairwise(pages):
        edge = {page: min(line.left for line in page) for page in (tuple(before), tuple(after))}
        opens_before = [line.left > edge[tuple(before)] + 5 for line in before]
        opens_after = [line.left > edge[tuple(after)] + 5 for line in after]
        goes_on = not opens_after[0]
        assert not (goes_on and opens_before[-1]), before[-1].text
        assert not (goes_on and [*opens_after, True][1]), after[0].text


def test_words_are_broken_by_the_rules_of_their_language(book: Pdf) -> None:
    """Every hyphen stands where the language's patterns allow one, two letters from the start, three from the end."""
    patterns = pyphen.Pyphen(lang="en_US", left=2, right=3)
    broken = []
    for number in range(7, 11):
        lines = [line.text for line in text_lines(book.page(number))]
        broken += [
            (before.split()[-1][:-1], after.split()[0].strip(".,"))
            for before, after in pairwise(lines)
            if before.endswith(("-", "‐"))
        ]
    assert broken
    for before, after in broken:
        assert (before + after).casefold() in WORDS
        assert len(before) in patterns.positions(before + after)


@pytest.mark.slow
def test_each_language_is_broken_by_its_own_rules() -> None:
    """A German statement in an English edition: „Gewässer“ breaks before the ss, as no English pattern has it."""
    german = statement(paragraph("Gewässerschutzbeauftragte " * 30), language="de", title="Wasser")
    english = statement(paragraph("Gewässerschutzbeauftragte " * 30), slug="en", title="Water")
    pdf = set_pdf(pamphlet(english, german), TINY)
    ends = {title: breaks(pdf.pages_of(title)) for title in ("Wasser", "Water")}
    allowed = pyphen.Pyphen(lang="de", left=2, right=3).positions("Gewässerschutzbeauftragte")
    assert ends["Wasser"]
    assert all(len(part) in allowed for part in ends["Wasser"])
    assert ends["Wasser"] != ends["Water"]


def breaks(pages: tuple[Page, ...]) -> set[str]:
    """What stands before each hyphen at a line's end."""
    ends = (re.search(r"(\w+)[-‐]$", line.text) for page in pages for line in text_lines(page))
    return {end[1] for end in ends if end and end[1].startswith("Gew")}


def test_small_caps_are_drawn_as_such_and_read_as_written(book: Pdf) -> None:
    """The font's own small capitals: wider than small letters, lower than capitals, and copied as names are written."""
    byline = book.page(4).line("Ada Brook")
    assert byline.text == "Ada Brook, well keeper, Ben Rill"
    name = [
        glyph for glyph in book.page(4).glyphs if round(book.page(4).height - glyph["matrix"][5], 2) == byline.baseline
    ]
    text = [glyph for glyph in book.page(4).glyphs if glyph["text"] == "r" and glyph["size"] == name[0]["size"]]
    small_cap = next(glyph for glyph in name if glyph["text"] == "r")
    assert small_cap["adv"] > 1.2 * min(glyph["adv"] for glyph in text)


def test_figures_are_old_style_in_the_text_and_line_up_in_tables() -> None:
    """Old-style figures have widths of their own; a table's are all one width."""
    figures = "0 1 2 3 4 5 6 7 8 9"
    page = set_pdf(pamphlet(statement(paragraph("Figures."), paragraph(figures), table("Figures", figures)))).page(4)
    digits = [glyph for glyph in page.glyphs if glyph["text"].isdigit()]
    sizes = sorted({round(glyph["size"], 1) for glyph in digits})
    assert len({round(glyph["adv"], 2) for glyph in digits if round(glyph["size"], 1) == 10.5}) > 1
    assert len({round(glyph["adv"], 2) for glyph in digits if round(glyph["size"], 1) == sizes[0]}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "abcdefghij" * 60,
        slow("abcdefghij" * 300),
        slow("https://example.org/" + "path/" * 60),
        slow("o" * 90),
        slow("…" * 400),
    ],
)
def test_an_endless_word_stays_inside_the_measure(text: str) -> None:
    """And loses no letter."""
    pdf = set_pdf(pamphlet(statement(paragraph("It reads:"), paragraph(text), paragraph(prose(30)))), A5)
    pages = pdf.pages_of("Water for all")
    assert max(line.right - line.left for page in pages for line in page.lines) < 316
    letters = "".join(page.text for page in pages)
    assert letters.replace(" ", "").replace("\u200b", "").count(text[:4]) >= 0.9 * text.count(text[:4])


@pytest.mark.parametrize(
    "text",
    [
        slow("Ἀλλ’ οὐ πάντα τὸ ὕδωρ"),
        "Το νερό ανήκει σε όλους",
        slow("Вода належить усім"),
        "Ţara și apa, Łódź, Dvořák, naïve, œuvre",
        "“Quotes”, ‘single’, «guillemets», dashes – and —, an ellipsis …",
    ],
)
def test_other_letters_are_printed_and_read_as_written(text: str) -> None:
    """In roman, italic, bold, small caps and code alike."""
    parts = (text, " ", Emphasis(run(text)), " ", Strong(run(text)), " ", Code(text))
    pdf = set_pdf(pamphlet(statement(paragraph(*parts), title=text, language="el")))
    assert pdf.page(4).text.replace("-", "").count(text.replace("-", "")) == 5


def test_the_longest_compounds_are_cut_with_a_hyphen() -> None:
    """Where their language parts them, as any word; nowhere else, and not in silence."""
    word = "Straßenbeleuchtungsersatzbeschaffungskommission"
    text = f"{prose(5)} {word} {prose(30)}"
    pdf = set_pdf(pamphlet(statement(paragraph(text), language="de"), language="de"), TINY)
    lines = [line.text for line in pdf.opening("Water for all").lines]
    (first,) = [line for line in lines if "Straßenb" in line]
    assert first.endswith("-")
    assert word in "".join(lines).replace("-", "").replace(" ", "")
