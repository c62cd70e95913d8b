"""Lengths and papers."""

from __future__ import annotations

import pytest

from pamphlet.units import PAPERS, SHEET_FOR_PAGE, Size, find_paper, inches, mm_to_pt, pt_to_mm


def test_an_inch_is_25_4_millimetres_and_72_points() -> None:
    """By definition."""
    assert mm_to_pt(25.4) == pytest.approx(72)
    assert pt_to_mm(mm_to_pt(148)) == pytest.approx(148)
    assert inches(1, 2) == pytest.approx((25.4, 50.8))


@pytest.mark.parametrize(("page", "sheet"), SHEET_FOR_PAGE.items())
def test_a_sheet_is_two_pages_side_by_side(page: str, sheet: str) -> None:
    """To half a millimetre, as ISO 216 rounds."""
    small, large = PAPERS[page], PAPERS[sheet].landscape
    assert large == pytest.approx((2 * small.width_mm, small.height_mm), abs=1.1)


@pytest.mark.parametrize(
    ("name", "found"), [("a5", "A5"), ("LETTER", "Letter"), ("Half-Letter", "half-letter"), ("A9", None), ("", None)]
)
def test_a_paper_is_found_in_any_case(name: str, found: str | None) -> None:
    """In our spelling."""
    assert find_paper(name) == found


def test_a_paper_is_upright_and_may_be_turned() -> None:
    """Width before height."""
    assert all(paper.width_mm < paper.height_mm for paper in PAPERS.values())
    assert PAPERS["A5"].landscape == Size(210, 148)
    assert PAPERS["A5"].landscape.landscape == Size(210, 148)
