"""Marks: outside the pages and their bleed, where the printer reaches, or not at all."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pypdfium2
import pytest
from leaflets import leaflet, make_leaflet, to_bytes
from pikepdf import Name, Pdf

from pamphlet.layouts import LAYOUTS, LayoutName
from pamphlet.press import Marks, PressJob, Printer, page_size_for, press_pdf
from pamphlet.press.steps import Staple
from pamphlet.units import PAPERS, Size, mm_to_pt

A3, A4, A5 = PAPERS["A3"], PAPERS["A4"], PAPERS["A5"]
ALL = Marks(folds=True, crops=True, registration=True, staples=True, slug="Water for All, Übung 7")


def ink(pdf: bytes, side: int) -> set[tuple[int, int]]:
    """The whole millimetres, from the lower left, that bear any ink."""
    with pypdfium2.PdfDocument(pdf) as opened:
        grey = opened[side].render(scale=4 / mm_to_pt(1)).to_pil().convert("L")
    # Darken what has any ink, then take the mean of each millimetre's 4 × 4 pixels.
    squares = grey.point([255] * 250 + [0] * 6).crop((0, grey.height % 4, grey.width, grey.height)).reduce(4)
    width, height = squares.size
    return {(at % width, height - 1 - at // width) for at, value in enumerate(squares.tobytes()) if value}


def unnumbered(pages: int, page: Size) -> bytes:
    """White pages with 3 mm of bleed, so that all ink on the sheets is marks."""
    source = make_leaflet(pages, page, bleed_mm=3, margin_mm=3)
    for each in source.pages:
        each.obj.Contents = source.make_stream(b"")
    return to_bytes(source)


def test_no_marks_unless_asked_for() -> None:
    """An office copier's sheets bear nothing but the pages."""
    assert ink(press_pdf(unnumbered(4, A5), PressJob(sheet=A3)).pdf, 0) == set()


def test_crop_marks_stand_at_corners_outside_the_bleed() -> None:
    """A5 pairs on A3: from 62 to 358 mm across, from 43.5 to 253.5 up; 3 mm of bleed and 1 mm of air stay white."""
    inked = ink(press_pdf(unnumbered(4, A5), PressJob(sheet=A3, marks=Marks(crops=True))).pdf, 0)
    assert {(x, y) for x, y in inked if 58 < x < 361 and 40 < y < 256} == set()
    assert {(54, 43), (54, 253), (365, 43), (365, 253)} <= {(x, y) for x, y in inked}
    assert {(62, 35), (62, 261)} <= {(x, y) for x, y in inked}


def test_fold_mark_is_on_the_fold_and_off_the_pages() -> None:
    """At 210 mm, above and below the pages only."""
    inked = ink(press_pdf(unnumbered(4, A5), PressJob(sheet=A3, marks=Marks(folds=True))).pdf, 0)
    assert {x for x, _ in inked} <= {209, 210}
    assert {y for _, y in inked if 40 < y < 257} == set()
    assert min(y for _, y in inked) >= 4


@pytest.mark.parametrize("duplex", ["short", "long"])
def test_marks_of_both_sides_meet(duplex: str) -> None:
    """Held to the light, the back's fold mark lies on the front's: the letter fold is lopsided."""
    page = Size(90, 150)
    job = PressJob("letter-fold", A4, printer=Printer(duplex), marks=Marks(folds=True))  # type: ignore[arg-type]
    pdf = press_pdf(unnumbered(6, page), job).pdf
    front, back = ink(pdf, 0), ink(pdf, 1)
    assert {x for x, _ in front} & {97, 197} == {97, 197}
    assert {x for x, _ in back} & ({100, 200, 99, 199} if duplex == "short" else {97, 197}) != set()


def test_nothing_is_drawn_where_there_is_no_room() -> None:
    """A5 pages fill A4, so no mark has a place, not even the slug."""
    job = PressJob(marks=Marks(folds=True, crops=True, registration=True, slug="x"))
    assert ink(press_pdf(unnumbered(4, A5), job).pdf, 0) == set()


def test_staples_are_shown_on_the_outer_front_only() -> None:
    """At a quarter and three quarters of the fold, paler than any text, where the staple hides them."""
    pdf = press_pdf(unnumbered(8, A5), PressJob(marks=Marks(staples=True))).pdf
    assert {y for _, y in ink(pdf, 0)} == {*range(46, 59), *range(151, 164)}
    assert [ink(pdf, side) for side in (1, 2, 3)] == [set()] * 3


def test_staples_hold_what_is_left_after_trimming() -> None:
    """Pages of 148.5 mm in the middle of a sheet of 297: a quarter of the page, not of the paper."""
    pressed = press_pdf(unnumbered(8, Size(105, 148.5)), PressJob(sheet=A3, marks=Marks(staples=True)))
    [staple] = [step for step in pressed.imposition.steps if isinstance(step, Staple)]
    assert staple.heights_mm == pytest.approx((111.375, 185.625))
    assert {y for _, y in ink(pressed.pdf, 0)} == {*range(105, 118), *range(179, 192)}


def test_slug_line_names_job_sheet_and_side() -> None:
    """As text that can be searched, accents included, in an embedded font."""
    pdf = press_pdf(unnumbered(8, A5), PressJob(sheet=A3, marks=Marks(slug="Übung 7"))).pdf
    with pdfplumber.open(BytesIO(pdf)) as opened:
        assert [page.extract_text() for page in opened.pages] == [
            "Übung 7 · 1/2 front",
            "Übung 7 · 1/2 back",
            "Übung 7 · 2/2 front",
            "Übung 7 · 2/2 back",
        ]
    with Pdf.open(BytesIO(pdf)) as opened_pdf:
        fonts = {page.obj.Resources.Font.Slug.objgen for page in opened_pdf.pages}
        descriptor = opened_pdf.pages[0].obj.Resources.Font.Slug.DescendantFonts[0].FontDescriptor
        assert len(fonts) == 1
        assert Name.FontFile2 in descriptor


@pytest.mark.parametrize("name", LAYOUTS)
def test_marks_keep_off_the_printers_margin_and_the_pages(name: LayoutName) -> None:
    """On a larger sheet than needed, every mark is printable and none lies on a page."""
    if name == "poster":
        return
    page = page_size_for(name, A4)
    pages = 6 if name.endswith("fold") else 8
    pressed = press_pdf(unnumbered(pages, page), PressJob(name, A3, marks=ALL, printer=Printer(margin_mm=5)))
    sheet = pressed.imposition.layout.sheet
    marks = ink(press_pdf(unnumbered(pages, page), PressJob(name, A3, marks=Marks(True, True, True))).pdf, 0)
    for x, y in marks:
        assert 4 <= x <= sheet.width_mm - 4
        assert 4 <= y <= sheet.height_mm - 4
        for placement in pressed.imposition.sheets[0].front.placements:
            ground = placement.ground.grown(2)
            assert not (ground.x_mm < x < ground.right_mm - 1 and ground.y_mm < y < ground.head_mm - 1)


def test_same_marks_give_same_bytes() -> None:
    """The embedded font carries no date."""
    source = leaflet(4)
    assert len({press_pdf(source, PressJob(sheet=A3, marks=ALL)).pdf for _ in range(2)}) == 1


@pytest.mark.parametrize("name", ["booklet", "booklet-4up", "perfect", "handbills-4up", "cut-and-stack"])
def test_no_mark_crosses_another(name: LayoutName) -> None:
    """The slug's letters can be read, and a registration mark is a cross in a circle alone."""
    page = page_size_for(name, A4)
    smaller = Size(page.width_mm - 24, page.height_mm - 24)
    job = PressJob(name, A4, marks=replace(ALL, staples=False))
    with pdfplumber.open(BytesIO(press_pdf(unnumbered(8, smaller), job).pdf)) as opened:
        side = opened.pages[0]
    assert "Water for All" in side.extract_text()
    for line in side.lines:
        for char in side.chars:
            assert not _touch(line, char)
        for circle in side.curves:
            inside = abs(line["x1"] - line["x0"]) + abs(line["bottom"] - line["top"]) < mm_to_pt(5.1)
            assert inside or not _touch(line, circle)


def _touch(one: dict[str, float], other: dict[str, float]) -> bool:
    return all(one[low] < other[high] and other[low] < one[high] for low, high in (("x0", "x1"), ("top", "bottom")))
