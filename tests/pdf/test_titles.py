"""Titles of every length: none leaves its panel, its line or its measure."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pamphlet.model import Cover
from pamphlet.renderers.pdf.cover import fit_title
from pamphlet.style_facts import CoverMeasures
from pamphlet.units import PAPERS, Size

from .editions import A5, pamphlet, paragraph, prose, set_pdf, statement
from .finished import Page

TITLES = {
    "one letter": "W",
    "one word": "Water",
    "two words": "Water now",
    "a sentence": "What was said at the meeting of the valley in the autumn of that dry year",
    "very long": prose(45),
    "no spaces": "Donaudampfschifffahrtsgesellschaftskapitänswitwe",
    "endless": "w" * 300,
    "capitals": "WATERWORKS MUST REMAIN OURS",
    "dashes": "Water—all of it—now—and—for—ever—and—everyone—without—exception",
}
QUICK = {"a sentence", "no spaces", "endless"}
CASES = [
    pytest.param(title, id=name, marks=() if name in QUICK else pytest.mark.slow) for name, title in TITLES.items()
]
PANEL = Size(112, 90)


def inside_panel(page: Page) -> bool:
    """Whether all that is reversed out of the panel lies in it."""
    (panel,) = page.panels
    lines = [line for line in page.lines if set(line.colour) == {1.0}]
    assert lines
    return all(
        panel["x0"] < line.left
        and line.right < panel["x1"]
        and panel["top"] < line.baseline - 0.7 * line.size
        and line.baseline + 0.25 * line.size < panel["bottom"]
        for line in lines
    )


def test_a_word_wider_than_the_page_is_cut_as_its_language_parts_it() -> None:
    """On small panels; a word that has room is not, though the line above could take its first letters."""
    titles = ("Brief an die Hausverwaltungsgesellschaft", "Wir alle im Verwaltungsrat")
    sections = [statement(paragraph("Kurz."), title=title, slug=title[:5], language="de") for title in titles]
    pdf = set_pdf(pamphlet(*sections, language="de"), Size(74, 105))
    cut, whole = ([line.text for line in pdf.opening(title).lines] for title in titles)
    assert cut[:3] == ["Brief an die", "Hausverwal\N{HYPHEN}", "tungsgesellschaft"]
    assert "Verwaltungsrat" in whole


@pytest.mark.parametrize("page", [A5, pytest.param(PAPERS["Legal"], marks=pytest.mark.slow)])
@pytest.mark.parametrize("title", CASES)
def test_a_title_fits_its_panel(title: str, page: Size) -> None:
    """With kicker and subtitle beside it, on cover and back cover."""
    cover = Cover(kicker="A handbook")
    pdf = set_pdf(pamphlet(statement(paragraph("Short.")), title=title, subtitle="Three statements", cover=cover), page)
    assert inside_panel(pdf.page(1))
    assert inside_panel(pdf.page(-1))
    assert title.replace(" ", "") in pdf.page(1).text.replace(" ", "").replace("-", "")
    baselines = [line.baseline for line in pdf.page(1).lines]
    assert min(after - before for before, after in pairwise(baselines)) > 5


@pytest.mark.parametrize("title", CASES)
def test_a_statements_title_stays_inside_the_measure(title: str) -> None:
    """Over as many lines as it takes, each on the grid, and whole in the outline."""
    pdf = set_pdf(pamphlet(statement(paragraph("Short."), title=title, authors=(), date=None), title="Wells"))
    page = pdf.page(4)
    lines = [line for line in page.lines if line.size > 20]
    assert max(line.right for line in lines) < 375.5
    assert [after.baseline - before.baseline for before, after in pairwise(lines)] == pytest.approx(
        [28.0] * (len(lines) - 1)
    )
    assert pdf.outline[1][0] == title


def fixed_pitch(text: str) -> float:
    """A font in which every letter is half an em wide."""
    return len(text) / 2


@pytest.mark.parametrize(
    ("title", "size", "broken"),
    [
        ("W", 80, False),
        ("Water", 80, False),
        ("Waterworks", 60, False),
        ("w" * 40, 14, False),
        ("w" * 50, 24, True),
        ("word " * 40, 24, False),
    ],
)
def test_the_largest_size_that_fits_is_taken(title: str, size: int, broken: bool) -> None:  # noqa: FBT001 - a truth table
    """By the longest word, then by the number of lines; a word is broken rather than made too small to read."""
    fitted = fit_title(title, PANEL, CoverMeasures(), fixed_pitch)
    assert (fitted.size_pt, fitted.broken) == (size, broken)


def test_lines_are_made_even() -> None:
    """The width is the narrowest that needs no more lines: no word is left alone on the last."""
    fitted = fit_title("aaaa bbbb cccc dddd eeee ffff", Size(112, 20), CoverMeasures(), fixed_pitch)
    assert fitted.size_pt == 24
    assert fitted.width_mm == pytest.approx(7 * 24 * 25.4 / 72, abs=0.2)
