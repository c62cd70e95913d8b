"""Every kind of block in every style, on every page, with links printed in every way: what must hold of them all."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from pamphlet.model import Box, Figure, Heading, Link, OrderedList, Pamphlet, Picture, Verse
from pamphlet.renderers.pdf import PagePlan, typeset
from pamphlet.renderers.pdf.geometry import page_geometry
from pamphlet.renderers.pdf.plan import Links
from pamphlet.styles import load_style, style_names
from pamphlet.units import PAPERS, mm_to_pt

from .editions import draw, everything, image, item, paragraph, prose, run, statement, table
from .finished import Pdf

PICTURES = {"well.png": draw(800, 600), "map.png": draw(600, 900), "sign.png": draw(60, 60)}
PAGES = ("A4", "A5", "A6", "B5", "Letter", "half-letter")
LINKS: tuple[Links, ...] = ("note", "address", "qr")
# Each style on each page; the links take turns.
SETTINGS = [(style, page) for style in style_names() for page in PAGES]
SMALLEST_PT = 7
RAISED = 2
"""Letters of what stands above its line: the call of a note, as in 1st."""

pytestmark = pytest.mark.slow


def every_block() -> Pamphlet:
    """All that `everything` has, and what stands apart: boxes, a picture's own page, small pictures, a long table."""
    apart = statement(
        paragraph(
            "At the ",
            Picture("sign.png", "a sign"),
            " turn left, as ",
            Link("https://example.org/map", run("a map")),
            " shows.",
        ),
        Box("demands", (Heading(2, run("We ask")), OrderedList((item("A pump."), item("A key for each street."))))),
        Box("pull", (paragraph("Nobody was asked."),)),
        Verse((run("Round and round"), run("\u00a0\u00a0\u00a0\u00a0the wheel goes"))),
        Box("page", (Figure("map.png", "A map", run("The harbour")),)),
        table("Street | Litres | State", *(f"{prose(3, row)} | {row * 37} | paid" for row in range(70))),
        Box("slip", (paragraph("Name ____"), paragraph("Cut here."))),
        title="What stands apart",
        slug="apart",
    )
    edition = everything()
    listed = tuple(image(name, content) for name, content in PICTURES.items())
    return replace(edition, statements=(*edition.statements, apart), images=listed)


@pytest.fixture(scope="module", params=enumerate(SETTINGS), ids=lambda numbered: "-".join(numbered[1]))
def setting(request: pytest.FixtureRequest) -> tuple[str, str, Pdf]:
    """The style, the page, and the PDF."""
    number, (style, page) = request.param
    plan = PagePlan(PAPERS[page], links=LINKS[number % len(LINKS)])
    return style, page, Pdf(typeset(every_block(), load_style(style), plan, images=PICTURES).content)


def test_no_line_leaves_the_measure(setting: tuple[str, str, Pdf]) -> None:
    """On pages of text, by more than a point."""
    style, page, pdf = setting
    geometry = page_geometry(PAPERS[page], load_style(style).facts.page)
    inner, outer = mm_to_pt(geometry.gutter_mm), mm_to_pt(geometry.fore_edge_mm)
    for each in pdf.pages[1:-1]:
        left, right = (inner, outer) if each.number % 2 else (outer, inner)
        assert min((line.left for line in each.lines), default=left) > left - 1
        assert max((line.right for line in each.lines), default=0) < each.width - right + 1


def test_covers_keep_away_from_the_edge(setting: tuple[str, str, Pdf]) -> None:
    """As far as an office printer leaves white."""
    _, _, pdf = setting
    for each in (pdf.page(1), pdf.pages[-1]):
        assert all(mm_to_pt(5) < glyph["x0"] and glyph["x1"] < each.width - mm_to_pt(5) for glyph in each.glyphs)
        assert all(mm_to_pt(5) < glyph["top"] and glyph["bottom"] < each.height - mm_to_pt(5) for glyph in each.glyphs)


def test_nothing_is_smaller_than_seven_points(setting: tuple[str, str, Pdf]) -> None:
    """But for what is raised."""
    _, _, pdf = setting
    lines = (line for page in pdf.pages for line in page.lines if len(line.text.strip()) > RAISED)
    assert min(line.size for line in lines) >= SMALLEST_PT - 0.01


def test_every_kind_is_tagged_as_what_it_is(setting: tuple[str, str, Pdf]) -> None:
    """And a table over pages is one, with one header to be read."""
    _, _, pdf = setting
    for kind in ("H1", "H2", "P", "L", "BlockQuote", "Figure", "Caption", "Table", "Link"):
        assert pdf.tagged(kind)
    assert len(pdf.tagged("Table")) == 2
    assert len(pdf.tagged("THead")) == 2
    assert {"A stone well with its lid off", "A map", "a sign"} <= {str(figure.Alt) for figure in pdf.tagged("Figure")}


@pytest.mark.needs("qpdf", "--version")
def test_the_file_is_sound(setting: tuple[str, str, Pdf], tmp_path: Path) -> None:
    """As qpdf finds."""
    _, _, pdf = setting
    file = tmp_path / "pages.pdf"
    file.write_bytes(pdf.content)
    assert subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False).returncode == 0
