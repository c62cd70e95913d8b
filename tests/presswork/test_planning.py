"""Which page is set for a layout and a sheet, and on which sheet pages of a size are printed."""

from __future__ import annotations

import pytest

from pamphlet.edition import PressSettings
from pamphlet.errors import PamphletError
from pamphlet.layouts import LAYOUTS, LayoutName
from pamphlet.press import page_fits, plan_layout
from pamphlet.presswork import plan_edition, plan_file
from pamphlet.presswork.planning import job_for
from pamphlet.units import PAPERS, Size


# What becomes of an edition whose [page] is such, in which layout, on which sheet ("" for none that is named)?
@pytest.mark.parametrize(
    ("page", "layout", "sheet", "fill", "set_at", "printed_on"),
    [
        ("A5", "booklet", "", False, "A5", "A4"),
        ("A6", "booklet", "", False, "A6", "A5"),
        ("B5", "booklet", "", False, "B5", "A3"),
        ("half-letter", "booklet", "", False, "half-letter", "Letter"),
        ("Letter", "booklet", "", False, "Letter", "Tabloid"),
        ("A6", "booklet", "A4", False, "A6", "A4"),
        ("A5", "booklet", "A3", True, "A4", "A3"),
        ("A5", "booklet", "Letter", True, "half-letter", "Letter"),
        ("A5", "booklet-4up", "", False, "A6", "A4"),
        ("half-letter", "booklet-4up", "", False, "108 × 139.7 mm", "Letter"),
        ("A5", "perfect", "", False, "A5", "A4"),
        ("A6", "perfect", "", False, "A6", "A4"),
        ("A6", "perfect", "A4", True, "A5", "A4"),
        ("A5", "handbills-4up", "", False, "A6", "A4"),
        ("A5", "letter-fold", "", False, "97 × 210 mm", "A4"),
        ("A5", "z-fold", "A3", False, "140 × 297 mm", "A3"),
        ("A5", "zine", "", False, "74.25 × 105 mm", "A4"),
        ("A5", "poster", "", False, "A4", "A4"),
        ("A5", "single", "", False, "A5", "A5"),
    ],
)
def test_a_page_keeps_its_size_or_fills_its_place(  # noqa: PLR0913 - a table
    page: str, layout: LayoutName, sheet: str, set_at: str, printed_on: str, *, fill: bool
) -> None:
    """It keeps it where it fits, unless the sheet is what was asked for; panels have pages of their own."""
    plan = plan_edition(PressSettings(layout=layout, sheet=sheet), page, fill=fill)
    assert (plan.page_name, plan.sheet_name) == (set_at, printed_on)


@pytest.mark.parametrize("sheet", ["A4", "A3", "Letter", "Tabloid"])
@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout != "single"])
def test_whatever_is_set_fits_its_place(layout: LayoutName, sheet: str) -> None:
    """So that nothing is scaled."""
    plan = plan_edition(PressSettings(layout=layout, sheet=sheet), "A5", fill=True)
    assert page_fits(plan.page, plan_layout(layout, plan.sheet).page)


@pytest.mark.parametrize(
    ("layout", "page", "sheet"),
    [
        ("booklet", PAPERS["A4"], "A3"),
        ("booklet", Size(200, 200), "A3"),
        ("perfect", PAPERS["A5"].landscape, "A4"),
        ("handbills-4up", PAPERS["A6"], "A4"),
        ("poster", Size(594, 841), "A4"),
        ("single", PAPERS["A5"], ""),
    ],
)
def test_a_pdf_goes_onto_the_smallest_sheet_that_holds_it(layout: LayoutName, page: Size, sheet: str) -> None:
    """At its own size; a poster onto many, and a shop chooses its own."""
    plan = plan_file(PressSettings(layout=layout), page)
    assert (plan.page, plan.sheet_name) == (page, sheet)


def test_pages_that_no_paper_holds_want_a_sheet() -> None:
    """Whether they are yet to be set or there already."""
    with pytest.raises(PamphletError, match="no usual paper holds pages of 297 × 420 mm as a booklet; name the sheet"):
        plan_file(PressSettings(), PAPERS["A3"])
    with pytest.raises(PamphletError, match="no usual paper holds two pages of A3 for a booklet; name a `sheet`"):
        plan_edition(PressSettings(), "A3")


def test_every_key_of_the_machine_reaches_the_job() -> None:
    """Printer, paper, marks and blanks."""
    settings = PressSettings(
        binding="right",
        duplex="hand",
        hand_turn="short",
        hand_order="first-first",
        printer_margin_mm=4,
        back_shift_mm=(1, -2),
        paper_thickness_mm=0.2,
        gutter_mm=3,
        blanks="notes",
        marks=("folds", "slug"),
        fit="crop",
    )
    job = job_for(plan_edition(settings, "A5"), slug="Wells")
    printer = job.printer
    assert (job.binding, job.fit, job.blanks.ruled) == ("right", "crop", True)
    assert (printer.duplex, printer.hand_turn, printer.hand_order) == ("hand", "short", "first-first")
    assert (printer.margin_mm, printer.back_shift_mm) == (4, (1, -2))
    assert (job.stock.thickness_mm, job.stock.gutter_mm) == (0.2, 3)
    assert (job.marks.folds, job.marks.crops, job.marks.slug) == (True, False, "Wells")
