"""Leaflets and zines: few and small panels, with no more matter than they have room for."""

from __future__ import annotations

import pytest
from pdf.editions import CONTACT, item, pamphlet, paragraph, prose, statement
from pdf.finished import Pdf

from pamphlet.model import BulletedList, Pamphlet
from pamphlet.presswork.lean import PANELS, larger_types, make_lean
from pamphlet.renderers.pdf import MatterChoice, PagePlan, typeset, usual_type
from pamphlet.styles import load_style
from pamphlet.units import Size, mm_to_pt

ZINE = Size(74.25, 105)
WHITE_MM = 5
PRINTED_BY = "Printed and promoted by A. Example, 1 Example Quay, Exampleton"


def short() -> Pamphlet:
    """A statement for a zine."""
    asked = BulletedList((item("A pump."), item("A key.")))
    return pamphlet(statement(paragraph(prose(60)), asked, paragraph(prose(60))), contact=CONTACT, description="Dry.")


STYLE = make_lean(load_style("classic"), PANELS, short(), ZINE)


@pytest.fixture(scope="module")
def zine() -> Pdf:
    """Its pages."""
    plan = PagePlan(ZINE, matter=MatterChoice(printed_by=PRINTED_BY))
    return Pdf(typeset(short(), STYLE, plan, images={}).content)


def test_the_text_stands_between_cover_and_back(zine: Pdf) -> None:
    """Without imprint, contents and closing pages, for which there is no room."""
    assert [title for title, _ in zine.outline] == ["Water for all"]
    assert zine.outline[0][1] == 2
    assert 4 <= len(zine.pages) <= 5


def test_nothing_runs_along_a_panel(zine: Pdf) -> None:
    """No running head and no folio, which would stand where an office printer prints nothing."""
    assert zine.page(2).lines[0].text.startswith("Water for all")
    assert not any(line.text.isdecimal() for page in zine.pages[1:-1] for line in page.lines)


def test_words_keep_away_from_the_edges_of_a_panel(zine: Pdf) -> None:
    """As far as an office printer leaves white."""
    white = mm_to_pt(WHITE_MM)
    for page in zine.pages:
        assert all(white <= glyph["x0"] and glyph["x1"] <= page.width - white for glyph in page.glyphs)
        assert all(white <= glyph["top"] and glyph["bottom"] <= page.height - white for glyph in page.glyphs)


def test_no_word_of_a_panel_is_smaller_than_seven_points(zine: Pdf) -> None:
    """On the back either, where most is said."""
    assert min(line.size for page in zine.pages for line in page.lines) >= 6.99


def test_the_back_says_how_to_get_in_touch_and_who_printed_it(zine: Pdf) -> None:
    """With the words of the contact, every address, the code, and the line that the law may ask for."""
    back = zine.pages[-1]
    stated = " ".join(back.text.split())
    for words in (
        "Come on Thursdays",
        "example.org/water",
        "water@example.org",
        "01632 960 001",
        "2 Mill Lane",
        PRINTED_BY,
    ):
        assert words in stated
    assert any("QR" in str(figure.Alt) for figure in zine.tagged("Figure"))


def test_type_grows_where_there_is_room() -> None:
    """Text and lines together, step by step; not beyond what suits a narrow panel, and not where all is full."""
    usual, leading = usual_type(ZINE, STYLE.facts.page)
    sizes = [each.facts.page for each in larger_types(STYLE, ZINE, pages=4, room=8, lean=PANELS)]
    assert sizes[-1].text_pt == pytest.approx(PANELS.largest * usual, abs=0.2)
    assert [size.text_pt for size in sizes] == sorted(size.text_pt for size in sizes)
    assert all(size.leading_pt / size.text_pt == pytest.approx(leading / usual, abs=0.02) for size in sizes)
    assert not larger_types(STYLE, ZINE, pages=8, room=8, lean=PANELS)
