"""Lengths and papers."""

from __future__ import annotations

import pytest

from pamphlet.units import PAPERS, Size, find_paper, find_size, inches, mm_to_pt, paper_name, pt_to_mm


def test_an_inch_is_25_4_millimetres_and_72_points() -> None:
    """By definition."""
    assert mm_to_pt(25.4) == pytest.approx(72)
    assert pt_to_mm(mm_to_pt(148)) == pytest.approx(148)
    assert inches(1, 2) == pytest.approx((25.4, 50.8))


@pytest.mark.parametrize(
    ("name", "found"), [("a5", "A5"), ("LETTER", "Letter"), ("Half-Letter", "half-letter"), ("A9", None), ("", None)]
)
def test_a_paper_is_found_in_any_case(name: str, found: str | None) -> None:
    """In our spelling."""
    assert find_paper(name) == found


@pytest.mark.parametrize("stated", ["320x450", "320 × 450 mm", " 320.0x450mm"])
def test_a_paper_without_a_name_is_stated_in_millimetres(stated: str) -> None:
    """Width and height; what people call it can be read again."""
    assert find_size(stated) == Size(320, 450)
    assert find_size(paper_name(stated)) == Size(320, 450)


@pytest.mark.parametrize("stated", ["", "320", "x450", "0x10", "-1x20", "1e9x10", "99999x10", "A9"])
def test_what_is_no_paper_is_none(stated: str) -> None:
    """Nor a size that no printer has."""
    assert find_size(stated) is None


def test_a_paper_is_upright_and_may_be_turned() -> None:
    """Width before height."""
    assert all(paper.width_mm < paper.height_mm for paper in PAPERS.values())
    assert PAPERS["A5"].landscape == Size(210, 148)
    assert PAPERS["A5"].landscape.landscape == Size(210, 148)
