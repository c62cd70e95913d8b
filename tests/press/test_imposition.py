"""Where pages lie on their sheets, tried on every length of booklet with folded paper."""

from __future__ import annotations

import pytest
from folding import Mark, PrintedSheet, fold
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.press import Binding, Flip, Imposition, Placement, SaddleStitch, Side, impose
from pamphlet.press.imposition import find_sheet_for, pages_fit
from pamphlet.units import PAPERS, Size

A4, A5, A6 = PAPERS["A4"], PAPERS["A5"], PAPERS["A6"]
SPOT_X_MM, SPOT_Y_MM = 10.0, 20.0

flips: st.SearchStrategy[Flip] = st.sampled_from(["short", "long"])
bindings: st.SearchStrategy[Binding] = st.sampled_from(["left", "right"])


def print_spot(placement: Placement, page: Size) -> Mark | None:
    """A spot at the same place on every page, where the placement brings it."""
    if placement.page is None:
        return None
    x_mm, y_mm = placement.x_mm, placement.y_mm
    if placement.rotation == 0:
        return Mark(placement.page + 1, x_mm + SPOT_X_MM, y_mm + SPOT_Y_MM)
    turned = x_mm + page.width_mm - SPOT_X_MM, y_mm + page.height_mm - SPOT_Y_MM
    return Mark(placement.page + 1, *turned, upright=False)


def print_side(side: Side, page: Size) -> tuple[Mark, ...]:
    """The spots of one side."""
    spots = (print_spot(side.left, page), print_spot(side.right, page))
    return tuple(spot for spot in spots if spot)


def print_sheets(imposition: Imposition, page: Size) -> list[PrintedSheet]:
    """The sheets as they leave the printer."""
    return [PrintedSheet(print_side(sheet.front, page), print_side(sheet.back, page)) for sheet in imposition.sheets]


@given(st.integers(1, 200), st.sampled_from([A5, A6, Size(100, 120)]), flips, bindings)
def test_every_booklet_reads_from_cover_to_cover(pages: int, page: Size, flip: Flip, binding: Binding) -> None:
    """Folded and leafed through, it gives all pages in order, upright, the spot at its place."""
    stitch = SaddleStitch(page, A4, flip, binding, paper_thickness_mm=0)
    imposition = impose(pages, stitch)

    read = fold(print_sheets(imposition, page), A4.landscape, flip=flip, binding=binding)

    assert [shown.number for shown in read if shown.number] == list(range(1, pages + 1))
    for shown in read:
        if shown.number:
            from_spine_mm = SPOT_X_MM if shown.spine == "left" else page.width_mm - SPOT_X_MM
            assert shown.upright
            assert shown.from_spine_mm == pytest.approx(from_spine_mm)
            assert shown.from_foot_mm == pytest.approx((A4.width_mm - page.height_mm) / 2 + SPOT_Y_MM)


@given(st.integers(2, 200), flips, bindings)
def test_blanks_stand_before_the_back_cover(pages: int, flip: Flip, binding: Binding) -> None:
    """At most three pages stay empty, and only the last page comes after them."""
    stitch = SaddleStitch(A5, A4, flip, binding)
    imposition = impose(pages, stitch)

    read = fold(print_sheets(imposition, A5), A4.landscape, flip=flip, binding=binding)

    numbers = [shown.number for shown in read]
    assert numbers == [*range(1, pages), *[None] * imposition.blanks, pages]
    assert imposition.blanks in range(4)


@pytest.mark.parametrize(
    ("pages", "sheets", "blanks"),
    [(0, 0, 0), (1, 1, 3), (2, 1, 2), (3, 1, 1), (4, 1, 0), (5, 2, 3), (16, 4, 0), (33, 9, 3)],
)
def test_job_counts_sheets_and_blanks(pages: int, sheets: int, blanks: int) -> None:
    """A sheet carries four pages; what the last pages leave free is blank."""
    imposition = impose(pages, SaddleStitch(A5, A4))
    assert (len(imposition.sheets), imposition.pages, imposition.blanks) == (sheets, pages, blanks)


def test_lone_page_is_a_front_cover() -> None:
    """One page lies outside on the right, and nothing is printed anywhere else."""
    [sheet] = impose(1, SaddleStitch(A5, A4)).sheets
    assert (sheet.front.left.page, sheet.front.right.page) == (None, 0)
    assert (sheet.back.left.page, sheet.back.right.page) == (None, None)


def test_right_hand_binding_mirrors_the_pages() -> None:
    """A book that is read from right to left has its front cover on the left of the outer side."""
    [sheet] = impose(4, SaddleStitch(A5, A4, binding="right")).sheets
    assert (sheet.front.left.page, sheet.front.right.page) == (0, 3)
    assert (sheet.back.left.page, sheet.back.right.page) == (2, 1)


def test_pages_lie_against_the_fold() -> None:
    """A5 leaves half a millimetre at either end of an A4 sheet and none in the middle."""
    [sheet] = impose(4, SaddleStitch(A5, A4)).sheets
    assert (sheet.front.left.x_mm, sheet.front.right.x_mm) == (0.5, 148.5)
    assert (sheet.front.left.y_mm, sheet.front.right.y_mm) == (0, 0)


@pytest.mark.parametrize(
    ("page", "sheet"),
    [("A4", "A3"), ("A5", "A4"), ("A6", "A5"), ("Letter", "Tabloid"), ("half-letter", "Letter")],
)
def test_smallest_paper_for_two_pages(page: str, sheet: str) -> None:
    """Each page size has a paper of twice its size."""
    assert find_sheet_for(PAPERS[page]) == sheet


def test_no_paper_for_two_large_pages() -> None:
    """Two A3 pages are more than any paper that we know holds."""
    assert find_sheet_for(PAPERS["A3"]) is None


def test_boxes_rounded_to_points_still_fit() -> None:
    """A4 is often written as 596 × 842 points, a hair more than half of A3."""
    assert pages_fit(Size(210.26, 297.04), PAPERS["A3"])
    assert not pages_fit(Size(211, 297), PAPERS["A3"])
