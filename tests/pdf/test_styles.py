"""The styles beside one another: each in its own faces, with one accent, and every block in it on the grid of lines."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pamphlet.styles import load_style, style_names

from .editions import draw, everything, set_pdf
from .finished import Page, Pdf

# Which faces does a style bring, besides the one that stands in for what they lack?
FACES = {
    "classic": {"Serif"},
    "modern": {"Grotesque"},
}
STAND_IN = "Sans"


@pytest.fixture(scope="module", params=style_names())
def styled(request: pytest.FixtureRequest) -> tuple[str, Pdf]:
    """The edition with everything in it, in each style."""
    style = load_style(request.param)
    return request.param, set_pdf(everything(), style=style, pictures={"well.png": draw(800, 600)})


def text_pages(pdf: Pdf) -> list[Page]:
    """The pages of the statement that is paragraphs alone, but for the one that it opens on."""
    title = next(title for title, _ in pdf.outline if title.startswith("What was said"))
    return list(pdf.pages_of(title))[1:]


def test_a_style_sets_everything_in_its_own_faces(styled: tuple[str, Pdf]) -> None:
    """And in few weights: every face costs bytes, and too many make a page restless."""
    name, pdf = styled
    faces = {font.partition("+")[2].split("-")[1] for font in pdf.fonts}
    assert faces - {STAND_IN} == FACES[name]
    assert len(pdf.fonts) <= 7


def test_every_line_of_text_stands_on_one_grid(styled: tuple[str, Pdf]) -> None:
    """Whatever the face: lines on the two sides of a leaf lie on one another, within a tenth of a point."""
    _, pdf = styled
    pages = text_pages(pdf)
    size = max(line.size for line in pages[0].lines)
    lines = [line.baseline for page in pages for line in page.lines if line.size == size]
    steps = {round(later - earlier, 1) for earlier, later in pairwise(lines) if later > earlier}
    leading = min(steps)
    assert len(lines) > 30
    assert all(abs(step / leading - round(step / leading)) * leading <= 0.1 for step in steps)


def test_the_accent_is_on_the_covers_and_in_few_places_else(styled: tuple[str, Pdf]) -> None:
    """The text itself is black, so that a copy from any copier reads as well."""
    _, pdf = styled
    black = {(0, 0, 0), (0,), 0, (0.0, 0.0, 0.0), (0.0,)}
    assert any(panel["non_stroking_color"] not in black for panel in pdf.page(1).panels + pdf.page(1).rules)
    assert {tuple(glyph["non_stroking_color"]) for page in text_pages(pdf) for glyph in page.glyphs} <= black
